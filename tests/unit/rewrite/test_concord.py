"""Two texts agree when they differ in courtesy and short forms only."""

from __future__ import annotations

import pytest

from onhand.rewrite.concord import agree


@pytest.mark.parametrize(
    ("answer", "ruled"),
    [
        ("I've been here for 2 years.", "I have been here for 2 years."),
        ("Hi! Could you call me? Thanks so much!", "Please call me."),
        ("The kids are ill. Thank you.", "The children are ill."),
        ("We meet on 5 May at 10:30.", "We meet on 5 May at 10:30"),
    ],
)
def test_courtesy_short_forms_and_known_pairs_make_no_difference(answer: str, ruled: str) -> None:
    assert agree(answer, ruled)
    assert agree(ruled, answer)


@pytest.mark.parametrize(
    ("answer", "ruled"),
    [
        ("The spec in section 4. Please contradicts it.", "The spec in section 4 contradicts it."),
        ("The books are Nine days late.", "The books are nine days late."),
        ("We meet at 11:30.", "We meet at 10:30."),
        ("He is ill?", "He is ill."),
        ("Could we meet at the back.", "Could we meet at the back?"),
        ("When does it start.", "When does it start?"),
        ("Do not listen to me.", "You do not listen to me."),
        ("The map is here.", "The map was lost and is here."),
    ],
)
def test_other_words_order_ends_and_capitals_do(answer: str, ruled: str) -> None:
    assert not agree(answer, ruled)
