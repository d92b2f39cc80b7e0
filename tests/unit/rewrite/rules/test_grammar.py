"""Grammar is mended where one reading is left, and right sentences stay."""

from __future__ import annotations

import re

import pytest

from onhand.rewrite.rules.mending.grammar import SENTENCES, WORDS
from onhand.rewrite.rules.mending.mending import mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("They lost there keys.", "They lost their keys."),
        ("Where is you're ticket?", "Where is your ticket?"),
        ("There is no were to sit.", "There is nowhere to sit."),
        ("I want to by a new kettle.", "I want to buy a new kettle."),
        ("Whose coming tonight?", "Who's coming tonight?"),
        ("He is taller then me.", "He is taller than me."),
        ("We had lunch and than we left.", "We had lunch and then we left."),
        ("Ask him weather the shop is open.", "Ask him whether the shop is open."),
        ("I was so exited about the trip.", "I was so excited about the trip."),
        ("I think your right.", "I think you're right."),
        ("It is too big and to old.", "It is too big and too old."),
        ("Switch of the light, please.", "Switch off the light, please."),
        ("She can't breath.", "She can't breathe."),
        ("We stayed the hole day.", "We stayed the whole day."),
    ],
)
def test_a_word_taken_for_another_is_exchanged(text: str, mended: str) -> None:
    assert mend(text, keeps_chat=True) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("She didn't knew it.", "She didn't know it."),
        ("Does he works here?", "Does he work here?"),
        ("I have went there twice.", "I have gone there twice."),
        ("He can goes now.", "He can go now."),
        ("The bike was stole.", "The bike was stolen."),
        ("He teached us.", "He taught us."),
        ("Has she buyed it?", "Has she bought it?"),
        ("Yesterday we go to the zoo.", "Yesterday we went to the zoo."),
        ("I send you the form last week.", "I sent you the form last week."),
        ("I have sent it yesterday.", "I sent it yesterday."),
        ("It is raining since yesterday.", "It has been raining since yesterday."),
        ("If I would have known, I would have come.", "If I had known, I would have come."),
    ],
)
def test_a_verb_gets_its_form(text: str, mended: str) -> None:
    assert mend(text, keeps_chat=True) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The children was late.", "The children were late."),
        ("My husband love them.", "My husband loves them."),
        ("The meeting were cancelled.", "The meeting was cancelled."),
        ("Everyone have a key.", "Everyone has a key."),
        ("They wants a refund.", "They want a refund."),
        ("Neither of the doors have a lock.", "Neither of the doors has a lock."),
        ("There is three boxes left.", "There are three boxes left."),
        ("I need two box of nails.", "I need two boxes of nails."),
        ("These is mine.", "These are mine."),
        ("We sold two car's.", "We sold two cars."),
        ("My mums car is blue.", "My mum's car is blue."),
        ("I need some informations.", "I need some information."),
    ],
)
def test_numbers_agree(text: str, mended: str) -> None:
    assert mend(text, keeps_chat=True) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It depends of the price.", "It depends on the price."),
        ("Can we discuss about it?", "Can we discuss it?"),
        ("She is married with a doctor.", "She is married to a doctor."),
        ("He explained me the problem.", "He explained to me the problem."),
        ("I don't want no trouble.", "I don't want any trouble."),
        ("I am student.", "I am a student."),
        ("Where you live?", "Where do you live?"),
        ("He asked me where do I live.", "He asked me where I live."),
        ("The soup is more better now.", "The soup is better now."),
    ],
)
def test_a_turn_becomes_english(text: str, mended: str) -> None:
    assert mend(text, keeps_chat=True) == mended


@pytest.mark.parametrize(
    "text",
    [
        "The people there are kind.",
        "Is there parking?",
        "Were you there?",
        "If I were you, I would go.",
        "Two weeks is enough.",
        "What he did made me angry.",
        "Helping you makes me happy.",
        "My brother's phone is broken.",
        "The bus stop is closed.",
        "The will says so.",
        "It is a ten minute walk.",
        "I have work to do.",
        "I have read it and put it back.",
        "We have a rest on Sunday.",
        "The dog and the cat are asleep.",
        "I suggest that the shop close early.",
        "He saw the dog run.",
        "The bank have told me so.",
        "It need not be ours.",
        "Too many cooks spoil the broth.",
        "I'd rather you came on Monday.",
        "We passed the church.",
        "Be quiet, please.",
        "The soup is quite good.",
        "The news is good.",
        "None of them are here.",
        "I used to live there.",
        "The knife we use to cut bread is blunt.",
        "Where have you been?",
        "Everything I own is here.",
        "She did not bound the range.",
        "I know you were late.",
        "It looks good and smells good.",
        "I'd like them to. Me too.",
        "Take my photo off your website.",
        "It looks no farther back than May.",
        "She no longer works here.",
        "I didn't say that no one came.",
        "The room is 4 by 5 metres.",
        "Could you tell me when you leave?",
        "When you come, bring a coat.",
        "Which of the bags are yours?",
        "Thanks for finding the key.",
        "Find somebody else to do your weekend shifts.",
        "Take my number off your list.",
        "The bill which we got from you last week is paid.",
        "I'll tell you more later.",
        "He was told that it is closed.",
        "The party shall take place on the 21st.",
        "Two of the tanks are full and tank 2 be damned.",
        "By default, they are run twice.",
        "They are considered to be safe.",
        "You coming tonight?",
        "I don't know when he will come.",
        "The work is in progress and the tests pass.",
        "Is this really an issue?",
        "I suggest that he not come.",
        "The people who own the house have a dog.",
        "If you would like to come, call me.",
        "This changes everything.",
        "This accounts for the rest.",
        "It is an SMS.",
        "That's all there is.",
        "Which of these is yours?",
        "I need water the whole day.",
        "She is on the phone with her sister.",
        "You're meeting Mr Aldous at nine.",
        "Can you please not park here?",
        "Could it make sense to wait?",
        "Do it yourself.",
        "Do it now, please.",
        "Where the hell is my order?",
        "Payment will be effected on Monday.",
        "I lost about half of it and worried about the rest.",
        "She married in May and he retired at 60.",
        "My name is Thiago and I am early.",
        "It appears that there were 48 eggs.",
        "I want to attend an information evening.",
        "I'm vegetarian.",
        "I need the car until Friday.",
    ],
)
def test_a_right_sentence_stays(text: str) -> None:
    assert mend(text, keeps_chat=True) == text


def test_every_pattern_compiles_and_what_gives_it_away_is_small() -> None:
    for given, pattern, _ in (*WORDS, *SENTENCES):
        re.compile(pattern, re.I)
        assert given == given.lower()
