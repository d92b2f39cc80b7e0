"""The polite tone asks, inquires, declines and complains mildly; every fact stays."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit


@pytest.mark.parametrize(
    ("text", "polite"),
    [
        ("Call me.", "Could you please call me? Thank you."),
        ("You need to pay by Friday.", "Could you please pay by Friday? Thank you."),
        ("Don't park there.", "Please do not park there. Thank you."),
        ("Don't forget to lock the door.", "Please remember to lock the door. Thank you."),
        (
            "Stop parking here or I'll call the police.",
            "Could you please stop parking here? Otherwise, I will have to call the police. "
            "Thank you.",
        ),
        (
            "Move your van, it's in the way.",
            "Could you please move your van? It is in the way. Thank you.",
        ),
        ("I want a refund.", "I would like a refund, please. Thank you."),
        (
            "Where the hell is my order?",
            "Could you please tell me where my order is? Thank you.",
        ),
        (
            "Why haven't you replied to my email?",
            "Could you please tell me why you have not replied to my email? Thank you.",
        ),
        ("No.", "I am afraid not."),
        ("I won't pay for this.", "I am afraid I cannot pay for this."),
        ("You forgot the keys.", "I believe the keys slipped your mind."),
        ("Your invoice is wrong.", "I am afraid your invoice is wrong."),
        (
            "How many times do I have to tell you to lock the shed?",
            "Could you please lock the shed? Thank you.",
        ),
        (
            "I told you twice that it is closed.",
            "I did mention twice that it is closed.",
        ),
        (
            "Next time, ask Maria first.",
            "Next time, please ask Maria first. Thank you.",
        ),
        (
            "Why hasn't anybody answered?",
            "Could you please tell me why nobody has answered? Thank you.",
        ),
        (
            "Turn left, then take the second right.",
            "Could you please turn left, then take the second right? Thank you.",
        ),
        ("Don't you dare touch it.", "Please do not touch it. Thank you."),
        ("Tom, can you call Ann?", "Tom, could you please call Ann? Thank you."),
        (
            "Hi Tom, give me back my book.\n\nRegards,\nAnna",
            "Hi Tom, could you please give me back my book? Thank you.\n\nRegards,\nAnna",
        ),
    ],
)
def test_put_politely(text: str, polite: str) -> None:
    assert edit(text, "polite").removesuffix(".") == polite.removesuffix(".")


@pytest.mark.parametrize(
    "text",
    [
        "How are you?",
        "Thank you for the help.",
        "Please find attached the invoice.",
        "Happy birthday!",
        "So sorry to hear about your dad.",
        "Would you like to come to dinner?",
    ],
)
def test_what_is_polite_stays(text: str) -> None:
    assert edit(text, "polite") == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Will you be home at 6?", "you will be home at 6"),
        ("You have been selected for the job.", "you have been selected"),
        ("Don't worry about the dishes.", "worry about the dishes."),
        ("You should see a doctor.", "You may want to see a doctor."),
        ("Pick it up or I can ship it.", "or I can ship it"),
        ("This is probably a stupid question.", "stupid question"),
        ("Hello, my name is Ann.", "Hello, my name"),
        ("It says STAFF ONLY.", "STAFF ONLY"),
        ("I won't be late.", "I will not be late."),
        ("You should have told me earlier.", "if you had told me earlier"),
    ],
)
def test_no_order_no_refusal_no_blame(text: str, kept: str) -> None:
    assert kept in edit(text, "polite")


@pytest.mark.parametrize("text", ["Send me the file.", "Where is my order?", "I want a refund."])
def test_a_second_time_changes_nothing(text: str) -> None:
    once = edit(text, "polite")
    assert edit(once, "polite") == once


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "You said you would send the lease on Friday.",
            "I believe you said you would send the lease on Friday.",
        ),
        (
            "We need the room on 4 June from 9 to 11.",
            "Could we please have the room on 4 June from 9 to 11? Thank you.",
        ),
        ("No, that doesn't work for us.", "I am afraid that does not work for us."),
        (
            "how much for the bench?",
            "Could you please tell me how much you want for the bench? Thank you.",
        ),
        (
            "Is it available, can pick up today?",
            "Could you please tell me whether it is available? I can pick up today. Thank you.",
        ),
    ],
)
def test_chat_of_sales_promises_and_rooms(typed: str, expected: str) -> None:
    assert edit(typed, "polite") == expected


def test_refusal_has_one_full_stop() -> None:
    assert edit("I'm not coming tonight.", "polite") == "I am afraid I am not coming tonight."


def test_where_a_thing_for_something_is() -> None:
    said = edit("Where is the invoice for June?", "polite")
    assert said.startswith("Could you please tell me where the invoice for June is?")
