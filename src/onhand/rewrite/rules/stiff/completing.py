# ruff: noqa: E501, SIM905 - word lists read best as words
"""Fragments completed from what they are read as: "phone on 4%" gives "My phone is on 4%"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.stiff.occasions import called_on, left_over, told, waiting
from onhand.rewrite.rules.stiff.questions import asked
from onhand.rewrite.rules.stiff.reading import Reading, opening_apart, read
from onhand.rewrite.rules.stiff.states import with_be
from onhand.rewrite.rules.stiff.subjects import in_small, small_after
from onhand.rewrite.rules.stiff.word_classes import (
    ADJECTIVES,
    ADVERBS,
    EVENTS,
    FEELINGS,
    HAPPENED,
    PERSONAL,
    PREPOSITIONS,
    SUBJECTS,
    THINKING,
    is_many,
    verb_forms,
)

_WEATHER = frozenset(
    "raining snowing pouring freezing leaking beeping dripping flashing flickering smelling making buzzing rattling squeaking overheating crashing charging loading".split()
)
_IT_WILL = frozenset("cost take rain snow work fit help arrive hurt depend happen".split())
_PERSON_BE = frozenset(
    "late there back with home away here busy out off free around able ready in at on gone offline".split()
)
_NO_SUBJECT_OF_MINE = frozenset(
    "received damaged delivered cancelled broken stolen based located situated made built included dated addressed attached".split()
)
_I_HAVE_NO = re.compile(
    r"(?:idea|clue|time|money|cash|plans?|children|kids|pets|access|experience|back-?up|tickets?|receipt|car|luck|sitter|babysitter|problem|objections?|preference|choice|transport|energy|memory|complaints|interest|intention|signal|internet|battery|keys?)\b", re.I
)  # fmt: skip
_DEGREES = re.compile(
    r"(?<=^to be )(?:a (?:bit|little) |somewhat |very |so |quite |really |about |like )+"
)
_DONE_BY_PERSONS = frozenset(
    "needs wants says has thinks likes hates knows asks lives works".split()
)
_DEGREE_WORDS = frozenset("not bit super pretty".split())
_HAVE_DONE = frozenset("done seen taken given written".split())
_HARDLY = frozenset("barely hardly lightly gently".split())
_JUST = ("just", "already", "only", "finally", "never")
_WHERE = frozenset(
    "on in at home here there away back out off upstairs downstairs outside inside abroad".split()
)
_OBJECT = re.compile(r"\w+ (?:the|my|your|his|her|it|all|that|this|some|both|everything)\b", re.I)
_OF_THINGS = re.compile(
    r"(?:still |now |just )?in (?:the|its) (?:original )?(?:box|packaging|package|post|mail|system|basket|cart|queue|wash|oven|fridge|freezer|drawer|cupboard|wrapper|plastic)\b|(?:\w+ )*out of (?:order|stock|date|use|service|ink|paper|range)\b",
    re.I,
)
_OF_US = re.compile(
    r"(?:fully|nearly|almost|already|all) (?:booked|staffed|sold out)\b|(?:short|under)-?staffed|sold out of",
    re.I,
)
_SHORT_OF = re.compile(
    r"(?:very |really |a bit |somewhat )?short (?:of|on) (?:money|time|staff|cash)\b", re.I
)
_VERBS_OF_THINGS = frozenset(
    "says said keeps makes leaks sounds looks seems works costs takes needs smells stopped broke crashed arrived froze died disappeared happened expired failed fell burst exploded leaked started".split()
)


def completed_as_read(part: str, who: str = "", *, is_question: bool = False) -> str | None:
    """Return a part of a sentence with the subject or verb it lacks; None where that is unsure.

    Args:
        part: without its end mark.
        who: the subject of the sentence before, "" where there is none.
        is_question: whether it ended in a question mark.
    """
    opening, rest = opening_apart(part)
    if opening:
        whole = completed_as_read(rest, who, is_question=is_question)
        return f"{opening}{small_after(opening, whole)}" if whole else None
    reading = read(part)
    if is_question:
        return asked(part, reading)
    if reading.kind == "small":
        return left_over(part) or waiting(part) or with_be(part, reading, is_future=who == "Will")
    if reading.kind == "nothing":
        return _none(part)
    if reading.kind == "verb":
        return _with_subject(part, reading, who)
    if reading.kind == "gerund":
        return _doing(part, reading, who)
    if reading.kind == "state":
        return _being(part, reading, who)
    if reading.kind in ("noun", "other"):
        return told(part)
    return called_on(part)


def _none(part: str) -> str | None:
    rest = part[part.index(" ") + 1 :]
    if re.match(
        r"(?:one(?! to\b)|body|longer|more|way|matter|doubt|wonder|offen[cs]e|thanks|thank)\b",
        rest,
        re.I,
    ):
        return None
    if re.match(r"(?:\w+ ){1,3}since\b", rest):
        return f"There has been no {rest}"
    if _I_HAVE_NO.match(rest):
        return f"I have no {rest}"
    noun = re.split(
        r"\b(?:in|on|at|for|from|to|of|since|until|and|or|left|today|yet|again|tonight|tomorrow|this|so|just|here|there|available|though|with|anywhere)\b",
        rest,
    )[0].split()
    return f"There {'are' if noun and is_many(noun[-1].lower().strip(',')) else 'is'} no {rest}"


def _with_subject(part: str, reading: Reading, who: str) -> str | None:
    verb = reading.verb
    rest = part[reading.at + len(verb) :].strip()
    first = rest.split(" ")[0].lower() if rest else ""
    said = in_small(part)
    if verb in ("is", "was", "has", "does", "doesn't", "isn't", "wasn't", "hasn't"):
        is_thing = first in ADJECTIVES and first not in PERSONAL
        return f"{who if who in ('He', 'She') and not is_thing else 'It'} {said}"
    if verb in ("are", "were", "aren't", "weren't"):
        return f"{'We' if who == 'We' else 'They'} {said}"
    if verb in (
        "will",
        "won't",
        "would",
        "wouldn't",
        "should",
        "shouldn't",
        "could",
        "might",
        "must",
        "may",
        "can",
        "can't",
        "cannot",
        "couldn't",
    ):
        then = re.sub(
            r"^(?:also|still|just|not|definitely|probably|only|never|always) ", "", rest
        ).split(" ")
        if then[0] in _IT_WILL or (
            then[0] == "be"
            and (who in ("It", "They") or (len(then) > 1 and then[1] not in _PERSON_BE))
            and verb != "can't"
        ):
            return f"{'They' if who == 'They' else 'It'} {said}"
        if first in SUBJECTS:
            return None
        return f"{who if who in ('He', 'She') else _speaker(who)} {said}"
    if verb == "had" and who in ("He", "She"):
        return f"{who} {said}"
    if verb in ("do", "did", "have", "haven't", "had", "hadn't", "don't", "didn't", "am"):
        return None if first in SUBJECTS else f"{_speaker(who)} {said}"
    if verb in THINKING and "third" not in verb_forms(verb):
        return f"{_speaker(who)} {said}"
    if verb in _VERBS_OF_THINGS and verb not in ("said", "started", "broke", "stopped", "failed"):
        return f"{who if who in ('He', 'She') else 'It'} {said}"
    if "past" in verb_forms(verb):
        if (verb in _NO_SUBJECT_OF_MINE and (not first or first in PREPOSITIONS)) or (
            verb in EVENTS
            and first in ("to", "by")
            and verb in ("sent", "delivered", "charged", "moved", "posted")
        ):
            return f"It was {said}"
        is_thing = who == "It" and (verb in HAPPENED or verb == "said")
        return f"{who if is_thing or who in ('He', 'She', 'They', 'We') else 'I'} {said}"
    is_person_s = who == "one" and verb in _DONE_BY_PERSONS  # he or she: nobody can tell
    if "third" in verb_forms(verb) and not is_person_s:
        return f"{who if who in ('He', 'She') else 'It'} {said}"
    return None


def _speaker(who: str) -> str:
    return "We" if who == "We" else "I"


def _doing(part: str, reading: Reading, who: str) -> str | None:
    word = reading.verb
    rest = _DEGREES.sub("", part[reading.at + len(word) :].strip()).split(" ")
    if word in _WEATHER:
        return f"It is {in_small(part)}"
    if word == "going" and rest[:1] == ["to"] and len(rest) > 1:
        is_thing = rest[1] in _IT_WILL or (
            rest[1] == "be"
            and len(rest) > 2
            and rest[2] not in _PERSON_BE
            and not rest[2].isdigit()
        )
        return f"{'It is' if is_thing else 'We are' if who == 'We' else 'I am'} {in_small(part)}"
    if word in (
        "regarding",
        "concerning",
        "including",
        "considering",
        "following",
        "assuming",
        "speaking",
        "according",
    ):
        return None
    return f"{'We are' if who == 'We' else 'I am'} {in_small(part)}"


def _being(part: str, reading: Reading, who: str) -> str | None:
    words = re.findall(r"[\w'’-]+", part.lower())
    said = in_small(part)
    core = next((word for word in words if word not in ADVERBS and word not in _DEGREE_WORDS), "")
    if core == "gone":
        named = who if who in ("He", "She", "They") else "It"
        return f"{named} {'have' if who == 'They' else 'has'} {said}"
    if core in _HAVE_DONE and _OBJECT.match(part):
        return f"{_speaker(who)} have {said}"
    if _OF_THINGS.match(part) or (words[0] in _HARDLY and "past" in verb_forms(core)):
        return f"It is {said}"
    if who in ("He", "She", "They") and core not in FEELINGS:
        return f"{who} {'are' if who == 'They' else 'is'} {said}"
    if _OF_US.match(part):
        return f"We are {said}"
    if core in FEELINGS or _SHORT_OF.match(part):
        return _i_am(said, who)
    if core in _WHERE or core in PERSONAL:
        return f"It is {said}" if who == "It" else _i_am(said, who)
    if core in ADJECTIVES or core.endswith(("able", "ible", "ing")):
        return f"It is {said}"
    if "past" in verb_forms(core) and words[0] in (*_JUST, core):
        return f"I {said}"
    return None


def _i_am(said: str, who: str) -> str:
    return f"{'We are' if who == 'We' else 'I am'} {said}"
