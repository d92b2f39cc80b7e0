"""May the store use the network, and is it metered? Unknown is None, never a guess."""

from __future__ import annotations

import os
import shutil
import subprocess

from onhand.errors import OfflineError

_TRUE = frozenset({"1", "true", "yes", "on"})
_SWITCHES = ("ONHAND_OFFLINE", "HF_HUB_OFFLINE")


def is_set(name: str) -> bool:
    """Whether an environment variable says yes."""
    return os.environ.get(name, "").strip().lower() in _TRUE


def offline_reason() -> str | None:
    """Return which switch forbids the network, or None.

    `HF_HUB_OFFLINE` forbids everything, not only the hub: whoever sets it wants no sockets.
    """
    return next((name for name in _SWITCHES if is_set(name)), None)


def check_online(what: str, *, offline: bool = False) -> None:
    """Raise OfflineError, before any socket is opened, when the network is forbidden."""
    reason = "offline=True" if offline else offline_reason()
    if reason:
        raise OfflineError(f"{what} needs the network, which {reason} forbids.")


def is_metered() -> bool | None:
    """Return whether the connection costs by volume: `ONHAND_METERED`, else what the system says.

    Asks NetworkManager where it is installed. None: unknown. An app on a phone knows better:
    it passes its own function where this one is taken.
    """
    if "ONHAND_METERED" in os.environ:
        return is_set("ONHAND_METERED")
    tool = shutil.which("nmcli")
    if tool is None:
        return None
    try:
        answer = subprocess.run(
            [tool, "-t", "-f", "GENERAL.METERED", "device", "show"],
            capture_output=True,
            text=True,
            timeout=2,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return metered_from_nmcli(answer)


def metered_from_nmcli(answer: str) -> bool | None:
    """Read `GENERAL.METERED:yes (guessed)` lines: metered if any device is, None if none says."""
    words = [line.partition(":")[2].split() for line in answer.splitlines()]
    states = {word[0] for word in words if word}
    if "yes" in states:
        return True
    return False if "no" in states else None
