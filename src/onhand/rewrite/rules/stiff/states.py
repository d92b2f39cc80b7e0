# ruff: noqa: E501, SIM905 - word lists read best as words
"""Subjects joined to their state by the verb left out: is, are, has been, have been."""

from __future__ import annotations

import re

from onhand.rewrite.rules.stiff.reading import Reading
from onhand.rewrite.rules.stiff.subjects import PEOPLE, determined, head_of, names_many
from onhand.rewrite.rules.stiff.word_classes import ADJECTIVES, EVENTS, HAPPENED, verb_forms

_AGENTS = PEOPLE | frozenset(
    "babysitter sitter nanny cleaner client speaker guest guests tenant tenants buyer seller vendor supplier electrician photographer caterer florist band coach instructor tutor agent courier postman nurse dentist vet lawyer accountant roofer painter".split()
)
"""Who does things rather than having them done: "babysitter cancelled"."""
_DONE_BY_PEOPLE = frozenset(
    "cancelled canceled confirmed returned declined accepted moved changed postponed rejected approved refused".split()
)
_LONG = re.compile(r"\b(?:since|for (?:ages|a while|(?:over |about |nearly )?(?:an?|\d+|two|three|four|five|six|several|many|a few)? ?(?:hours?|minutes|days?|weeks?|months?|years?))|all (?:night|day|week|morning|weekend))\b", re.I)  # fmt: skip


def with_be(part: str, reading: Reading, *, is_future: bool = False) -> str | None:
    """Complete a subject with its state: is, are, has been or have been is put between."""
    head, state = part[: reading.at].strip(), part[reading.at :]
    lead = head[: head.find(reading.subject)]
    subject = determined(reading.subject, is_cut=True)
    if is_future and reading.verb in ("back", "there", "ready", "here", "in", "on"):
        return f"{lead}{subject} will be {state}"
    many = names_many(reading.subject)
    adverb = re.match(r"(?:(?:still|already|now|just|all|both|also|only) )*", state, re.I)
    moved = adverb.group() if adverb else ""
    rest = state[len(moved) :]
    negated = re.match(r"(?:not|never) (?:yet )?", rest, re.I)
    word = (rest[negated.end() :] if negated else rest).split(" ")[0].lower().strip(",.")
    if word in HAPPENED and "participle" in verb_forms(word) and not negated and not moved:
        return f"{lead}{subject} {state}"
    if word == "left" and not negated:
        return f"{lead}{subject} {'were' if many else 'was'} {state}"
    if (
        word in _DONE_BY_PEOPLE
        and head_of(reading.subject.lower().split()) in _AGENTS
        and not negated
        and not moved
    ):
        return f"{lead}{subject} {state}"
    following = rest.split(" ")[1].lower() if " " in rest else ""
    is_done = word.endswith("ed") and word not in ADJECTIVES and "participle" in verb_forms(word)
    if word == "moved" and following in ("out", "in", "away", "back", "house", "on"):
        return f"{lead}{subject} {state}"
    is_event = word in EVENTS or word in HAPPENED or is_done
    if word.endswith("ing") and _LONG.search(rest):
        rest, is_event = "been " + rest, True
        be = "have" if many else "has"
        return f"{lead}{subject} {be} {moved}{rest}"
    if word in (
        "late",
        "broken",
        "closed",
        "down",
        "dead",
        "off",
        "out",
        "missing",
        "ill",
        "sick",
    ) and _LONG.search(rest):
        return f"{lead}{subject} {'have' if many else 'has'} {moved}been {rest}"
    if is_event and following not in ("of",):
        be = "have" if many else "has"
        active = word in (
            "arrived",
            "come",
            "gone",
            "started",
            "left",
            "happened",
            "disappeared",
            "ended",
            "expired",
            "failed",
            "crashed",
            "stopped",
            "died",
            "landed",
            "begun",
        )
        if negated:
            return f"{lead}{subject} {be} {moved}{rest[: negated.end()]}{'' if active else 'been '}{rest[negated.end() :]}"
        return f"{lead}{subject} {be} {moved}{'' if active else 'been '}{rest}"
    return f"{lead}{subject} {'are' if many else 'is'} {state}"
