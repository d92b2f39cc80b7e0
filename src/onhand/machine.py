"""What this machine and this installation are: facts for `onhand doctor` and for bug reports."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from onhand.paths import BUNDLED_MODEL, data_directory

__all__ = ["Machine"]

PACKAGES = (
    "llama-cpp-python",
    "llguidance",
    "msgspec",
    "numpy",
    "jinja2",
    "huggingface-hub",
    "httpx",
    "cryptography",
    "psutil",
    "click",
    "rich",
    "executorch",
    "torch",
    "apache-tvm",
    "flet",
)
OFFLINE_SWITCHES = ("ONHAND_OFFLINE", "HF_HUB_OFFLINE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Facts about the machine and the installation. Unknown is None, never a guess.

    Attributes:
        onhand: version of the package.
        python: version and implementation of the interpreter.
        executable: the interpreter.
        system: operating system, release and architecture.
        cpu: the processor's name.
        n_cpus: logical processors that this process may use.
        memory_bytes: physical memory.
        memory_available_bytes: what of it can be had without swapping.
        packages: version of each package that matters; None: not installed.
        data_directory: where models and records are kept.
        is_writable: whether they can be written there.
        disk_free_bytes: free space there.
        offline_by: the environment variable that forbids the network; None: it is allowed.
        bundled_model: file of the model that comes with the package; None: it is missing.
        blocked_models: models that killed the worker while loading and are refused.
    """

    onhand: str
    python: str
    executable: str
    system: str
    cpu: str | None
    n_cpus: int | None
    memory_bytes: int | None
    memory_available_bytes: int | None
    packages: dict[str, str | None]
    data_directory: str
    is_writable: bool
    disk_free_bytes: int | None
    offline_by: str | None
    bundled_model: str | None
    blocked_models: tuple[str, ...]

    @classmethod
    def here(cls) -> Machine:
        """Look at the machine that this runs on."""
        home = data_directory()
        nearest = _nearest_existing(home)
        total, available = _memory()
        return cls(
            onhand=metadata.version("onhand"),
            python=f"{platform.python_version()} ({platform.python_implementation()})",
            executable=sys.executable,
            system=f"{platform.system()} {platform.release()} ({platform.machine()})",
            cpu=_cpu(),
            n_cpus=_n_cpus(),
            memory_bytes=total,
            memory_available_bytes=available,
            packages={name: _version(name) for name in PACKAGES},
            data_directory=str(home),
            is_writable=os.access(nearest, os.W_OK),
            disk_free_bytes=shutil.disk_usage(nearest).free,
            offline_by=next((name for name in OFFLINE_SWITCHES if _is_set(name)), None),
            bundled_model=str(BUNDLED_MODEL) if BUNDLED_MODEL.is_file() else None,
            blocked_models=_blocked(home / "crashed-models.json"),
        )


def _nearest_existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _memory() -> tuple[int | None, int | None]:
    try:
        import psutil

        memory = psutil.virtual_memory()
    except (ImportError, OSError):
        return None, None
    return int(memory.total), int(memory.available)


def _cpu() -> str | None:
    """Return the processor's name: Linux says it in /proc/cpuinfo, others in `platform`."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or None
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, None) or platform.processor() or None


def _n_cpus() -> int | None:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in ("1", "true", "yes", "on")


def _blocked(path: Path) -> tuple[str, ...]:
    """Return the paths in the breaker's file; its keys are `path|size|time`."""
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(sorted(str(key).split("|")[0] for key in entries)) if entries else ()
