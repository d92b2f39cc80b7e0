"""What the tests of models share: a fake advisor, and models over a store of small files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from onhand.errors import DownloadError
from onhand.store import AsyncStore, CatalogueEntry, Descriptor
from onhand.store.advisor import Calibration, CpuFeatures, Device, Rates
from onhand.ui.backend import Backend
from onhand.ui.models.fits import Fits
from onhand.ui.models.models import Models
from tests.store_kit import QUICK
from tests.unit.ui.desk import scripted

RATES = Rates(n_threads=2, cached_bytes_per_s=60e9, memory_bytes_per_s=20e9, flops_per_s=100e9)
CALIBRATION = Calibration(machine="m", one=RATES, all=RATES)
DEVICE = Device(
    memory_total_bytes=8_000_000_000,
    memory_available_bytes=4_000_000_000,
    n_cores=2,
    features=CpuFeatures(machine="x86_64"),
)


class Asked:
    """Stands for the advisor; counts what it is asked."""

    def __init__(self) -> None:
        self.n_measured = 0
        self.looked: list[str] = []

    def calibrate(self, *, folder: Path) -> Calibration:
        self.n_measured += 1
        return CALIBRATION

    def look(self, name: str, *, store: object) -> Any:
        self.looked.append(name)
        raise DownloadError(f"{name} cannot be asked.", hint="Check the connection.")


def fits_of(root: Path, asked: Asked) -> Fits:
    """Return fits over the fake advisor."""
    return Fits(root, read_device=lambda: DEVICE, calibrate=asked.calibrate, look=asked.look)


@asynccontextmanager
async def shop(folder: Path, **options: Any) -> AsyncIterator[Models]:
    """Give models over a store in `folder`, closed at the end."""
    store = AsyncStore(folder / "store", params=QUICK, lock_timeout_s=0.5, **options)
    backend = Backend(scripted(), store=store, isolation="thread")
    models = Models(backend, store, fits=fits_of(folder / "store", Asked()))
    backend.models = models
    try:
        yield models
    finally:
        await backend.close()


async def pulled(models: Models, path: Path) -> Descriptor:
    """Install a file and return what is installed."""
    job = models.pull(str(path))
    await models.jobs.settled()
    assert job.failure is None
    await models.refresh()
    return next(model for model in models.installed if model.id == job.model_id)


def entry(params_b: float | None, quant: str = "Q4_K_M") -> CatalogueEntry:
    """Return a model of the catalogue."""
    return CatalogueEntry(name="m", repo="o/m", params_b=params_b, default_quant=quant)
