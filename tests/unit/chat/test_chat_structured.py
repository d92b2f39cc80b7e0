"""Structured answers of a chat on the fake: what the mask holds to, what the caller gets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pydantic
import pytest

from onhand import GrammarError
from onhand.errors import StructuredOutputError
from onhand.structured import ResponseFormat
from tests.conftest import OpenEngine
from tests.unit.chat.chatting import roles, scripted

PAIR = {
    "type": "object",
    "properties": {"a": {"type": "boolean"}, "b": {"enum": ["x", "y"]}},
    "required": ["a", "b"],
    "additionalProperties": False,
}


@dataclass
class Pair:
    a: bool
    b: str


class Model(pydantic.BaseModel):
    a: bool


async def test_an_answer_has_the_form_and_is_parsed(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted())).chat()
    reply = await chat.send("Hi", response_format=PAIR)
    assert reply.parsed == json.loads(reply)
    assert set(reply.parsed) == {"a", "b"}
    assert reply.reason == "eog"
    assert not chat.messages[-1].is_partial


async def test_types_come_back_as_instances(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": '{"a": true, "b": "x"}', "Ho": '{"a": false}'}))
    assert (await engine.chat().send("Hi", response_format=Pair)).parsed == Pair(True, "x")
    assert (await engine.chat().send("Ho", response_format=Model)).parsed == Model(a=False)


async def test_regex_and_lark(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted())).chat()
    pattern = re.compile("[A-Z]{2}-[0-9]{3}")
    assert pattern.fullmatch(await chat.send("Hi", response_format=pattern))
    lark = ResponseFormat.lark('start: "yes" | "no"')
    assert await chat.send("Hi", response_format=lark) in ("yes", "no")


async def test_a_cut_structure_is_length_with_a_repaired_candidate(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(scripted({"Hi": '{"a": true, "b": "x"}'}))
    chat = engine.chat()
    reply = await chat.send("Hi", response_format=PAIR, max_tokens=12)
    assert (reply, reply.reason, reply.parsed) == ('{"a": true, ', "length", None)
    assert reply.repaired is not None
    assert json.loads(reply.repaired) == {"a": True}
    assert chat.messages[-1].is_partial


async def test_what_cannot_be_satisfied_is_refused_before_generation(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(scripted())
    chat = engine.chat()
    itself = {"type": "array", "items": {"$ref": "#/$defs/a"}, "minItems": 1}
    endless = {"$ref": "#/$defs/a", "$defs": {"a": itself}}
    for schema in (endless, {"type": "string", "minLength": 5, "maxLength": 2}, {"type": "stirng"}):
        with pytest.raises(GrammarError):
            await chat.send("Hi", response_format=schema)
    assert chat.messages == ()
    assert (await engine.stats()).n_prompt_tokens == 0


async def test_a_stop_text_inside_a_structure_is_told(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted({"Hi": '{"a": true, "b": "x"}'}))).chat()
    with pytest.raises(StructuredOutputError) as caught:
        await chat.send("Hi", response_format=PAIR, stop=["tr"])
    assert caught.value.details["text"] == '{"a": '
    assert roles(chat) == ["user", "assistant"]


async def test_form_and_requirement_exclude_each_other(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted())).chat()
    with pytest.raises(ValueError, match="exclude each other"):
        chat.stream("Hi", response_format=PAIR, tools=[len_of], tool_choice="required")


def len_of(text: str) -> int:
    """Return the length of a text."""
    return len(text)
