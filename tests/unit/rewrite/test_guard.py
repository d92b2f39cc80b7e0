"""The guard finds what is wrong with an answer, and nothing where nothing is."""

from __future__ import annotations

import pytest

from onhand.rewrite.guard import has_loop, inspect
from onhand.rewrite.tones import TONES

FORMAL, CONCISE = TONES["formal"], TONES["concise"]


def test_a_good_answer_has_no_problems() -> None:
    verdict = inspect("pls send it to Ms Wong by 3pm", "Please send it to Ms Wong by 3pm.", FORMAL)
    assert verdict.is_good
    assert verdict.lost == ()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("Please send it by 3pm.", "lost: Wong"),
        ("Please send it to Ms Wong by 3pm in room 8.", "made up: room 8"),
        ("", "empty"),
        ("Wong 3pm please please please please send it", "repeats itself"),
        ("Wong 3pm.", "too short"),
        (
            "Wong at 3pm, " + " ".join(f"word{chr(97 + i)}" for i in range(26)) + " x" * 1 + " and"
            " quite some more words than anybody would have thought of here",
            "too long",
        ),
    ],
)
def test_each_problem_is_named(answer: str, problem: str) -> None:
    problems = inspect("pls send it to Ms Wong by 3pm", answer, FORMAL).problems
    assert any(found.startswith(problem) for found in problems), problems


def test_concise_may_be_short() -> None:
    message = "hey there, i just wanted to ask whether you could maybe call me"
    assert inspect(message, "Please call me.", CONCISE).is_good


@pytest.mark.parametrize(
    ("text", "loops"),
    [
        ("it it it", True),
        ("so good so good so good", True),
        ("a b c d x a b c d y a b c d z", True),
        ("no no, not that", False),
        ("very very good", False),
        ("the cat and the dog and the bird", False),
    ],
)
def test_loops(text: str, loops: bool) -> None:
    assert has_loop(text.replace(",", "").split()) is loops
