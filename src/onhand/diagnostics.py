"""What can run here: runtimes and devices, asked in child processes that may die of the question.

Loading a native library can end a process (a library built for other instruction sets does), so
nothing native is loaded into the caller's.
"""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from onhand import interpreter
from onhand.errors import OnhandError, RuntimeUnavailableError
from onhand.runtimes import registry
from onhand.types.info import DeviceInfo, RuntimeInfo

__all__ = ["RuntimeReport", "devices", "probe_runtime", "probe_runtimes", "runtime_names"]

PROBE_TIMEOUT_S = 60.0
_PROBE = "from onhand.diagnostics import _answer; _answer(sys.argv[1])"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeReport:
    """Whether a runtime loads here, and what it offers.

    Attributes:
        name: the runtime's name.
        info: version, build, library; None: it does not load.
        devices: hardware that it can use.
        problem: why it does not load; "" when it does.
        hint: what to do about it.
    """

    name: str
    info: RuntimeInfo | None = None
    devices: tuple[DeviceInfo, ...] = ()
    problem: str = ""
    hint: str = ""

    @property
    def is_available(self) -> bool:
        """Whether it can run models here."""
        return self.info is not None


def runtime_names() -> list[str]:
    """Return the names of all runtimes that are known here, loadable or not."""
    return registry.names()


def probe_runtimes(names: Sequence[str] | None = None) -> list[RuntimeReport]:
    """Probe the runtimes called `names`; None: all but the scripted one for tests."""
    if names is None:
        names = [name for name in registry.names() if name != "fake"]
    return [probe_runtime(name) for name in names]


def probe_runtime(name: str) -> RuntimeReport:
    """Load a runtime in a child process and return what it says; never raises for its failure.

    Blocks for as long as loading takes, a fraction of a second for llama.cpp.
    """
    try:
        call = interpreter.command(_PROBE, name)
        ran = subprocess.run(
            call, capture_output=True, text=True, timeout=PROBE_TIMEOUT_S, check=False
        )
    except RuntimeUnavailableError as error:
        return RuntimeReport(name=name, problem=error.message, hint=error.hint)
    except subprocess.TimeoutExpired:
        return RuntimeReport(name=name, problem=f"It did not load within {PROBE_TIMEOUT_S:.0f} s.")
    except OSError as error:
        return RuntimeReport(name=name, problem=f"No process can be started: {error}.")
    try:
        return _report(name, json.loads(ran.stdout.splitlines()[-1]))
    except (IndexError, ValueError):
        last = ran.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        return RuntimeReport(
            name=name,
            problem=f"Its library {_end(ran.returncode)} while loading: {last[0]}",
            hint="Reinstall it so that it is built for this machine.",
        )


def devices(runtime: str | None = None) -> list[DeviceInfo]:
    """Return the hardware that `runtime` can use; None: that of every runtime that loads.

    Raises:
        RuntimeUnavailableError: the named runtime does not load, or none does.
    """
    reports = probe_runtimes(None if runtime is None else [runtime])
    loaded = [report for report in reports if report.is_available]
    if not loaded:
        problems = " ".join(f"{report.name}: {report.problem}" for report in reports)
        hints = (report.hint for report in reports if report.hint)
        raise RuntimeUnavailableError(f"No runtime loads. {problems}", hint=next(hints, None))
    return [device for report in loaded for device in report.devices]


# ── the child ────────────────────────────────────────────────────────────────


def _answer(name: str) -> None:
    """Load the runtime and print one line of JSON (in the child process)."""
    answer: dict[str, object]
    try:
        runtime = registry.create(name)
        found = [asdict(device) for device in runtime.devices()]
        answer = {"info": asdict(runtime.info), "devices": found}
        runtime.close()
    except OnhandError as error:
        answer = {"problem": error.message, "hint": error.hint}
    print(json.dumps(answer), flush=True)  # noqa: T201 - this is the answer


def _report(name: str, answer: dict[str, object]) -> RuntimeReport:
    info, found = answer.get("info"), answer.get("devices")
    if not isinstance(info, dict) or not isinstance(found, list):
        return RuntimeReport(
            name=name, problem=str(answer["problem"]), hint=str(answer.get("hint", ""))
        )
    return RuntimeReport(
        name=name,
        info=RuntimeInfo(**info),
        devices=tuple(DeviceInfo(**device) for device in found),
    )


def _end(status: int) -> str:
    """Return how a process ended, in words."""
    if status >= 0:
        return f"ended the process with status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"
