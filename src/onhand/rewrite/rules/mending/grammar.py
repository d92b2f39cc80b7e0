# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Slips of grammar that a pattern finds for certain, in their order; words typed twice."""

from __future__ import annotations

import re
from collections.abc import Callable

from onhand.rewrite.rules.mending.agreement import AGREEMENT
from onhand.rewrite.rules.mending.articles import ARTICLES, with_articles
from onhand.rewrite.rules.mending.catenatives import CATENATIVES
from onhand.rewrite.rules.mending.commas import COMMAS
from onhand.rewrite.rules.mending.comparing import COMPARING
from onhand.rewrite.rules.mending.conditions import CONDITIONS
from onhand.rewrite.rules.mending.confusions import CONFUSIONS
from onhand.rewrite.rules.mending.copula import COPULA
from onhand.rewrite.rules.mending.counting import COUNTING
from onhand.rewrite.rules.mending.function_words import FUNCTION_WORDS
from onhand.rewrite.rules.mending.joined import with_words_joined
from onhand.rewrite.rules.mending.negation import NEGATION
from onhand.rewrite.rules.mending.other_subjects import OTHER_SUBJECTS
from onhand.rewrite.rules.mending.prepositions import PREPOSITIONS
from onhand.rewrite.rules.mending.pronouns import PRONOUNS
from onhand.rewrite.rules.mending.questions import QUESTIONS
from onhand.rewrite.rules.mending.slips import Rule, mended_by
from onhand.rewrite.rules.mending.tenses import TENSES
from onhand.rewrite.rules.mending.turns import TURNS
from onhand.rewrite.rules.mending.typos import with_typos_mended
from onhand.rewrite.rules.mending.verb_forms import with_known_pasts, with_verb_forms
from onhand.rewrite.rules.mending.word_order import WORD_ORDER

WORDS: tuple[Rule, ...] = (*FUNCTION_WORDS, *CONFUSIONS)
"""Which word it is; then the forms of verbs are put right."""
SENTENCES: tuple[Rule, ...] = (
    *QUESTIONS, *TENSES, *CONDITIONS, *COPULA, *CATENATIVES, *TURNS, *COMPARING, *PREPOSITIONS,
    *NEGATION, *WORD_ORDER, *COUNTING, *ARTICLES, *PRONOUNS, *AGREEMENT, *OTHER_SUBJECTS, *COMMAS,
)  # fmt: skip
"""How words stand together; nouns before the verbs that agree with them."""
_DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b(?!['’])(?! (?:is|was|install)\b)")
_MAY_DOUBLE = frozenset(
    "that had very really so no bye ha haha many much far long blah knock please yes now there in on is night five one two three six zero four seven eight nine well hear go wait do new old big too never hi hey ok okay come tut chop pole up out er um oh wow stop quick same again you more over her".split()
)


def with_grammar(text: str) -> str:
    """Return an English text with the slips mended that are certain; quotes stay."""
    return _outside_quotes(text, _mended)


def with_forms_spelt(text: str) -> str:
    """Return an English text with well-known misspellings and "teached" put right; quotes stay."""
    return _outside_quotes(
        text, lambda part: with_known_pasts(with_words_joined(with_typos_mended(part)))
    )


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(\"[^\"\n]*\"|“[^”\n]*”|https?://\S+|\S+@\S+)", text)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def _mended(text: str) -> str:
    text = mended_by(SENTENCES, with_verb_forms(mended_by(WORDS, text)))
    text = _DOUBLED.sub(
        lambda m: m[0] if m[1].lower() in _MAY_DOUBLE or m[1].isdigit() else m[1], text
    )
    return with_articles(text)
