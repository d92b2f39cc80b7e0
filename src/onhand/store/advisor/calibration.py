"""Two seconds that say how fast this processor reads memory and multiplies. Kept in ONHAND_HOME.

Both are measured with numpy in one thread and in as many as there are cores. Of many
short runs one of the best counts, in processor time: other programs make a run slower, not faster.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from onhand.store.advisor.device import n_usable_cores
from onhand.store.layout import default_root

VERSION: Final = 2
"""Raised when what is measured changes, so that old files are measured anew."""
SECONDS: Final = 2.0
CACHED_BYTES: Final = 4 << 20
MEMORY_BYTES: Final = 96 << 20
MIN_ROUNDS: Final = 10
_MATRIX: Final = 64
_MATRICES: Final = 64
_FILE: Final = "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What a number of threads do together.

    Attributes:
        n_threads: threads.
        cached_bytes_per_s: bytes read each second of a few MB that stay in the caches.
        memory_bytes_per_s: bytes read each second of much more than the caches hold.
        flops_per_s: 32-bit multiplications and additions each second, in small matrices.
    """

    n_threads: int
    cached_bytes_per_s: float
    memory_bytes_per_s: float
    flops_per_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The rates of this machine.

    Attributes:
        machine: what they were measured on; another machine's are not used.
        one: rates of one thread.
        all: rates of one thread a core.
    """

    machine: str
    one: Rates
    all: Rates

    def rates(self, n_threads: int | None = None) -> Rates:
        """Return the rates of `n_threads` (None: all cores), between the two on a line."""
        most = self.all.n_threads
        n = most if n_threads is None else max(1, min(n_threads, most))
        share = 0.0 if most == 1 else (n - 1) / (most - 1)

        def between(name: str) -> float:
            low, high = getattr(self.one, name), getattr(self.all, name)
            return float(low + share * (high - low))

        return Rates(
            n_threads=n,
            cached_bytes_per_s=between("cached_bytes_per_s"),
            memory_bytes_per_s=between("memory_bytes_per_s"),
            flops_per_s=between("flops_per_s"),
        )

    def to_json(self) -> str:
        """Return it as JSON text."""
        return json.dumps({"version": VERSION, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Build it from `to_json`'s text.

        Raises:
            ValueError: the text is something else, or of another version.
        """
        data: Any = json.loads(text)
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise ValueError(f"no calibration of version {VERSION}")
        try:
            one, both = Rates(**data["one"]), Rates(**data["all"])
            machine = str(data["machine"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no calibration: {error}") from error
        for rates in (one, both):
            if not all(isinstance(v, (int, float)) and v > 0 for v in asdict(rates).values()):
                raise ValueError("a calibration's rates are positive numbers")
        return cls(machine=machine, one=one, all=both)


def calibrate(
    *, seconds: float = SECONDS, folder: Path | None = None, fresh: bool = False
) -> Calibration:
    """Return this machine's rates, from the kept file or measured now.

    Args:
        seconds: how long a measurement takes in all.
        folder: where it is kept; None: the store's own folder.
        fresh: measure even when there is one.
    """
    path = (folder or default_root()) / _FILE
    if not fresh:
        with contextlib.suppress(OSError, ValueError):
            kept = Calibration.from_json(path.read_text())
            if kept.machine == machine_name():
                return kept
    measured = measure(seconds)
    with contextlib.suppress(OSError):  # a read-only home costs two seconds each time, no more
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(measured.to_json())
        part.replace(path)
    return measured


def measure(seconds: float = SECONDS, n_threads: int | None = None) -> Calibration:
    """Measure now, for about `seconds`. Takes about 100 MB of memory meanwhile.

    Args:
        seconds: of all measurements together.
        n_threads: most threads; None: the cores of this process.
    """
    most = n_threads or n_usable_cores()
    counts = (1,) if most == 1 else (1, most)
    found = [_measure(count, seconds / len(counts)) for count in counts]
    return Calibration(machine=machine_name(), one=found[0], all=found[-1])


def machine_name() -> str:
    """Return what tells this machine from others: processor, cores."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
            if line.lower().startswith(("model name", "hardware", "cpu part")):
                name = line.partition(":")[2].strip()
                break
    return f"{name}, {n_usable_cores()} cores"


def _measure(n_threads: int, seconds: float) -> Rates:
    import numpy as np

    third = seconds / 3

    def rate_of_reading(total: int) -> float:
        parts = [np.ones(total // n_threads // 4, np.float32) for _ in range(n_threads)]
        repeats = max(1, (8 << 20) // total)

        def read(index: int) -> None:
            for _ in range(repeats):
                parts[index].max()

        return _best(read, n_threads, third) * sum(part.nbytes for part in parts) * repeats

    def rate_of_multiplying() -> float:
        shape = (_MATRICES, _MATRIX, _MATRIX)
        left = [np.full(shape, 1e-3, np.float32) for _ in range(n_threads)]
        out = [np.empty(shape, np.float32) for _ in range(n_threads)]

        def multiply(index: int) -> None:
            np.matmul(left[index], left[index], out=out[index])

        return _best(multiply, n_threads, third) * n_threads * 2 * _MATRICES * _MATRIX**3

    return Rates(
        n_threads=n_threads,
        cached_bytes_per_s=rate_of_reading(CACHED_BYTES),
        memory_bytes_per_s=rate_of_reading(MEMORY_BYTES),
        flops_per_s=rate_of_multiplying(),
    )


def _best(work: Callable[[int], None], n_threads: int, seconds: float) -> float:
    """Return how often a second all threads together do `work` when each has a core.

    Each thread's own processor time counts, so that waiting for a core does not. The quickest ones
    count, but not those that are more than three times as quick as most: in virtual machines that
    clock at times stands still.
    """
    clock = _thread_clock()
    rounds: list[float] = []
    end = time.perf_counter() + seconds
    while len(rounds) < MIN_ROUNDS or time.perf_counter() < end:
        spent = [0.0] * n_threads

        def run(index: int, spent: list[float] = spent) -> None:
            start = clock()
            work(index)
            spent[index] = clock() - start

        others = [threading.Thread(target=run, args=(i,)) for i in range(1, n_threads)]
        for thread in others:
            thread.start()
        run(0)
        for thread in others:
            thread.join()
        rounds.append(max(spent))
    typical = statistics.median(rounds)
    credible = sorted(seconds_spent for seconds_spent in rounds if seconds_spent > typical / 3)
    return 1 / max(credible[len(credible) // 50] if credible else max(rounds), 1e-9)


def _thread_clock() -> Callable[[], float]:
    """Return the thread's processor time where it is fine enough (not on Windows), else time."""
    is_fine = time.get_clock_info("thread_time").resolution <= 1e-6
    return time.thread_time if is_fine else time.perf_counter
