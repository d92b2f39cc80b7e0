# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Slips of grammar that a pattern finds for certain, in their order; a and an; words typed twice."""

from __future__ import annotations

import re
from collections.abc import Callable

from onhand.rewrite.rules.mending.agreement import AGREEMENT
from onhand.rewrite.rules.mending.commas import COMMAS
from onhand.rewrite.rules.mending.confusions import CONFUSIONS
from onhand.rewrite.rules.mending.counting import COUNTING
from onhand.rewrite.rules.mending.function_words import FUNCTION_WORDS
from onhand.rewrite.rules.mending.negation import NEGATION
from onhand.rewrite.rules.mending.pronouns import PRONOUNS
from onhand.rewrite.rules.mending.questions import QUESTIONS
from onhand.rewrite.rules.mending.slips import Rule, mended_by
from onhand.rewrite.rules.mending.tenses import TENSES
from onhand.rewrite.rules.mending.turns import TURNS
from onhand.rewrite.rules.mending.typos import with_typos_mended
from onhand.rewrite.rules.mending.verb_forms import with_known_pasts, with_verb_forms

WORDS: tuple[Rule, ...] = (*FUNCTION_WORDS, *CONFUSIONS)
"""Which word it is; then the forms of verbs are put right."""
SENTENCES: tuple[Rule, ...] = (
    *TENSES, *TURNS, *QUESTIONS, *NEGATION, *COUNTING, *PRONOUNS, *AGREEMENT, *COMMAS
)  # fmt: skip
"""How words stand together; nouns before the verbs that agree with them."""
_DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b(?! (?:is|was|install)\b)")
_MAY_DOUBLE = frozenset(
    "that had very really so no bye ha haha many much far long blah knock please yes now there in on is night five one two three six zero four seven eight nine well hear go wait do new old big too never hi hey ok okay come tut chop pole up out er um oh wow stop quick same again you more over her".split()
)
_ARTICLE = re.compile(r"(?<![\w'’.])(?P<article>an?|(?<![a-z] )An?) (?P<next>[a-z][a-z'’-]{2,})")
_VOWEL_SOUND = re.compile(
    r"(?:[aeio]|u(?!ni(?!n|m[ap])|s[aeiou]|t[ei]|r[aeio]|ku|biq|k\b)|hour|honest|honou?r|heir)(?!ne(?:\b|-|s\b)|nce\b)"
)
_CONSONANT_SOUND = re.compile(
    r"eu|ewe|one\b|one-|once\b|ouija|uni(?!n|m[ap])|us[aeu]|ut[ei]|ub[i]|h(?!our|onest|onou?r|eir|erb|istor|otel|abit)|[b-dfgj-np-tv-xyz]"
)
_NOT_ARTICLE = frozenset(
    "and are its our any all either other order under over into out upon onto although only even ever else".split()
)


def with_grammar(text: str) -> str:
    """Return an English text with the slips mended that are certain; quotes stay."""
    return _outside_quotes(text, _mended)


def with_forms_spelt(text: str) -> str:
    """Return an English text with well-known misspellings and "teached" put right; quotes stay."""
    return _outside_quotes(text, lambda part: with_known_pasts(with_typos_mended(part)))


def with_articles(text: str) -> str:
    """Return a text with a and an by the sound that follows."""
    return _ARTICLE.sub(_article, text)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(\"[^\"\n]*\"|“[^”\n]*”|https?://\S+|\S+@\S+)", text)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def _mended(text: str) -> str:
    text = mended_by(SENTENCES, with_verb_forms(mended_by(WORDS, text)))
    text = _DOUBLED.sub(
        lambda m: m[0] if m[1].lower() in _MAY_DOUBLE or m[1].isdigit() else m[1], text
    )
    return with_articles(text)


def _article(match: re.Match[str]) -> str:
    article, following = match["article"], match["next"]
    if (
        following in _NOT_ARTICLE
        and len(article) == 1
        and following not in ("only", "other", "order", "under")
    ):
        return match.group()
    if (
        len(article) == 1
        and _VOWEL_SOUND.match(following)
        and not _CONSONANT_SOUND.match(following)
    ):
        return f"{article}n {following}"
    if len(article) == 2 and _CONSONANT_SOUND.match(following):
        return f"{article[0]} {following}"
    return match.group()
