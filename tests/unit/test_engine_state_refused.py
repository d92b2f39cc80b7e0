"""A state that does not fit is refused by name, and nothing has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onhand import (
    Adapter,
    ContextParams,
    Engine,
    ModelParams,
    StateCorruptError,
    StateError,
    StateKeyError,
    StateMismatchError,
)
from onhand.state import SavedState, read_state, write_state
from tests.conftest import OpenEngine
from tests.tiny_models import tiny_adapter, tiny_model
from tests.unit.state.sessions import TINY, begun, goes_on, saved
from tests.unit.state.states import KEY, reseal, sections


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
        ("flash_attention", TINY, {"context_params": ContextParams(flash_attention=True)}),
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
