"""Made-up words for training: what a grammar's word lists never hold, and people write anyway.

Some examples get one of their facts replaced, in message and answer alike, by a word of another
script, with accents, in mixed case or with digits.  This trains the byte pieces and the copying
of what was never seen.
"""

from __future__ import annotations

import dataclasses
import random

from models.grammar import Example

_ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sch sh st t th tr v w x y z".split()  # noqa: SIM905
_VOWELS = "a e i o u y ai au ea ee ei ie oo ou".split()  # noqa: SIM905
_CODAS = ["", "", "", *"b ck d ff g l ll m n nd ng nk p r rt s ss t tz x".split()]  # noqa: SIM905
_ACCENTS = str.maketrans("aeioucnsz", "áéíöüçñšž")
_SCRIPTS = (
    (0x0100, 0x017F),  # Latin Extended-A
    (0x0391, 0x03C9),  # Greek
    (0x0410, 0x044F),  # Cyrillic
    (0x05D0, 0x05EA),  # Hebrew
    (0x0621, 0x064A),  # Arabic
    (0x0905, 0x0939),  # Devanagari
    (0x3041, 0x3096),  # Hiragana
    (0x4E00, 0x9FFF),  # Chinese characters
    (0xAC00, 0xD7A3),  # Hangul
    (0x1F300, 0x1F64F),  # pictures and faces
    (0x1F680, 0x1F6C5),  # transport
    (0x0080, 0x07FF),  # anything of two bytes
    (0x0800, 0xD7FF),  # anything of three bytes
    (0x10000, 0x10FFFF),  # anything of four bytes
)


def odd_word(rng: random.Random) -> str:
    """Return one made-up word."""
    kind = rng.random()
    if kind < 0.15:
        low, high = rng.choice(_SCRIPTS)
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 4)))
    if kind < 0.25:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_#.abcdefghijklmnopqrstuvwxyz"
        inner = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 6)))
        return rng.choice(alphabet[:26]) + inner + rng.choice(alphabet[:36])
    word = "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
        for _ in range(rng.choice((1, 2, 2, 3)))
    )
    if kind < 0.35:
        word = word.translate(_ACCENTS)
    if kind < 0.45:
        return word.upper() if rng.random() < 0.5 else word.capitalize() + rng.choice("XQKVZ")
    return word.capitalize() if rng.random() < 0.85 else word


def with_odd_fact(rng: random.Random, example: Example) -> Example:
    """Return the example with one single-word fact replaced in message and answer.

    Only a capitalised word that message and answer hold in the same form is replaced; without
    one the example comes back as it was.
    """
    words = [
        fact
        for fact in example.facts
        if fact.isalpha() and fact[0].isupper() and fact in example.source and len(fact) > 2
    ]
    if not words:
        return example
    old, new = rng.choice(words), odd_word(rng)
    return dataclasses.replace(
        example,
        source=example.source.replace(old, new),
        target=example.target.replace(old, new),
        facts=tuple(fact.replace(old, new) for fact in example.facts),
    )
