"""An engine beyond the memory ceiling of its budget gives memory back; others keep theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onhand.governor.budget import Budget
from onhand.governor.events import GovernorEvent
from onhand.governor.governor import Governor
from onhand.governor.levels import Level
from onhand.governor.members import Share
from onhand.governor.readings import ProcessMemory, Reading, Snapshot
from tests.unit.governor.scripted import Device, ScriptedEngine

PID = 42


class Workers(Device):
    """All memory that is in use is that of one worker, while it lives."""

    def sample(self, pids: Sequence[int]) -> Snapshot:
        seen = super().sample(pids)
        workers = [
            ProcessMemory(pid=pid, rss_bytes=Reading(self.used, "test", 0.0)) for pid in pids
        ]
        return replace(seen, app_rss_bytes=Reading(1, "test", 0.0), workers=tuple(workers))


async def looked(
    used: int, ceiling: int, n_looks: int = 1, **holds: int
) -> tuple[list[str], ScriptedEngine, ScriptedEngine]:
    """Return what happened at some looks, the engine with the budget and one without."""
    device = Workers(used)
    events: list[GovernorEvent] = []
    governor = Governor(sensors=device, interval_s=None, memory_limit=10**9)
    governor.on_event(events.append)
    engine = ScriptedEngine(device, name="bounded", **holds)  # type: ignore[arg-type]
    other = ScriptedEngine(device, name="other", parked=5)
    engine.pid = PID
    governor.attach(other)
    governor.attach(engine, Share(budget=Budget(memory_bytes=ceiling)))
    for n in range(n_looks):
        await governor.tick(100.0 + 5 * n)
        assert governor.engine_level("other") is Level.FULL  # slowing anybody frees nothing
    await governor.close()
    return [event.kind for event in events], engine, other


async def test_idle_caches_go_first_and_as_few_as_are_enough() -> None:
    told, engine, other = await looked(1050, 1000, parked=60, prefixes=100, weights=800)
    assert told == ["budget_violated", "sequences_parked"]
    assert engine.asked == ["park"]
    assert other.asked == []


async def test_a_little_beyond_it_is_not_unloaded() -> None:
    told, engine, _ = await looked(1090, 1000, parked=10, prefixes=10, weights=800)
    assert told == ["budget_violated", "sequences_parked", "prefix_cache_dropped"]
    assert "evict" not in engine.asked


async def test_far_beyond_it_is_unloaded_when_it_is_idle() -> None:
    told, engine, other = await looked(2000, 1000, 2, parked=10, weights=1900)
    assert told == ["budget_violated", "sequences_parked", "engine_evicted", "budget_met"]
    assert engine.asked == ["park", "prefixes", "evict"]
    assert other.asked == []


async def test_within_it_nothing_happens() -> None:
    told, engine, _ = await looked(1000, 1000, 3, parked=10)
    assert (told, engine.asked) == ([], [])
