"""The casual tone: officialese gone, verbs in their right forms, short forms, "Hey"."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit


@pytest.mark.parametrize(
    ("text", "casual"),
    [
        (
            "Please be advised that the office will be closed on Monday.",
            "Hey, the office will be closed on Monday.",
        ),
        (
            "We regret to inform you that your application was not successful.",
            "Hey, sorry, but your application wasn't successful.",
        ),
        (
            "I would appreciate it if you could send me the file prior to Friday.",
            "Hey, can you send me the file before Friday?",
        ),
        (
            "The package that I purchased on 3 May has not arrived.",
            "Hey, the package that I bought on 3 May hasn't arrived.",
        ),
        (
            "Should you require assistance, do not hesitate to contact me.",
            "Hey, if you need help, just give me a shout.",
        ),
        ("He is not as tall as she is.", "Hey, he isn't as tall as she is."),
        (
            "Dear Sir or Madam,\n\nI am unable to attend on Tuesday.\n\nYours faithfully,\nAnn",
            "Hi there,\n\nI can't make it on Tuesday.\n\nCheers,\nAnn",
        ),
        (
            "The dishes are to be washed by yourself on even days.",
            "Hey, you have to wash the dishes on even days.",
        ),
        (
            "I should be grateful if you would refrain from feeding my cat.",
            "Hey, can you please not feed my cat?",
        ),
        (
            "I must decline your invitation, as I am required to work.",
            "Hey, sorry, I have to say no to your invite because I have to work.",
        ),
        (
            "We request that all staff submit their forms to Ms. Ito no later than 15 March.",
            "Hey, can all staff please send in their forms to Ms. Ito by 15 March?",
        ),
        (
            "Following our conversation, I have been unable to locate the key.",
            "Hey, after our chat, I couldn't find the key.",
        ),
        (
            "A parcel addressed to you has been left in my custody.",
            "Hey, a parcel addressed to you has been left with me.",
        ),
    ],
)
def test_made_plain(text: str, casual: str) -> None:
    assert edit(text, "casual").removesuffix(".") == casual.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The request was late.", "the request was late"),
        ("My purchase is here.", "my purchase is here"),
        ("I have a dog.", "I have a dog"),
        ("It is as it is.", "as it is."),
        ("See https://purchase.org/require now.", "https://purchase.org/require"),
        ("Mail regarding@prior.com please.", "regarding@prior.com"),
    ],
)
def test_what_only_looks_stiff_stays(text: str, kept: str) -> None:
    assert kept in edit(text, "casual")


def test_a_second_time_adds_no_greeting() -> None:
    once = edit("The office is closed.", "casual")
    assert edit(once, "casual") == once


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("My apologies, I did not see it.", "so sorry, I didn't see it"),
        ("Construction work will take place in flat 7.", "is happening in flat 7"),
        ("Is it permissible to bring a guest?", "is it ok to bring"),
        ("We have made the decision not to sell.", "we've decided not to sell"),
    ],
)
def test_more_set_phrases(typed: str, part: str) -> None:
    assert part in edit(typed, "casual")


def test_please_becomes_a_friends_question_but_for_notices() -> None:
    assert edit("Please send me the list.", "casual") == "Hey, can you send me the list?"
    assert edit("Please use the stairs.", "casual") == "Hey, please use the stairs."
