"""Typing is mended where that is certain, and left alone where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.mending.mending import mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("its late and your not here", "It's late and you're not here."),
        ("i could of told u", "I could have told you."),
        ("he dont know", "He doesn't know."),
        ("we was there at the the gate", "We were there at the gate."),
        ("wheres the recipt for oredr 4411", "Where's the receipt for order 4411?"),
        ("i definately recieved it on wensday", "I definitely received it on Wednesday."),
        ("me and my brother was late", "My brother and I were late."),
        ("hi tariq, can u call anouk", "Hi Tariq, can you call Anouk?"),
        ("the tap broke again, can you come today", "The tap broke again. Can you come today?"),
        ("im here, its locked, please open it", "I'm here. It's locked. Please open it."),
        ("i need a hour", "I need an hour."),
        ("see u on sat at 10", "See you on Saturday at 10."),
        ("did you went to london in march", "Did you go to London in March?"),
        ("please find attach the form", "Please find attached the form."),
        ("is that ok 🐈", "Is that ok? 🐈"),
    ],
)  # fmt: skip
def test_a_mistake_is_mended(text: str, mended: str) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "The dog lost its collar.",
        "Is your right hand better?",
        "The colour of the neighbour's programme was favourable.",
        "If I were you, I would wait.",
        "As you know, the van is late.",
        "The key, which I left at the desk, is gone.",
        "We will wash, cook and clean.",
        "On Monday, when the shop opens, I will ask.",
        "One of the keys is missing.",
        "She suggested that he go home.",
        "Thanks for your having waited.",
        "A European and an heir ate a unit of an hour.",
        "Look at https://im.org/u/teh and mail teh@dont.org or file_im.txt.",
        'He wrote "i dont no" on it.',
        "Mr Tesfaye and Ms Nguyen-Wolff are in.",
        "Ich komme morgen leider nicht.",
        "Je ne peux pas venir demain.",
        "明日は行けません。",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == text


def test_a_chat_may_stay_one() -> None:
    assert mend("btw im gonna be late lol", keeps_chat=True) == "Btw I'm gonna be late lol."
    assert mend("btw im gonna be late") == "By the way, I'm going to be late."


@given(st.text(max_size=60))
def test_any_text_can_be_mended(text: str) -> None:
    once = mend(text)
    assert isinstance(once, str)


@pytest.mark.parametrize("phrase", ["so ", "so really ", "I know and ", "in the to "])
@pytest.mark.parametrize("tone", ["concise", "formal", "friendly"])
def test_a_phrase_said_for_ever_is_left_alone(phrase: str, tone: str) -> None:
    """Patterns would divide it in every way there is, which takes for ever too."""
    text = (phrase * 60).strip()
    assert edit(text, tone) == f"{text[0].upper()}{text[1:]}."


def test_a_word_said_some_times_is_a_message() -> None:
    assert mend("no no no no no, dont do it") == "No no no no no, don't do it."
