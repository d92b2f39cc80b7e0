"""The friendly tone greets, asks without reproach and closes with what fits."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit


@pytest.mark.parametrize(
    ("text", "starts", "holds"),
    [
        ("Call me.", "Hi! Could you call me? Thank", ""),
        ("Dear Mr Brown, pay invoice 331.", "Hi Mr Brown, could you pay invoice 331?", "hank"),
        ("Tom, bring the tent.", "Hi Tom, could you bring the tent?", "hank"),
        ("You forgot the keys.", "Hi! I think the keys slipped your mind.", ""),
        ("I can't come.", "Hi! I'm afraid I can't come. Thanks for understanding!", ""),
        ("I told you twice it is closed.", "Hi! As I mentioned twice, it", "closed"),
        ("The meeting is at 3.", "Hi! ", "the meeting is at 3."),
        ("What time do you close?", "Hi! What time do you close? Thanks!", ""),
    ],
)
def test_put_warmly(text: str, starts: str, holds: str) -> None:
    said = edit(text, "friendly")
    assert said.startswith(starts)
    assert holds in said


@pytest.mark.parametrize(
    "text",
    ["How are you?", "Happy birthday!", "So sorry to hear about your dad.", "Thanks for the cake!"],
)
def test_no_closing_where_none_fits(text: str) -> None:
    said = edit(text, "friendly")
    assert said in (f"Hi! {text}", f"Hi, {text[:1].lower()}{text[1:]}")


@pytest.mark.parametrize("text", ["Send me the file.", "Where is my order?", "I can't come."])
def test_a_second_time_adds_nothing(text: str) -> None:
    once = edit(text, "friendly")
    assert edit(once, "friendly") == once


def test_what_the_writer_knows_does_not_look_like_so() -> None:
    assert edit("Your application was not successful.", "friendly").startswith(
        "Hi! I'm afraid your"
    )
    assert "looks like" not in edit("Your appointment is on 3 July. Bring your card.", "friendly")


def test_sad_news_has_no_cheerful_greeting() -> None:
    assert edit("Grandma died last night.", "friendly") == (
        "Hi, I wanted to let you know that Grandma died last night."
    )
