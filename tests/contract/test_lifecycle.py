"""What must go right while something goes wrong: cancels, deaths, damage, neighbours, closing."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from onhand import Engine, EngineClosedError, ModelError, OnhandError
from onhand.types.events import DoneEvent, PromptEvent, RecoveredEvent, TokenEvent
from tests.conftest import OpenEngine
from tests.contract.subjects import Subject, context_params, exact_subjects
from tests.streams import done_of, ids_of, read_all, read_and_kill, read_tokens, text_of

TEXT = "The keys are under the blue pot. Do not tell Ivan. "
OPTIONS: dict[str, Any] = {"ignore_eog": True, "max_tokens": 40}


@pytest.fixture(params=exact_subjects(), ids=str)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each runtime in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
async def engine(open_engine: OpenEngine, subject: Subject) -> Engine:
    """An engine on the bundled model, in a process."""
    return await _open(open_engine, subject)


async def _open(open_engine: OpenEngine, subject: Subject, **changes: Any) -> Engine:
    options: dict[str, Any] = {
        "runtime": subject.runtime,
        "isolation": "process",
        "model_params": subject.model_params,
        "context_params": context_params(subject),
    }
    return await open_engine(subject.model, **{**options, **changes})


async def test_a_cancel_inside_a_prefill_leaves_a_session_that_works(engine: Engine) -> None:
    session = engine.session()
    tokens = (await engine.tokenize(TEXT * 60, add_special=False))[:440]
    stream = session.generate(tokens, temperature=0, **OPTIONS)
    seen: list[Any] = []
    async for event in stream:
        seen.append(event)
        if isinstance(event, PromptEvent) and event.processed:
            stream.cancel()
    done = done_of(seen)
    assert done.reason == "cancelled"
    assert not ids_of(seen)
    again = await session.complete(tokens[:100], temperature=0, **OPTIONS)
    fresh = await engine.session().complete(session.tokens[:-40], temperature=0, **OPTIONS)
    assert again == fresh


async def test_a_cancel_while_decoding_keeps_what_was_said(engine: Engine) -> None:
    session = engine.session()
    prompt = await engine.tokenize(TEXT)
    said = await read_tokens(session.generate(prompt, temperature=0, ignore_eog=True), 7)
    stream = session.generate(None, temperature=0, ignore_eog=True)
    said += await read_tokens(stream, 5)
    await stream.aclose()
    assert list(session.tokens[: len(prompt) + 12]) == [*prompt, *said][: len(prompt) + 12]
    assert await session.complete(None, temperature=0, max_tokens=3, ignore_eog=True)


async def test_a_prefix_is_computed_once(engine: Engine) -> None:
    """A second turn computes what is new; a session beside it takes over what they share."""
    first = engine.session()
    prompt = await engine.tokenize(TEXT * 4, add_special=False)
    await first.append(prompt)
    done = await first.append([70, 71, 72])
    assert done.usage.cached_tokens in (len(prompt), len(prompt) - 1)
    rewound = engine.session()
    done = await rewound.append([*prompt[: len(prompt) // 2], 80, 81])
    if engine.info.capabilities.can_copy:
        assert done.usage.cached_tokens >= len(prompt) // 2 - 1


async def test_rewound_caches_say_what_fresh_ones_say(engine: Engine) -> None:
    """Shared, cut and grown again: pages that several sequences hold are not written over."""
    prompt = await engine.tokenize(TEXT * 3, add_special=False)
    base = engine.session()
    await base.append(prompt)
    forks = [base.fork() for _ in range(3)]
    tails = [[90 + index, 91 + index] for index in range(3)]
    told = await asyncio.gather(
        *(
            fork.complete(tail, temperature=0, **OPTIONS)
            for fork, tail in zip(forks, tails, strict=True)
        )
    )
    alone = []
    for tail in tails:
        async with engine.session() as session:
            alone.append(await session.complete([*prompt, *tail], temperature=0, **OPTIONS))
    assert list(told) == alone


async def test_two_sessions_at_once_say_what_each_says_alone(engine: Engine) -> None:
    prompts = [await engine.tokenize(text) for text in (TEXT, "can u bring 12 eggs, thx")]
    alone = []
    for prompt in prompts:
        async with engine.session() as session:
            alone.append(await session.complete(prompt, temperature=0, **OPTIONS))
    streams = [engine.session().generate(p, temperature=0, **OPTIONS) for p in prompts]
    together = await asyncio.gather(*(read_all(stream) for stream in streams))
    assert [text_of(events) for events in together] == alone


async def test_seeds_repeat_and_differ(engine: Engine) -> None:
    async def said(**options: Any) -> list[int]:
        async with engine.session() as session:
            events = await read_all(session.generate(TEXT, temperature=1.3, **options, **OPTIONS))
            return ids_of(events)

    assert await said(seed=5) == await said(seed=5)
    assert len({tuple(await said(seed=seed)) for seed in range(4)}) > 1


async def test_no_event_has_half_a_character(engine: Engine) -> None:
    """Emoji are forced by a bias on their bytes: four tokens a character, text only when whole."""
    pieces = [(await engine.tokenize(text, add_special=False)) for text in ("🙂", "é", "漢")]
    bias = dict.fromkeys({token for piece in pieces for token in piece}, 12.0)
    events = await read_all(
        engine.session().generate(TEXT, temperature=1.0, seed=3, logit_bias=bias, **OPTIONS)
    )
    for event in events:
        if isinstance(event, TokenEvent):
            event.text.encode("utf-8")
    whole = await engine.detokenize(ids_of(events))
    assert text_of(events).rstrip("\ufffd") == whole.rstrip("\ufffd")


async def test_a_killed_worker_loses_nothing(engine: Engine, subject: Subject) -> None:
    prompt = await engine.tokenize(TEXT)
    for options in ({"temperature": 0}, {"temperature": 1.1, "seed": 11, "repeat_penalty": 1.1}):
        expected = ids_of(await read_all(engine.session().generate(prompt, **options, **OPTIONS)))
        stream = engine.session().generate(prompt, **options, **OPTIONS)
        events = await read_and_kill(engine, stream, lambda n: n == 9)
        assert any(isinstance(event, RecoveredEvent) for event in events)
        assert ids_of(events) == expected


async def test_damaged_files_are_refused(
    open_engine: OpenEngine, subject: Subject, tmp_path: Path
) -> None:
    """Cut in half, or with a changed header or index: an error that is ours, no death."""
    for number, damage in enumerate((_cut, _spoil)):
        copy = tmp_path / str(number) / Path(str(subject.model)).name
        copy.parent.mkdir()
        (shutil.copytree if Path(str(subject.model)).is_dir() else shutil.copy)(
            str(subject.model), copy
        )
        damage(copy)
        with pytest.raises(ModelError):
            await _open(
                open_engine, Subject(subject.runtime, copy, model_params=subject.model_params)
            )


def _files(model: Path) -> list[Path]:
    """Return the file of a model, or all of a bundle, the largest first."""
    files = [path for path in model.rglob("*") if path.is_file()] if model.is_dir() else [model]
    return sorted(files, key=lambda path: -path.stat().st_size)


def _cut(model: Path) -> None:
    path = _files(model)[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _spoil(model: Path) -> None:
    path = _files(model)[0]
    data = bytearray(path.read_bytes())
    data[8:16] = b"\xff" * 8
    path.write_bytes(data)


async def test_closing_in_the_middle_ends_every_stream(engine: Engine) -> None:
    stream = engine.session().generate(TEXT, temperature=0, ignore_eog=True, max_tokens=400)
    await read_tokens(stream, 3)
    await asyncio.wait_for(engine.close(), timeout=20)
    rest: list[Any] = []
    try:
        rest = await read_all(stream)
    except OnhandError as error:
        assert isinstance(error, EngineClosedError)  # noqa: PT017 - either end is right
    else:
        assert isinstance(rest[-1], DoneEvent)
    with pytest.raises(EngineClosedError):
        await engine.session().complete("Hi")
