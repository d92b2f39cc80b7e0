"""The grammar that writes every training text of the bundled model.

Pure, seeded, standard library only.  ``examples(seed, split)`` is an endless, deterministic stream.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.grammar.example import SPLITS, TONES, Example
from models.grammar.mixture import examples as _examples

__all__ = ["SPLITS", "TONES", "Example", "examples"]


def examples(seed: int, split: str = "train") -> Iterator[Example]:
    """Yield examples for ever; the same seed and split give the same stream.

    Args:
        seed: Any integer.
        split: ``train``, ``held_slots`` (known situations, unseen slot values) or
            ``held_situations`` (whole situations that training never shows).

    Raises:
        ValueError: For an unknown split.
    """
    if split not in SPLITS:
        raise ValueError(f"unknown split {split!r}; choose one of {', '.join(SPLITS)}")
    return _examples(seed, split)
