"""How a tone puts things, as data, and what was found while putting a message so."""

from __future__ import annotations

from dataclasses import dataclass, field

from onhand.rewrite.rules.english.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a tone puts things; "%s" stands for what is put.

    Attributes:
        asks: for the first order, the second and so on; the last two take turns.
        after_lead: an order after a condition: "If it rains, %s".
        just: for one that begins with "just" and is short.
        refrain: for an order not to do something.
        advises: for advice.
        tells: for questions, the first and the others; the rest stay direct.
        tells_all: whether all questions are put so, or those for a reason only.
        likes: for a wish for a thing; `has` for a need with a date; `helps` for help.
        declines: for "I cannot …", taking turns; with `who` and `what`.
        noticed: before what the hearer did; `seems` before what he keeps doing.
        soon: for "now" at an order's end.
        may: for "can I …?".
        mentioned: for "I told you that …", with {who}, {times} and {what}.
        asked_for: for "I told you to …", with the same.
        no: for a bare "no".
        sorry: before what is wrong with the hearer's things; `afraid` where the writer knows it.
        recalled: before what the hearer said he would do.
        habit: before what the hearer always or never does.
        wonders: for a question that points at the hearer ("Where were you?").
        happens: for one that looks for who did it ("Who ate my lunch?").
        reminds: for "remember that …".
        supposed: before what may have been forgotten.
    """

    asks: tuple[str, ...]
    after_lead: str
    refrain: str
    just: str
    advises: str
    tells: tuple[str, ...]
    tells_all: bool
    likes: str
    has: str
    helps: str
    declines: tuple[str, ...]
    noticed: str
    seems: str
    soon: str
    may: str
    sorry: str
    afraid: str
    recalled: str
    habit: str
    supposed: str
    reminds: str
    wonders: str
    happens: str
    no: str
    mentioned: str
    asked_for: str


@dataclass(slots=True)
class Outcome:
    """What was found while putting a message another way.

    Attributes:
        sentences: the new ones.
        n_asks: orders, requests and wishes.
        n_questions: questions put indirectly.
        n_refusals: refusals.
        n_blames: complaints about what the hearer did.
        has_asks: whether the message asks for something to be done at all.
    """

    sentences: list[Sentence] = field(default_factory=list)
    n_asks: int = 0
    n_questions: int = 0
    n_refusals: int = 0
    n_blames: int = 0
    has_asks: bool = False
