# ruff: noqa: SIM905 - word lists read best as words
"""Whether a clause of its own begins: "it has", "the boiler broke", "flights were".

Words are looked up in sets; a pattern with all the verbs in it would take long to compile.
"""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.orders import PLAIN_VERBS, VERBS
from onhand.rewrite.rules.english.verbs import irregular_verbs, participles_for_pasts

_SUBJECTS = frozenset("i we you they these those he she it there this that".split())
_OWNERS = frozenset("mine yours hers ours theirs".split())
_AUXILIARIES = frozenset(
    """
    am is are was were have has had do does did can cannot could will would should must might may
    """.split()
)
_ADVERBS = frozenset("just still also already never always only even then now both all".split())
_FEELING = frozenset(
    """
    adore appreciate belong deserve disagree dislike doubt expect fancy hate hope intend like live
    long love mean miss need owe own prefer realise realize reckon regret seem struggle suppose
    suspect swear tend urgently want wish wonder got
    """.split()
)
_DETERMINERS = frozenset(
    """
    the my our your his her their a an this some one two three all most many half no every
    """.split()
)
_ANYBODY = frozenset(
    """
    nobody everyone everybody someone somebody something anything everything nothing
    """.split()
)
_OF_THEM = frozenset("the my our your us them these those".split())
_NOT_INSIDE = frozenset("and or to in for with if when who which that i we you".split())
_SAID_OF_NOUNS = frozenset(
    """
    called wants needs starts keeps looks works says broke stopped seems arrived died failed barks
    closes opens leaves ends
    """.split()
)
_THINGS = frozenset(
    """
    wedding heating parking meeting building booking training evening morning ceiling lighting
    washing painting flooring swimming plumbing wiring family reply supply assembly visiting opening
    closing dining living shopping
    """.split()
)
"""Nouns that look like another form."""
_NO_NOUNS = frozenset(
    """
    until till after before since while unless plus then however though than and or but which who
    that whose to in on at of for with by from as if when where what how because so not nor i we you
    he she it they this these those there is are was were has have let me please thanks any one
    maybe perhaps
    """.split()
)
_SAYS = frozenset(
    """
    is are was were says doesn't isn't won't aren't wasn't weren't don't keeps broke needs works has
    arrived failed can't cannot didn't hasn't haven't starts ends closes opens leaves arrives costs
    begins finishes goes comes
    """.split()
)
_IS = frozenset("is are was were isn't aren't wasn't weren't".split())
_FINITE = _AUXILIARIES - {"do", "does", "did", "should", "must", "might", "may"} | frozenset(
    """
    need needs want wants broke arrived came stopped work works keeps gets got went says said goes
    let's
    """.split()
)
_TIME = re.compile(
    r"(?:(?:from|on|since|by|until|till) )?(?:today|tomorrow|yesterday|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|evening|night|afternoon))?"
    r"|(?:last|next|this) (?:night|week|month|year|time|morning|evening|afternoon|weekend)"
    r"|the other day|right now|so far|now) ",
    re.I,
)
_SHORT = re.compile(r"(?:s|m|re|ve|ll|d)\b")
_WORD = re.compile(r"[\w'-]+")
_SPAN = 9  # words that a subject and its verb may take


@cache
def _bases() -> frozenset[str]:
    return VERBS | frozenset(irregular_verbs()) - {"be"} | _FEELING


@cache
def _pasts() -> frozenset[str]:
    return frozenset(past for past, _participle in irregular_verbs().values()) - {"was"}


@cache
def _only_pasts() -> frozenset[str]:
    """Return pasts that no participle looks like, so that a noun before is their subject."""
    known = frozenset(participles_for_pasts()) - {"rose", "bore", "saw"}
    return known | {"said", "told", "got", "called"}


@cache
def _thirds() -> frozenset[str]:
    nouns_too = {"cut", "book", "print", "send", "sit", "stick"}
    return frozenset(verb + "s" for verb in PLAIN_VERBS - nouns_too)


def begins_clause(text: str) -> bool:
    """Return whether a subject and its verb stand first, if need be after a time: "now it is"."""
    if _begins(_split(text)):
        return True
    time = _TIME.match(text)
    return time is not None and _begins(_split(text[time.end() :]))


def begins_complete(text: str) -> bool:
    """Return whether a clause begins a text, or a verb in a form that needs a subject."""
    words = _split(text)
    return bool(words) and _begins_complete(words)


def is_complete(text: str) -> bool:
    """Return whether a text has a clause, or at least a verb in a form that needs a subject."""
    words = text.replace("’", "'").split()
    return any(_begins_complete(words[i : i + _SPAN]) for i in range(len(words)))


def _split(text: str) -> list[str]:
    return text.replace("’", "'").split(maxsplit=_SPAN)[:_SPAN]


def _begins_complete(words: list[str]) -> bool:
    word = _plain(words[0])
    return word in _FINITE or word.endswith("n't") or _begins(words)


def _plain(word: str) -> str:
    """Return a word in small letters without the marks around it."""
    found = _WORD.search(word)
    return found.group().lower() if found else ""


def _begins(words: list[str]) -> bool:
    if not words:
        return False
    return _after_pronoun(words) or _after_noun(words) or _after_bare_noun(words)


def _after_pronoun(words: list[str]) -> bool:
    who, short, tail = _plain(words[0]).partition("'")
    if who in _OWNERS:
        verb = _plain(words[1]) if len(words) > 1 else ""
        is_past = verb in _only_pasts() or verb in ("broke", "died", "arrived", "stopped")
        return tail == "s" or _is_auxiliary(verb) or is_past
    if who not in _SUBJECTS:
        return False
    if short:
        return _SHORT.match(tail) is not None
    if not words[0][-1:].isalnum():
        return False
    verbs = [_plain(word) for word in words[1:3]]
    if verbs and _is_verb_of(who, verbs[0]):
        return True
    is_adverb = bool(verbs) and (verbs[0] in _ADVERBS or verbs[0].endswith("ly"))
    return is_adverb and len(verbs) > 1 and _is_verb_of(who, verbs[1])


def _is_verb_of(who: str, verb: str) -> bool:
    verb = verb.partition("-")[0]
    if _is_auxiliary(verb) or verb in _pasts() or (len(verb) > 3 and verb.endswith("ed")):
        return True
    if who in ("i", "we", "you", "they"):
        return verb in _bases()
    if who in ("he", "she", "it", "this") and verb.endswith("s"):
        known = verb[:-1] in _bases() or (verb.endswith("es") and verb[:-2] in _bases())
        return known or (who != "this" and len(verb) > 3)
    return False


def _is_auxiliary(word: str) -> bool:
    return word in _AUXILIARIES or (word.endswith("n't") and len(word) > 3)


def _after_noun(words: list[str]) -> bool:
    first = words[0].lower()
    at = 1
    if first in _DETERMINERS:
        if first == "no" and [word.lower() for word in words[1:2]] == ["one"]:
            at = 2
        elif [word.lower() for word in words[1:2]] == ["of"] and len(words) > 2:
            at = 3 if words[2].lower() in _OF_THEM else 1
    elif first not in _ANYBODY and not re.fullmatch(r"[A-Z][a-z]+|[A-Z]{2,}", words[0]):
        return False
    before = ""
    for word in words[at : at + 4]:
        verb = _plain(word)
        if _is_verb_of_noun(verb) or (before.endswith("s") and verb in PLAIN_VERBS):
            return True
        before = verb
        if not _WORD.fullmatch(word) or re.split(r"['-]", word.lower())[0] in _NOT_INSIDE:
            return False
    return False


def _is_verb_of_noun(word: str) -> bool:
    return (
        _is_auxiliary(word)
        or word in _only_pasts()
        or word in _SAID_OF_NOUNS
        or word in _thirds()
        or (len(word) > 4 and word.endswith("ed"))
    )


def _after_bare_noun(words: list[str]) -> bool:
    if not _may_be_noun(words[0]):
        return False
    if _is_short_is(words[0]):
        return True
    if len(words) < 2 or not _WORD.fullmatch(words[0]):
        return False
    if _says(words, 1):
        return True
    if _may_be_noun(words[1]):
        return _is_short_is(words[1]) or (bool(_WORD.fullmatch(words[1])) and _says(words, 2))
    if words[1].lower() not in ("from", "in", "of", "for", "on", "at", "with"):
        return False
    at = 3 if len(words) > 2 and words[2].lower() in ("the", "my", "our", "your") else 2
    after = [_plain(word) for word in words[at + 1 : at + 3]]
    if after and after[0] in _IS:
        return True
    return len(after) > 1 and after[1] in _IS and _may_be_noun(after[0])


def _may_be_noun(word: str) -> bool:
    head = re.match(r"\w*", word.lower())
    low = head.group() if head else ""
    if not low or low in _NO_NOUNS:
        return False
    return low in _THINGS or not low.endswith(("ing", "ly"))


def _is_short_is(word: str) -> bool:
    return re.match(r"[\w-]+'s\b", word) is not None


def _says(words: list[str], at: int) -> bool:
    if at >= len(words):
        return False
    word = _plain(words[at])
    if word == "does":
        return at + 1 < len(words) and words[at + 1].lower().startswith(("what", "n"))
    return word in _SAYS
