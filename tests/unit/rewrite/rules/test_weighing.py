"""Parts of sentences go where they carry nothing, and stay where they say something."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.brief.announcing import without_announcement
from onhand.rewrite.rules.brief.empty_talk import carries_nothing, concedes
from onhand.rewrite.rules.brief.parting import joined, parts_of
from onhand.rewrite.rules.brief.roundabout import find_ask
from onhand.rewrite.rules.brief.weighing import is_sound, without_empty_parts


@pytest.mark.parametrize(
    "body",
    [
        "We leave at 6, and I'm sorry about the noise, but the van is loud",
        "The bread and the milk are on the table: take both",
        "It costs 1,200 - or so they say",
        "Nothing to part here",
        "",
    ],
)
def test_parts_make_up_the_sentence(body: str) -> None:
    assert joined(parts_of(body)) == body


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("I know how terribly busy you must be at the moment", True),
        ("you know what he is like", True),
        ("I hate to be a pest about the hedge", True),
        ("as I believe I mentioned once or twice before", True),
        ("which I very much hope it won't", True),
        ("as the festive season is fast approaching", True),
        ("if it isn't too cheeky of me to ask", True),
        ("whatever suits you best", True),
        ("the last few weeks have been absolutely hectic", True),
        ("I'm sorry to bother you on a Sunday", True),
        # these say something
        ("I can't do it", False),
        ("I hope you can bring the ladder", False),
        ("sorry, we are closed", False),
        ("only if you need it", False),
        ("I'm sorry to bother you again about order 4471", False),
        ("as Ruth said last week", False),
        ("it doesn't work any more", False),
        ("because he is allergic", False),
        ("she told me", False),
        ("not to us", False),
        ("I would be grateful if someone could look at it", False),
        ("I hope someone will see to it", False),
        ("I wanted to say I'd be happy to do it", False),
        ("yes", False),
    ],
)
def test_a_part_is_weighed(part: str, expected: bool) -> None:
    assert carries_nothing(part, "") is expected


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        (
            "The printer on the second floor is now, once again, I'm afraid to say, out of order",
            "The printer on the second floor is now out of order",
        ),
        (
            "I do understand that you're short of staff, and I appreciate all you do, but we've"
            " waited since 2 May",
            "We've waited since 2 May",
        ),
        (
            "I know I promised and I feel terrible about it, but my son is ill",
            "My son is ill",
        ),
        (
            "I wanted to say, if nobody minds, that the keys are with Hedda",
            "The keys are with Hedda",
        ),
        ("We're closed, and I'm sorry about it", "We're closed"),
        ("I'd love to come, but I have to work", None),
        ("I tried to call you, but nobody answered", None),
        ("I know Ruth said it was fine, but I don't agree", None),
        ("I can do Monday, but not before 9", None),
        ("We'll pay, but only if it works", None),
    ],
)
def test_empty_parts_go_with_their_joints(body: str, rest: str | None) -> None:
    assert without_empty_parts(body, "") == (body if rest is None else rest)


def test_a_fact_found_annoying_is_told_as_a_fact() -> None:
    said = "The fact that the gate is open is something that I find odd"
    assert without_announcement(said) == "The gate is open, which I find odd"


def test_who_asked_to_tell_is_who_it_is_about() -> None:
    assert without_announcement("I was asked by Ada to let you know that she's ill") == "Ada's ill"


def test_a_repeated_word_is_no_news_but_a_new_one_is() -> None:
    assert without_empty_parts("Thanks for the soup", "Can I have the recipe for the soup?") == ""
    assert without_empty_parts("Thanks for the soup", "Call me.") == "Thanks for the soup"


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("I thought it might be worth adding that the gate is open", "The gate is open"),
        ("To the best of my knowledge, the gate is open", "The gate is open"),
        ("I hope that the gate is open", None),
        ("I don't think that the gate is open", None),
        ("Please make sure that the gate is open", None),
        ("He told me that the gate is open", None),
        ("In the last few days, the gate was open", None),
        ("Without it, the gate is open", None),
    ],
)
def test_an_announcement_is_known_by_its_words(body: str, rest: str | None) -> None:
    assert without_announcement(body) == ("The gate is open" if rest else body)


@pytest.mark.parametrize(
    ("body", "who", "rest"),
    [
        ("It would help me enormously if you could feed the cat", "you", "feed the cat"),
        ("Would it be too much trouble to ask you to feed the cat", "you", "feed the cat"),
        ("It'd be super if people could please close the door", "you", "close the door"),
        (
            "I don't suppose there's any chance that somebody could help, is there",
            "someone",
            "help",
        ),
    ],
)
def test_asking_is_found_without_its_frame(body: str, who: str, rest: str) -> None:
    ask = find_ask(body)
    assert ask is not None
    assert (ask.who, ask.rest) == (who, rest)


@pytest.mark.parametrize("body", ["It is a shame that you could not come", "He asked if you could"])
def test_a_statement_asks_nothing(body: str) -> None:
    assert find_ask(body) is None


def test_what_grants_before_a_but() -> None:
    assert concedes("you're probably going to think I'm mad")
    assert concedes("I realise it may sound petty")
    assert not concedes("I had to go")
    assert not concedes("the soup was fine")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The gate is open", True),
        ("That the gate is open", False),
        ("That is right", True),
        ("If nobody minds, that we could go", False),
        ("The gate is open because", False),
        ("", False),
    ],
)
def test_soundness(body: str, expected: bool) -> None:
    assert is_sound(body) is expected
