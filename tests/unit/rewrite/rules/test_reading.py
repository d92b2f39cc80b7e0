"""Parts of sentences read: what is a clause, and which kind of fragment the others are."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.stiff.chains import unchained, with_tails_completed
from onhand.rewrite.rules.stiff.completing import completed_as_read
from onhand.rewrite.rules.stiff.reading import read
from onhand.rewrite.rules.stiff.subjects import speaker_of, with_subjects_article


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("the roof leaks", "clause"),
        ("driver's late again", "clause"),
        ("two of us need a lift", "clause"),
        ("my neighbour called the police", "clause"),
        ("forgot my gloves", "verb"),
        ("can't open it", "verb"),
        ("running out of sand", "gerund"),
        ("locked out", "state"),
        ("on my way", "state"),
        ("oven broken", "small"),
        ("shower cold", "small"),
        ("phone on 4%", "small"),
        ("keys not here yet", "small"),
        ("no signal", "nothing"),
        ("green bike outside number 12", "noun"),
        ("because it rained", "joined"),
        ("where is the map", "question"),
        ("bring a torch", "order"),
        ("don't touch the wet paint", "order"),
        ("thanks for the lift", "other"),
        ("", "other"),
    ],
)
def test_a_part_is_read(part: str, kind: str) -> None:
    assert read(part).kind == kind


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("ladder still not returned", "the ladder has still not been returned"),
        ("kettle dead", "the kettle is dead"),
        ("tickets booked", "the tickets have been booked"),
        ("dog barking all night", "the dog has been barking all night"),
        ("entry 5 euros", "the entry is 5 euros"),
        ("no towels", "There are no towels"),
        ("no idea", "I have no idea"),
        ("going to cost 400", "It is going to cost 400"),
        ("locked out", "I am locked out"),
        ("damaged in transit", "It is damaged in transit"),
        ("green bike outside number 12", None),
        ("the roof leaks", None),
    ],
)
def test_a_fragment_is_completed(part: str, whole: str | None) -> None:
    assert completed_as_read(part) == whole


def test_a_verb_takes_the_subject_of_the_sentence_before() -> None:
    assert completed_as_read("said no", "She") == "She said no"
    assert speaker_of("The ladders are gone") == "They"
    assert speaker_of("My sister is ill") == "one"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("Code for the gate is 12", "The code for the gate is 12"),
        ("Wife is ill", "My wife is ill"),
        ("Bed 12 is wet", "Bed 12 is wet"),
        ("Olga is ill", "Olga is ill"),
        ("Everyone is here", "Everyone is here"),
        ("Residents are invited", "Residents are invited"),
    ],
)
def test_a_subject_gets_its_article(part: str, said: str) -> None:
    assert with_subjects_article(part) == said


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("oven broken, can't bake, call me", ["oven broken", "can't bake", "call me"]),
        ("the room was small, dirty and cold", ["the room was small, dirty and cold"]),
        ("if it rains, we stay in", ["if it rains, we stay in"]),
        ("the plumber came, had a look", ["the plumber came and had a look"]),
        ("she is at the door, waiting for you", ["she is at the door, waiting for you"]),
        ("the lamp, I think, is broken", ["the lamp, I think, is broken"]),
    ],
)
def test_a_chain_is_cut_where_sentences_meet(body: str, parts: list[str]) -> None:
    assert [part for part, _ in unchained(body, ".")] == parts


def test_what_follows_so_and_but_is_completed() -> None:
    assert with_tails_completed("Ana is ill so no yoga") == "Ana is ill so there is no yoga"
    assert with_tails_completed("tea and no sugar") == "tea and no sugar"
