"""Chats on the bundled model, whatever its weights are: long ones, blocking ones."""

from __future__ import annotations

import pytest

from onhand import ContextParams, DoneEvent, Engine, TokenEvent, sync
from onhand.chat.history import HistoryParams, OverflowPolicy
from onhand.chat.reasoning import ReasoningParams
from tests.tiny_models import tiny_model

SYSTEM = "You are concise."


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("overflow", ["shift", "window", "summarise"])
async def test_two_hundred_turns_in_512_tokens(overflow: OverflowPolicy) -> None:
    async with Engine.open(context_params=ContextParams(n_ctx=512)) as engine:
        short = HistoryParams(summary_tokens=32)
        chat = engine.chat(SYSTEM, overflow=overflow, history=short)
        system = await engine.tokenize(SYSTEM, add_special=False)
        for turn in range(200):
            reply = await chat.send(f"Please write that I come at {turn}.", max_tokens=24)
            assert reply.usage.prompt_tokens <= 512 or overflow == "shift"
            tokens = chat.session.tokens
            assert len(tokens) <= 512
            assert any(list(tokens[n : n + len(system)]) == system for n in range(1, 4)), (
                "the system message is gone"
            )
        stats = await engine.stats()
        assert (stats.n_shifts > 0) == (overflow == "shift")
        assert len(chat.messages) == 401


async def test_a_turn_computes_only_what_is_new() -> None:
    async with Engine.open() as engine:
        chat = engine.chat(SYSTEM)
        for question in ("Hello there", "Who are you?", "And now?"):
            before = chat.session.tokens
            usage = (await chat.send(question, max_tokens=16)).usage
            assert chat.session.tokens[: len(before)] == before
            new = usage.prompt_tokens - len(before)
            assert new <= usage.prompt_tokens - usage.cached_tokens <= new + 1


async def test_control_tokens_that_mark_thoughts_are_read() -> None:
    """In many vocabularies the tags are control tokens, which have no text of their own."""
    opened, closed = "<|im_start|>", "<|im_end|>"
    async with Engine.open(tiny_model(vocabulary="bpe")) as engine:
        (token_id,) = await engine.tokenize(opened, add_special=False, parse_special=True)
        ask = {"max_tokens": 3, "temperature": 0.0, "logit_bias": {token_id: 100.0}}
        plain = await engine.chat().send("Hi", **ask)
        assert (plain, plain.reasoning) == ("", None)
        marks = ReasoningParams(open=opened, close=closed)
        reply = await engine.chat(reasoning=marks).send("Hi", **ask)
        assert (reply, reply.reasoning) == ("", opened * 2)


def test_the_blocking_face_chats_the_same() -> None:
    ask = {"max_tokens": 12, "temperature": 0.0}
    with sync.Engine.open() as engine, engine.chat(SYSTEM) as chat:
        reply = chat.send("Hello there", **ask)
        events = list(chat.regenerate(**ask))
        text = "".join(event.text for event in events if isinstance(event, TokenEvent))
        assert isinstance(events[-1], DoneEvent)
        assert text == reply
        twin = chat.fork()
        assert twin.edit(1, "Who are you?", **ask).text()
        for event in chat.stream("More", **ask):
            if isinstance(event, TokenEvent):
                break
        assert chat.messages[-1].is_partial
        assert chat.undo()[0].text == "More"
        assert chat.messages[-1].text == reply
        assert chat.session.tokens
        with chat.stream("Again", **ask) as stream:
            stream.cancel()
        assert not chat.is_answering
