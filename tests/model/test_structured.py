"""Structured answers of real models: always valid, however hot they sample."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import jsonschema
import pytest

from onhand import ContextParams, Engine
from onhand.structured import ResponseFormat
from tests.response_schemas import SCHEMAS
from tests.tiny_models import tiny_model

HOTTEST = {"temperature": 2.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("sampling", [{}, HOTTEST], ids=["recommended", "temperature 2"])
async def test_every_answer_is_valid(sampling: dict[str, Any]) -> None:
    """One answer a schema; `bench/structured.py` makes all five hundred."""
    context = ContextParams(n_ctx=1024, n_seq_max=4)
    async with Engine.open(context_params=context) as engine:

        async def answer(name: str) -> str:
            async with engine.chat() as chat:
                ask = {"max_tokens": 512, "seed": 1, **sampling}
                reply = await chat.send(f"Make: {name}.", response_format=SCHEMAS[name], **ask)
                assert reply.reason == "eog", (name, reply)
                return reply

        names = list(SCHEMAS)
        for start in range(0, len(names), 5):
            some = names[start : start + 5]
            for name, text in zip(some, await asyncio.gather(*map(answer, some)), strict=True):
                jsonschema.validate(json.loads(text), SCHEMAS[name])


async def test_a_grammar_may_ask_for_a_control_token() -> None:
    form = ResponseFormat.lark('start: "a" mark "b"', marks={"mark": "<|im_start|>"})
    async with Engine.open(tiny_model(vocabulary="bpe")) as engine:
        (mark,) = await engine.tokenize("<|im_start|>", add_special=False, parse_special=True)
        session = engine.session()
        assert await session.complete("Hi", response_format=form) == "ab"
        assert session.tokens[-2] == mark
