"""Types to JSON schemas and JSON data back to instances."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypedDict, Union

import jsonschema
import pydantic
import pytest

from onhand.structured import build_instance, schema_of


class Tone(enum.Enum):
    CALM = "calm"
    FIRM = "firm"


@dataclass
class Address:
    city: str
    zip: str | None = None


@dataclass
class Person:
    name: Annotated[str, "Full name."]
    age: Annotated[int, {"minimum": 0, "maximum": 120}]
    tone: Tone
    home: Address
    tags: list[str] = field(default_factory=list)
    friends: list[Person] = field(default_factory=list)
    pair: tuple[int, float] = (1, 2.0)
    scores: dict[str, float] = field(default_factory=dict)
    born: datetime.date | None = None
    hidden: int = field(default=3, init=False)


class Options(TypedDict, total=False):
    size: int


class Model(pydantic.BaseModel):
    n: int
    inner: list[Address] = []


DATA: dict[str, Any] = {
    "name": "Ada",
    "age": 36,
    "tone": "calm",
    "home": {"city": "Ulm"},
    "friends": [{"name": "B", "age": 1, "tone": "firm", "home": {"city": "X", "zip": "1"}}],
    "pair": [1, 2],
    "scores": {"x": 1},
    "born": "1815-12-10",
}


def test_a_dataclass_round_trips_through_its_schema() -> None:
    jsonschema.validate(DATA, schema_of(Person))
    person = build_instance(Person, DATA)
    assert person == Person(
        name="Ada",
        age=36,
        tone=Tone.CALM,
        home=Address("Ulm"),
        friends=[Person("B", 1, Tone.FIRM, Address("X", "1"))],
        pair=(1, 2.0),
        scores={"x": 1.0},
        born=datetime.date(1815, 12, 10),
    )
    assert isinstance(person.pair[1], float)


def test_annotations_become_keywords_and_defaults_make_keys_optional() -> None:
    schema = schema_of(Person)
    person = schema["$defs"]["Person"]
    assert schema["$ref"] == "#/$defs/Person"
    assert person["properties"]["name"] == {"type": "string", "description": "Full name."}
    assert person["properties"]["age"] == {"type": "integer", "minimum": 0, "maximum": 120}
    assert person["required"] == ["name", "age", "tone", "home"]
    assert person["additionalProperties"] is False
    assert "hidden" not in person["properties"]


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (int, {"type": "integer"}),
        (None, {"type": "null"}),
        (Any, {}),
        (Literal["a", 1], {"enum": ["a", 1]}),
        (Tone, {"enum": ["calm", "firm"]}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (list, {"type": "array"}),
        (dict[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        (Union[int, str], {"anyOf": [{"type": "integer"}, {"type": "string"}]}),  # noqa: UP007
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}),
        (datetime.datetime, {"type": "string", "format": "date-time"}),
    ],
)
def test_the_schema_of_a_type(kind: Any, schema: dict) -> None:
    assert schema_of(kind) == schema


def test_a_typed_dict_may_leave_keys_out() -> None:
    assert schema_of(Options)["$defs"]["Options"]["required"] == []
    assert build_instance(Options, {"size": 1}) == {"size": 1}


def test_a_pydantic_model_brings_its_own_schema() -> None:
    schema = schema_of(Model)
    jsonschema.validate({"n": 1, "inner": [{"city": "X"}]}, schema)
    assert build_instance(list[Model], [{"n": 1}]) == [Model(n=1)]
    assert "$defs" not in schema_of(list[Model])["items"]


@pytest.mark.parametrize("kind", [bytes, set[int], dict[int, str], complex, Literal[b"x"]])
def test_what_json_cannot_say_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match="JSON"):
        schema_of(kind)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (int, "1", r"\$ is '1'"),
        (int, True, "True"),
        (Person, {**DATA, "tone": "loud"}, r"\$\.tone"),
        (Person, {**DATA, "home": {"city": 1}}, r"\$\.home\.city"),
        (Person, {**DATA, "friends": [1]}, r"\$\.friends\[0\]"),
        (Person, {**DATA, "x": 1}, "'x'"),
        (Address, {}, "city"),
        (Options, {"size": "x"}, r"\$\.size"),
        (tuple[int, int], [1], r"\$ is \[1\]"),
        (Literal[1], True, "True"),
        (int | None, "x", "'x'"),
        (dict[str, int], {"a": "b"}, r"\$\.a"),
        (datetime.date, "soon", "soon"),
    ],
)
def test_data_that_does_not_fit_is_refused_with_its_path(kind: Any, value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        build_instance(kind, value)
