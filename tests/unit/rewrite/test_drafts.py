"""A draft knows what rules make of its piece, and which answers are no better than that."""

from __future__ import annotations

from typing import Any

import pytest

from onhand.rewrite.drafts import Draft
from onhand.rewrite.tones import TONES


def draft(text: str, tone: str = "formal", **options: Any) -> Draft:
    places: dict[str, Any] = {"is_first": True, "is_last": True, "is_guarded": True}
    return Draft(text=text, tone=TONES[tone], **{**places, "is_faithful": True, **options})


def test_the_model_is_asked_with_the_typing_mended_if_it_is_a_small_one() -> None:
    assert draft("cant come tmrw").asked == "Can't come tomorrow."
    assert draft("cant come tmrw", is_faithful=False).asked == "cant come tmrw"


def test_an_answer_that_rules_would_not_come_to_is_refused() -> None:
    one = draft("we can't come to the mill")
    assert one.differences_of("We cannot come to the mill.") == ()
    assert one.differences_of("We can't come to the mill.") == ()  # a short form only
    padded = draft("In order to pay, we have to go there due to the fact that it rains.", "concise")
    assert padded.differences_of(padded.text) == ("plainer by rules",)
    assert padded.differences_of(padded.ruled) == ()


def test_where_rules_find_nothing_to_do_the_answer_is_taken() -> None:
    one = draft("We will come to the harbour.")
    assert one.ruled == one.text
    assert one.differences_of("Please note that we will come to the harbour.") == ()
    assert one.differences_of("We will come to the moon.") == ("dropped: harbour", "added: moon")


def test_nothing_is_found_where_nothing_is_checked() -> None:
    careless = draft("We meet at 5.", is_guarded=False)
    assert careless.problems_of("") == careless.differences_of("") == ()


def test_what_the_model_left_is_edited_where_that_loses_nothing() -> None:
    assert draft("can't come, Ada can't either").settled("I can't come. Ada can't either.") == (
        "I cannot come. Ada cannot either.",
        (),
    )


def test_rules_that_lose_a_fact_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    for edited, believed in (
        ("See you on 5 October, about 2.", True),  # what "5 Oct, 2ish" is short for
        ("See you on 5 October.", False),
        ("See you on 6 October, about 2.", False),
    ):
        monkeypatch.setattr("onhand.rewrite.drafts.edit", lambda text, tone, said=edited: said)
        one = draft("See you on 5 Oct, 2ish.")
        assert (one.ruled == edited) is believed


def test_a_concise_text_may_lose_a_name_with_its_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onhand.rewrite.drafts.edit", lambda text, tone: "I leave on 4 July.")
    text = "As I believe that Chiara told you, I leave on 4 July."
    assert draft(text, "concise").ruled == "I leave on 4 July."
    assert draft(text, "formal").ruled == text
