"""What this device can do and how each model suits it; reckoned in threads, for all windows."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onhand.errors import OnhandError
from onhand.store import CatalogueEntry, Store, advisor
from onhand.store.advisor import Calibration, Device
from onhand.store.advisor.looking import Sight, look
from onhand.ui.models.fit import Fit, close_fit, rough_fit

SAME_SHARE = 0.05
"""Free memory moves all the time; what is so near to the last reading counts as the same."""


class Fits:
    """How models suit this device.

    Attributes:
        device: memory and cores; None: not read yet.
        free_bytes: room on the store's disk; None: not read yet.
        calibration: how fast the processor is; None: not measured yet.
        close: what a look at a model's header says, by name or id.
    """

    def __init__(
        self,
        root: Path,
        *,
        read_device: Callable[[], Device] = advisor.read_device,
        calibrate: Callable[..., Calibration] = advisor.calibrate,
        look: Callable[..., Sight] = look,
    ) -> None:
        """`root` is the store's folder; the functions are the advisor's, tests bring their own."""
        self.device: Device | None = None
        self.free_bytes: int | None = None
        self.calibration: Calibration | None = None
        self.close: dict[str, Fit] = {}
        self._root = root
        self._read_device, self._calibrate, self._look = read_device, calibrate, look
        self._measuring: asyncio.Task[None] | None = None

    async def read(self) -> None:
        """Read what the device has now; small changes of its free memory change no verdict."""
        self.free_bytes = await asyncio.to_thread(_free_bytes, self._root)
        device = await asyncio.to_thread(self._read_device)
        before = self.device
        if before is None or not _is_near(device.usable_bytes, before.usable_bytes):
            self.device = device

    async def measure(self) -> None:
        """Measure the processor, which takes two seconds the first time; callers share one run."""
        if self.calibration is None:
            if self._measuring is None:
                self._measuring = asyncio.ensure_future(self._measure())
            await asyncio.shield(self._measuring)

    async def look(self, name: str) -> Fit:
        """Look at a model's header: of an installed one on the disk, else over the network, some
        hundred kB.

        Raises:
            OnhandError: it cannot be looked at.
        """
        if self.device is None:
            await self.read()
        self.close[name] = fit = await asyncio.to_thread(self._look_closely, name)
        return fit

    async def look_at_installed(self, ids: Iterable[str]) -> bool:
        """Look at those installed models that were not looked at; return whether there was one."""
        is_new = False
        for id in ids:
            if id not in self.close:
                try:
                    await self.look(id)
                except OnhandError:
                    continue  # another format, or damaged: what to say of it is on its card
                is_new = True
        return is_new

    def rough(self, entry: CatalogueEntry) -> Fit | None:
        """Return what is known of a catalogue's model without asking anyone."""
        if entry.name in self.close:
            return self.close[entry.name]
        return None if self.device is None else rough_fit(entry, self.device, self.calibration)

    async def _measure(self) -> None:
        self.calibration = await asyncio.to_thread(self._calibrate, folder=self._root)
        self.close.clear()  # they had no speed
        self._measuring = None

    def _look_closely(self, name: str) -> Fit:
        device = self._read_device()
        sight = self._look(name, store=Store(self._root))
        advice = advisor.advise(
            sight.header,
            name=name,
            device=device,
            calibration=self.calibration,
            has_vision=sight.has_vision,
        )
        n_bytes = float(sight.header.file_size) if sight.path is None else None
        return close_fit(advice, device, n_bytes)


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SHARE * max(one, other)


def _free_bytes(root: Path) -> int:
    """Return the room on the disk of the nearest folder that is there."""
    folder: Any = root
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free
