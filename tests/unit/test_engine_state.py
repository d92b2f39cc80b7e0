"""Saved sessions go on as if nothing had happened; what does not fit is refused by name."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onhand import (
    Adapter,
    ContextParams,
    Engine,
    EngineBusyError,
    EngineClosedError,
    ModelParams,
    Session,
    StateCorruptError,
    StateError,
    StateKeyError,
    StateMismatchError,
    sync,
)
from onhand import saving as saving_module
from onhand.state import SavedState, read_state, write_state
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.streams import done_of, ids_of, kill, read_all, read_tokens, until
from tests.tiny_models import tiny_adapter, tiny_model
from tests.unit.state.states import KEY, plain, reseal, sections

PROMPT = "Once upon a time there was a little girl who "
GREEDY: dict[str, Any] = {"max_tokens": 24, "temperature": 0.0}
TINY = str(tiny_model())
ROOT = Path(__file__).parents[2]

RESTORES = """
import sys
sys.path.insert(0, {root!r})
from onhand import sync
from tests.unit.test_engine_state import GREEDY, TINY
with sync.Engine.open(TINY, isolation="thread") as engine:
    text, done = engine.restore({path!r}).generate(None, **GREEDY).collect()
    print(repr((text, done.usage.cached_tokens, done.usage.prompt_tokens)))
"""


async def begun(engine: Engine, prompt: Any = PROMPT) -> Session:
    """Return a session that has a prompt and an answer."""
    session = engine.session()
    await session.complete(prompt, **GREEDY)
    return session


async def goes_on(session: Session, prompt: Any = None) -> tuple[list[int], int, int]:
    """Return the next greedy tokens, and how much of the prompt was not computed again."""
    events = await read_all(session.generate(prompt, **GREEDY))
    usage = done_of(events).usage
    return ids_of(events), usage.cached_tokens, usage.prompt_tokens


async def saved(session: Session, **options: Any) -> bytes:
    data = await session.save(**options)
    assert data is not None
    return data


@pytest.fixture(params=["fake", "llama"])
def model(request: pytest.FixtureRequest) -> Any:
    """Both kinds of models that tests have."""
    return FakeModel() if request.param == "fake" else TINY


async def test_a_restored_session_says_the_same_and_computes_nothing_again(
    model: Any, isolation: str, open_engine: OpenEngine, tmp_path: Path
) -> None:
    """Across a restart of the engine, in every form that a state can have."""
    engine = await open_engine(model, isolation=isolation)
    session = await begun(engine)
    forms: list[tuple[Any, dict[str, Any]]] = []
    for index, options in enumerate(({}, {"key": KEY}, {"compress": True})):
        path = tmp_path / f"{index}.onhand"
        assert await session.save(path, **options) is None
        forms.append((path, {"key": options.get("key")}))
    forms.append((await saved(session), {}))
    expected = await goes_on(session)
    await engine.close()
    engine = await open_engine(model, isolation=isolation)
    for source, options in forms:
        async with await engine.restore(source, **options) as restored:
            assert await goes_on(restored) == expected
    assert expected[1] == expected[2] - 1


@pytest.mark.slow
async def test_another_process_goes_on_too(open_engine: OpenEngine, tmp_path: Path) -> None:
    session = await begun(await open_engine(TINY))
    path = tmp_path / "session.onhand"
    await session.save(path)
    stream = session.generate(None, **GREEDY)
    text, done = await stream.collect()
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", RESTORES.format(root=str(ROOT), path=str(path))],
        capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    usage = done.usage
    assert ran.stdout.strip() == repr((text, usage.cached_tokens, usage.prompt_tokens)), ran.stderr


async def test_a_restored_session_is_independent_and_can_fork(engine: Engine) -> None:
    session = await begun(engine)
    data = await saved(session)
    first, second = await engine.restore(data), await engine.restore(data)
    fork = first.fork()
    expected = await goes_on(session)
    assert await goes_on(first) == await goes_on(second) == await goes_on(fork) == expected
    assert first.tokens == session.tokens


async def test_half_a_character_is_saved_with_the_rest(engine: Engine) -> None:
    session = engine.session()
    await session.complete("Smile", max_tokens=6)
    restored = await engine.restore(await saved(session))
    rest = await session.complete(None)
    assert rest.startswith("🙂")
    assert await restored.complete(None) == rest


async def test_an_empty_session_can_be_saved(engine: Engine) -> None:
    restored = await engine.restore(await saved(engine.session()))
    assert restored.tokens == ()
    assert await restored.complete("Hi") == "Hello there!"


# ── saving ──


async def test_saving_works_while_others_generate_and_not_while_it_generates(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.002, n_ctx=4000))
    idle, busy = await begun(engine), engine.session()
    stream = busy.generate("go", max_tokens=2000)
    await read_tokens(stream, 3)
    data = await saved(idle)
    with pytest.raises(EngineBusyError):
        await busy.save()
    restored = await engine.restore(data)
    assert await goes_on(restored) == await goes_on(idle)
    assert busy.is_generating
    await stream.aclose()
    assert await saved(busy)


async def test_while_every_sequence_is_busy_a_restored_cache_waits_parked(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(n_sequences=1, token_delay_s=0.002, n_ctx=4000))
    data = await saved(await begun(engine))
    stream = engine.session().generate("go", max_tokens=2000)
    await read_tokens(stream, 1)
    restored = await engine.restore(data)
    assert (await engine.stats()).parked_bytes > 0
    await stream.aclose()
    _, cached, total = await goes_on(restored)
    assert cached == total - 1


@pytest.mark.parametrize("can_copy", [True, False])
async def test_a_parked_session_is_saved_with_its_cache(
    open_engine: OpenEngine, can_copy: bool
) -> None:
    engine = await open_engine(FakeModel(n_sequences=1, can_copy=can_copy))
    first = await begun(engine)
    await begun(engine, "Something else")
    assert (await engine.stats()).n_parked == 1
    state = read_state(await saved(first))
    assert state.header.n_cached == state.header.n_tokens - 1


async def test_a_fork_is_saved_with_what_it_shares(engine: Engine) -> None:
    session = await begun(engine)
    fork = session.fork()
    await goes_on(session)  # its sequence holds more than the fork's tokens now
    state = read_state(await saved(fork))
    assert state.header.n_cached == len(fork.tokens)
    restored = await engine.restore(await saved(fork))
    assert await goes_on(restored) == await goes_on(fork)


async def test_what_a_reader_left_unread_is_not_saved(engine: Engine) -> None:
    """The worker ran ahead of the reader; the file holds what the session does."""
    session = engine.session()
    stream = session.generate("Hi")
    read = await read_tokens(stream, 2)
    await until(lambda: not session.is_generating)
    await stream.aclose()
    state = read_state(await saved(session))
    assert state.tokens == [256, *b"Hi", *read]
    assert state.header.n_cached == len(state.tokens)


@pytest.mark.parametrize("options", [{}, {"can_remove_tail": False, "can_copy": False}])
async def test_a_cache_that_cannot_forget_its_tail_is_saved_whole(
    open_engine: OpenEngine, options: dict[str, bool]
) -> None:
    engine = await open_engine(FakeModel(**options))
    session = await begun(engine)
    data = await saved(session)
    restored = await engine.restore(data)
    assert (await goes_on(restored))[1] == len(read_state(data).tokens) - 1


async def test_large_caches_travel_in_parts(
    isolation: str, open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several windows of several parts; a lost or misplaced one would not pass the checksum."""
    monkeypatch.setattr(saving_module, "PART_BYTES", 1000)
    engine = await open_engine(TINY, isolation=isolation)
    session = await begun(engine)
    data = await saved(session)
    assert len(read_state(data).kv) > 2 * 4 * 1000
    restored = await (await open_engine(TINY, isolation=isolation)).restore(data)
    assert await goes_on(restored) == await goes_on(session)


async def test_many_sessions_can_be_saved_and_restored_at_once(engine: Engine) -> None:
    sessions = [await begun(engine, f"Session {index}") for index in range(8)]
    states = await asyncio.gather(*(saved(session) for session in sessions))
    restored = await asyncio.gather(*(engine.restore(data) for data in states))
    for session, copy in zip(sessions, restored, strict=True):
        assert copy.tokens == session.tokens
        assert await goes_on(copy) == await goes_on(session)


async def test_a_closed_session_and_a_closed_engine_refuse(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    session = await begun(engine)
    data = await saved(session)
    await session.close()
    with pytest.raises(EngineClosedError):
        await session.save()
    await engine.close()
    with pytest.raises(EngineClosedError):
        await engine.restore(data)


# ── deaths of the worker ──


async def test_a_session_whose_worker_died_is_saved_without_a_cache_and_goes_on(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(TINY, isolation="process")
    session = await begun(engine)
    kill(engine)
    data = await saved(session)
    assert read_state(data).tokens == list(session.tokens)
    restored = await engine.restore(data)
    assert (await goes_on(restored))[0] == (await goes_on(session))[0]


async def test_a_restored_session_outlives_the_worker(open_engine: OpenEngine) -> None:
    """How its cache came to be is unknown, so it is computed as one prefill."""
    engine = await open_engine(TINY, isolation="process")
    session = await begun(engine)
    restored = await engine.restore(await saved(session))
    kill(engine)
    assert len((await goes_on(restored))[0]) == GREEDY["max_tokens"]


# ── what does not fit ──


async def test_each_difference_is_refused_by_name_and_replay_keeps_the_tokens(
    open_engine: OpenEngine,
) -> None:
    data = await saved(await begun(await open_engine(TINY)))
    adapted = ModelParams(adapters=(Adapter(path=str(tiny_adapter())),))
    others: list[tuple[str, Any, dict[str, Any]]] = [
        ("model", str(tiny_model(seed=5)), {}),
        ("adapters", TINY, {"model_params": adapted}),
        ("kv_types", TINY, {"context_params": ContextParams(type_k="f32")}),
        ("rope", TINY, {"context_params": ContextParams(rope_freq_base=5000.0)}),
        ("flash_attention", TINY, {"context_params": ContextParams(flash_attention=False)}),
    ]
    for field, model, options in others:
        engine = await open_engine(model, **options)
        with pytest.raises(StateMismatchError) as caught:
            await engine.restore(data)
        assert caught.value.field == field
        assert caught.value.expected != caught.value.found
        restored = await engine.restore(data, on_mismatch="replay")
        assert restored.tokens == tuple(read_state(data).tokens)
        _, cached, _ = await goes_on(restored)
        assert cached == 0
        await engine.close()


@pytest.mark.parametrize("field", ["runtime", "library_build", "media_projector"])
async def test_what_no_test_can_change_here_is_refused_too(
    open_engine: OpenEngine, field: str
) -> None:
    data = await saved(await begun(await open_engine()))
    edited = _edited(data, identity={field: "another"})
    engine = await open_engine()
    with pytest.raises(StateMismatchError) as caught:
        await engine.restore(edited)
    assert (caught.value.field, caught.value.found) == (field, "another")
    restored = await engine.restore(edited, on_mismatch="replay")
    assert (await goes_on(restored))[1] == 0


def _edited(data: bytes, identity: dict[str, Any]) -> bytes:
    """Return a state with other values in its identity, sealed again."""
    head, tokens, kv = sections(data)
    header = json.loads(head)
    header["identity"] |= identity
    return reseal(json.dumps(header).encode(), tokens, kv)


async def test_tokens_of_another_tokenizer_are_refused_even_for_replay(
    open_engine: OpenEngine,
) -> None:
    data = await saved(await begun(await open_engine(TINY)))
    engine = await open_engine(str(tiny_model(vocabulary="bpe")))
    for on_mismatch, field in (("error", "model"), ("replay", "tokenizer")):
        with pytest.raises(StateMismatchError) as caught:
            await engine.restore(data, on_mismatch=on_mismatch)
        assert caught.value.field == field


async def test_tokens_that_do_not_fit_the_context_are_refused_with_both_numbers(
    open_engine: OpenEngine,
) -> None:
    session = await begun(await open_engine(TINY))
    data = await saved(session)
    small = await open_engine(TINY, context_params=ContextParams(n_ctx=16))
    for on_mismatch in ("error", "replay"):
        with pytest.raises(StateMismatchError, match="n_ctx=") as caught:
            await small.restore(data, on_mismatch=on_mismatch)
        found = caught.value
        assert (found.field, found.found) == ("context_size", len(session.tokens))
        assert found.expected == small.info.n_ctx
    large = await open_engine(TINY, context_params=ContextParams(n_ctx=1024))
    restored = await large.restore(data)
    assert (await goes_on(restored))[1] == len(session.tokens) - 1


async def test_a_failed_restore_leaves_everything_as_it_was(
    isolation: str, open_engine: OpenEngine
) -> None:
    """A damaged file, a wrong key, and a sealed file whose KV the library refuses."""
    engine = await open_engine(TINY, isolation=isolation)
    session = await begun(engine)
    before, resident = session.tokens, (await engine.stats()).resident
    data, encrypted = await saved(session), await saved(session, key=KEY)
    state = read_state(data)
    kv = bytearray(state.kv)
    kv[100] ^= 1
    sealed = write_state(None, SavedState(state.header, state.tokens, bytes(kv)))
    assert sealed is not None
    with pytest.raises(StateCorruptError):
        await engine.restore(data[:-1])
    with pytest.raises(StateKeyError):
        await engine.restore(encrypted, key=bytes(32))
    with pytest.raises(StateCorruptError):
        await engine.restore(sealed)
    with pytest.raises(StateCorruptError, match="vocabulary"):
        await engine.restore(reseal(sections(data)[0], b"\xff" * 4 * len(before), bytes(state.kv)))
    assert session.tokens == before
    assert (await engine.stats()).resident <= resident
    assert (await goes_on(session))[1] == len(before) - 1
    restored = await engine.restore(sealed, on_mismatch="replay")
    assert restored.tokens == before


async def test_a_model_file_that_was_replaced_is_not_taken_for_the_loaded_one(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(Path(TINY).read_bytes())
    engine = await open_engine(str(path))
    other = tmp_path / "other.gguf"
    other.write_bytes(tiny_model(n_layer=3).read_bytes())
    other.replace(path)
    with pytest.raises(StateError, match="was replaced"):
        await (await begun(engine)).save()


@pytest.mark.parametrize(
    ("options", "error"),
    [({"on_mismatch": "ignore"}, ValueError), ({"key": b"short"}, ValueError),
     ({"key": "x" * 32}, TypeError)],
)  # fmt: skip
async def test_mistakes_are_the_callers(
    engine: Engine, options: dict[str, Any], error: type[Exception]
) -> None:
    data = await saved(await begun(engine))
    with pytest.raises(error):
        await engine.restore(data, **options)


async def test_saving_twice_changes_nothing(engine: Engine) -> None:
    """Neither the session nor what is saved."""
    session = await begun(engine)
    first, second = read_state(await saved(session)), read_state(await saved(session))
    assert plain(first)[1:] == plain(second)[1:]


def test_the_blocking_face_saves_and_restores(tmp_path: Path) -> None:
    path = tmp_path / "session.onhand"
    with sync.Engine.open(FakeModel(), isolation="thread") as engine:
        session = engine.session()
        session.complete(PROMPT, **GREEDY)
        session.save(path, key=KEY)
        with engine.restore(path, key=KEY) as restored:
            assert restored.tokens == session.tokens
            assert restored.complete(**GREEDY) == session.complete(**GREEDY)
