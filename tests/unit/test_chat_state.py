"""Saved chats: messages, settings and cache go on together, or the messages alone."""

from __future__ import annotations

from typing import Any

import pytest

from onhand import (
    Chat,
    ChatTemplate,
    Engine,
    EngineBusyError,
    HistoryParams,
    ReasoningParams,
    StateCorruptError,
    StateError,
    StateMismatchError,
    sync,
)
from onhand.state import SavedState, read_state, write_state
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.tiny_models import tiny_model

GREEDY: dict[str, Any] = {"max_tokens": 12, "temperature": 0.0}
TINY = str(tiny_model())
PLAIN = "{% for m in messages %}[{{ m.role }}] {{ m.content }}\n{% endfor %}{{ mood }}[assistant] "


async def begun(engine: Engine, **options: Any) -> Chat:
    chat = engine.chat("You are concise.", **options)
    await chat.send("hey, cant make it tmrw, sorry!!", **GREEDY)
    return chat


async def saved(chat: Chat) -> bytes:
    data = await chat.save()
    assert data is not None
    return data


async def test_a_restored_chat_says_the_same_and_computes_only_what_is_new(
    isolation: str, open_engine: OpenEngine
) -> None:
    engine = await open_engine(TINY, isolation=isolation)
    chat = await begun(engine)
    data = await saved(chat)
    expected = await chat.send("And now?", **GREEDY)
    await engine.close()
    restored = await (await open_engine(TINY, isolation=isolation)).restore_chat(data)
    reply = await restored.send("And now?", **GREEDY)
    assert (reply.text, restored.messages) == (expected.text, chat.messages)
    assert reply.usage.cached_tokens == expected.usage.cached_tokens > 20


async def test_settings_come_back(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    chat = await begun(
        engine,
        template=PLAIN,
        overflow="window",
        history=HistoryParams(max_exchanges=3),
        reasoning=ReasoningParams(is_hidden=True),
        mood="gladly ",
    )
    restored = await engine.restore_chat(await saved(chat))
    prompt = restored._prompt
    assert prompt._template == ChatTemplate(PLAIN).to_data()
    assert (prompt._overflow, prompt._history.max_exchanges) == ("window", 3)
    assert prompt._variables == {"mood": "gladly "}
    assert restored._reasoning == ReasoningParams(is_hidden=True)
    reply = await restored.send("Again", **GREEDY)
    assert reply.text == (await chat.send("Again", **GREEDY)).text


async def test_tools_are_passed_again(open_engine: OpenEngine) -> None:
    def weather(city: str) -> str:
        """Return the weather of a city."""
        return f"rain in {city}"

    engine = await open_engine()
    data = await saved(engine.chat(template=PLAIN, tools=[weather]))
    restored = await engine.restore_chat(data, tools=[weather])
    assert [tool.name for tool in restored._tools] == ["weather"]
    assert (await engine.restore_chat(data))._tools == ()


async def test_another_model_goes_on_with_the_messages(open_engine: OpenEngine) -> None:
    """Its tokens mean nothing there; its own template renders the messages again."""
    chat = await begun(await open_engine(TINY))
    data = await saved(chat)
    engine = await open_engine(str(tiny_model(vocabulary="bpe")))
    with pytest.raises(StateMismatchError):
        await engine.restore_chat(data)
    restored = await engine.restore_chat(data, on_mismatch="replay")
    assert (restored.session.tokens, restored.messages) == ((), chat.messages)
    assert (await restored.send("And now?", **GREEDY)).usage.cached_tokens == 0


async def test_a_chat_is_not_saved_while_it_answers(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.002, n_ctx=4000))
    chat = engine.chat(template=PLAIN)
    async with chat.stream("go") as stream:
        await stream.__anext__()
        with pytest.raises(EngineBusyError):
            await chat.save()
    assert await saved(chat)


async def test_a_session_is_no_chat_but_a_chat_has_a_session(engine: Engine) -> None:
    chat = await begun(engine, template=PLAIN)
    session = await engine.restore(await saved(chat))
    assert session.tokens == chat.session.tokens
    data = await session.save()
    assert data is not None
    with pytest.raises(StateError, match="session's"):
        await engine.restore_chat(data)


@pytest.mark.parametrize(
    "change",
    [{"messages": 7}, {"messages": [{"role": "king"}]}, {"overflow": "burst"},
     {"history": {"a": 1}}, {"template": {}}, {"variables": None}, {"summary": {}},
     {"reasoning": []}],
)  # fmt: skip
async def test_a_chat_that_makes_no_sense_is_refused(
    engine: Engine, change: dict[str, Any]
) -> None:
    state = read_state(await saved(await begun(engine, template=PLAIN)))
    chat = {**(state.header.chat or {}), **change}
    object.__setattr__(state.header, "chat", chat)
    data = write_state(None, SavedState(state.header, state.tokens, state.kv))
    assert data is not None
    with pytest.raises(StateCorruptError, match="makes no sense"):
        await engine.restore_chat(data)


async def test_a_variable_that_json_cannot_hold_is_named_before_anything_is_written(
    engine: Engine,
) -> None:
    with pytest.raises(TypeError, match="variable"):
        await engine.chat(template=PLAIN, mood=object()).save()


def test_the_blocking_face_saves_and_restores_chats() -> None:
    with sync.Engine.open(FakeModel(chat_template=PLAIN), isolation="thread") as engine:
        chat = engine.chat()
        chat.send("hello", **GREEDY)
        data = chat.save()
        assert data is not None
        assert engine.restore_chat(data).messages == chat.messages
