"""What a row of a table puts for what it found: groups, verbs in other forms, a capital kept."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import cast

from onhand.rewrite.rules.english.continuing import continued
from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import Form, base_of, forms_of, inflected, is_participle
from onhand.rewrite.rules.firm.firmness import is_plural
from onhand.rewrite.rules.plain.long_words import LONG_VERBS

_MADE = re.compile(r"\{(?P<how>\w+):(?P<group>\w+)(?::(?P<verb>\w+))?\}")
_PERFECT = re.compile(
    r"(?:\b(?:have|has|had|having|been|be|was|were|is|are|being|got)|['’]ve|['’]s|n['’]t|['’]re|['’]m)\b"
    r"(?: (?!(?:I|we|you|he|she|it|they|that|which|who|if|when|because|to|will)\b)[\w'’-]+){0,8} $",
    re.I,
)
_OWNERS = {"my": "I", "our": "we", "your": "you", "his": "he", "her": "she", "their": "they"}
_SUBJECTS = {"me": "I", "us": "we", "him": "he", "her": "she", "them": "they"}
_MEASURES = {
    "length": "long",
    "size": "big",
    "height": "high",
    "strength": "strong",
    "width": "wide",
    "quality": "good",
    "depth": "deep",
}
_EVERY = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}
_MADE_OF: Mapping[str, Callable[[str], str]] = {
    "is": lambda who: "are" if is_plural(who) else "is",
    "has": lambda who: (
        "have" if is_plural(who) or re.match(r"(?:all|both|most)\b", who, re.I) else "has"
    ),
    "are": lambda who: "am" if who == "I" else "are",
    "owner": lambda whose: _OWNERS[whose.lower()],
    "be": lambda ending: "is" if ending else "are",
    "him": lambda whose: {"your": "you", "his": "him", "her": "her"}.get(whose.lower(), "them"),
    "subject": lambda whom: _SUBJECTS.get(whom.lower(), whom),
    "adjective": lambda noun: "urgent" if noun.lower() == "urgency" else "important",
    "object": lambda who: {"he": "him", "she": "her", "they": "them", "i": "me", "we": "us"}.get(
        who.lower(), who
    ),
    "enough": lambda noun: _MEASURES[noun.lower()],
    "have_not": lambda verb: f"{verb}n't",
    "me": lambda who: "me" if who.lower() == "i" else "us",
    "asked": lambda verb: "asked" if verb.lower() in ("requested", "asked") else "told",
    "every": lambda word: f"every {_EVERY[word.lower()]}",
}
"""What is put for a group by its words: "is" or "are" after it, "I" for "my"."""


@functools.cache
def _bases() -> Mapping[str, str]:
    return {form: verb for verb in (*VERBS, *LONG_VERBS) for form in forms_of(verb)}


def base_form(word: str) -> str:
    """Return the base of a verb's form: of "consuming" it is "consume"."""
    small = word.lower()
    return _bases().get(small) or base_of(small)


def filled(match: re.Match[str], new: str) -> str:
    r"""Return what to put for a match: `\g<group>`, `{base:group}`, with the capital it had.

    `{base:group}` is the base form of the verb found there, so are `participle`, `past`, `third`
    and `gerund`; `{as:group:eat}` is "eat" in that verb's form; other names are in `_MADE_OF`.
    """
    new = _MADE.sub(lambda made: _made(match, made), new)
    new = new.replace("{first}", match.group().rpartition(" whether")[0])
    said = re.sub(r"\\g<(\w+)>", lambda m: _group(match, m[1], starts=m.start() == 0), new)
    is_start = match.group()[:1].isupper() and not match.group().startswith(("I ", "I'"))
    starts = match.start() == 0 or re.search(r"[.!?\n]\s*$", match.string[: match.start()])
    return capital(said) if said and (is_start or starts) else said


def is_perfect(before: str) -> bool:
    """Whether "have" or "be" stands before a form, so that it is a participle."""
    return _PERFECT.search(before[-80:]) is not None


def _made(match: re.Match[str], made: re.Match[str]) -> str:
    group = match[made["group"]] or ""
    how, word = made["how"], group.lower()
    if how in _MADE_OF:
        return _MADE_OF[how](group)
    base = base_form(word)
    if how == "as":
        form = forms_of(base).get(word, "base")
        is_done = form == "past" and is_perfect(match.string[: match.start()])
        return inflected(made["verb"], "participle" if is_done else form)
    if made["group"] == "third" and base == word:
        base = word[:-1]
    if how == "participle" and is_participle(word):
        return word
    return inflected(base, cast(Form, how))


def _group(match: re.Match[str], name: str, *, starts: bool) -> str:
    said = match[name] or ""
    return said if starts or name == "act" else continued(said)
