"""Reads the memory limits that Linux control groups set above a process, v1 and v2.

A container's processes are killed at their group's limit however much the machine has left. Source
of the files: the kernel's `admin-guide/cgroup-v2.rst` and `cgroup-v1/memory.rst`; of the mounts:
proc_pid_mountinfo(5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

_UNLIMITED: Final = 1 << 60  # v1 writes the largest multiple of a page for "none"
_LIMITS: Final = ("memory.max", "memory.high", "memory.limit_in_bytes")
_USED: Final = ("memory.current", "memory.usage_in_bytes")
_DROPPABLE: Final = ("total_inactive_file", "inactive_file")  # v1's first counts children too
_DEFAULT_MOUNTS: Final = (("", "/", "/sys/fs/cgroup"), ("memory", "/", "/sys/fs/cgroup/memory"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryGroup:
    """A control group that limits memory.

    Attributes:
        folder: its folder, seen from the root that was given.
        limit_bytes: its limit: the lesser of v2's `memory.max`, where it kills, and `memory.high`,
            where it slows processes down; v1's `memory.limit_in_bytes`.
        limit_file: name of the file that the limit is from.
        used_bytes: what counts against it, less file pages that the system may drop; None: unknown.
    """

    folder: PurePosixPath
    limit_bytes: int
    limit_file: str
    used_bytes: int | None

    @property
    def left_bytes(self) -> int:
        """What is left under the limit; all of it where its use is unknown."""
        return max(0, self.limit_bytes - (self.used_bytes or 0))


def memory_groups(root: Path = Path("/")) -> tuple[MemoryGroup, ...]:
    """Return the groups above this process that limit its memory, inner to outer.

    Args:
        root: where /proc and /sys are looked for.
    """
    groups = (_group(root, folder) for folder in _folders(root))
    return tuple(group for group in groups if group is not None)


def _group(root: Path, folder: PurePosixPath) -> MemoryGroup | None:
    here = root / folder.relative_to("/")
    limits = [(value, name) for name in _LIMITS if (value := _number(here / name)) is not None]
    limit, name = min(limits, default=(_UNLIMITED, ""))
    if limit >= _UNLIMITED:
        return None
    used = next((value for n in _USED if (value := _number(here / n)) is not None), None)
    if used is not None:
        used = max(0, used - _droppable(here / "memory.stat"))
    return MemoryGroup(folder=folder, limit_bytes=limit, limit_file=name, used_bytes=used)


def _folders(root: Path) -> Iterator[PurePosixPath]:
    """Yield the folders of this process's groups, inner to outer, of each hierarchy with memory."""
    mounts = tuple(_mounts(_text(root / "proc/self/mountinfo"))) or _DEFAULT_MOUNTS
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, _, rest = line.partition(":")
        controllers, colon, path = rest.partition(":")
        wanted = "memory" if "memory" in controllers.split(",") else controllers
        for kind, top, point in mounts:
            if colon and kind == wanted:
                yield from _upwards(PurePosixPath(point), _below(path, top))
                break


def _mounts(mountinfo: str) -> Iterator[tuple[str, str, str]]:
    """Yield (controller, or "" for v2; root of the mount in its hierarchy; where it is mounted)."""
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields, described = before.split(" "), after.split(" ")
        if not dash or len(fields) < 5 or len(described) < 3 or not fields[4].startswith("/"):
            continue
        if described[0] == "cgroup2":
            yield "", _unescaped(fields[3]), _unescaped(fields[4])
        elif described[0] == "cgroup" and "memory" in described[2].split(","):
            yield "memory", _unescaped(fields[3]), _unescaped(fields[4])


def _below(path: str, top: str) -> PurePosixPath:
    """Return where a group lies below a mount; outside of what is mounted it is the mount."""
    group = PurePosixPath(path.removesuffix(" (deleted)"))
    if ".." in group.parts or not group.is_relative_to(top):
        return PurePosixPath()
    return group.relative_to(top)


def _upwards(mount: PurePosixPath, below: PurePosixPath) -> Iterator[PurePosixPath]:
    folder = mount / below
    yield folder
    yield from (parent for parent in folder.parents if parent.is_relative_to(mount))


def _unescaped(path: str) -> str:
    """Undo mountinfo's octal escapes of space, tab, newline and backslash."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), path)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except (OSError, ValueError):
        return ""


def _number(path: Path) -> int | None:
    """Return the file's number; None: there is none in it, such as "max"."""
    text = _text(path).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _droppable(stat: Path) -> int:
    """Return the bytes of file pages that the system may drop."""
    values = dict(line.split(None, 1) for line in _text(stat).splitlines() if " " in line.strip())
    text = next((values[name] for name in _DROPPABLE if name in values), "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
