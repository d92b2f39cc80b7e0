"""Texts of a grammar that a vocabulary may have as control tokens."""

from __future__ import annotations

import pytest

from onhand.errors import GrammarError
from onhand.structured import ConstraintVocabulary, ResponseFormat, TokenConstraint
from onhand.structured.marks import marked_rules

BYTES = [bytes([value]) for value in range(256)]
EOS, ARGS, LONGER = 256, 257, 258
PLAIN = ConstraintVocabulary([*BYTES, b"</s>"], eog_ids=[EOS], special_ids=[EOS])
MARKED = ConstraintVocabulary(
    [*BYTES, b"</s>", b"[ARGS]", b"[ARGS][X]"], eog_ids=[EOS], special_ids=[EOS, ARGS, LONGER]
)


def takes(vocabulary: ConstraintVocabulary, form: ResponseFormat, *pieces: str | int) -> bool:
    """Whether the form takes the pieces, texts byte by byte, as a complete answer."""
    constraint = TokenConstraint(vocabulary, form.to_data())
    ids = [n for p in pieces for n in ([p] if isinstance(p, int) else p.encode())]
    for token_id in ids:
        if constraint.is_stopped or not constraint.mask()[token_id // 8] >> (token_id % 8) & 1:
            return False
        constraint.accept(token_id)
    return constraint.is_accepting


def test_a_mark_is_a_control_token_where_there_is_one_and_text_elsewhere() -> None:
    form = ResponseFormat.lark('start: "f" mark "1"', marks={"mark": "[ARGS]"})
    assert takes(PLAIN, form, "f[ARGS]1")
    assert takes(MARKED, form, "f", ARGS, "1")
    assert not takes(MARKED, form, "f[ARGS]1")
    assert not takes(PLAIN, form, "f1")


def test_text_around_a_control_token_stays_text() -> None:
    form = ResponseFormat.lark("start: mark", marks={"mark": "a[ARGS]b"})
    assert takes(MARKED, form, "a", ARGS, "b")
    assert marked_rules({"m": "a[ARGS][X]"}, MARKED.controls) == f'\nm: "a" <[{LONGER}]>'


@pytest.mark.parametrize(("vocabulary", "end"), [(PLAIN, "[ARGS]"), (MARKED, ARGS)])
def test_until_is_any_text_and_the_first_mark(
    vocabulary: ConstraintVocabulary, end: str | int
) -> None:
    form = ResponseFormat.lark('start: until_end "!"', marks={"until_end": "\n[ARGS]"})
    assert takes(vocabulary, form, "two\nlines [A\n", end, "!")
    assert takes(vocabulary, form, "\n", end, "!")
    assert not takes(vocabulary, form, "a\n", end, "b\n", end, "!")
    assert not takes(vocabulary, form, "a", end, "!")


def test_an_empty_mark_is_nothing() -> None:
    form = ResponseFormat.lark('start: "a" mark "b"', marks={"mark": ""})
    assert takes(PLAIN, form, "ab")


def test_a_rule_without_its_mark_is_invalid() -> None:
    with pytest.raises(GrammarError, match="mark"):
        ResponseFormat.lark('start: "a" mark')


def test_marks_travel_with_the_form() -> None:
    form = ResponseFormat.lark("start: mark", marks={"mark": 'say "\\"'})
    assert ResponseFormat.from_data(form.to_data()) == form
    assert takes(PLAIN, form, 'say "\\"')
