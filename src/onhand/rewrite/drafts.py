"""What an answer is held against: the piece of text, its place, and what rules make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from onhand.rewrite.concord import agree
from onhand.rewrite.facts import added_facts, find_facts, missing_facts
from onhand.rewrite.fidelity import compare
from onhand.rewrite.guard import inspect
from onhand.rewrite.joining import trim
from onhand.rewrite.pieces import TextPiece, split_text
from onhand.rewrite.rules import edit, mend, mend_for
from onhand.rewrite.tones import Tone

PLAINER = "plainer by rules"
"""Said of an answer that nothing is wrong with but that the rules' text is preferred to."""


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
        max_words: words of which such a model is asked at once.
    """

    text: str
    tone: Tone
    is_first: bool
    is_last: bool
    is_guarded: bool
    is_faithful: bool
    max_words: int = 60

    @cached_property
    def asked(self) -> str:
        """The piece as the model is asked first: if it is a small one, with its typing mended.

        Answers are held against this, so that "thurs" may be answered by "Thursday".
        """
        return mend_for(self.text, self.tone.name) if self.is_faithful else self.text

    def prepare(self) -> None:
        """Let the rules work, some milliseconds, in whatever thread this is called."""
        if self.is_faithful and self.is_guarded:
            _ = self.ruled
        _ = self.asked

    def parts(self, attempt: int) -> list[TextPiece]:
        """Return what the model is asked of one by one in an attempt, counted from 1."""
        text = self.asked if attempt == 1 else self.text
        parts = split_text(text, self.max_words) if self.is_faithful else []
        return parts or [TextPiece(text, "")]

    def joined(self, parts: list[TextPiece], answers: list[str]) -> str:
        """Return the answers to parts as one, greeted once and ended once."""
        last = len(parts) - 1
        return "".join(
            trim(answer, part.text, index == 0, index == last) + part.space
            for index, (part, answer) in enumerate(zip(parts, answers, strict=True))
        )

    @cached_property
    def ruled(self) -> str:
        """The piece as rules write it; never empty, as of a text that is all emoji."""
        if not self.is_faithful:
            return mend(self.text) or self.text
        ruled = self.trimmed(edit(self.text, self.tone.name))
        return ruled if ruled and self._has_facts_of(self.asked, ruled) else self.asked or self.text

    def _has_facts_of(self, text: str, ruled: str) -> bool:
        """Whether rules kept all facts; with padding, names may go out of a concise text."""
        facts = find_facts(text)
        if any(not _is_begun(added, text) for added in added_facts([*facts, text], ruled)):
            return False
        lost = (fact for fact in missing_facts(facts, ruled) if not _is_written_out(fact, ruled))
        return all(self.tone.name == "concise" and fact.isalpha() for fact in lost)

    def trimmed(self, answer: str) -> str:
        """Return an answer without the greeting or ending that only a whole text has."""
        return trim(answer, self.text, self.is_first, self.is_last) if self.is_faithful else answer

    def problems_of(self, answer: str) -> tuple[str, ...]:
        """Return what is wrong with an answer, as short texts; nothing where nothing is checked."""
        if not self.is_guarded:
            return ()
        if not self.is_faithful:
            return inspect(self.text, answer, self.tone).problems
        return inspect(self.asked, answer, self.tone, self.ruled).problems

    def differences_of(self, answer: str) -> tuple[str, ...]:
        """Return why the rules' text is to be preferred to an answer without problems.

        Its words are not the message's, or not those that the rules come to. Rules that find
        nothing to do leave the word to the model.
        """
        if not (self.is_faithful and self.is_guarded):
            return ()
        found = compare(self.asked, answer, self.ruled).problems
        if found or _bare(self.ruled) == _bare(self.asked) or agree(answer, self.ruled):
            return found
        return (PLAINER,)

    def settled(self, answer: str) -> tuple[str, tuple[str, ...]]:
        """Return a good answer, edited by the rules where that loses nothing, and its differences.

        They catch what a small model left: a "lol" in a formal text, an order in a polite one.
        """
        differences = self.differences_of(answer)
        if not (self.is_faithful and self.is_guarded):
            return answer, differences
        edited = self.trimmed(edit(answer, self.tone.name))
        if edited == answer or self.problems_of(edited) or (found := self.differences_of(edited)):
            return answer, differences
        return edited, found


def _is_begun(word: str, text: str) -> bool:
    """Whether a text has the beginning of a word, as "Oct" of "October"."""
    return any(len(one) > 2 and word.startswith(one) for one in re.findall(r"\w+", text))


def _is_written_out(fact: str, text: str) -> bool:
    """Whether a text has what a fact is short for: "October" for "Oct", "about 2" for "2ish"."""
    number = re.fullmatch(r"(\d+)[a-z]*", fact)
    return bool(
        (fact.isalpha() and any(word.startswith(fact) for word in text.split()))
        or (number and (re.search(rf"\b{number[1]}\b", text) or (fact == "12" and "noon" in text)))
    )


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
