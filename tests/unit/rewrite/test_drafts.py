"""A draft knows what rules make of its piece, and which answers are no better than that."""

from __future__ import annotations

from typing import Any

from onhand.rewrite.drafts import Draft
from onhand.rewrite.tones import TONES


def draft(text: str, tone: str = "formal", **options: Any) -> Draft:
    places: dict[str, Any] = {"is_first": True, "is_last": True, "is_guarded": True}
    return Draft(text=text, tone=TONES[tone], **{**places, "is_faithful": True, **options})


def test_the_model_is_asked_with_the_typing_mended_if_it_is_a_small_one() -> None:
    assert draft("cant come tmrw").asked == "Can't come tomorrow."
    assert draft("cant come tmrw", is_faithful=False).asked == "cant come tmrw"


def test_an_answer_that_changes_nothing_where_rules_would_is_refused() -> None:
    assert draft("we can't come").problems_of("We can't come.") == ("unchanged",)
    assert draft("We will come.").problems_of("We will come.") == ()


def test_a_concise_answer_must_not_be_wordier_than_the_rules_text() -> None:
    padded = draft("In order to pay, we have to go there due to the fact that it rains.", "concise")
    (problem,) = padded.problems_of(padded.text)
    assert problem.startswith("wordy: 16 words") or problem == "unchanged"
    assert padded.problems_of(padded.ruled) == ()


def test_nothing_is_found_where_nothing_is_checked() -> None:
    assert draft("We meet at 5.", is_guarded=False).problems_of("") == ()


def test_what_the_model_left_is_edited_where_that_loses_nothing() -> None:
    assert draft("can't come, Ada can't either").finished("I can't come. Ada can't either.") == (
        "I cannot come. Ada cannot either."
    )
