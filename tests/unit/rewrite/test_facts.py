"""The facts of a message are found by shape and looked for without regard to case and spacing."""

from __future__ import annotations

import pytest

from onhand.rewrite.facts import added_facts, find_facts, missing_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("call me at 3pm", ("3pm",)),
        ("it costs $12.50, not 1,300 EUR", ("$12.50", "1,300", "EUR")),
        ("due 2026-11-21 at 14:30", ("2026-11-21", "14:30")),
        ("order #A77-19 / SKU X9-200", ("#A77-19", "X9-200", "SKU")),
        ("see https://x.org/a?b=1, ok", ("https://x.org/a?b=1",)),
        ("write to jo.b+x@mail.example.com!", ("jo.b+x@mail.example.com",)),
        ("the report.pdf is on monday", ("report.pdf", "monday")),
        ("please tell Maria and José Achterberg", ("Maria", "José Achterberg")),
        ("Dear Mr. Vasquez-Thorne, hello", ("Vasquez-Thorne",)),
        ("hey dr okonkwos office", ("okonkwos",)),
        ("You did it AGAIN, and NOT for Ana's sake", ("Ana",)),
        ("row K seats 11 and 12", ("row K", "seats 11", "12")),
        ("ask @jonas about it", ("@jonas",)),
        ("it was -5 and (-3) outside", ("-5", "-3")),
        ("- 5 eggs, 3-4 pears\n-2 plums", ("5", "3-4", "2")),
        ("from 3 May to March 21", ("3", "May", "March", "21")),
        ("on the 2nd of March I may march", ("2nd", "March")),
        ("nothing here at all", ()),
        ("I think I'm late, sorry", ()),
        ("Please come. Thanks!", ()),
    ],
)
def test_facts_are_found_by_their_shape(text: str, facts: tuple[str, ...]) -> None:
    assert find_facts(text) == facts


def test_each_fact_is_named_once() -> None:
    assert find_facts("at 3pm, yes 3pm") == ("3pm",)


def test_a_shouted_message_has_no_names_in_it() -> None:
    assert find_facts("WHERE IS MY ORDER 4711") == ("4711",)


@pytest.mark.parametrize(
    ("facts", "text", "missing"),
    [
        (("3pm",), "See you at 3 PM.", ()),
        (("Maria",), "maria knows.", ()),
        (("okonkwos",), "Dr Okonkwo's office", ()),
        (("Café Brûlot",), "At Café. Brûlot it is.", ("Café Brûlot",)),
        (("2",), "We are 12 people.", ("2",)),
        (("2",), "We are 2 people.", ()),
        (("Al",), "We also know.", ("Al",)),
        (("Monday", "7"), "On Tuesday at 7.", ("Monday",)),
        (("https://x.org/a",), "Look at https://x.org/b.", ("https://x.org/a",)),
    ],
)
def test_missing_facts_are_told(
    facts: tuple[str, ...], text: str, missing: tuple[str, ...]
) -> None:
    assert missing_facts(facts, text) == missing


def test_numbers_that_nobody_wrote_are_told() -> None:
    assert added_facts(("3pm",), "At 3pm in room 12.") == ("room 12",)
    assert added_facts(("3pm",), "At 3 pm.") == ()
    assert added_facts(("3", "May"), "On 3 March.") == ("March",)


def test_a_number_that_lost_its_sign_is_missing() -> None:
    assert missing_facts(find_facts("it was -5 here"), "It was 5 here.") == ("-5",)


def test_a_link_that_gained_a_space_is_lost() -> None:
    facts = find_facts("see https://shop.example/a?d=09 or mail ann@shop.example")
    assert missing_facts(facts, "See https://shop.example/a? D=09 or mail ann@shop.example.") == (
        "https://shop.example/a?d=09",
    )
