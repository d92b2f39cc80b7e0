"""Typing mended: the whole of the tone "correct", and the first step of every other."""

from __future__ import annotations

import re
from functools import lru_cache

from onhand.rewrite.rules.english.sentences import with_capitals
from onhand.rewrite.rules.mending.grammar import with_forms_spelt, with_grammar
from onhand.rewrite.rules.mending.language import is_english
from onhand.rewrite.rules.mending.marks import with_marks_tidied
from onhand.rewrite.rules.mending.names import with_names
from onhand.rewrite.rules.mending.run_ons import with_run_ons_cut
from onhand.rewrite.rules.mending.shouting import calm
from onhand.rewrite.rules.mending.spelling import with_words_spelt
from onhand.rewrite.rules.mending.texting import with_texting_read

_AGAIN_AND_AGAIN = re.compile(r"\b((?:[\w'’]+[^\w'’]+){1,5}?)\1{6,}")
"""A phrase of up to five words seven times in a row: patterns would try every way to divide it."""
_GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
MAX_WORDS = 600
"""Rules look again and again at all of a text: in a longer one they would take a second."""


@lru_cache(maxsize=4)  # asked before and after mending, by each tone of a message
def is_left_alone(text: str) -> bool:
    """Whether a text gets capitals and an end mark only.

    It is too long (cut it at its sentences first), says one thing for ever, or is not English.
    """
    if text.count(" ") >= MAX_WORDS or len(text) > 10 * MAX_WORDS:
        return True
    return _AGAIN_AND_AGAIN.search(text) is not None or not is_english(text)


@lru_cache(maxsize=4)  # the tones of one message share its mending; four texts stay in memory
def mend(text: str, *, keeps_chat: bool = False) -> str:
    """Return `text` with its typing mended: spelling, grammar slips, names, sentences, end marks.

    Text that is not English, or longer than `MAX_WORDS`, gets its capitals and its end mark only.

    Args:
        text: any text.
        keeps_chat: whether what is a chat's way ("gonna", "btw") stays, as no mistake.
    """
    text = calm(text.strip())
    if is_left_alone(text):
        return with_capitals(text)
    mended = with_words_spelt(
        with_forms_spelt(with_texting_read(with_marks_tidied(text))), keeps_chat=keeps_chat
    )
    mended = with_grammar(with_names(mended))
    return _GAP.sub(" ", with_capitals(with_run_ons_cut(mended)))
