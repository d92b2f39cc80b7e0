"""Whether two writers say the same: a small model's answer, and the text that rules make.

Either may be wrong; that both make the same mistake is rare. So a small model's answer is believed
where the rules come to the same words, and where they have nothing to say.
"""

from __future__ import annotations

import re

from onhand.rewrite.word_forms import is_same, words_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_COURTESY = frozenset(
    """
    please thank thanks so very much hi hey hello dear sorry can could would will be grateful if
    am is are have has had
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
"""Words on which writers may differ; forms of "be" and "have" because short forms hide them."""
_ASKED = re.compile(r"\b(can|could|would|will|thank) you\b", re.IGNORECASE)
_REQUEST = re.compile(r"\b(?:can|could|would|please)\b", re.IGNORECASE)


def agree(answer: str, ruled: str) -> bool:
    """Whether two texts have the same words, sentence by sentence, but for their courtesy.

    Another form or a known pair ("kids", "children") is the same word. A word must not have gained
    a capital inside its sentence, nor a statement its question mark, nor a question have lost it.
    """
    first, second = _sentences(answer), _sentences(ruled)
    if len(first) != len(second) or not _capitals(answer) <= _capitals(ruled):
        return False
    if "?" in ruled and "?" not in answer and not _is_order(answer):
        return False
    if "?" in answer and "?" not in ruled and not _REQUEST.search(answer):
        return False
    return all(
        len(one) == len(other) and all(map(_is_same, one, other))
        for one, other in zip(first, second, strict=True)
    )


def _is_order(text: str) -> bool:
    """Whether it asks for something without a question."""
    return {match.lower() for match in _REQUEST.findall(text)} == {"please"}


def _is_same(word: str, other: str) -> bool:
    return word == other or (not word[0].isdigit() and is_same(word, other))


def _sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence that has more than courtesy."""
    text = _ASKED.sub(r"\1 ", text)
    found = ([w for w in _words(one) if w not in _COURTESY] for one in _SENTENCE.split(text))
    return [words for words in found if words]


def _words(text: str) -> list[str]:
    """Return words and numbers in their order."""
    parts = re.split(r"(\d[\w.,:/-]*)", text)
    return [
        word
        for index, part in enumerate(parts)
        for word in ([part.rstrip(".,:")] if index % 2 else words_of(part))
    ]


def _capitals(text: str) -> set[str]:
    """Return the words that have a capital though no sentence begins with them."""
    return {
        word
        for sentence in _SENTENCE.split(text)
        for word in re.findall(r"(?<=[\w,;:] )[A-Z][\w'’-]*", sentence)
    }
