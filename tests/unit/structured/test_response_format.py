"""What a response format may be, what is refused before generation, and what comes back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass

import pydantic
import pytest

from onhand.errors import GrammarError, OnhandError, StructuredOutputError
from onhand.structured import ResponseFormat
from onhand.structured.satisfiable_lark import require_finite_lark
from tests.response_schemas import PERSON, SCHEMAS


@dataclass
class Reply:
    text: str
    n: int = 0


class Model(pydantic.BaseModel):
    text: str
    n: int = pydantic.Field(ge=0, le=9)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_of_the_collection_are_accepted(name: str) -> None:
    assert ResponseFormat.of(SCHEMAS[name]).kind == "json"


UNSATISFIABLE = {
    "false": False,
    "minimum over maximum": {"type": "integer", "minimum": 5, "maximum": 3},
    "minLength over maxLength": {"type": "string", "minLength": 5, "maxLength": 3},
    "empty enum": {"enum": []},
    "two types at once": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "required false": {"type": "object", "properties": {"a": False}, "required": ["a"]},
    "forbidden item": {"type": "array", "items": False, "minItems": 1},
    "reference to itself": {"$ref": "#"},
    "endless chain": {
        "type": "object",
        "properties": {"next": {"$ref": "#"}},
        "required": ["next"],
    },
    "endless pair": {
        "$ref": "#/$defs/a",
        "$defs": {
            "a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/b"}}, "required": ["b"]},
            "b": {"type": "array", "items": {"$ref": "#/$defs/a"}, "minItems": 1},
        },
    },
    "endless union": {
        "anyOf": [{"$ref": "#"}, {"type": "array", "prefixItems": [{"$ref": "#"}], "minItems": 1}]
    },
}


@pytest.mark.parametrize("name", UNSATISFIABLE)
def test_what_can_never_be_satisfied_is_refused(name: str) -> None:
    with pytest.raises(GrammarError):
        ResponseFormat.of(UNSATISFIABLE[name])


FINITE = {
    "optional chain": {"type": "object", "properties": {"next": {"$ref": "#"}}},
    "chain or null": {
        "type": "object",
        "properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}},
        "required": ["next"],
    },
    "empty list": {"type": "array", "items": {"$ref": "#"}},
    "other type": {
        "type": ["object", "null"],
        "properties": {"a": {"$ref": "#"}},
        "required": ["a"],
    },
    "pointer escapes": {"$ref": "#/$defs/a~1b%20c", "$defs": {"a/b c": {"type": "null"}}},
}


@pytest.mark.parametrize("name", FINITE)
def test_recursion_that_can_end_is_accepted(name: str) -> None:
    ResponseFormat.of(FINITE[name])


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"type": "banana"}, "banana"),
        ({"not": {"type": "string"}}, "not"),
        ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, "oneOf"),
        ({"$ref": "http://x/y"}, "x/y"),
        ({"type": "string", "pattern": "(?=a)b"}, "look-around"),
        ({"enum": [{1, 2}]}, "JSON"),
    ],
)
def test_what_is_invalid_or_unsupported_is_refused_with_a_reason(spec: dict, words: str) -> None:
    with pytest.raises(GrammarError, match=words) as caught:
        ResponseFormat.of(spec)
    again = OnhandError.from_data(json.loads(json.dumps(caught.value.to_data())))
    assert isinstance(again, GrammarError)


@pytest.mark.parametrize("pattern", ["(", r"(?=a)b", r"[^\s\S]"])
def test_bad_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(GrammarError):
        ResponseFormat.regex(pattern)


@pytest.mark.parametrize("grammar", ["start: b", "start: /(/", "hello", ""])
def test_bad_grammars_are_refused(grammar: str) -> None:
    with pytest.raises(GrammarError):
        ResponseFormat.lark(grammar)


ENDLESS_GRAMMARS = [
    'start: "a" start',
    'start: a\na: "x" b | b "y"\nb: a',
    'start: (start | "a" start)',
    'start: "x" start+',
    'start: item{2,3}\nitem: "(" item ")"',
    'start: "a" start -> again // | "b"',
]
FINITE_GRAMMARS = [
    'start: "a" start | "b"',
    'start: "a" start?',
    'start: "a" start*',
    'start: "(" inner ")"\ninner: start | WORD\nWORD: /[a-z]+/',
    'start: a\na: "x" [a] "y"',
    'start: item{0,3} "."\nitem: "(" start ")"',
    'start: "::" "%" /a|b/ "|" // comment: "x"\n',
    'start: %json {"type": "integer"}',
    'start[capture]: "a" -> one\n  | "b" -> two',
]


@pytest.mark.parametrize("grammar", ENDLESS_GRAMMARS)
def test_grammars_without_an_end_are_refused(grammar: str) -> None:
    with pytest.raises(GrammarError):
        ResponseFormat.lark(grammar)


@pytest.mark.parametrize("grammar", FINITE_GRAMMARS)
def test_grammars_that_can_end_are_not_called_endless(grammar: str) -> None:
    require_finite_lark(grammar)


def test_a_grammar_that_is_too_long_is_refused() -> None:
    with pytest.raises(GrammarError, match="1,000,000"):
        ResponseFormat.regex("a" * 1_000_001)


@pytest.mark.parametrize(
    "spec",
    [
        {"type": "json_object"},
        {"type": "json_schema", "json_schema": {"name": "x", "schema": PERSON}},
        "json",
        True,
        PERSON,
        Reply,
        Model,
        list[int],
        re.compile("[ab]+"),
    ],
)
def test_what_a_format_may_be(spec: object) -> None:
    made = ResponseFormat.of(spec)
    assert ResponseFormat.of(made) is made
    data = json.loads(json.dumps(made.to_data()))
    assert ResponseFormat.from_data(data).to_data() == data


@pytest.mark.parametrize("spec", [3, "xml", None, [PERSON], {"type": "json_schema"}])
def test_anything_else_is_a_type_error(spec: object) -> None:
    with pytest.raises(TypeError):
        ResponseFormat.of(spec)


def test_texts_stay_texts() -> None:
    assert ResponseFormat.regex("a+").parse("aaa") == "aaa"
    assert ResponseFormat.lark('start: "a"').parse("a") == "a"
    with pytest.raises(TypeError):
        ResponseFormat.regex(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ResponseFormat.lark(None)  # type: ignore[arg-type]


def test_answers_come_back_as_what_was_asked_for() -> None:
    text = '{"text": "hi", "n": 3}'
    assert ResponseFormat.of(PERSON).parse('{"name": "A", "age": 1}') == {"name": "A", "age": 1}
    assert ResponseFormat.of(Reply).parse(text) == Reply("hi", 3)
    assert ResponseFormat.of(Model).parse(text) == Model(text="hi", n=3)


def test_a_cut_answer_carries_its_text_and_a_repaired_candidate() -> None:
    with pytest.raises(StructuredOutputError) as caught:
        ResponseFormat.of(Reply).parse('{"text": "he')
    assert caught.value.details["text"] == '{"text": "he'
    assert caught.value.details["repaired"] == '{"text": "he"}'
    assert ResponseFormat.of(Reply).parse(caught.value.details["repaired"]) == Reply("he")


@pytest.mark.parametrize("kind", [Reply, Model])
def test_json_that_does_not_fit_the_type_is_no_answer(kind: type) -> None:
    with pytest.raises(StructuredOutputError, match="does not fit"):
        ResponseFormat.of(kind).parse('{"text": 1, "n": "x"}')


def test_importing_structured_loads_no_native_library() -> None:
    code = (
        "import sys, onhand.structured;"
        "sys.exit(any(name in sys.modules for name in ('llguidance', 'numpy', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
