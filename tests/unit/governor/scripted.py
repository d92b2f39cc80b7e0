"""A device and engines that do what a test says: memory falls only by what engines give up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onhand.governor.governed import Listener, Relieved
from onhand.governor.levels import Allowance
from onhand.governor.readings import Reading, Snapshot
from onhand.types.info import DeviceInfo


def snapshot(**values: Any) -> Snapshot:
    """Return a snapshot with these readings; all others are unread."""
    readings: dict[str, Any] = {name: Reading(v, "test", 0.0) for name, v in values.items()}
    return Snapshot(at=0.0, **readings)


@dataclass
class Device:
    """Sensors that read what the test set; `used` is the memory of app and workers.

    With a `total` the device tells what is available: what others and `used` leave of it.
    """

    used: int = 0
    total: int | None = None
    others: int = 0
    readings: dict[str, Any] = field(default_factory=dict)
    n_samples: int = 0
    pids: tuple[int, ...] = ()

    def sample(self, pids: Sequence[int]) -> Snapshot:
        """Return what the test set."""
        self.n_samples += 1
        self.pids = tuple(pids)
        seen = snapshot(**self.readings)
        if self.total is not None:
            left = self.total - self.others - self.used
            seen = replace(seen, available_bytes=Reading(left, "test", 0.0))
        return replace(seen, app_rss_bytes=Reading(self.used, "test", 0.0))

    async def measure(self) -> Snapshot:
        """Return what the test set."""
        return self.sample(())


class ScriptedEngine:
    """Gives up what it is told to have, once; remembers what it was asked."""

    def __init__(
        self,
        device: Device,
        *,
        name: str = "engine",
        parked: int = 0,
        prefixes: int = 0,
        batch: int = 0,
        weights: int = 0,
        last_used: float = 0.0,
        is_idle: bool = True,
    ) -> None:
        self.name = name
        self.pid: int | None = None
        self.last_used = last_used
        self.is_idle = is_idle
        self.allowed: list[Allowance] = []
        self.asked: list[str] = []
        self.listener: Listener | None = None
        self.accelerators: tuple[DeviceInfo, ...] = ()
        self._device = device
        self._holds = {"park": parked, "prefixes": prefixes, "batch": batch, "evict": weights}
        self._is_shrunk = False

    def _free(self, what: str) -> int:
        self.asked.append(what)
        freed = self._holds[what]
        self._holds[what] = 0
        self._device.used -= freed
        return freed

    async def devices(self) -> Sequence[DeviceInfo]:
        """Return its accelerators."""
        return self.accelerators

    def listen(self, listener: Listener | None) -> None:
        """Remember who listens."""
        self.listener = listener

    async def allow(self, allowance: Allowance) -> None:
        """Remember it."""
        self.allowed.append(allowance)

    async def park_idle(self) -> Relieved:
        """Free what it has parked."""
        freed = self._free("park")
        return Relieved(int(freed > 0), freed, freed)

    async def drop_prefixes(self) -> Relieved:
        """Free its prefixes."""
        freed = self._free("prefixes")
        return Relieved(int(freed > 0), freed, freed)

    async def shrink_batch(self) -> tuple[int, int] | None:
        """Shrink once."""
        freed = self._free("batch")
        self._is_shrunk, was_shrunk = True, self._is_shrunk
        return None if was_shrunk else (128, freed)

    async def restore_batch(self) -> int | None:
        """Take it back."""
        was_shrunk, self._is_shrunk = self._is_shrunk, False
        return 512 if was_shrunk else None

    async def evict(self) -> int | None:
        """Unload."""
        if not self.is_idle:
            return None
        self.is_idle = False
        return self._free("evict")
