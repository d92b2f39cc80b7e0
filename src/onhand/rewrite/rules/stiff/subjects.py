# ruff: noqa: E501, SIM905 - word lists read best as words
"""Subjects: the article one wants, how many it names, and the pronoun that takes it up."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name
from onhand.rewrite.rules.stiff.phrases import is_gerund
from onhand.rewrite.rules.stiff.reading import opening_apart, read
from onhand.rewrite.rules.stiff.word_classes import (
    ADVERBS,
    BARE,
    DETERMINERS,
    OWN,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    is_function_word,
    is_many,
)

PEOPLE = frozenset(
    "kid child boy girl lad bloke lady doctor teacher boss landlord landlady driver plumber builder mother father mum dad mom sister brother wife husband son daughter friend man woman guy neighbour neighbor nurse manager colleague client customer".split()
)
_MANY_KNOWN = OWN | frozenset(
    "kids children bins radiators brakes builders roofers movers lights stairs pipes drains speakers neighbours neighbors results police men toilets doors windows bags boxes batteries".split()
)
_NO_PEOPLE = frozenset(
    "printer router boiler charger shower cooker computer server projector radiator heater letter number corner water order folder trailer scooter elevator monitor calculator motor detector floor counter cover filter poster sticker toner paper dinner winter summer october november december weather matter offer butter ladder dishwasher washer dryer drier freezer toaster kettle locker drawer hammer mower cooler reminder voucher flyer leaflet newsletter order transfer answer power tower colour color mirror error door door's sensor compressor conductor river hair shoulder finger feather leather rubber tractor container scanner adapter adaptor speaker amplifier hoover blender mixer tumbler cucumber pepper burger starter layer marker whiteboard banner super fever cancer disorder procedure semester trimester quarter chapter register center theater meter liter hamster monster spider oyster pointer counter booster twitter laser razor escalator generator ventilator incubator reactor tutor's".split()
)
_SHORT_NOUNS = frozenset(
    "mop hob jug cup mug cow hen pig van ink oil jam spa zoo hut hat tie car dog cat bus van key tap bin gas boy kid bed fan pub gym box bag app bar bus cab cot egg flu fee job lab lid map pan pen pet pin pie pool pot ram rug sea sky son sun tax tea toy tub web zip".split()
)
_DEVICES = frozenset("laptop phone car bike bank".split())
_SHORT_IS = re.compile(
    r"['’]s (?=(?P<has>(?:all |just |already |only |finally |now )?(?:been|gone|got|become|come|had|taken|made)\b)?)"
)


def with_subjects_article(part: str) -> str:
    """Return "The code for the door is …" for "Code for the door is …", and "My wife …"."""
    noted = re.match(r"(?:please note that|i believe|i think|it appears that) ", part, re.I)
    opening, rest = (noted.group(), part[noted.end() :]) if noted else opening_apart(part)
    if opening:
        return opening + with_subjects_article(rest)
    reading = read(part)
    if reading.kind != "clause" or not reading.subject:
        return part
    at = part.find(reading.subject)
    short = _SHORT_IS.match(part, at + len(reading.subject))
    if short:
        part = f"{part[: short.start()]} {'has' if short['has'] else 'is'} {part[short.end() :]}"
    return part[:at] + determined(reading.subject) + part[at + len(reading.subject) :]


def determined(subject: str, *, is_cut: bool = False) -> str:
    """Return a subject with the article that a full sentence wants.

    Args:
        subject: as it stands.
        is_cut: whether its verb was left out too; then several things get an article as well.
    """
    words = [word.lower().strip(",.'’\"") for word in subject.split()]
    first, head = words[0], head_of(words)
    if (
        first in DETERMINERS
        or first in SUBJECTS
        or first in BARE
        or first in ADVERBS
        or first in PREPOSITIONS
        or first[:1].isdigit()
        or is_gerund(first)
        or (is_name(first) and first not in ("wi-fi", "wifi"))
        or (possessor := re.sub(r"['’]s$", "", first)) in SUBJECTS
        or is_name(possessor)
        or re.match(
            r"(?:[A-Z]\w*['’]?\w* (?:[A-Z]|\S*\d)|\S+ #?\S*\d|https?:|\S+@|[^\W\d_]+\.\w)", subject
        )
        or words[0] in SUBORDINATORS
        or words[0] in ("despite", "notwithstanding")
        or words[-2:] == ["and", "i"]
        or subject[:1] in '"“'
        or head == "stuff"
    ):
        return subject
    if is_many(head) and head not in _MANY_KNOWN and not is_cut:
        return subject
    is_shouted = subject.split(maxsplit=1)[0].isupper()
    if is_shouted and (" " not in subject and first != "cv"):
        return subject
    if not is_shouted and subject[:1].isupper() and " " not in subject and not _is_known(first):
        return subject
    if is_shouted:
        return f"{'My' if first == 'cv' else 'The'} {subject}"
    is_mine = (
        head in OWN
        or words == ["last", "day"]
        or (first in _DEVICES and words[1:2] != ["park"])
        or (first[-2:] in ("'s", "’s") and first[:-2] in OWN)
    )
    owner = "my" if is_mine else "the"
    is_somewhere = subject[:1].isupper() and not frequency(first)  # "Oxley roundabout"
    said = f"{owner} {subject if is_somewhere else subject[:1].lower() + subject[1:]}"
    return said[0].upper() + said[1:] if subject[:1].isupper() else said


def _is_known(word: str) -> bool:
    """Whether a word with a capital only stands at a sentence's start, and is no name."""
    is_short = len(word) < 4 and word not in _SHORT_NOUNS
    return frequency(word) > (1_000_000 if is_short else 300) and not is_name(word)


def is_person(noun: str) -> bool:
    """Whether a noun, in small letters, names somebody by what they do: "roofer"."""
    return noun in PEOPLE or (
        len(noun) > 4
        and noun.endswith(("er", "or", "ist", "ian", "man"))
        and noun not in _NO_PEOPLE
    )


def head_of(words: list[str]) -> str:
    """Return the noun that a phrase is about: "code" of "code for the door"."""
    for i, word in enumerate(words):
        if i and (word in PREPOSITIONS or word in ("next", "upstairs", "downstairs", "opposite")):
            return words[i - 1]
    return words[-1]


def names_many(subject: str) -> bool:
    """Whether a subject names more than one: "both keys", "Ana and Tom"."""
    words = [word.lower().strip(",.") for word in subject.split()]
    head = head_of(words)
    return (
        is_many(head)
        or head
        in (
            "we",
            "they",
            "you",
            "both",
            "ones",
            "those",
            "these",
            "two",
            "three",
            "four",
            "five",
            "six",
            "all",
            "others",
        )
        or " and " in f" {subject.lower()} "
        or (
            words[0]
            in (
                "both",
                "two",
                "three",
                "four",
                "five",
                "six",
                "all",
                "most",
                "many",
                "these",
                "those",
            )
            and head not in ("all",)
        )
    )


def speaker_of(sentence: str) -> str:
    """Return the pronoun for a sentence's subject: "I", "We", "He", "They", "It" or ""."""
    reading = read(sentence)
    if reading.kind not in ("clause", "small") or not reading.subject:
        return ""
    words = reading.subject.lower().split()
    word = words[-1] if words[-1] in SUBJECTS else words[0]
    if word in ("i", "we", "he", "she", "they", "it"):
        return word.capitalize()
    if word in ("you", "there", "this", "that", "who") or (
        is_function_word(word) and word not in DETERMINERS
    ):
        return ""
    if names_many(reading.subject):
        return "They"
    head = head_of([w.strip(",.") for w in words])
    if is_person(head) or is_name(head):
        return "one"
    return "It"


def small_after(opening: str, whole: str) -> str:
    """Return a sentence as it stands after an opening: small after a comma."""
    return whole if opening.endswith(": ") else in_small(whole)


def in_small(text: str) -> str:
    """Return a text with a small first letter, unless a name or "I" begins it."""
    first = re.match(r"\w+", text)
    if re.match(r"I\b|[A-Z]{2}", text) or (first and is_name(first[0].lower())):
        return text
    return text[:1].lower() + text[1:]
