"""Turns sampled tokens into text that is final: whole characters, no part of a stop text."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from onhand.generation.stop import StopMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """What became final with one token.

    Attributes:
        text: the final text.
        n_tokens: how many tokens, oldest first, are completed by it.
        stop: the stop text that matched, or None.
    """

    text: str
    n_tokens: int
    stop: str | None = None


class TextStream:
    """Joins token bytes to text, holding back what is not final yet.

    Bytes of an incomplete character wait for the token that completes it, also across the end of a
    generation: `pending_bytes` of one stream can start the next. Invalid bytes become U+FFFD only
    once it is certain that they are invalid. The cost of a token does not grow with the text.
    """

    __slots__ = ("_decoder", "_held", "_is_first_begun", "_stop", "_tokens")

    def __init__(self, stops: Sequence[str] = (), pending_bytes: bytes = b"") -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._decoder.decode(pending_bytes)
        self._stop = StopMatcher(stops) if stops else None
        self._held = ""
        self._tokens: deque[list[int]] = deque()  # [characters, bytes] of each pending token
        self._is_first_begun = False  # some of the oldest pending token's text is released

    @property
    def pending_bytes(self) -> bytes:
        """Bytes of a character that is not complete yet."""
        return self._decoder.getstate()[0]

    def feed(self, piece: bytes) -> Piece:
        """Take the bytes of the next token and return what is final now."""
        text = self._decoder.decode(piece)
        self._tokens.append([len(text), len(piece)])
        match = self._stop.feed(text) if self._stop is not None else None
        self._held += text
        if match is None:
            return self._release(len(self._held) - (self._stop.n_held if self._stop else 0))
        n_after, stop = match
        end = len(self._held) - len(text) + n_after - len(stop)
        return self._release_until_stop(end, stop)

    def flush(self) -> Piece:
        """Release what was held for a stop text that did not come. Half characters stay pending."""
        piece = self._release(len(self._held))
        n_tokens = piece.n_tokens + len(self._tokens)
        self._tokens.clear()
        return Piece(piece.text, n_tokens)

    def _release(self, n_chars: int) -> Piece:
        text, self._held = self._held[:n_chars], self._held[n_chars:]
        n_tokens = 0
        n_complete = len(self._tokens) - self._n_tokens_of_half_character()
        while n_tokens < n_complete and self._tokens[0][0] <= n_chars:
            n_own, n_bytes = self._tokens[0]
            if n_chars == 0 == n_own < n_bytes:
                break  # the character that it begins is held
            self._tokens.popleft()
            n_chars -= n_own
            n_tokens += 1
            self._is_first_begun = False
        if self._tokens and n_chars:
            self._tokens[0][0] -= n_chars
            self._is_first_begun = True
        return Piece(text, n_tokens)

    def _n_tokens_of_half_character(self) -> int:
        """Return how many tokens at the end make up the character that is not complete yet."""
        n_bytes = len(self.pending_bytes)
        n_tokens = 0
        for _, size in reversed(self._tokens):
            if n_bytes <= 0:
                break
            n_bytes -= size
            n_tokens += 1
        return n_tokens

    def _release_until_stop(self, n_chars: int, stop: str) -> Piece:
        text, self._held = self._held[:n_chars], ""
        n_tokens = 0
        for size, _ in self._tokens:
            if n_chars <= 0 and not (self._is_first_begun and n_tokens == 0):
                break
            n_chars -= size
            n_tokens += 1
        self._tokens.clear()
        return Piece(text, n_tokens, stop)
