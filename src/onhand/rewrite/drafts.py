"""What an answer is held against: the piece of text, its place, and what rules make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from onhand.rewrite.fidelity import compare
from onhand.rewrite.guard import inspect
from onhand.rewrite.joining import trim
from onhand.rewrite.rules import edit, mend
from onhand.rewrite.tones import Tone

_WORDY = 1.15
"""A concise answer may have so many times the words that the rules' text has."""


@dataclass(frozen=True, kw_only=True)  # no slots: `ruled` is kept in the dictionary
class Draft:
    """A piece of text on its way into one tone.

    Attributes:
        text: the piece.
        tone: the tone asked for.
        is_first: whether the piece begins the text.
        is_last: whether it ends the text.
        is_guarded: whether answers are checked at all.
        is_faithful: whether they must keep the piece's words, for a model that edits sentences.
    """

    text: str
    tone: Tone
    is_first: bool
    is_last: bool
    is_guarded: bool
    is_faithful: bool

    @property
    def asked(self) -> str:
        """The piece as the model is asked first: with its typing mended if it is a small one."""
        return mend(self.text) if self.is_faithful else self.text

    @cached_property
    def ruled(self) -> str:
        """The piece as rules write it; never empty, as of a text that is all emoji."""
        if not self.is_faithful:
            return mend(self.text) or self.text
        return self.trimmed(edit(self.text, self.tone.name)) or self.text

    def trimmed(self, answer: str) -> str:
        """Return an answer without the greeting or ending that only a whole text has."""
        return trim(answer, self.text, self.is_first, self.is_last) if self.is_faithful else answer

    def problems_of(self, answer: str) -> tuple[str, ...]:
        """Return what is wrong with an answer, as short texts; nothing where nothing is checked."""
        if not self.is_guarded:
            return ()
        found = inspect(self.text, answer, self.tone).problems
        if not self.is_faithful:
            return found
        found += compare(self.text, answer, self.ruled).problems
        return found + self._idle(answer)

    def _idle(self, answer: str) -> tuple[str, ...]:
        """Say so when an answer changes less than plain rules would."""
        if _bare(answer) == _bare(self.text) != _bare(self.ruled):
            return ("unchanged",)
        n_words, n_ruled = len(answer.split()), len(self.ruled.split())
        if self.tone.name == "concise" and n_words > _WORDY * n_ruled + 1:
            return (f"wordy: {n_words} words where {n_ruled} do",)
        return ()

    def finished(self, answer: str) -> str:
        """Return a good answer edited by the rules as well, where that loses nothing.

        They catch what a small model left: a "lol" in a formal text, an order in a polite one.
        """
        if not (self.is_faithful and self.is_guarded):
            return answer
        edited = self.trimmed(edit(answer, self.tone.name))
        return answer if self.problems_of(edited) else edited


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
