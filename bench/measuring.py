"""What every bench script shares: machine facts, models, alternating rounds, ratios, tables.

A script measures us and the peer in one run, in alternating rounds, so that whatever else the
machine does falls on both. Ratios are taken within a round; minimum, median and maximum of them
are printed. Nothing here is a gate.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import psutil
from make_model import SHAPES, make_model

MODELS = {
    "bundled": "the bundled model",
    "12m": "12 MB, 11 M parameters, Q8_0, random weights",
    "135m": "135 M parameters, Q8_0, random weights",
    "1.2b": "1.2 B parameters, Q4_0, random weights",
}

Measure = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Options:
    """What the command line says; the scripts' own defaults fill the rest."""

    models: tuple[str, ...]
    n_rounds: int
    n_threads: int
    is_quick: bool


@dataclass(frozen=True)
class Spread:
    """Minimum, median and maximum of a series."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of at least one value."""
        return cls(min(values), statistics.median(values), max(values))

    def text(self, digits: int = 2, unit: str = "") -> str:
        """Return "median (minimum to maximum)"; nothing where there was nothing to measure."""
        if math.isnan(self.median):
            return ""
        numbers = [f"{value:,.{digits}f}" for value in (self.median, self.low, self.high)]
        return f"{numbers[0]}{unit} ({numbers[1]} to {numbers[2]})"


def model_file(name: str) -> Path:
    """Return the file of a model of `MODELS`, made if it is not there."""
    if name in SHAPES:
        return make_model(name)
    from onhand.locating import locate

    return Path(locate(None, None).path)


async def alternate(candidates: Mapping[str, Measure], n_rounds: int) -> dict[str, list[float]]:
    """Run every candidate once to warm up, then in `n_rounds` rounds, every other one reversed."""
    for measure in candidates.values():
        await measure()
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for round_ in range(n_rounds):
        order = list(candidates) if round_ % 2 == 0 else list(reversed(candidates))
        for name in order:
            note(f"round {round_ + 1} of {n_rounds}: {name}")
            found[name].append(await candidates[name]())
    return found


def ratios(ours: Sequence[float], peer: Sequence[float]) -> Spread:
    """Return the spread of ours / peer, round by round."""
    return Spread.of([a / b for a, b in zip(ours, peer, strict=True)])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; the first column is text, the others are numbers."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def note(text: str) -> None:
    """Say on stderr what is going on; stdout is for the results."""
    print(f"  {text}", file=sys.stderr, flush=True)


def machine() -> str:
    """Return the machine, the versions and the library's instruction sets as a Markdown list."""
    from onhand.runtimes.llama_cpp.library import load_library
    from onhand.runtimes.threads import allowed_physical_cores

    library = load_library()
    memory = psutil.virtual_memory().total / 2**30
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return "\n".join(
        (
            f"- machine: {_cpu_name()}, {allowed_physical_cores()} physical cores allowed of "
            f"{os.cpu_count()} logical, {memory:.0f} GiB, {platform.system()} "
            f"{platform.release()}; load average at the start {load}",
            f"- Python {platform.python_version()}, onhand {metadata.version('onhand')}, "
            f"llama-cpp-python {metadata.version('llama-cpp-python')}",
            f"- library (the same for all): {library.build()}",
            f"- measured {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC",
        )
    )


def model_line(name: str) -> str:
    """Return a model's name, description and size for a table or a list."""
    return f"{name} ({MODELS[name]}, {model_file(name).stat().st_size / 1e6:,.1f} MB)"


def run(
    measure: Callable[[Options], Awaitable[str]],
    *,
    models: Sequence[str] = (),
    n_rounds: int = 5,
    description: str | None = None,
) -> None:
    """Parse the command line, run `measure` and print the Markdown that it returns."""
    from onhand.runtimes.threads import allowed_physical_cores

    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("--models", default=",".join(models), help=f"of {', '.join(MODELS)}")
    parser.add_argument("--rounds", type=int, help=f"measured rounds (default {n_rounds})")
    parser.add_argument("--threads", type=int, help="compute threads (default: physical cores)")
    parser.add_argument("--quick", action="store_true", help="few and short: to see that it runs")
    parser.add_argument("--bare", action="store_true", help="leave the machine's facts out")
    given = parser.parse_args()
    chosen = tuple(name for name in given.models.split(",") if name)
    for name in chosen:
        if name not in MODELS:
            parser.error(f"there is no model {name!r}")
    options = Options(
        chosen,
        given.rounds or (2 if given.quick else n_rounds),
        given.threads or allowed_physical_cores(),
        given.quick,
    )
    if not given.bare:
        print(machine() + f"\n- {options.n_threads} compute threads, {options.n_rounds} rounds\n")
    print(asyncio.run(measure(options)), flush=True)


def _cpu_name() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
