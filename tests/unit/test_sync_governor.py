"""The blocking face of the governor."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

import onhand
from onhand import sync
from onhand.testing import FakeModel
from tests.unit.governor.scripted import Device


def test_a_script_has_a_governor_too() -> None:
    device = Device(used=990)
    told: list[str] = []
    with sync.Governor(sensors=device, interval_s=None, memory_limit=1000) as governor:
        end = governor.on_event(lambda event: told.append(event.kind))
        with sync.Engine.open(FakeModel(), isolation="thread", governor=governor) as engine:
            assert governor.engines == ("fake",)
            session = engine.session()
            text = session.complete("One.", max_tokens=5, temperature=0)
            assert governor.tick(0.0).app_rss_bytes.value == 990
            assert engine.is_evicted
            assert told[-1] == "engine_evicted"
            end()
            session.reset()
            assert session.complete("One.", max_tokens=5, temperature=0) == text
            assert not engine.is_evicted
            assert (governor.level, governor.engine_level("fake")) == (0, onhand.Level.FULL)
            limit = governor.memory_limit
            assert limit is not None
            assert limit.source == "explicit"
        assert governor.engines == ()
    assert told[-1] == "engine_evicted"


def test_events_are_iterated_while_another_thread_looks() -> None:
    device = Device(readings={"thermal_level": 2})
    governor = sync.Governor(sensors=device, interval_s=None)
    events = governor.events()
    first: list[onhand.governor.GovernorEvent] = []
    reader = threading.Thread(target=lambda: first.extend(events))
    reader.start()
    while not governor._async._herald._queues:
        time.sleep(0.001)
    governor.tick(0.0)
    governor.close()
    reader.join(10)
    assert [event.kind for event in first] == ["level_changed"]


async def test_engines_of_two_loops_cannot_share_a_governor() -> None:
    governor = onhand.Governor(sensors=Device(), interval_s=None)
    async with governor, onhand.Engine.open(FakeModel(), isolation="thread", governor=governor):
        with pytest.raises(RuntimeError, match="another event loop"):
            await asyncio.to_thread(
                sync.Engine.open, FakeModel(), isolation="thread", governor=governor
            )
