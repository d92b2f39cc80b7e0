"""Clauses over the open lexicon: any content inside the same sentence kinds.

This is what keeps the model from snapping unknown content to a known situation, so nothing here is
tied to a topic: subjects, verbs, objects, places and times are drawn freely within their classes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from models.grammar.clause_frames import BAD, NOTES, QUESTIONS, REQUESTS, STATES
from models.grammar.language import article
from models.grammar.lexicon import describing, verbs
from models.grammar.lexicon.forms import ing, participle, past, plural, third
from models.grammar.message import Sentence
from models.grammar.phrases import PHRASES
from models.grammar.slots import Slots

_POSSESSIVES = ("my", "my", "your", "our", "his", "her", "their")
_MODALS = ("can", "will", "must")
_LINKS = (
    "because",
    "because",
    "so",
    "but",
    "and",
    "although",
    "while",
    "since",
    "before",
    "after",
    "until",
)
_LEADS = ("if", "if", "when", "once", "as soon as", "before", "after", "unless")
_PLURAL = re.compile(r"((?:\w|-)+)\|s")
_PHRASES = tuple(PHRASES)
_GAP = re.compile(r"\{(\w+)\}")
_TASTE = ("prefer", "hate", "need", "want", "own", "love", "like", "miss", "collect")


class OpenClauses:
    """Composes clauses and sentences; draws from its own random source and slots."""

    def __init__(self, rng: random.Random, slots: Slots, strange: Callable[[], str]) -> None:
        self.rng = rng
        self.slots = slots
        self._strange = strange  # makes up a word

        self._fillers: dict[str, Callable[[], str]] = {
            "np": self.handled,
            "paper": self.paper,
            "paper_noun": lambda: slots.pick("doc"),
            "who": self.someone,
            "subj": self.subject,
            "noun": self.noun,
            "adj": lambda: slots.pick("adjective"),
            "at": self.place,
            "vp": lambda: self.action(allow_place=False),
            "ved": lambda: self.action(past, allow_place=False),
            "ved_alone": lambda: past(self._of(verbs.ALONE)),
            "ving": lambda: self.action(ing, allow_place=False),
            "vpp": lambda: self.action(participle, allow_place=False),
            "vpp_only": lambda: participle(self._of(verbs.HANDLE)),
            "past": lambda: self.when(describing.PAST_TIMES),
            "past_short": lambda: self._of(("yet", "again", "twice", "today", "so far")),
            "future": lambda: self.when(describing.FUTURE_TIMES),
            "a_role": lambda: article(slots.pick("role")),
        }

    def framed(self, frames: tuple[str, ...]) -> str:
        """One of the frames, its gaps filled."""
        text = self._of(frames)
        fillers = self._fillers
        text = _GAP.sub(lambda m: fillers[m[1]]() if m[1] in fillers else m[0], text)
        text = self.slots.fill(text)
        if "{" in text:
            raise ValueError(f"unfilled gap in {text!r}")
        return _PLURAL.sub(lambda m: plural(m[1]), text) if "|s" in text else text

    def _of(self, words: list[str] | tuple[str, ...]) -> str:
        return words[int(self.rng.random() * len(words))]

    # noun phrases ------------------------------------------------------------------------
    def noun(self) -> str:
        """A noun for something one can handle; now and then a word that nobody knows."""
        roll = self.rng.random()
        if roll < 0.1:
            return self._strange()
        group = (
            "thing" if roll < 0.5 else "food" if roll < 0.7 else "plant" if roll < 0.8 else "animal"
        )
        return self.slots.pick(group)

    def handled(self) -> str:
        """The object of a verb of handling."""
        rng, roll = self.rng, self.rng.random()
        if roll < 0.12:
            return (
                f"{self._of(('the', 'the', 'some', 'more', 'all the'))} {self.slots.pick('stuff')}"
            )
        noun = self.noun()
        if rng.random() < 0.4:
            noun = f"{self.slots.pick('adjective')} {noun}"
        if roll < 0.4:
            return f"the {noun}"
        if roll < 0.58:
            return article(noun)
        if roll < 0.74:
            return f"{self._of(_POSSESSIVES)} {noun}"
        if roll < 0.84:
            return f"the {_plural_phrase(noun)}"
        if roll < 0.92:
            return f"{self.slots.make_n()} {_plural_phrase(noun)}"
        return f"{self.slots.make_name()}'s {noun}"

    def paper(self) -> str:
        """The object of a verb of writing and deciding."""
        roll = self.rng.random()
        noun = self._strange() if roll < 0.06 else self.slots.pick("doc" if roll < 0.6 else "idea")
        if roll < 0.15:
            return f"the {self.slots.pick('adjective')} {noun}"
        if roll < 0.3:
            return f"the {noun} for {self.someone()}"
        if roll < 0.45:
            return f"the {noun} about the {self.noun()}"
        if roll < 0.6:
            return f"{self._of(_POSSESSIVES)} {noun}"
        return article(noun) if roll < 0.75 else f"the {noun}"

    def someone(self) -> str:
        """A person as subject or object (third person)."""
        roll = self.rng.random()
        if roll < 0.3:
            return self.slots.make_name()
        if roll < 0.36:
            return self.slots.make_fullname()
        if roll < 0.42:
            return self.slots.make_mr()
        if roll < 0.7:
            return f"the {self.slots.pick('role')}"
        return f"{self._of(('my', 'your', 'our'))} {self.slots.pick('relative')}"

    def place(self) -> str:
        """A place phrase with its preposition."""
        roll = self.rng.random()
        if roll < 0.15:
            return f"in {self.slots.make_city()}"
        if roll < 0.22:
            return f"at {self.slots.make_address()}"
        return f"{self._of(describing.PREPOSITIONS)} the {self.slots.pick('place')}"

    def when(self, times: tuple[str, ...]) -> str:
        """A time phrase: from the given ones, or with a weekday, clock time or date."""
        roll = self.rng.random()
        if roll < 0.55:
            return self._of(times)
        if roll < 0.75:
            return f"on {self.slots.make_weekday()}"
        return f"at {self.slots.make_time()}" if roll < 0.9 else f"on {self.slots.make_date()}"

    # verb phrases ------------------------------------------------------------------------
    def action(self, form: Callable[[str], str] = str, *, allow_place: bool = True) -> str:
        """A verb phrase; ``form`` inflects the verb."""
        roll = self.rng.random()
        if roll < 0.42:
            phrase = f"{form(self._of(verbs.HANDLE))} {self.handled()}"
        elif roll < 0.66:
            phrase = f"{form(self._of(verbs.DOCUMENT))} {self.paper()}"
        elif roll < 0.84:
            phrase = f"{form(self._of(verbs.PERSON))} {self.someone()}"
        else:
            verb = form(self._of(verbs.ALONE))
            how = self.rng.random()
            phrase = f"{verb} {self._of(describing.MANNERS)}" if how < 0.4 else verb
            if how > 0.55 or not allow_place:
                phrase = f"{verb} {self.place()}"
            return phrase
        if allow_place and self.rng.random() < 0.22:
            phrase = f"{phrase} {self.place()}"
        return phrase

    def request(self) -> str:
        """A verb phrase that someone is asked to do, with an optional time."""
        if self.rng.random() < 0.5:
            return self.framed(REQUESTS)
        roll = self.rng.random()
        phrase = self.action()
        if roll < 0.3:
            return f"{phrase} {self.when(describing.FUTURE_TIMES)}"
        if roll < 0.38:
            return f"{phrase} and {self.action(allow_place=False)}"
        return phrase

    # clauses -----------------------------------------------------------------------------
    def clause(self) -> str:
        """A finite statement without bad news."""
        if self.rng.random() < 0.5:
            return self.framed(STATES)
        roll = self.rng.random()
        if roll < 0.16:
            return f"I {self.action(past)} {self.when(describing.PAST_TIMES)}"
        if roll < 0.26:
            return f"I {self._of(describing.BEFORE_VERB[:9])} {self.action(past)}"
        if roll < 0.36:
            return f"{self.someone()} {self.action(past)} {self.when(describing.PAST_TIMES)}"
        if roll < 0.43:
            return f"{self.someone()} {self.action(third)}"
        if roll < 0.5:
            return f"we {self._of(_MODALS)} {self.request()}"
        if roll < 0.56:
            return f"{self.someone()} {self._of(_MODALS)} {self.request()}"
        if roll < 0.64:
            noun = self.subject()
            return f"{noun} is {self._of(('', '', 'very ', 'too ', 'still ', 'really '))}{self.slots.pick('adjective')}"
        if roll < 0.72:
            return f"{self.subject()} is {self.place()}"
        if roll < 0.77:
            return f"there's {article(self.noun())} {self.place()}"
        if roll < 0.83:
            return f"we're {self.action(ing)}"
        if roll < 0.88:
            return f"I've {self.action(participle)}"
        if roll < 0.93:
            return f"I {self._of(_TASTE)} {self.handled()}"
        if roll < 0.97:
            return f"{self.subject()} costs {self.slots.make_money()}"
        return f"they {self.action(past)} {self.when(describing.PAST_TIMES)}"

    def subject(self) -> str:
        """A singular noun phrase for a thing, a document or an event."""
        roll = self.rng.random()
        group = (
            "thing" if roll < 0.35 else "doc" if roll < 0.5 else "event" if roll < 0.65 else "idea"
        )
        noun = self.slots.pick(group if roll < 0.8 else "food" if roll < 0.9 else "place")
        return f"{self._of(('the', 'the', 'the', 'my', 'your', 'our', 'this'))} {noun}"

    def bad_clause(self) -> str:
        """A finite clause that refuses or tells bad news, visibly so."""
        if self.rng.random() < 0.5:
            return self.framed(BAD)
        roll = self.rng.random()
        if roll < 0.3:
            return f"I {self._of(('can_t', 'can_t', 'won_t', 'couldn_t')).replace('_', chr(39))} {self.request()}"
        if roll < 0.4:
            return f"we can't {self.request()}"
        if roll < 0.55:
            return f"I forgot to {self.action()}"
        if roll < 0.75:
            return f"{self.subject()} is {self.slots.pick('fault')}"
        if roll < 0.88:
            return f"{self.someone()} didn't {self.action()}"
        return f"I lost {self._of(('my', 'your', 'the'))} {self.noun()} {self.place()}"

    def question(self) -> str:
        """A direct question without its mark."""
        if self.rng.random() < 0.6:
            return self.framed(QUESTIONS)
        roll = self.rng.random()
        if roll < 0.14:
            return f"will you {self.request()}"
        if roll < 0.28:
            return f"do you {self._of(('want', 'need', 'like', 'have', 'still have', 'know'))} {self.handled()}"
        if roll < 0.38:
            return f"did {self.someone()} {self.action()}"
        if roll < 0.48:
            return f"is {self.subject()} {self.slots.pick('adjective')}"
        if roll < 0.56:
            return f"where is {self.subject()}"
        if roll < 0.64:
            return f"when will you {self.action()}"
        if roll < 0.7:
            return f"who {self.action(past)}"
        if roll < 0.76:
            return f"why did {self.someone()} {self.action()}"
        if roll < 0.84:
            return f"how much is {self.handled()}"
        if roll < 0.92:
            return f"are you {self.action(ing)}"
        return f"should we {self.request()}"

    def joined(self) -> str:
        """Two clauses in one sentence."""
        link = self._of(_LINKS)
        first, second = self.clause(), self.clause()
        return (
            f"{first}, {link} {second}"
            if link in ("so", "but", "and")
            else f"{first} {link} {second}"
        )

    # sentences ---------------------------------------------------------------------------
    def sentence(self) -> Sentence:
        """One sentence of any kind."""
        rng, roll = self.rng, self.rng.random()
        lead = ""
        if roll < 0.5 and rng.random() < 0.08:
            lead = f"{self._of(_LEADS)} {self.clause()}"
        if roll < 0.22:
            return Sentence("state", self.joined() if rng.random() < 0.3 else self.clause())
        if roll < 0.42:
            return Sentence("req", self.request(), lead)
        if roll < 0.54:
            return Sentence("ask", self.question(), lead)
        if roll < 0.66:
            text = self.bad_clause()
            if rng.random() < 0.3:
                text = f"{text} because {self.clause()}"
            return Sentence("bad", text)
        if roll < 0.69:
            return Sentence("ack", self._of(_PHRASES))
        kind = self._of(_OTHER_KINDS)
        return Sentence(kind, self._text(kind))

    def _text(self, kind: str) -> str:
        if kind in ("think", "hope"):
            return self.clause()
        if kind == "thanks":
            return f"for {self.action(ing)}" if self.rng.random() < 0.5 else f"for {self.handled()}"
        if kind == "sorry":
            return (
                f"for {self.action(ing)}"
                if self.rng.random() < 0.6
                else f"for the {self.slots.pick('idea')}"
            )
        if kind == "need":
            return self.handled() if self.rng.random() < 0.6 else self.paper()
        if kind == "note":
            return self.framed(NOTES)
        if kind == "ing":
            return self.action(ing)
        if kind == "congrats":
            return f"the {self.slots.pick('adjective')} {self.noun()}"
        if kind == "wish":
            return article(f"{self.slots.pick('adjective')} {self.slots.pick('event')}")
        return self.request()


_OTHER_KINDS = (
    "plan", "plan", "plan", "might", "think", "think", "suggest", "suggest", "offer", "need", "need",
    "invite", "remind", "remind", "dont", "dont", "hope", "ing", "note", "may", "like", "advise",
    "thanks", "thanks", "sorry", "sorry", "congrats", "wish",
)  # fmt: skip


def _plural_phrase(phrase: str) -> str:
    head, _, noun = phrase.rpartition(" ")
    return f"{head} {plural(noun)}" if head else plural(noun)
