"""The worker dies in the middle of a chat's answer: the text goes on as if nothing had been."""

from __future__ import annotations

import json

import pytest

from onhand import Engine, RecoveredEvent
from tests.conftest import OpenEngine
from tests.response_schemas import SCHEMAS
from tests.streams import kill, read_and_kill
from tests.tiny_models import tiny_model
from tests.unit.chat.chatting import said, scripted

OPTIONS = {"max_tokens": 40, "temperature": 1.0, "seed": 7}


async def two_turns(engine: Engine, kills: bool) -> tuple[list[str], int]:
    """Return what a chat says in two turns, the worker killed in each; and the recoveries."""
    chat = engine.chat("Be brief.")
    texts, n_recovered = [], 0
    for question in ("One?", "Two?"):
        stream = chat.stream(question, **OPTIONS)  # type: ignore[arg-type]
        events = await read_and_kill(
            engine,
            stream,  # type: ignore[arg-type]
            lambda n: kills and n == 10,
        )
        texts.append(said(events))
        n_recovered += sum(isinstance(event, RecoveredEvent) for event in events)
    assert [m.text for m in chat.messages if m.role == "assistant"] == texts
    return texts, n_recovered


async def test_a_chat_on_the_fake_says_the_same(open_engine: OpenEngine) -> None:
    model = scripted(token_delay_s=0.002)
    calm, _ = await two_turns(await open_engine(model), False)
    shaken, n = await two_turns(await open_engine(model, isolation="process"), True)
    assert shaken == calm
    assert n == 2


@pytest.mark.slow
async def test_a_chat_on_llama_cpp_says_the_same(open_engine: OpenEngine) -> None:
    model = tiny_model()
    calm, _ = await two_turns(await open_engine(model), False)
    shaken, _ = await two_turns(await open_engine(model, isolation="process"), True)
    assert shaken == calm


async def test_a_turn_after_a_death_between_turns(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": "Hello!", "And?": "Fine."}), isolation="process")
    chat = engine.chat()
    assert await chat.send("Hi") == "Hello!"
    kill(engine)
    assert await chat.send("And?") == "Fine."


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nested objects", "array of objects"])
async def test_a_structured_answer_goes_on_validly(open_engine: OpenEngine, name: str) -> None:
    import jsonschema

    asked = {**OPTIONS, "max_tokens": 300, "response_format": SCHEMAS[name]}
    engine = await open_engine(tiny_model(), isolation="process")
    chat = engine.chat()
    stream = chat.stream("Make one.", **asked)  # type: ignore[arg-type]
    events = await read_and_kill(engine, stream, lambda n: n == 12)  # type: ignore[arg-type]
    jsonschema.validate(json.loads(said(events)), SCHEMAS[name])
    assert any(isinstance(event, RecoveredEvent) for event in events)
