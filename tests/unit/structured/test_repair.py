"""Cut JSON is completed, by a stack of what is open."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.structured import repair_json

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_whole_json_comes_back_as_it_is(value: object, ascii: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    assert repair_json(text) == text


@given(values.filter(lambda v: isinstance(v, (list, dict))), st.data(), st.booleans())
def test_json_cut_anywhere_can_be_completed(
    value: object, data: st.DataObject, ascii: bool
) -> None:
    text = json.dumps(value, ensure_ascii=ascii)
    cut = text[: data.draw(st.integers(1, len(text)))]
    repaired = repair_json(cut)
    assert repaired is not None
    assert is_part_of(json.loads(repaired), value)


def is_part_of(part: object, whole: object) -> bool:
    """Whether `part` is `whole` with a tail of it missing or shortened."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and is_part_of(part[key], whole[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) <= len(whole) and all(map(is_part_of, part, whole))
    if isinstance(part, str) and isinstance(whole, str):
        return whole.startswith(part)
    if isinstance(part, bool) or part is None or isinstance(whole, bool):
        return part is whole
    return isinstance(part, (int, float)) and isinstance(whole, (int, float))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ('[{"a":1', '[{"a":1}]'),
        ('{"a": [1, 2', '{"a": [1, 2]}'),
        ('{"a": "hel', '{"a": "hel"}'),
        ('{"a": "x\\', '{"a": "x"}'),
        ('{"a": "x\\\\', '{"a": "x\\\\"}'),
        ('{"a": "x\\u00', '{"a": "x"}'),
        ('{"a": "x\\ud83d', '{"a": "x"}'),
        ('{"a": "x\\ud83d\\ude0', '{"a": "x"}'),
        ('{"a": tr', '{"a": true}'),
        ('{"a": n', '{"a": null}'),
        ('{"a": -', "{}"),
        ('{"a": 1.', '{"a": 1}'),
        ('{"a": 1e', '{"a": 1}'),
        ('{"a": 1e-', '{"a": 1}'),
        ('{"a": 12', '{"a": 12}'),
        ('{"a"', "{}"),
        ('{"a', "{}"),
        ('{"a":', "{}"),
        ('{"a": 1,', '{"a": 1}'),
        ('{"a": 1, "b', '{"a": 1}'),
        ('{"a": 1, "b": ', '{"a": 1}'),
        ("[1, ", "[1]"),
        ("[", "[]"),
        ("[1, ]", "[1]"),
        ('{"a": 1,}', '{"a": 1}'),
        ('{"a": {"b": [{"c": "d', '{"a": {"b": [{"c": "d"}]}}'),
        ("[[1, [2", "[[1, [2]]]"),
        ('Sure! {"a": 1} Bye.', '{"a": 1}'),
        ('```json\n{"a": [', '{"a": []}'),
        ('{"a": "line\nbreak"}', '{"a": "line\\u000abreak"}'),
        ('{"a": "}]"', '{"a": "}]"}'),
        ('"abc', '"abc"'),
        ("tru", "true"),
        ("-1.5", "-1.5"),
        ('{"a": 1]', '{"a": 1}'),
        ('{"a": nil}', "{}"),
    ],
)
def test_what_is_open_is_closed(text: str, repaired: str) -> None:
    assert repair_json(text) == repaired
    json.loads(repaired)


@pytest.mark.parametrize("text", ["", "   ", "hello", "-", "}", "]"])
def test_what_holds_no_json_is_beyond_repair(text: str) -> None:
    assert repair_json(text) is None


@given(st.text(alphabet='[]{}",:\\u0123tfn-.e ', max_size=30))
def test_any_text_gives_json_or_nothing(text: str) -> None:
    repaired = repair_json(text)
    if repaired is not None:
        json.loads(repaired)


def test_deep_nesting_is_no_error() -> None:
    assert repair_json("[" * 100_000) is None
    assert repair_json("[" * 100) == "[" * 100 + "]" * 100


def test_long_text_is_repaired_in_linear_time() -> None:
    text = '{"a": [' + '"word \\n word", ' * 20_000
    repaired = repair_json(text)
    assert repaired is not None
    assert len(json.loads(repaired)["a"]) == 20_000
