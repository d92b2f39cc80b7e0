"""Finds stop texts in a stream, across any token border, at a constant cost a character.

The automaton is Aho and Corasick's ("Efficient string matching", CACM 18(6), 1975): its state is
the longest suffix of the text that is a prefix of some stop text, so the depth of the state is
exactly what must be held back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


class StopMatcher:
    """Follows a text and reports the first place where a stop text is complete.

    Of several that become complete at the same character, the longest wins. Where the text is cut
    into pieces makes no difference.
    """

    __slots__ = ("_depth", "_fail", "_match", "_next", "_state")

    def __init__(self, stops: Iterable[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._depth = [0]
        self._match: list[str | None] = [None]
        for stop in stops:
            self._insert(stop)
        self._fail = self._failure_links()
        self._state = 0

    @property
    def n_held(self) -> int:
        """Characters at the end of the text that could still begin a stop text."""
        return self._depth[self._state]

    def feed(self, text: str) -> tuple[int, str] | None:
        """Follow `text`; return (characters of `text` up to the stop's end, stop text) or None.

        After a match the matcher must not be fed again.
        """
        state = self._state
        for index, char in enumerate(text):
            while state and char not in self._next[state]:
                state = self._fail[state]
            state = self._next[state].get(char, 0)
            stop = self._match[state]
            if stop is not None:
                self._state = state
                return index + 1, stop
        self._state = state
        return None

    def _insert(self, stop: str) -> None:
        state = 0
        for char in stop:
            following = self._next[state].get(char)
            if following is None:
                following = len(self._next)
                self._next[state][char] = following
                self._next.append({})
                self._depth.append(self._depth[state] + 1)
                self._match.append(None)
            state = following
        self._match[state] = stop

    def _failure_links(self) -> list[int]:
        fail = [0] * len(self._next)
        pending = deque(self._next[0].values())
        while pending:
            state = pending.popleft()
            for char, following in self._next[state].items():
                link = fail[state]
                while link and char not in self._next[link]:
                    link = fail[link]
                fail[following] = self._next[link].get(char, 0)
                if self._match[following] is None:
                    self._match[following] = self._match[fail[following]]
                pending.append(following)
        return fail
