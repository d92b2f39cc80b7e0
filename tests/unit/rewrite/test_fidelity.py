"""An answer's words are held against its message's: edits pass, losses and inventions do not."""

from __future__ import annotations

import pytest

from onhand.rewrite.fidelity import compare
from onhand.rewrite.word_forms import distance


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("cant make it tmrw, sorry!!", "I cannot make it tomorrow. I apologize."),
        ("teh kids recieved it", "The children received it."),
        ("i think its brokn", "It's broken."),
        ("not sure but i think it leaks", "It leaks."),
        ("can you call me?", "Please call me."),
        ("Due to the fact that it rains, we will postpone it.", "It rains, so we'll push it back."),
        ("call me asap", "Could you please call me as soon as possible? Thank you."),
    ],
)
def test_a_rewrite_that_says_the_same_passes(message: str, answer: str) -> None:
    assert compare(message, answer).problems == ()


def test_what_is_lost_and_what_is_added_is_named() -> None:
    found = compare("the kettle in the cabin leaks", "The kettle leaks since the party.")
    assert found.problems == ("dropped: cabin", "added: since, party")


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("I do not agree", "I do agree."),
        ("I dont agree", "I agree."),
        ("we can't come", "We can come."),
        ("I am now here", "I am not here."),
        ("is it open?", "It is open."),
        ("the house is sold", "The horse is sold."),
        ("I don't think I can take less than 700", "I do not know. I can take less than 700."),
    ],
)
def test_a_lost_or_new_not_is_seen(message: str, answer: str) -> None:
    assert compare(message, answer).problems


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [("their", "thier", 1), ("kitten", "sitting", 3), ("same", "same", 0), ("a", "abcd", 3)],
)
def test_distance_counts_a_swap_as_one_and_stops_at_three(
    first: str, second: str, steps: int
) -> None:
    assert min(distance(first, second), 3) == steps


@pytest.mark.parametrize(
    ("message", "answer", "words"),
    [
        ("your fence is on my land", "My fence is on your land.", ("fence", "land")),
        ("I broke the vase", "You broke the vase.", ("broke",)),
        ("it might be a good idea", "I might be a good idea.", ("good",)),
        ("call me tomorrow", "We will call you tomorrow.", ("call",)),
        ("I need you to send the file", "Could you please send the file?", ()),
        ("send us the file", "Please send me the file.", ()),
    ],
)
def test_a_word_that_changed_its_person_is_seen(
    message: str, answer: str, words: tuple[str, ...]
) -> None:
    assert compare(message, answer).swapped == words


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("I don't think we can come", "We cannot come."),
        ("don't forget the keys", "Please remember the keys."),
        ("I am unable to attend", "I can't make it."),
        ("why haven't you paid?", "Why have you not paid?"),
    ],
)
def test_a_not_may_be_worded_otherwise(message: str, answer: str) -> None:
    assert compare(message, answer).problems == ()


def test_what_the_rules_leave_out_or_add_may_be_left_out_or_added() -> None:
    message = "I hope your weekend was lovely. Could you send the invoice?"
    assert compare(message, "Send the invoice.").problems == ("dropped: weekend, lovely",)
    assert compare(message, "Send the invoice.", "Please send the invoice.").problems == ()
    assert compare("it rains", "Hi! It rains. Cheerio!").problems == ("added: cheerio",)
    assert compare("it rains", "Hi! It rains. Cheerio!", "It rains. Cheerio!").problems == ()
