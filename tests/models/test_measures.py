"""What the evaluation counts."""

from __future__ import annotations

from models.measures import broken_words, has_loop, missing_facts, words


def test_facts_must_stand_as_they_are():
    assert missing_facts(["INV-20", "Zoë"], "inv-20 for Zoë") == ["INV-20"]
    assert missing_facts(["INV-20", "Zoë"], "inv-20 for Zoë", ignore_case=True) == []


def test_a_repeated_run_is_a_loop():
    assert has_loop("send it", "I will send it to you. I will send it to you.")


def test_a_repeated_wrapper_is_no_loop():
    assert not has_loop("x", "I would like to inform you that. I would like to request help.")


def test_repetition_of_the_source_is_no_loop():
    twice = "one two three four five six, one two three four five six"
    assert not has_loop(twice, twice)


def test_a_word_from_nowhere_is_broken():
    assert broken_words("my refund", "Your chefund for my refund", {"your", "for"}) == ["chefund"]


def test_signs_and_digits_are_no_words():
    assert words("Zoë's 2 cats-dogs, e.g. x_y") == ["zoë's", "cats", "dogs", "e", "g", "x", "y"]
