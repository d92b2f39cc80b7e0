"""The memory guard: its limit, when it warns, and in which order memory is given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onhand.governor.events import MemoryWarning
from onhand.governor.guard import GIB, MB, GuardParams, MemoryGuard, MemoryLimit
from tests.unit.governor.scripted import Device, ScriptedEngine, snapshot


def a_guard(limit: int | None = 1000, **params: Any) -> MemoryGuard:
    return MemoryGuard(
        GuardParams(limit_bytes=limit, **params), platform="linux", wall_clock=lambda: 7.0
    )


async def check(guard: MemoryGuard, device: Device, *engines: ScriptedEngine) -> list[Any]:
    """Return the events of one check."""
    named = {f"{engine.name}{n}": engine for n, engine in enumerate(engines)}
    checking = guard.check(device.sample(()), named, device.measure, 100.0)
    return [event async for event in checking]


def kinds(events: list[Any]) -> list[str]:
    return [event.kind for event in events]


@pytest.mark.parametrize(
    ("platform", "readings", "limit"),
    [
        ("linux", {"total_bytes": 10 * GIB}, MemoryLimit(6 * GIB, "ram")),
        ("linux", {"total_bytes": 10 * GIB, "limit_bytes": GIB}, MemoryLimit(GIB, "cgroup")),
        ("linux", {"total_bytes": GIB, "limit_bytes": 2 * GIB}, MemoryLimit(GIB * 6 // 10, "ram")),
        ("linux", {}, None),
        ("darwin", {"total_bytes": 10 * GIB}, MemoryLimit(6 * GIB, "ram")),
        ("ios", {}, MemoryLimit(1200 * MB, "platform")),
        ("android", {"total_bytes": 4 * GIB}, MemoryLimit(800 * MB, "platform")),
        ("android", {"total_bytes": 8 * GIB}, MemoryLimit(1000 * MB, "platform")),
        ("android", {"total_bytes": 12 * GIB}, MemoryLimit(1200 * MB, "platform")),
    ],
)
def test_the_limit_is_the_cgroups_else_the_platforms_else_a_share_of_the_memory(
    platform: str, readings: dict[str, int], limit: MemoryLimit | None
) -> None:
    assert MemoryLimit.decided(None, snapshot(**readings), platform) == limit
    assert MemoryLimit.decided(123, snapshot(**readings), platform) == MemoryLimit(123, "explicit")


def test_a_cgroups_own_count_is_what_counts_against_its_limit() -> None:
    seen = snapshot(app_rss_bytes=10, worker_rss_bytes=20, cgroup_used_bytes=500)
    assert MemoryGuard.used_bytes(seen, MemoryLimit(1000, "cgroup")) == 500
    assert MemoryGuard.used_bytes(seen, MemoryLimit(1000, "explicit")) == 30
    assert MemoryGuard.used_bytes(snapshot(), MemoryLimit(1000, "ram")) is None


async def test_it_warns_once_at_ninety_percent_and_again_only_after_it_eased() -> None:
    guard, device = a_guard(), Device(used=899)
    assert await check(guard, device) == []
    device.used = 900
    (warning,) = await check(guard, device)
    assert warning == MemoryWarning(at=7.0, used_bytes=900, limit_bytes=1000, source="explicit")
    assert await check(guard, device) == []
    device.used = 850
    assert await check(guard, device) == []
    device.used = 799
    assert kinds(await check(guard, device)) == ["memory_eased"]
    device.used = 940
    assert kinds(await check(guard, device)) == ["memory_warning"]


async def test_it_does_nothing_below_ninety_five_percent_or_without_a_limit() -> None:
    device = Device(used=949)
    engine = ScriptedEngine(device, parked=500)
    await check(a_guard(), device, engine)
    await check(a_guard(None), Device(used=1 << 50), engine)
    assert engine.asked == []


async def test_it_gives_up_the_cheapest_first_and_the_whole_engine_last() -> None:
    device = Device(used=2000)
    busy = ScriptedEngine(device, is_idle=False, parked=10, prefixes=20, batch=30, weights=500)
    idle = ScriptedEngine(device, last_used=90.0, parked=1, weights=400)
    events = await check(a_guard(), device, busy, idle)
    assert kinds(events) == [
        "memory_warning",
        "sequences_parked",
        "sequences_parked",
        "prefix_cache_dropped",
        "batch_shrunk",
        "batch_shrunk",
        "engine_evicted",
    ]
    assert [event.freed_bytes for event in events[1:]] == [10, 1, 20, 30, 0, 400]
    assert (events[-1].engine, events[-1].idle_s) == ("engine1", 10.0)
    assert "evict" not in busy.asked


@pytest.mark.parametrize(
    ("excess", "last", "n_events"),
    [
        (10, "sequences_parked", 1),
        (30, "prefix_cache_dropped", 2),
        (60, "batch_shrunk", 3),
        (100, "engine_evicted", 4),
    ],
)
async def test_it_stops_as_soon_as_it_is_below(excess: int, last: str, n_events: int) -> None:
    device = Device(used=949 + excess)
    engine = ScriptedEngine(device, parked=10, prefixes=20, batch=30, weights=40)
    events = (await check(a_guard(), device, engine))[1:]
    assert (kinds(events)[-1], len(events)) == (last, n_events)
    assert device.used < 950


async def test_room_is_made_before_an_engine_takes_memory_again() -> None:
    guard, device = a_guard(), Device(used=700)
    engine = ScriptedEngine(device, parked=100, weights=300)
    named = {"other": engine}

    async def make_room(n_bytes: int) -> list[str]:
        freeing = guard.make_room(n_bytes, device.sample(()), named, device.measure, 0.0)
        return [event.kind async for event in freeing]

    assert await make_room(249) == []
    assert await make_room(300) == ["sequences_parked"]
    assert await make_room(400) == ["batch_shrunk", "engine_evicted"]
    assert await make_room(5000) == []  # there is nothing left, and nobody is held up for ever


async def test_a_device_that_others_fill_is_given_memory_too() -> None:
    """Far below one's own limit: what is idle here may be what the device lacks."""
    device = Device(used=400, total=10_000, others=9_400)
    engine = ScriptedEngine(device, parked=50, prefixes=40, batch=5, weights=200)
    guard = a_guard(100_000, least_available_bytes=200)
    assert kinds(await check(guard, device, engine)) == ["sequences_parked"]
    assert await check(guard, device, engine) == []
    device.others += 100
    assert kinds(await check(guard, device, engine)) == [
        "prefix_cache_dropped",
        "batch_shrunk",
        "engine_evicted",
    ]
    assert await check(guard, device, engine) == []  # 395 are left: enough, but not at ease
    device.others -= 10
    assert kinds(await check(guard, device, engine)) == ["batch_restored"]


async def test_a_small_cgroup_is_not_short_before_its_ninety_five_percent() -> None:
    device = Device(used=900, readings={"limit_bytes": 1000, "available_bytes": 100})
    engine = ScriptedEngine(device, parked=100)
    guard = a_guard(None)  # which asks for 100 MiB on a machine that has them
    assert kinds(await check(guard, device, engine)) == ["memory_warning"]
    device.readings["available_bytes"] = 49
    assert kinds(await check(guard, device, engine))[0] == "sequences_parked"


async def test_a_device_s_shortage_counts_without_a_limit_and_not_when_it_is_not_wanted() -> None:
    device = Device(used=400, total=1000, others=550)
    engine = ScriptedEngine(device, parked=11)
    await check(a_guard(least_available_bytes=None), device, engine)
    assert engine.asked == []
    assert kinds(await check(a_guard(None, least_available_bytes=60), device, engine)) == [
        "sequences_parked"
    ]


async def test_of_idle_engines_the_least_recently_used_goes_first() -> None:
    device = Device(used=1200)
    engines = [ScriptedEngine(device, weights=200, last_used=t) for t in (30.0, 10.0, 20.0)]
    events = await check(a_guard(), device, *engines)
    assert [event.engine for event in events if event.kind == "engine_evicted"] == [
        "engine1",
        "engine2",
    ]


async def test_an_engine_that_declined_is_asked_again_at_the_next_look() -> None:
    device = Device(used=990)
    engine = ScriptedEngine(device, is_idle=False, weights=300)
    guard = a_guard()
    assert "engine_evicted" not in kinds(await check(guard, device, engine))
    engine.is_idle = True
    assert kinds(await check(guard, device, engine)) == ["engine_evicted"]


async def test_batches_are_restored_when_the_memory_has_eased() -> None:
    device = Device(used=1000)
    engine = ScriptedEngine(device, is_idle=False, batch=60)
    guard = a_guard()
    assert kinds(await check(guard, device, engine))[-1] == "batch_shrunk"
    device.used = 850
    assert await check(guard, device, engine) == []
    device.used = 700
    assert kinds(await check(guard, device, engine)) == ["memory_eased", "batch_restored"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: GuardParams(limit_bytes=0),
        lambda: GuardParams(warning=1.2),
        lambda: GuardParams(warning=0.5),
        lambda: GuardParams(action=0.85),
        lambda: GuardParams(least_available_bytes=-1),
    ],
)
def test_values_that_make_no_sense_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="GuardParams"):
        make()
