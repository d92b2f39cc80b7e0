"""Who does what to whom, and what is denied: what a rewrite must not turn round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onhand.rewrite.word_forms import is_among, stem, words_of
from onhand.rewrite.wordings import DROPPED

_CLAUSE_END = re.compile(r"[.,!?;:\n]+")
_LITTLE = frozenset(
    """
    a an the i me my we us our you your he him his she her they them their it its this that these
    those there am is are was were be been being do does did have has had can could will would
    shall should may might must to yet even just really quite so very all any ever still
    think thought believe suppose guess feel sure able going gonna
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
DENIALS = frozenset("not no never nobody nothing none neither nor without unable".split())  # noqa: SIM905
_IDIOMS = frozenset("forget worry worries rush problem hesitate".split())  # noqa: SIM905
_SUBJECTS = {"i": "I", "we": "I", "you": "you", "he": "they", "she": "they", "they": "they"} | (
    dict.fromkeys(("it", "this", "that", "there"), "it")
)
_OWNERS = {"my": "I", "our": "I", "your": "you", "his": "they", "her": "they", "their": "they"}
_OBJECTS = {"me": "I", "us": "I", "you": "you", "him": "they", "them": "they"}
_PERSONS = frozenset({*_SUBJECTS, *_OWNERS, *_OBJECTS})  # "it" and its like among them

Role = tuple[str, str]
"""A word's stem, and what the person beside it is to it: "subject", "owner" or "object"."""


def denied(text: str) -> set[str]:
    """Return the word that each "not" of a text goes with; "" if all stand alone ("No.")."""
    found = {
        _next(words[index + 1 :], _LITTLE | DENIALS)
        for words in _clauses(text)
        for index, said in enumerate(words)
        if said in DENIALS
    } - _IDIOMS
    return found - {""} or found


def is_turned(message: str, answer: str, ruled: str) -> bool:
    """Whether an answer denies what neither other text does, or no longer denies what both do."""
    asked, answered, kept = denied(message), denied(answer), denied(ruled)
    is_lost = any(is_among(word, kept) and not is_among(word, answered) for word in asked)
    return is_lost or any(not is_among(word, asked | kept) for word in answered)


def swapped(message: str, answer: str, ruled: str) -> tuple[str, ...]:
    """Return the words of an answer that have changed their person, such as "fence"."""
    known = persons(message)
    for role, found in persons(ruled).items():
        known.setdefault(role, set()).update(found)
    turned = {
        role[0] for role, found in persons(answer).items() if role in known and found - known[role]
    }
    return tuple(dict.fromkeys(word for word in words_of(answer) if stem(word) in turned))


def persons(text: str) -> dict[Role, set[str]]:
    """Return which persons ("I", "you", "they", "it") stand beside each word, by its role."""
    found: dict[Role, set[str]] = {}
    for words in _clauses(text):
        for index, word in enumerate(words):
            after = words[index + 1 :]
            for table, role in ((_SUBJECTS, "subject"), (_OWNERS, "owner")):
                if word in table and (other := _next(after, DROPPED | DENIALS, until=_PERSONS)):
                    found.setdefault((stem(other), role), set()).add(table[word])
            if word in _OBJECTS and index and words[index - 1] not in DROPPED:
                found.setdefault((stem(words[index - 1]), "object"), set()).add(_OBJECTS[word])
    return found


def _clauses(text: str) -> Iterator[list[str]]:
    return (words_of(clause) for clause in _CLAUSE_END.split(text))


def _next(words: list[str], skipped: frozenset[str], until: frozenset[str] = frozenset()) -> str:
    for word in words:
        if word in until:
            return ""
        if word not in skipped:
            return word
    return ""
