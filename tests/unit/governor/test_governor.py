"""The governor over scripted sensors and engines: every decision reaches every engine."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onhand import Allowance, Governor, GuardParams, Level, PolicyParams, Share
from onhand.governor.budget import Budget
from onhand.governor.events import GovernorEvent, LevelChanged
from onhand.governor.readings import Snapshot
from onhand.types.events import TokenEvent
from onhand.types.info import DeviceInfo
from tests.unit.governor.scripted import Device, ScriptedEngine


def a_governor(device: Device, **options: Any) -> tuple[Governor, list[Any]]:
    """Return a governor that only looks at `tick`, and the events that it tells."""
    governor = Governor(sensors=device, interval_s=None, memory_limit=1000, **options)
    events: list[GovernorEvent] = []
    governor.on_event(events.append)
    return governor, events


def kinds(events: list[Any]) -> list[str]:
    return [event.kind for event in events]


async def test_each_level_reaches_every_engine_once() -> None:
    device = Device()
    governor, events = a_governor(device, wall_clock=lambda: 5.0)
    engines = [ScriptedEngine(device), ScriptedEngine(device)]
    for engine in engines:
        governor.attach(engine)
    params = PolicyParams()
    for now, heat in enumerate((0, 1, 2, 2, 3)):
        device.readings["thermal_level"] = heat
        await governor.tick(float(now))
        assert governor.level == heat
    for engine in engines:
        assert engine.allowed == [params.reduced, params.minimal, params.paused]
    device.readings["thermal_level"] = 0
    for now in (10.0, 70.0, 130.0, 190.0):
        await governor.tick(now)
    assert governor.level is Level.FULL
    assert engines[0].allowed[3:] == [params.minimal, params.reduced, params.full]
    assert events[0] == LevelChanged(
        at=5.0, level=Level.REDUCED, previous=Level.FULL, reasons=("thermal_level 1",)
    )
    assert [event.level for event in events] == [1, 2, 3, 2, 1, 0]
    await governor.close()


async def test_an_engine_that_comes_later_obeys_at_the_next_look() -> None:
    device = Device(readings={"power_saver": True})
    governor, _ = a_governor(device)
    await governor.tick(0.0)
    engine = ScriptedEngine(device)
    governor.attach(engine)
    await governor.tick(1.0)
    assert engine.allowed == [PolicyParams().reduced]
    await governor.close()
    assert engine.allowed[-1] == Allowance()
    assert (governor.engines, engine.listener) == ((), None)


async def test_memory_is_given_up_and_everybody_is_told() -> None:
    device = Device(used=1100)
    governor, events = a_governor(device, guard=GuardParams(action=0.92))
    governor.attach(ScriptedEngine(device, name="model", parked=50, weights=200))
    snapshot = await governor.tick(0.0)
    assert snapshot.app_rss_bytes.value == 1100
    assert governor.snapshot is not None
    assert governor.snapshot.app_rss_bytes.value == device.used == 850
    assert kinds(events) == [
        "memory_warning",
        "sequences_parked",
        "batch_shrunk",
        "engine_evicted",
    ]
    assert events[-1].engine == "model"
    await governor.close()


async def test_an_engine_that_comes_back_gets_room_from_the_others_alone() -> None:
    device = Device(used=800)
    governor, events = a_governor(device)
    back, other = ScriptedEngine(device, weights=1), ScriptedEngine(device, weights=400)
    governor.attach(back)
    governor.attach(other)
    assert back.listener is not None
    await back.listener.make_room(300)
    assert kinds(events) == ["batch_shrunk", "engine_evicted"]
    assert events[-1].engine == "engine 2"
    assert back.asked == []
    await governor.close()


async def test_a_snapshot_has_the_memory_of_each_accelerator_once() -> None:
    gpu = DeviceInfo(name="CUDA0", description="", type="gpu", registry="CUDA", memory_free_bytes=5)
    async with Governor(interval_s=None) as governor:
        for _ in range(2):
            engine = ScriptedEngine(Device())
            engine.accelerators = (gpu,)
            governor.attach(engine)
        first, _ = await asyncio.gather(governor.tick(), governor.tick())
    assert [(one.name, one.free_bytes.value) for one in first.gpus] == [("CUDA0", 5)]


async def test_a_handler_may_use_governor_and_engines_while_it_is_called() -> None:
    device = Device(used=1100)
    governor = Governor(sensors=device, interval_s=None, memory_limit=1000)
    engine, other = ScriptedEngine(device, parked=1, weights=200), ScriptedEngine(device)
    governor.attach(engine)
    governor.attach(other)
    seen: list[str] = []

    async def from_a_coroutine(event: GovernorEvent) -> None:
        await governor.tick(1.0)  # joins the look that called
        await engine.allow(Allowance(duty=0.5))
        seen.append(f"async {event.kind}")

    def at_once(event: GovernorEvent) -> None:
        seen.append(f"{event.kind} {governor.level.label}")
        governor.detach(other)
        governor.on_event(lambda event: None)

    governor.on_event(from_a_coroutine)
    governor.on_event(at_once)
    await governor.tick(0.0)
    while len(seen) < 8:
        await asyncio.sleep(0)
    assert "engine_evicted full" in seen
    assert "async engine_evicted" in seen
    assert Allowance(duty=0.5) in engine.allowed
    assert governor.engines == ("engine",)
    await governor.close()


async def test_a_handler_that_fails_or_has_ended_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    device = Device(readings={"thermal_level": 1})
    governor = Governor(sensors=device, interval_s=None)
    heard: list[GovernorEvent] = []

    def fail(event: GovernorEvent) -> None:
        raise RuntimeError("mine")

    async def fail_later(event: GovernorEvent) -> None:
        raise RuntimeError("mine, later")

    end = governor.on_event(heard.append)
    governor.on_event(fail)
    governor.on_event(fail_later)
    with caplog.at_level(logging.ERROR, "onhand.governor"):
        await governor.tick(0.0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert len(heard) == 1
    assert len(caplog.records) == 2
    end()
    device.readings["thermal_level"] = 2
    await governor.tick(1.0)
    assert len(heard) == 1
    await governor.close()


async def test_events_can_be_iterated_until_the_governor_is_closed() -> None:
    device = Device()
    governor, _ = a_governor(device)

    async def collect() -> list[str]:
        return [event.kind async for event in governor.events()]

    collecting = asyncio.create_task(collect())
    await asyncio.sleep(0)
    device.readings["thermal_level"] = 1
    await governor.tick(0.0)
    await governor.close()
    assert await collecting == ["level_changed"]
    assert [event async for event in governor.events()] == []


async def test_names_are_unique_and_come_from_the_share_or_the_engine() -> None:
    device = Device()
    governor, _ = a_governor(device)
    assert governor.attach(ScriptedEngine(device, name="small")) == "small"
    assert governor.attach(ScriptedEngine(device, name="small")) == "small 2"
    assert governor.attach(ScriptedEngine(device), Share(name="chat")) == "chat"
    with pytest.raises(KeyError):
        governor.engine_level("nobody")
    await governor.close()
    with pytest.raises(RuntimeError, match="closed"):
        governor.attach(ScriptedEngine(device))


async def test_it_looks_by_itself_while_it_minds_an_engine_and_survives_failures(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Failing(Device):
        def sample(self, pids: Sequence[int]) -> Snapshot:
            snapshot = super().sample(pids)
            if self.n_samples == 1:
                raise OSError("the sensor is gone")
            return snapshot

    device = Failing(readings={"thermal_level": 1})
    governor = Governor(sensors=device, interval_s=0.1)
    engine = ScriptedEngine(device)
    engine.pid = 77
    changed = asyncio.Event()
    governor.on_event(lambda event: changed.set())
    with caplog.at_level(logging.ERROR, "onhand.governor"):
        governor.attach(engine)
        await asyncio.wait_for(changed.wait(), 10)
    assert "a look at the device failed" in caplog.text
    assert device.pids == (77,)
    governor.detach(engine)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await governor.close()


async def test_a_violated_budget_takes_from_the_lower_priority_first() -> None:
    device = Device()
    seconds = [0.0]
    governor, events = a_governor(device, clock=lambda: seconds[0])
    low, high = ScriptedEngine(device, name="low"), ScriptedEngine(device, name="high")
    governor.attach(low)
    governor.attach(high, Share(priority=1, budget=Budget(p95_token_ms=10.0)))
    assert high.listener is not None
    meter = high.listener.request()
    assert meter is not None
    for second in range(40):
        seconds[0] = second * 0.05
        meter.on_event(TokenEvent("a", (1,)))
    seconds[0] = 10.0
    await governor.tick()
    assert [event.kind for event in events] == ["budget_violated", "level_changed"]
    assert (events[1].engine, events[1].reasons) == ("low", ("budget of high",))
    assert low.allowed == [PolicyParams().reduced]
    assert (high.allowed, governor.level) == ([], Level.FULL)
    assert governor.engine_level("low") is Level.REDUCED
    await governor.close()


async def test_a_trace_has_every_event_and_sample(tmp_path: Path) -> None:
    device = Device(used=500, readings={"thermal_level": 2})
    governor, _ = a_governor(device, trace=tmp_path / "trace.jsonl")
    await governor.tick(0.0)
    await governor.close()
    lines = (tmp_path / "trace.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert "level_changed" in [record.get("what") for record in records]
    assert records[-1]["kind"] == "sample"
    assert (records[-1]["level"], records[-1]["app_rss_bytes"]) == ("minimal", 500)


def test_options_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="interval_s"):
        Governor(interval_s=0.01)
    with pytest.raises(ValueError, match="limit_bytes"):
        Governor(memory_limit=0)
