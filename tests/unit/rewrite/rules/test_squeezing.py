"""A long text spares adverbs and clauses that can be phrases; nothing else."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.brief.squeezing import squeezed


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("We have already had two men out.", "We have had two men out."),
        ("I spoke to the people who are running it.", "I spoke to the people running it."),
        ("She said it, and then he left.", "She said it, and he left."),
        ("It's going to rain.", "It'll rain."),
        ("The bus is going to leave at 6.", "The bus will leave at 6."),
        ("Ask Ada, who is the new cook.", "Ask Ada, the new cook."),
        ("I had a bit of an accident.", "I had an accident."),
    ],
)
def test_what_can_be_spared_goes(text: str, short: str) -> None:
    assert squeezed(text) == short


@pytest.mark.parametrize(
    "text",
    ["I'm going to school.", "He's going to Rome.", "Is it still on?", "It isn't ready.", ""],
)
def test_the_rest_stays(text: str) -> None:
    assert squeezed(text) == text
