"""Concise drops what carries nothing and keeps every fact, condition and request."""

from __future__ import annotations

import pytest

from onhand.rewrite.facts import find_facts, missing_facts
from onhand.rewrite.rules import edit
from onhand.rewrite.rules.brief.smalltalk import is_empty
from onhand.rewrite.rules.brief.trifles import without_trifles


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Hi Tom, I was wondering if it might be possible for you to send me the invoice for"
            " order 4471 before Friday? Thanks so much in advance!",
            "Tom, please send me the invoice for order 4471 before Friday.",
        ),
        (
            "The reason why I am calling is that the heating in our flat has not been working for"
            " a period of three days.",
            "The heating in our flat hasn't been working for three days.",
        ),
        (
            "We are in need of two more chairs and a total of six plates for the party.",
            "We need two more chairs and six plates for the party.",
        ),
        (
            "As you may already know, the office will be closed on Monday in order to carry out"
            " an inspection of the fire alarm.",
            "The office will be closed on Monday to inspect the fire alarm.",
        ),
        (
            "I really don't want to be rude but your dog barks each and every night between 2 and"
            " 4 and I can't sleep.",
            "Your dog barks every night between 2 and 4 and I can't sleep.",
        ),
        (
            "Could you please be so kind as to tell me what time the bus to Leeds leaves?",
            "Please tell me what time the bus to Leeds leaves.",
        ),
        (
            "We would like to kindly ask you not to park in front of the gate.",
            "Please don't park in front of the gate.",
        ),
        (
            "After long and careful thought I have now come to the decision that I will"
            " unfortunately not be able to go to Oslo.",
            "After long and careful thought I've decided I can't go to Oslo.",
        ),
        (
            "It would be great if we could meet up at some point next week to have a discussion"
            " about the budget.",
            "Can we meet next week to discuss the budget?",
        ),
        (
            "I thought I would just drop you a line to say that Ada arrived and that she is well.",
            "Ada arrived and she's well.",
        ),
        (
            "Just so you know, the plumber is coming tomorrow, so if you could make sure that"
            " somebody is at home that would be great.",
            "The plumber is coming tomorrow, so please make sure that somebody is at home.",
        ),
        (
            "I wanted to ask when the bakery opens on Sunday mornings.",
            "When does the bakery open on Sunday mornings?",
        ),
    ],
)
def test_a_padded_text_is_made_short(text: str, short: str) -> None:
    assert edit(text, "concise") == short
    assert len(short.split()) <= 0.8 * len(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Can you hear the noise from upstairs too?",
        "I hope you can come to my party on Friday!",
        "Thank you so much for the wonderful flowers!",
        "Let me know if you can come.",
        "What kind of paint do we need?",
        "I'd rather not sign it.",
        "Please call me before you leave.",
        "The parcel has just arrived.",
        "Not really.",
        "You still owe me 200.",
    ],
)
def test_what_has_no_padding_stays(text: str) -> None:
    assert edit(text, "concise") == text


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms. Ibe, I hope you are well. Please bring the key for unit 7B, unless Hugo has it.",
        "Long story short, the 08:40 train to Gent was late, so I only got there at 11:15.",
        "To be honest, only call me at 555 0192 if it's urgent, but not before 9 am. Best, Ruth",
        "As you know, https://a.example/x?y=1 is down; mail ops@a.example and quote QZ-11/b.",
    ],
)
def test_facts_survive(text: str) -> None:
    for tone in ("concise", "confident"):
        assert missing_facts(find_facts(text), edit(text, tone)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I hope this e-mail finds you well.", True),
        ("Thank you very much in advance for your help!", True),
        ("Please do not hesitate to contact me if you have any questions.", True),
        ("Looking forward to hearing from you soon.", True),
        ("I hope you can fix it soon.", False),
        ("Thanks for your help with the sofa.", False),
        ("Looking forward to seeing you Thursday.", False),
        ("Let me know.", False),
        ("How are you getting home?", False),
    ],
)
def test_small_talk_is_known(text: str, expected: bool) -> None:
    assert is_empty(text) is expected


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("I know it's short notice, but can you come at noon", "Can you come at noon"),
        ("As I said last week, the door is open", "The door is open"),
        ("The door, as you know, is open", "The door is open"),
        ("It is late, and as you can imagine I have bills to pay", None),
        ("As Ruth said last week, the door is open", None),
        ("I know the way, but it is long", "I know the way, but it is long"),
        ("We leave at 7, thanks everyone for your patience", "We leave at 7"),
        ("As long as it rains, we stay in", None),
    ],
)
def test_a_clause_that_carries_nothing_goes(body: str, rest: str | None) -> None:
    assert without_trifles(body) == (body if rest is None else rest)


@pytest.mark.parametrize("tone", ["concise", "confident"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "👍",
        "İ",
        "ẞ ſ ǆ",
        "\u202e\u0000x",
        "I",
        "?",
        "maybe",
        "Please",
        "Hi ,",
        "...",
        "\n\n",
    ],
)
def test_odd_text_raises_nothing(text: str, tone: str) -> None:
    assert isinstance(edit(text, tone), str)
