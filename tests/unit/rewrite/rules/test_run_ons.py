"""Sentences that run on, cut."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.run_ons import with_run_ons_cut


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        (
            "the tiles are here, the fitter is waiting, what now",
            "The tiles are here. The fitter is waiting. What now?",
        ),
        (
            "it's still dripping, come and see for yourself",
            "It's still dripping. Come and see for yourself.",
        ),
        ("did you get it, if not who should I ask", "Did you get it? If not, who should I ask?"),
        (
            "the lift broke again, who's paying for that",
            "The lift broke again. Who's paying for that?",
        ),
        (
            "I can't come, from Monday I have a new job",
            "I can't come. From Monday I have a new job.",
        ),
        ("thanks for today, we had a great time", "Thanks for today. We had a great time."),
        ("could you call me by Friday, thank you", "Could you call me by Friday? Thank you."),
        (
            "the permit ref. 0087 is out of date, can you help",
            "The permit ref. 0087 is out of date. Can you help?",
        ),
        ("bread from Jana's is the best, have fun", "Bread from Jana's is the best. Have fun."),
        ("give me back the drill Gavin", "give me back the drill, Gavin"),
        ("can we swap, got a lesson at 3", "Can we swap? Got a lesson at 3."),
        ("Where is my parcel.", "Where is my parcel?"),
        ("it's going to rain anyway", "it's going to rain anyway"),
        ("you still owe me 40 pounds mate", "you still owe me 40 pounds, mate"),
    ],
)
def test_cut(typed: str, cut: str) -> None:
    assert with_run_ons_cut(typed) == cut


@pytest.mark.parametrize(
    "whole",
    [
        "We will wash, cook and clean.",
        "I have to pack, clean the flat and call Dana.",
        "You wouldn't have two tickets, would you?",
        "Should you fail to return it by Friday, you will be charged.",
        "Could I maybe, if it's not too late, change my order?",
        "Having talked it over, we have said no.",
        "I left them at yours, the red ones, probably in the hall.",
        "Is there parking at the venue, and if so, do we pay for it?",
        "It is still open, even though it was due in May.",
        "In view of the fact that it is late, the others have gone.",
        "Tell your brother Tom.",
        "I think that, all in all, Nkechi would be better.",
        "Move it by the 20th or I'll have it removed.",
        "Tell Mrs. Orla, flat 4, she can come up.",
    ],
)
def test_kept_whole(whole: str) -> None:
    assert with_run_ons_cut(whole) == whole
