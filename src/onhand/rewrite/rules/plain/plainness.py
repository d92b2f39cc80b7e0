# ruff: noqa: E501 - tables read best a row a line
"""Officialese and long words made plain, for the casual and the friendly tone."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import inflected
from onhand.rewrite.rules.english.words import replaced
from onhand.rewrite.rules.plain.filling import base_form, is_perfect
from onhand.rewrite.rules.plain.long_words import (
    NOUNS_TOO,
    PARTICIPLES,
    PREDICATES,
    VERB_FORMS,
    WORDS,
)
from onhand.rewrite.rules.plain.officialese import put_through, without_officialese
from onhand.rewrite.rules.plain.plain_words import PHRASES

STIFF_GREETING = re.compile(
    r"^(?:respected (?:sir|madam|all|colleagues|teacher|professor)|dear (?:sirs?(?: or madam|/madam)?|madam(?: or sir)?|all|colleagues|customer|neighbou?rs?|team|residents|tenants|friends)|to whom it may concern)\b", re.I
)  # fmt: skip
"""How a letter to nobody in particular begins."""
_FORM = re.compile(
    r"(?<![\w@#./'’-])([a-z]{3,})(?![\w@'’-]|\.\w)(?P<after> (?:for|by|on|with|in|to|of|from)\b)?", re.I
)  # fmt: skip
_VERB_AHEAD = re.compile(r"\b(?:to|I|we|you|they|will|would|can|could|must|may|might|should|please|not|don['’]t|'ll|did|do|does|who|and) $|^$|[.!?,] $", re.I)  # fmt: skip
_NOUN_AHEAD = re.compile(r"\b(?:the|a|an|my|your|our|his|her|its|their|this|that|any|each|every|no|is|are|was|be|been) $", re.I)  # fmt: skip
_WHO_GETS = re.compile(
    r"(?:\b(?:I|we|you|he|she|they|it|who|and|have|has|had|just|already|never|not|only|also|finally|yet|recently)|['’](?:ve|s|d)|n['’]t) $", re.I
)  # fmt: skip
_VERY = re.compile(
    r"(?<!not )(?<!n['’]t )(?<!so )(?<!how )(?<!the )(?<!that )(?<!my )(?<!at )\bvery\b(?= (?!much\b|own\b|few\b|little\b|same\b|first\b|last\b|end\b|idea\b)\w)"
)
_TOLD_THAT = re.compile(r"(?P<told>\b(?:inform|advise|notify|tell) you that), ", re.I)
_BE_THEREFORE = re.compile(r"(?<=\bare) therefore(?= (?:kindly )?(?:asked|requested|advised|required|invited)\b)", re.I)  # fmt: skip
_LATE_CAN = re.compile(r"\b(?P<when>during|in|at|on|from|for) can (?P<what>(?:this|the|that|these|those) \w+) (?P<who>\w+s|people|staff) please ", re.I)  # fmt: skip
_MUCH = re.compile(r"(?<!thank you )(?<!thanks )\bvery much(?= (?:like|want|hope|look(?:ing)? forward|appreciate|enjoy(?:ed)?|doubt|love|regret|miss|need|prefer)\b)", re.I)  # fmt: skip
_MUCH_LAST = re.compile(r"(?<!thank you )(?<!thanks )(?<!not )(?<!n['’]t )(?<!so )\bvery much(?=[.!?,;]|$)", re.I)  # fmt: skip
_PREDICATE = re.compile(
    rf"\b(?P<be>(?:is|are|am|was|were|be|been|being|seems?|feels?|looks?|stays?|remains?|['’](?:s|m|re))(?: not| really| totally| so| still)?) (?:(?:most|very|really|totally|wholly|completely|entirely|highly|strictly|absolutely|rather|quite) )?(?P<how>{'|'.join(PREDICATES)})(?=[.,;:!?]|$| (?:and|but|to|for|at|in|on|because|until|that|with|so|as|due|of|during|by|since|from|last|next|all|now|again|here|yet|right|today|this|after|before)\b)", re.I
)  # fmt: skip
_PARTED = re.compile(
    r"\b(?!(?:left|leaves?|leaving) in (?:it|them)\b)(?P<verb>pick(?:ed|ing|s)?|push(?:ed|ing|es)?|sort(?:ed|ing|s)?|send(?:ing|s)?|sent|put(?:ting|s)?|leave|leaves|left|leaving|look(?:ed|ing|s)?(?= over)|turn(?:ed|ing|s)?(?= down| off)|hand(?:ed|ing|s)?|throw(?:ing|s|n)?(?= away)|threw(?= away)|kick(?:ed|ing|s)?(?= out)) (?P<part>up|back|out|in|over|down|off|away) (?P<object>it|them|him|her|me|us|you)\b", re.I
)  # fmt: skip


def in_plain_words(text: str) -> str:
    """Return a text with officialese and long words made plain, verbs in their right forms."""
    text = _BE_THEREFORE.sub("", _TOLD_THAT.sub(r"\g<told> ", text))
    text = without_officialese(text)
    text = _LATE_CAN.sub(r"\g<when> \g<what>, can \g<who> please ", put_through(text, PHRASES))
    text = _MUCH.sub("really", re.sub(r"\b([ap]\.m\.)\.", r"\1", text))
    text = _MUCH_LAST.sub("a lot", text)
    text = _VERY.sub("really", text).replace("really really", "really")
    text = _PREDICATE.sub(lambda match: f"{match['be']} {PREDICATES[match['how'].lower()]}", text)
    text = re.sub(r"\bsorry, but sorry, ", "sorry, but ", replaced(text, WORDS), flags=re.I)
    text = _PARTED.sub(r"\g<verb> \g<object> \g<part>", _FORM.sub(_verb, text))
    text = re.sub(r"\b([Cc])an you (?:please )?don't\b", r"\1an you please not", text)
    text = re.sub(r"\b(sa(?:y|ys|id|ying) no) to(?=[,.;!?]| (?:because|and|but)\b)", r"\1", text)
    text = re.sub(r"\bcongrats on you(?:r|['’]re) having (\w+)", _having, text, flags=re.I)
    return re.sub(
        r"\b(thanks|sorry|congrats) (for|on) (?:you(?:r|['’]re) )?having (\w+)",
        _having_done,
        text,
        flags=re.I,
    )


def _verb(match: re.Match[str]) -> str:
    word, after = match[1], match["after"] or ""
    before = match.string[max(0, match.start() - 14) : match.start()]
    if (word + after).lower() in VERB_FORMS:  # "desist from"
        word, after = word + after, ""
    if word.lower() == "requested" and re.search(r"\b(?:the|your|my|our|all) $", before):
        return match.group()  # "the requested papers"
    if word.lower() not in VERB_FORMS:
        return match.group()
    if word.lower() in NOUNS_TOO and not _VERB_AHEAD.search(before):
        return match.group()
    is_told_of = word.endswith("s") and re.search(r"\b(?:this|that|which|who) $", before)
    if not is_told_of and _NOUN_AHEAD.search(before) and not _is_passive(word, before):
        return match.group()
    new = VERB_FORMS[word.lower()]
    done = PARTICIPLES.get(word.lower())
    if done and done != new and is_perfect(match.string[: match.start()]):
        new = done
    if word.lower() == "received" and not _WHO_GETS.search(before):
        return match.group()  # "applications received after Friday"
    if new == "got" and re.search(r"\b(?:is|are|was|were|be|been|being)(?: not)? $", before):
        return match.group()
    if after and new.endswith(after.split()[0]):
        after = ""
    elif re.search(r"\b(?:is|are|was|were|be|been|being) $", before) and " " in new and after:
        return match.group()
    return (capital(new) if word[0].isupper() else new) + after


def _is_passive(word: str, before: str) -> bool:
    """Whether a form is said of something ("was purchased"), no noun after "the" or "a"."""
    if word.lower() in ("purchased", "received", "requested"):
        return True
    is_after_be = re.search(r"\b(?:is|are|was|be|been) $", before) is not None
    return is_after_be and word.lower() not in NOUNS_TOO and not word.lower().endswith("ing")


def _having(match: re.Match[str]) -> str:
    return _done(match[1], "congrats on", match.group())


def _having_done(match: re.Match[str]) -> str:
    return _done(match[3], f"{match[1]} {match[2]}", match.group())


def _done(participle: str, opener: str, unchanged: str) -> str:
    base = base_form(participle)
    return f"{opener if unchanged[0].islower() else capital(opener)} {inflected(base, 'gerund')}"
