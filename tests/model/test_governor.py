"""Memory runs out with the real model: engines go and come back, the talk is the same."""

from __future__ import annotations

from contextlib import AsyncExitStack

from onhand import Allowance, ContextParams, Engine, Governor
from onhand.governing import GovernedEngine
from onhand.governor.events import EngineEvicted, EngineReloaded, GovernorEvent

TURNS = (
    "hey, cant make it tmrw, sorry!!",
    "Make it more formal, please.",
    "And now as short as you can.",
)
SEEDED = {"temperature": 0.7, "seed": 11, "max_tokens": 40}


async def talk(governor: Governor | None) -> list[str]:
    """Let two chats on two engines take turns; between turns the governor looks once."""
    said: list[str] = []
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(Engine.open(governor=governor)) for _ in range(2)]
        chats = [engine.chat(system="You are concise.") for engine in opened]
        for turn in TURNS:
            for chat in chats:
                said.append((await chat.send(turn, **SEEDED)).text)
                if governor is not None:
                    await governor.tick()
                    assert all(engine.is_evicted for engine in opened)
    return said


async def test_two_engines_that_are_evicted_after_each_turn_say_what_they_would_have_said() -> None:
    told: list[GovernorEvent] = []
    async with Governor(memory_limit=1, interval_s=None) as governor:
        governor.on_event(told.append)
        disturbed = await talk(governor)
    gone = [event for event in told if isinstance(event, EngineEvicted)]
    back = [event for event in told if isinstance(event, EngineReloaded)]
    assert len(gone) == len(back) + 2 == 2 * len(TURNS) + 1  # at the first look both go
    assert all(event.freed_bytes > 10_000_000 for event in gone)
    assert disturbed == await talk(None)


async def test_parking_gives_the_context_back_and_rebuilds_it_the_same() -> None:
    said: list[list[str]] = []
    for is_parked in (False, True):
        async with Engine.open() as engine, engine.chat() as chat:
            texts = []
            for turn in TURNS:
                texts.append((await chat.send(turn, **SEEDED)).text)
                if is_parked:
                    parked = await GovernedEngine(engine._supervisor, engine.info).park_idle()
                    assert (parked.n_sequences, parked.n_tokens > 20) == (1, True)
                    assert parked.freed_bytes > 5_000_000
            said.append(texts)
    assert said[0] == said[1]


async def test_fewer_threads_and_a_duty_change_no_token() -> None:
    said: list[str] = []
    for allowance in (Allowance(), Allowance(threads=0.5, duty=0.5)):
        two = ContextParams(n_threads=2)
        async with Engine.open(context_params=two) as engine, engine.session() as session:
            await GovernedEngine(engine._supervisor, engine.info).allow(allowance)
            said.append(await session.complete(TURNS[0], **SEEDED))
    assert said[0] == said[1]
