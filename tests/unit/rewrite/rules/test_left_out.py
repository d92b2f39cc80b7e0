"""What a message in haste leaves out, filled in by the formal tone."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.stiff.idioms import without_idioms


@pytest.mark.parametrize(
    ("chat", "formal"),
    [
        (
            "parcel says delivered, checked w/ neighbours no luck",
            "The parcel is marked as delivered. I checked with neighbours, without success.",
        ),
        (
            "had it with this kettle, what time you close tonight?",
            "I have had enough of this kettle. What time do you close tonight?",
        ),
        ("running late, trains cancelled", "I am running late. The trains have been cancelled."),
        (
            "why nobody told me the class is moved",
            "Why did nobody tell me the class has been moved?",
        ),
        (
            "cheers for the lamp theyre lovely, ta",
            "Thank you for the lamp. They are lovely. Thank you.",
        ),
        (
            "left my scarf on the ferry, grey one",
            "I left my scarf on the ferry. It is the grey one.",
        ),
        (
            "car wont start so call me back",
            "My car will not start so please call me back.",
        ),
        ("someones nicked my bike light", "Someone has stolen my bike light."),
        (
            "coming sat or not? need to know by 5",
            "Are you coming on Saturday or not? I need to know by 5.",
        ),
        ("tanks empty, who pays for that", "The tank is empty. Who pays for that?"),
    ],
)
def test_it_is_filled_in(chat: str, formal: str) -> None:
    assert edit(chat, "formal") == formal


@pytest.mark.parametrize(
    "sentence",
    [
        "when you close the door, lock it",
        "the form says so",
        "let me know what time you want",
        "no receipt, no refund",
        "gate 2 the bus stops",
        "we meet at gate 4",
        "I have no signal",
        "is it possible to pay",
        "so good to see you",
    ],
)
def test_what_is_whole_stays(sentence: str) -> None:
    assert without_idioms(sentence) == sentence


@pytest.mark.parametrize(
    ("chat", "formal"),
    [
        (
            "the courier went to the wrong house, told him twice its no 9",
            "The courier went to the wrong house. I told him twice it is number 9.",
        ),
        (
            "lift stuck, two people in it, send someone quick",
            "The lift is stuck. There are two people in it. Please send someone quickly.",
        ),
        (
            "the plumber didnt show, no call, want my deposit back",
            "The plumber did not arrive, and there was no call. I would like my deposit back.",
        ),
        (
            "tell marek no smoking in the van pls, stinks",
            "Please tell Marek not to smoke in the van. It smells very bad.",
        ),
        ("thx anna, see u at 8", "Thank you, Anna. I will see you at 8."),
        (
            "tram stuck at hofplatz, the wifi at kestrel house is off",
            "The tram is stuck at Hofplatz. The Wi-Fi at Kestrel House is off.",
        ),
        ("Please do not hesitate to ask.", "Please do not hesitate to ask."),
        ("we meet in the main hall", "We meet in the main hall."),
    ],
)
def test_who_did_it_and_what_is_not_there_stay_right(chat: str, formal: str) -> None:
    assert edit(chat, "formal") == formal


@pytest.mark.parametrize(
    ("chat", "kept"),
    [
        ("We paid, and I'd like 27 euros back.", "I would like 27 euros back"),
        (
            "It was fun, but somebody, I'm not naming names, left the heating on.",
            "somebody, I am not naming names, left the heating on",
        ),
        ("Forms received after 3 May will not be read.", "Forms received after 3 May will not be"),
        ("Despite two letters, the door is stuck.", "Despite two letters"),
        ("Can we shift Saturday's lesson to two?", "shift Saturday's lesson"),
    ],
)
def test_no_word_is_taken_for_another(chat: str, kept: str) -> None:
    assert kept in edit(chat, "formal")
