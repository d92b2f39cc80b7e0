"""Two hundred turns in a context of 512 tokens, by each policy."""

from __future__ import annotations

import pytest

from onhand import ContextFullError, Engine
from onhand.chat.chat import Chat
from onhand.chat.history import SUMMARY_LEAD, HistoryParams, OverflowPolicy
from onhand.chat.tools import Tool
from onhand.types.events import ShiftEvent
from tests.conftest import OpenEngine
from tests.streams import done_of, read_all
from tests.unit.chat.chatting import HERMES, TEMPLATE, scripted, text_of

N_CTX = 512
N_TURNS = 200
SYSTEM = "You are kind and brief."
TOOL = Tool("look", "Look.")


async def chatting(
    open_engine: OpenEngine, overflow: OverflowPolicy, template: str = TEMPLATE, **options: object
) -> Chat:
    engine = await open_engine(scripted(n_ctx=N_CTX, chat_template=template))
    return engine.chat(SYSTEM, overflow=overflow, **options)  # type: ignore[arg-type]


async def kept(engine: Engine, chat: Chat) -> list[str]:
    """Return the turns that the session holds, as text."""
    return (await text_of(engine, chat)).removeprefix("<bos>").split("<turn>")


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("overflow", ["shift", "window", "summarise"])
@pytest.mark.parametrize("template", [TEMPLATE, HERMES])
async def test_two_hundred_turns_never_hold_more_than_the_context(
    open_engine: OpenEngine, overflow: OverflowPolicy, template: str
) -> None:
    tools = [TOOL] if template == HERMES else []
    short = HistoryParams(summary_tokens=24)
    chat = await chatting(open_engine, overflow, template, tools=tools, history=short)
    n_shifts = n_computed = 0
    for turn in range(N_TURNS):
        stream = chat.stream(f"Turn {turn}: a few words.", max_tokens=20, temperature=0.0)
        events = await read_all(stream)  # type: ignore[arg-type]
        n_shifts += sum(isinstance(event, ShiftEvent) for event in events)
        usage = done_of(events).usage
        n_computed += usage.prompt_tokens - usage.cached_tokens
        assert len(chat.session.tokens) <= N_CTX
        turns = await kept(chat.engine, chat)
        system = next(text for text in turns if text.startswith(f"system:{SYSTEM}"))
        assert turns.index(system) == len(tools)
        assert not tools or '"look"' in turns[0]
        assert f"user:Turn {turn}: a few words." in turns
    assert len(chat.messages) == 1 + 2 * N_TURNS
    assert (n_shifts > 0) == (overflow == "shift")
    stats = await chat.engine.stats()
    assert stats.n_shifts == n_shifts
    if overflow == "shift":  # a turn computes its own prompt and no more
        assert n_computed < 60 * N_TURNS + 200


async def test_error_raises_before_any_work_with_the_numbers(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "error")
    await chat.send("Hi", max_tokens=4)
    before, stats = chat.messages, await chat.engine.stats()
    with pytest.raises(
        ContextFullError, match=r"has 6\d\d tokens; the context holds 512"
    ) as caught:
        await chat.send("x" * 600)
    assert caught.value.details["n_ctx"] == N_CTX
    assert chat.messages == before
    assert (await chat.engine.stats()).n_prompt_tokens == stats.n_prompt_tokens


async def test_window_drops_whole_exchanges(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "window", history=HistoryParams(max_exchanges=3))
    for turn in range(6):
        await chat.send(f"Turn {turn}.", max_tokens=10, temperature=0.0)
        turns = await kept(chat.engine, chat)
        first = max(0, turn - 2)
        assert [t for t in turns if t.startswith("user")] == [
            f"user:Turn {n}." for n in range(first, turn + 1)
        ]
        assert turns[1] == f"user:Turn {first}."


async def test_a_window_in_tokens(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "window", history=HistoryParams(max_tokens=150))
    for turn in range(12):
        reply = await chat.send(f"Turn {turn}.", max_tokens=10, temperature=0.0)
        assert reply.usage.prompt_tokens <= 150


@pytest.mark.parametrize("overflow", ["window", "summarise"])
async def test_a_message_that_can_never_fit_is_refused(
    open_engine: OpenEngine, overflow: OverflowPolicy
) -> None:
    chat = await chatting(open_engine, overflow)
    await chat.send("Hi", max_tokens=4)
    before = chat.messages
    with pytest.raises(ContextFullError):
        await chat.send("x" * 600)
    assert chat.messages == before


async def test_shift_takes_a_message_longer_than_the_context(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "shift")
    await chat.send("x" * 1200, max_tokens=4)
    turns = await kept(chat.engine, chat)
    assert turns[0] == f"system:{SYSTEM}"
    assert len(chat.session.tokens) <= N_CTX


async def test_shift_refuses_a_system_message_that_leaves_no_room(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted(n_ctx=N_CTX))
    chat = engine.chat("s" * 495, overflow="shift")
    with pytest.raises(ContextFullError, match="System message and tools have 50"):
        await chat.send("Hi")


async def test_shift_goes_on_after_undo_and_edit(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "shift")
    for turn in range(20):
        await chat.send(f"Turn {turn}.", max_tokens=30, temperature=0.0)
    chat.undo()
    await chat.send("Other.", max_tokens=10, temperature=0.0)
    turns = await kept(chat.engine, chat)
    assert turns[0] == f"system:{SYSTEM}"
    assert "user:Other." in turns
    assert "user:Turn 19." not in turns
    assert "user:Turn 18." in turns


async def test_the_model_writes_the_summary_and_two_exchanges_stay(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "summarise", history=HistoryParams(summary_tokens=24))
    engine = chat.engine
    for turn in range(12):
        await chat.send(f"Turn {turn}.", max_tokens=30, temperature=0.0)
        if any(SUMMARY_LEAD in text for text in await kept(engine, chat)):
            break
    turns = await kept(engine, chat)
    assert turns[0].startswith(f"system:{SYSTEM}\n\n{SUMMARY_LEAD} ")
    users = [text for text in turns if text.startswith("user")]
    assert users == [f"user:Turn {turn - 1}.", f"user:Turn {turn}."]
    assert len(chat.messages) == 1 + 2 * (turn + 1)


async def test_a_summary_that_fails_falls_back_to_the_window(open_engine: OpenEngine) -> None:
    """The summary's request repeats a long message, so that it does not fit."""
    chat = await chatting(open_engine, "summarise", history=HistoryParams(keep_exchanges=1))
    await chat.send("x" * 330, max_tokens=60, temperature=0.0)
    await chat.send("And now?", max_tokens=10, temperature=0.0)
    turns = await kept(chat.engine, chat)
    assert turns[:2] == [f"system:{SYSTEM}", "user:And now?"]


async def test_a_policy_can_be_chosen_for_one_answer(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, "error")
    for turn in range(3):
        await chat.send(f"{turn}" * 100, max_tokens=10, temperature=0.0)
    with pytest.raises(ContextFullError):
        await chat.send("y" * 150, max_tokens=10)
    assert await chat.send("y" * 150, max_tokens=10, overflow="window")
