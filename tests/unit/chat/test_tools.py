"""Functions become tools by signature and docstring; calls are checked before they are made."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import Annotated, Literal

import pytest

from onhand.chat.tools import Tool, call_format, tools_of
from onhand.errors import ToolError


class Unit(enum.Enum):
    C = "celsius"
    F = "fahrenheit"


@dataclass
class Place:
    city: str


def weather(place: Place, unit: Unit = Unit.C, days: Annotated[int, {"minimum": 1}] = 1) -> str:
    """Tell the weather.

    It is made up.

    Args:
        place: Where, as a place
            of the world.
        unit (Unit): of the answer.
        days: how many: one or more.

    Returns:
        Words, e.g. "sunny".
    """
    return f"{place.city} {unit.value} {days}"


def test_a_function_describes_itself() -> None:
    tool = Tool.of(weather)
    assert tool.name == "weather"
    assert tool.description == "Tell the weather.\n\nIt is made up."
    assert tool.parameters == {
        "type": "object",
        "properties": {
            "place": {"$ref": "#/$defs/Place", "description": "Where, as a place of the world."},
            "unit": {"enum": ["celsius", "fahrenheit"], "description": "of the answer."},
            "days": {"type": "integer", "minimum": 1, "description": "how many: one or more."},
        },
        "required": ["place"],
        "$defs": {
            "Place": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
                "additionalProperties": False,
            }
        },
    }


def test_the_json_form_is_openais_and_comes_back() -> None:
    tool = Tool.of(weather)
    data = json.loads(json.dumps(tool.to_dict()))
    assert data["type"] == "function"
    again = Tool.of(data)
    assert (again.name, again.description, again.parameters) == (
        tool.name,
        tool.description,
        tool.parameters,
    )
    assert again.function is None
    assert Tool.of(tool) is tool
    assert Tool.of({"name": "now"}).parameters == {"type": "object", "properties": {}}


def test_arguments_are_built_as_the_function_takes_them() -> None:
    tool = Tool.of(weather)
    bound = tool.bind({"place": {"city": "Ulm"}, "unit": "fahrenheit"})
    assert bound == {"place": Place("Ulm"), "unit": Unit.F}
    assert tool.function is not None
    assert tool.function(**bound) == "Ulm fahrenheit 1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "lacks \\['place'\\]"),
        ({"place": {"city": "X"}, "wind": 1}, "unknown \\['wind'\\]"),
        ({"place": {"city": "X"}, "days": "two"}, "does not fit: days is 'two'"),
        ({"place": "X"}, "does not fit: place is 'X'"),
    ],
)
def test_a_call_that_does_not_fit_is_a_tool_error(arguments: dict, words: str) -> None:
    with pytest.raises(ToolError, match=words):
        Tool.of(weather).bind(arguments)


def test_a_schema_without_function_is_checked_by_its_schema() -> None:
    tool = Tool("f", "", {"type": "object", "properties": {"a": {}}, "required": ["a"]})
    assert tool.bind({"a": 1}) == {"a": 1}
    with pytest.raises(ToolError):
        tool.bind({"b": 1})
    assert Tool("g", "", {"type": "object", "additionalProperties": True}).bind({"x": 1}) == {
        "x": 1
    }


def test_what_cannot_be_a_tool_is_refused() -> None:
    def no_hint(a):  # type: ignore[no-untyped-def]
        return a

    def star(*a: int) -> None: ...

    for bad in (3, no_hint, star, {"description": "x"}):
        with pytest.raises(TypeError):
            Tool.of(bad)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="name"):
        Tool("two words")
    with pytest.raises(ValueError, match="object"):
        Tool("f", "", {"type": "string"})
    with pytest.raises(ValueError, match="weather"):
        tools_of([weather, weather])


def test_methods_and_callables_are_tools_without_their_self() -> None:
    class Clock:
        def now(self, zone: Literal["UTC", "CET"] = "UTC") -> str:
            """Tell the time."""
            return zone

    assert list(Tool.of(Clock().now).parameters["properties"]) == ["zone"]


def test_constrained_calling_has_a_format_for_one_call_of_the_tools() -> None:
    one = call_format([Tool.of(weather)])
    assert (
        one.parse('{"name": "weather", "arguments": {"place": {"city": "X"}}}')["name"] == "weather"
    )
    two = call_format([Tool.of(weather), Tool("now")], arguments_key="parameters")
    assert len(two.grammar["anyOf"]) == 2
    assert two.grammar["anyOf"][1]["required"] == ["name", "parameters"]
    with pytest.raises(ValueError, match="tool"):
        call_format([])
