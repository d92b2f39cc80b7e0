"""Sentences without marks between them."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.unmarked import unmarked_parts


@pytest.mark.parametrize(
    "dictated",
    [
        "my boiler is broken again | can you send someone today | I am home all day",
        "they said the card is blocked | I need to bring my passport | can you check it",
        "my son is ill | he has a fever | he won't be at school today",
        "I got your message | the parcel is at the neighbours | you can pick it up after 5",
        "I can't find the keys | did you take them with you | I need to leave in ten minutes",
        "thanks for the flowers | they are beautiful",
        "what time does the shop close on Sundays | I need a new lamp",
        "we have none left | also the cat needs food",
        "she cried every night | I told her in October",
        "I booked a table for Saturday evening | we are four people",
        "bring the ladder back today | I need it",
        # one sentence: the second clause belongs to what stands before it
        "I think the book you gave me is great",
        "I told you about the trip we planned last year",
        "tell Anna I am late for the lesson",
        "see you at 4 am I guess",
        "these are the best biscuits I have ever eaten",
        "do you know where I put the bag I bought yesterday",
        "the money I gave my brother is gone",
        "the day we met I knew it",
        "if it rains tomorrow we can stay at home",
        "he went out and now he is not back",
        "my mother who is 84 is scared of it",
        "don't hesitate to call me should you need help",
        "it could be the valve that's leaking",
        "I don't know what time they are coming",
        "she said she was at home yesterday",
        "I'm not that bad at it I think",
    ],
)
def test_unmarked_parts(dictated: str) -> None:
    assert unmarked_parts(dictated.replace(" |", "")) == dictated.split(" | ")


@pytest.mark.parametrize(
    "text", ["", "  ", "Hi", "a b", "?? ! …", "I I I I I I", "the the the the"]
)
def test_any_text_is_kept_whole(text: str) -> None:
    assert " ".join(unmarked_parts(text)).split() == text.split()
