"""The situations: what people write short messages about, as templates of kinds and slots."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from models.grammar.message import KINDS, Sentence
from models.grammar.situations import errands, private, work
from models.grammar.slots import Slots

SITUATIONS: dict[str, tuple[str, ...]] = private.SITUATIONS | work.SITUATIONS | errands.SITUATIONS

# Whole situations that training never shows.
HELD_SITUATIONS = frozenset(
    {
        "neighbor_parking",
        "car_trouble",
        "salary_raise",
        "gift_idea",
        "school_parents",
        "shift_swap",
        "insurance_claim",
        "lost_item",
        "club_membership",
        "order_supplies",
    }
)
_PART = re.compile(r"^(\w+)(?:\[([^\]]*)\])?(\?)?(?:: (.*))?$")
_CHOICE = re.compile(r"\(([^()]*/[^()]*)\)")


class Part(NamedTuple):
    """One sentence of a template."""

    kind: str
    text: str
    lead: str
    is_optional: bool


def parse(line: str) -> tuple[Part, ...]:
    """Read one template line.

    Raises:
        ValueError: When a part is malformed or its kind unknown.
    """
    parts = []
    for piece in line.split(" | "):
        match = _PART.match(piece)
        if not match or match[1] not in KINDS:
            raise ValueError(f"not a template part: {piece!r} in {line!r}")
        parts.append(Part(match[1], match[4] or "", match[2] or "", bool(match[3])))
    return tuple(parts)


TEMPLATES: dict[str, tuple[tuple[Part, ...], ...]] = {
    name: tuple(parse(line) for line in lines) for name, lines in SITUATIONS.items()
}


def write(template: tuple[Part, ...], slots: Slots, rng: random.Random) -> tuple[Sentence, ...]:
    """Fill one template: optional parts come or go, choices are made, slots filled."""
    out = []
    for part in template:
        if part.is_optional and rng.random() < 0.5:
            continue
        text = part.text
        if "(" in text:
            text = _CHOICE.sub(lambda m: rng.choice(m[1].split("/")), text)
        out.append(Sentence(part.kind, slots.fill(text), part.lead))
    return tuple(out)
