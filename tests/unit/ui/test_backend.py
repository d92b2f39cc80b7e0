"""The one engine of the app: preload, sharing, change of model, failure."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import onhand
from onhand.ui.backend import Backend
from tests.unit.ui.desk import desk, phases, ready, said, scripted


async def test_nothing_is_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        assert backend.status.phase == "idle"
        assert backend.open_engine is None


async def test_preload_goes_through_its_states_in_order(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(n_ctx=8000)) as backend:
        seen = phases(backend)
        await ready(backend)
        order = list(dict.fromkeys(status.phase for status in seen))
        assert order == ["loading", "warming", "ready"]
        assert [status.is_usable for status in seen][-2:] == [True, True]


async def test_callers_share_one_load(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        backend.start()
        engines = await asyncio.gather(*(backend.engine() for _ in range(5)))
        assert len({id(engine) for engine in engines}) == 1
        rewriters = await asyncio.gather(*(backend.rewriter() for _ in range(3)))
        assert len({id(rewriter) for rewriter in rewriters}) == 1


async def test_a_failure_is_kept_for_the_window_and_the_next_call_tries_again(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, tmp_path / "absent.gguf") as backend:
        with pytest.raises(onhand.ModelNotFoundError):
            await backend.engine()
        assert backend.status.phase == "failed"
        assert isinstance(backend.status.failure, onhand.ModelNotFoundError)
        seen = phases(backend)
        with pytest.raises(onhand.ModelNotFoundError):
            await backend.engine()
        assert [status.phase for status in seen] == ["loading", "failed"]


async def test_another_model_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        first = await backend.engine()
        second = await backend.use_model(scripted({"Hi": "Other."}))
        assert not first.is_open
        assert second.is_open
        assert backend.open_engine is second


async def test_a_change_while_loading_loads_the_other_one_only(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.1)) as backend:
        backend.start()
        await asyncio.sleep(0)
        engine = await backend.use_model(scripted())
        assert backend.open_engine is engine


async def test_who_waits_while_another_model_is_chosen_gets_that_one(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.1)) as backend:
        waiting = asyncio.create_task(backend.engine())
        conversation = backend.conversations.new()
        conversation.send("Hi")
        await asyncio.sleep(0)
        engine = await backend.use_model(scripted({"Hi": "From the other one."}))
        assert await waiting is engine
        await conversation.settled()
        assert conversation.entries[-1].message.text == "From the other one."


async def test_of_two_changes_at_once_the_last_one_counts(tmp_path: Path) -> None:
    last = scripted({"Hi": "Last."})
    async with desk(tmp_path) as backend:
        await backend.engine()
        changes = [backend.use_model(model) for model in (scripted({"Hi": "First."}), last)]
        engines = await asyncio.gather(*changes)
        assert engines == [backend.open_engine] * 2
        assert backend.model is last
        assert await said(backend.conversations.new(), "Hi") == "Last."


async def test_who_waits_when_the_app_closes_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.1)) as backend:
        waiting = asyncio.create_task(backend.engine())
        await asyncio.sleep(0)
        await backend.close()
        with pytest.raises(onhand.EngineClosedError):
            await waiting


async def test_closing_twice_is_fine_and_ends_it(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        await backend.engine()
        await backend.close()
        await backend.close()
        assert backend.status.phase == "closed"
        with pytest.raises(onhand.EngineClosedError):
            await backend.engine()


async def test_a_listener_that_stopped_hears_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        heard: list[object] = []
        stop = backend.listen(heard.append)
        stop()
        stop()
        await backend.engine()
        assert heard == []


def test_the_bundled_model_is_the_default() -> None:
    assert Backend().model is None
    assert Backend().status.model == "onhand small"


async def test_system_prompts_are_kept_once_there_is_a_data_folder(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        assert "prefix_cache" not in backend._options()
        backend.store.root.mkdir()
        kept = backend._options()["prefix_cache"]
        assert kept == onhand.PrefixCache(path=tmp_path / "store" / "prefix-cache")
    async with desk(tmp_path, prefix_cache=False) as backend:
        assert backend._options()["prefix_cache"] is False
