"""The promise that matters: a recovered stream of a real model says what it would have said.

The deaths here hit a chosen decode call of a worker thread, which takes the same way through the
supervisor as a killed process and costs a tenth; processes are killed for good further down.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from onhand import ContextParams, Engine, RecoveredEvent
from onhand.runtimes.base import Batch
from tests.streams import ids_of, read_all, read_and_kill, text_of
from tests.tiny_models import tiny_model

runtime = pytest.importorskip("onhand.runtimes.llama_cpp.runtime")

PROMPTS = ("Once upon a time there was", " and then they all went", " but")
N_TOKENS = 16
CONTEXT = ContextParams(n_ctx=512, n_batch=32, n_threads=1)
SAMPLINGS: dict[str, dict[str, Any]] = {
    "greedy": {"temperature": 0},
    "seeded": {"seed": 11, "temperature": 1.2, "repeat_penalty": 1.1},
    "mirostat": {"seed": 12, "mirostat": 2},
    "xtc": {"seed": 13, "xtc_probability": 0.5, "dry_multiplier": 0.8},
}


class Killed(BaseException):
    """A death of the worker thread."""


class Mortality:
    """Counts decode calls over all lives and dies in those that are chosen."""

    def __init__(self) -> None:
        self.deaths: set[int] = set()
        self.n_decodes = 0

    def begin(self, deaths: Iterable[int]) -> None:
        """Count from 1 again."""
        self.deaths, self.n_decodes = set(deaths), 0


@pytest.fixture
def mortality(monkeypatch: pytest.MonkeyPatch) -> Mortality:
    """Make the real runtime mortal."""
    fate = Mortality()
    decode = runtime.LlamaModel.decode

    def decode_or_die(model: Any, batch: Batch) -> None:
        fate.n_decodes += 1
        if fate.n_decodes in fate.deaths:
            raise Killed
        decode(model, batch)

    monkeypatch.setattr(runtime.LlamaModel, "decode", decode_or_die)
    return fate


@pytest.fixture(scope="module")
def model() -> Path:
    """A tiny llama model of a quantised type, whose kernels round differently by batch size."""
    return tiny_model(dtype="Q8_0")


async def three_turns(engine: Engine, options: dict[str, Any]) -> tuple[list[str], Any, int]:
    """Return the texts of three turns, the session's tokens, and how many deaths were told."""
    session = engine.session()
    texts, n_recovered = [], 0
    for prompt in PROMPTS:
        stream = session.generate(prompt, max_tokens=N_TOKENS, **options)
        events = await read_all(stream)
        texts.append(text_of(events))
        assert len(ids_of(events)) == N_TOKENS
        n_recovered += sum(isinstance(event, RecoveredEvent) for event in events)
    return texts, session.tokens, n_recovered


def thread(model: Path) -> Any:
    return Engine.open(model, isolation="thread", context_params=CONTEXT, crash_limit=100)


@pytest.mark.parametrize("name", SAMPLINGS)
async def test_three_turns_are_exact_wherever_the_worker_dies(
    model: Path, mortality: Mortality, name: str
) -> None:
    """Thirty-two moments by chance: prefills and answers of all three turns."""
    options = SAMPLINGS[name]
    mortality.begin(())
    async with thread(model) as engine:
        texts, tokens, _ = await three_turns(engine, options)
    n_decodes = mortality.n_decodes
    rng = random.Random(name)
    n_moments = 32 if name in ("greedy", "seeded") else 8
    moments = rng.sample(range(1, n_decodes + 1), min(n_moments, n_decodes))
    for moment in moments:
        mortality.begin([moment])
        async with thread(model) as engine:
            assert await three_turns(engine, options) == (texts, tokens, 1), moment


async def test_deaths_in_every_turn_are_exact(model: Path, mortality: Mortality) -> None:
    options = SAMPLINGS["seeded"]
    mortality.begin(())
    async with thread(model) as engine:
        texts, tokens, _ = await three_turns(engine, options)
    mortality.begin([5, 30, 70])
    async with thread(model) as engine:
        assert await three_turns(engine, options) == (texts, tokens, 3)


async def test_a_shift_is_repeated_exactly(model: Path, mortality: Mortality) -> None:
    context = ContextParams(n_ctx=64, n_batch=32, n_threads=1)
    options = {"max_tokens": 120, "overflow": "shift", "temperature": 0}

    async def run(deaths: Iterable[int]) -> tuple[str, tuple[int, ...], str]:
        mortality.begin(deaths)
        async with Engine.open(model, isolation="thread", context_params=context) as engine:
            session = engine.session()
            text = await session.complete(PROMPTS[0], **options)
            more = await session.complete(PROMPTS[2], **options)
            return text, session.tokens, more

    expected = await run(())
    for moment in (3, 60, 61, 62, 90, 118):
        assert await run([moment]) == expected, moment


async def test_a_copied_prefix_is_repeated_exactly(model: Path, mortality: Mortality) -> None:
    """The copy's cells were computed in another session's steps, and that one is closed."""
    persona = "You are a persona with a rather long description of what it likes. " * 2

    async def run(deaths: Iterable[int]) -> tuple[str, tuple[int, ...]]:
        mortality.begin(deaths)
        async with thread(model) as engine:
            async with engine.session() as first:
                await first.complete(persona + "One", max_tokens=5, temperature=0)
            session = engine.session()
            await session.complete(persona + "Two", max_tokens=20, temperature=0)
            text = await session.complete(" more", max_tokens=20, temperature=0)
            return text, session.tokens

    expected = await run(())
    n_decodes = mortality.n_decodes
    for moment in range(n_decodes // 3, n_decodes, 5):
        assert await run([moment]) == expected, moment


@pytest.mark.parametrize("name", ["greedy", "seeded"])
async def test_a_killed_process_says_the_same(model: Path, name: str) -> None:
    options = {**SAMPLINGS[name], "max_tokens": 60}
    async with thread(model) as engine:
        expected = await engine.session().complete(PROMPTS[0], **options)
    moments = {4, 17, 30, 55}
    async with Engine.open(
        model, isolation="process", context_params=CONTEXT, crash_limit=100
    ) as engine:
        stream = engine.session().generate(PROMPTS[0], **options)
        events = await read_and_kill(engine, stream, lambda n: n in moments)
        assert text_of(events) == expected
        assert sum(isinstance(event, RecoveredEvent) for event in events) >= 1


async def test_fast_recovery_never_changes_what_was_said(model: Path, mortality: Mortality) -> None:
    options = {"max_tokens": 40, "temperature": 0}
    mortality.begin(())
    async with thread(model) as engine:
        expected = await engine.session().complete(PROMPTS[0], **options)
    for moment in (5, 20, 35):
        mortality.begin([moment])
        async with Engine.open(
            model, isolation="thread", context_params=CONTEXT, recovery="fast"
        ) as engine:
            events = await read_all(engine.session().generate(PROMPTS[0], **options))
        at = next(i for i, event in enumerate(events) if isinstance(event, RecoveredEvent))
        said = text_of(events[:at])
        assert expected.startswith(said)
        assert len(said) > 0
        assert len(ids_of(events)) == 40


@pytest.mark.slow
async def test_an_idle_session_beside_it_changes_nothing(model: Path, mortality: Mortality) -> None:
    """After the death the idle session's cells are gone, so the others lie elsewhere."""
    options = SAMPLINGS["seeded"]

    async def run(deaths: Iterable[int]) -> Any:
        mortality.begin(())
        async with thread(model) as engine:
            idle = engine.session()
            await idle.append("Something quite different that stays in the cache. " * 3)
            mortality.begin(deaths)
            return (await three_turns(engine, options))[:2]

    expected = await run(())
    for moment in range(3, mortality.n_decodes, 8):
        assert await run([moment]) == expected, moment
