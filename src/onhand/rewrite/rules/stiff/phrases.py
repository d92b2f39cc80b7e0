"""Where in a row of words a noun phrase, a conjugated verb and a state stand."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import PLAIN_VERBS
from onhand.rewrite.rules.stiff.word_classes import (
    ADVERBS,
    AUXILIARIES,
    CURRENCIES,
    DEGREES,
    DETERMINERS,
    EVENTS,
    HABITS,
    INDEFINITE,
    INTERJECTIONS,
    NEVER_SAID_OF,
    NOUNS_IN_ING,
    NOUNS_TOO,
    NOW,
    OBJECTS,
    ON_WHAT,
    ONLY_PASTS,
    ONLY_THIRDS,
    PARTS,
    PERSONAL,
    PLACES,
    PREPOSITIONS,
    STATIVE,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    WORK,
    is_adjective,
    is_function_word,
    is_many,
    verb_forms,
)

_SHORT = re.compile(
    r"(?:\w+'(?:m|re|ll|ve)|(?:i|we|you|he|she|they)'d|(?:he|she|it|there|that|who|what)'s)"
)
_PRONOUN_SHORT = re.compile(r"(?:i|you|we|they|he|she|it|that|there|who|what)['’]")
_OPEN_CLASS_ENDS = DETERMINERS | PREPOSITIONS | ADVERBS | PLACES | OBJECTS | SUBJECTS


def finite_at(words: list[str], start: int) -> int | None:
    """Return where the first verb stands that is conjugated, of words in small letters."""
    for i in range(start, len(words)):
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        if (
            word in SUBORDINATORS
            and (i > start or word == "until")
            and word not in ("so", "than", "before", "after")
        ):
            return None
        if word in AUXILIARIES or _SHORT.fullmatch(word):
            return i
        if word.endswith("'s") and following and not _is_owner(words, i):
            return i
        if i > start and _is_unknown_past(words, i):
            return i
        if verb_forms(word) and word not in PLACES:
            is_finite = _begins(word, following) if i == start else _follows(words, i, start)
            if is_finite:
                return i
    return None


def _is_owner(words: list[str], i: int) -> bool:
    """Whether a word in 's owns what follows it: "Tom's red car", but "Tom's late"."""
    following, then = words[i + 1], words[i + 2] if i + 2 < len(words) else ""
    if words[i][:-2] in INDEFINITE and "participle" in verb_forms(following):
        return False
    if following == "way" and then in ("too", "more", "over", "past", "better", "worse", "off"):
        return False
    if is_gerund(following):
        return not AUXILIARIES.isdisjoint(words[i + 2 : i + 5])
    if is_noun(following) or following[-3:] == "est" or then in AUXILIARIES:
        return True
    return is_adjective(following) and is_noun(then)


def _is_unknown_past(words: list[str], i: int) -> bool:
    """Whether a word no table has is a verb by its shape and place: "he just shrugged"."""
    is_after = words[i - 1] in SUBJECTS or (words[i - 1] in ADVERBS and words[i - 2] in SUBJECTS)
    has_object = not (DETERMINERS | OBJECTS).isdisjoint(words[i + 1 : i + 2])
    return (
        (is_after or has_object)
        and re.fullmatch(r"\w{3,}ed", words[i]) is not None
        and not verb_forms(words[i])
    )


def _begins(word: str, following: str) -> bool:
    """Whether a verb at the start is conjugated, its subject left out: "forgot my badge"."""
    forms = verb_forms(word)
    if word in ONLY_THIRDS and word not in ("works", "looks", "costs"):
        return True
    if "past" in forms:
        if "participle" not in forms or "base" in forms:
            return True
        if word in PERSONAL and following in ("out", "in", "up", "at", ""):
            return False
        return following not in ("in", "at", "by", "until", "till", "since", "")
    return "third" in forms and (
        (is_gerund(following) and word in _WITH_GERUND)
        or is_adjective(following)
        or following in INDEFINITE
        or following
        in ("it", "the", "that", "a", "to", "i", "no", "not", "me", "he", "she", "they")
        or following in ("every", "when", "if", "all", "again", "like", "after", "whenever", "my")
    )


def _follows(words: list[str], i: int, start: int) -> bool:
    """Whether a verb after other words is conjugated: "the plumber came"."""
    word, before = words[i], words[i - 1]
    following = words[i + 1] if i + 1 < len(words) else ""
    forms = verb_forms(word)
    noun = words[i - 2] if before in ADVERBS and i - 2 >= start else before
    if word in ONLY_PASTS or (word in ONLY_THIRDS and is_noun(noun)):
        return True
    is_plural = noun in ("us", "them", "you") or (is_many(noun) and i <= start + 2)
    if is_plural and "base" in forms and word in HABITS:
        return True
    has_object = following in DETERMINERS or following in OBJECTS
    if "past" in forms and has_object and (is_noun(before) or before in ADVERBS):
        return True
    if before in SUBJECTS - {"this", "that", "these", "those"} or (
        i - 2 >= start and before in ADVERBS and words[i - 2] in SUBJECTS
    ):
        return bool(forms & {"past", "base", "third"})
    if "past" in forms and "base" not in forms:
        is_event = word in EVENTS or is_adjective(word)
        is_named = is_noun(before) or before[:1].isdigit()
        return "participle" not in forms or (is_named and not is_event)
    return "third" in forms and _is_third(before, following)


def _is_third(before: str, following: str) -> bool:
    """Whether a word in -s between these two is a verb, and no plural: "the door sticks"."""
    if is_many(before) or before in DETERMINERS or before in PREPOSITIONS or is_adjective(before):
        return False
    return (
        not following
        or following in _OPEN_CLASS_ENDS
        or is_adjective(following)
        or following[:1].isdigit()
        or following in TIMES
    )


def is_subject(words: list[str]) -> bool:
    """Whether words, in small letters, can be a clause's subject."""
    while len(words) > 1 and (words[-1] in ADVERBS or words[-1] in ("both", "all")):
        words = words[:-1]
    if words[-1] in SUBJECTS:
        return len(words) == 1 or (words[-2] == "and" and is_noun_phrase(words[:-2]))
    return is_noun_phrase(words)


def is_noun_phrase(words: list[str]) -> bool:
    """Whether words name something: "code for the door", "my old bike", "order 4411"."""
    if _begins_otherwise(words):
        return False
    can_end = has_preposition = False
    for i, word in enumerate(words):
        if word == "and" and has_preposition and DETERMINERS.intersection(words[i + 1 : i + 2]):
            return False
        has_preposition = has_preposition or (word in PREPOSITIONS and word != "of")
        after = _after(words, i, can_end=can_end)
        if after is None:
            return False
        can_end = after
    return can_end


def _begins_otherwise(words: list[str]) -> bool:
    """Whether an order, a call or another clause is among the words."""
    if words and words[-1].endswith("'s"):
        return True
    if any(
        word in ONLY_THIRDS or word in INTERJECTIONS or _PRONOUN_SHORT.match(word) for word in words
    ):
        return True
    first = words[0] if words else ""
    if (first in PLAIN_VERBS and first not in WORK) or (is_gerund(first) and len(words) > 1):
        return True
    return len(words) > 1 and "base" in verb_forms(first) and words[1] in DETERMINERS | SUBJECTS


def _after(words: list[str], i: int, *, can_end: bool) -> bool | None:
    """Return whether a noun phrase can end after its word `i`; None where it is none."""
    word = words[i]
    if word in ("next", "last") and i and words[i - 1] in DETERMINERS:
        return False
    if (
        word in ("one", "ones") or (word in OBJECTS | INDEFINITE and words[i - 1] in PREPOSITIONS)
    ) and i:
        return True
    is_part = word in PARTS and (words[1:2] == ["of"] or (len(words) == 1 and word not in _NO_PART))
    if i == 0 and (word in INDEFINITE or is_part):
        return True
    if word in DETERMINERS:
        return word in ("this", "that", "these", "those", "both", "all") or (
            i > 0 and word in PARTS
        )
    if word in NOUNS_TOO and words[i - 1] in DETERMINERS and i:
        return True
    if word in PLACES and word in PREPOSITIONS and i == len(words) - 1 and can_end:
        return True
    if word in ("and", "or", "&", "of") or (word in PREPOSITIONS and i):
        return False if can_end else None
    if is_adjective(word):
        return can_end or i > 0 or (len(words) == 1 and word in NOUNS_TOO)
    if word in PLACES or word in ADVERBS:
        return can_end or None
    if is_function_word(word):
        return None
    forms = verb_forms(word)
    is_verb = is_gerund(word) or (forms & {"past", "participle"} and "base" not in forms)
    return None if i and can_end and is_verb else True


def is_state(words: list[str], i: int) -> bool:
    """Whether a state begins here: "on my way", "locked out", "very late", "not here yet"."""
    if i >= len(words):
        return False
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else ""
    if word in DEGREES:
        return bool(following) and is_state(words, i + 1)
    if word in ("up", "down", "off", "out"):
        if not following or following in PREPOSITIONS | ADVERBS | PERSONAL:
            return True
    elif word in PLACES and word not in ("over", "around") and not is_noun(following):
        return True
    if word in STATIVE and following:
        return True
    if word in NEVER_SAID_OF or (word in NOUNS_TOO and following[:1].isdigit()):
        return False
    is_past = "participle" in verb_forms(word) or (
        re.fullmatch(r"\w{3,}ed", word) is not None
        and not verb_forms(word)
        and following not in DETERMINERS | OBJECTS
    )
    if is_adjective(word) or is_past:
        return not is_noun(following)
    return False


def state_at(words: list[str], start: int) -> int | None:
    """Return where the state of a subject begins that stands before it: "phone | on 4%"."""
    if words[start][:1].isdigit():
        return None
    for i in range(start + 1, len(words)):
        word = words[i]
        if word == "with" or (word in SUBORDINATORS and word not in ("before", "after")):
            return None
        if _says_state(words, i) and is_noun_phrase(words[start:i]):
            return i
    return None


_WITH_GERUND = ("keeps", "stops", "starts", "needs", "hates", "likes", "loves", "enjoys", "hurts")
_NO_PART = ("half", "one", "each", "part", "many")
_UNITS = ("min", "hou", "day", "wee", "mon", "sec")


def _says_state(words: list[str], i: int) -> bool:
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else ""
    if word in ("and", "or", "of", "to", "from", "by"):
        return False
    if word in NOUNS_TOO and is_adjective(following) and is_state(words, i + 1):
        return False
    if word == "left" and words[i - 1] in ("front", "back", "top", "bottom", "rear", "on"):
        return False
    if re.match(r"[£€$]\d", word) or (word[:1].isdigit() and following in CURRENCIES):
        return True
    if word == "in" and following.isdigit() and words[i + 2 : i + 3] and words[i + 2][:3] in _UNITS:
        return True
    if word == "on" and following in ON_WHAT:
        return True
    if word in STATIVE and word != "for":
        is_lacking = word == "without" and words[0] not in ("a", "an")
        return words[-1] in NOW or words[-1].endswith("%") or is_lacking
    if word in DEGREES and is_gerund(following):
        return True
    return is_state(words, i) or is_gerund(word)


def clause_follows(words: list[str], start: int) -> bool:
    """Whether a clause with a pronoun comes after what begins here: "in light of … I regret"."""
    for i in range(start + 1, len(words) - 1):
        if words[i] in SUBORDINATORS or words[i] in ("and", "but"):
            return False
        if words[i] in SUBJECTS and (words[i + 1] in AUXILIARIES or verb_forms(words[i + 1])):
            return True
    return False


def is_noun(word: str) -> bool:
    """Whether a word, in small letters, can only be a noun or its like: of no other class."""
    if not word or word in ("been", "got", "gone"):
        return False
    if word in ("one", "ones"):
        return True
    forms = verb_forms(word)
    if (forms & {"past", "participle"} and "base" not in forms) or re.fullmatch(r"\w{3,}ed", word):
        return False
    return not (
        is_function_word(word) or word in PLACES or is_adjective(word) or word[:1].isdigit()
    )


def is_gerund(word: str) -> bool:
    """Whether a word, in small letters, is a verb in -ing and no noun ("meeting")."""
    return (
        word.endswith("ing")
        and word not in NOUNS_IN_ING
        and ("gerund" in verb_forms(word) or (len(word) > 6 and not is_adjective(word)))
    )
