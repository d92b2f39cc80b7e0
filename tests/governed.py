"""An engine under a governor that looks only when a test says so."""

from __future__ import annotations

from typing import Any

from onhand import Engine, Governor, PolicyParams
from onhand.governing import GovernedEngine
from onhand.testing import FakeModel
from tests.unit.governor.scripted import Device

ENDLESS = FakeModel(n_ctx=4000, token_delay_s=0.001)
CALM = PolicyParams(recovery_s=0.0)


def a_governor(device: Device | None = None, **options: Any) -> Governor:
    """Return a governor that only looks at `tick`."""
    options.setdefault("policy", CALM)
    return Governor(sensors=device or Device(), interval_s=None, **options)


def governed(engine: Engine) -> GovernedEngine:
    """Return the engine as a governor sees it."""
    return GovernedEngine(engine._supervisor, engine.info)


async def evict(engine: Engine) -> None:
    """Evict an engine that is idle."""
    assert await governed(engine).evict() is not None
    assert engine.is_evicted
    assert engine.worker_pid is None
