"""What the governor asks of telemetry: a snapshot. Tests script one, `Telemetry` reads one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onhand.governor.readings import Snapshot


class Sensors(Protocol):
    """Whatever gives snapshots of the device."""

    def sample(self, pids: Sequence[int]) -> Snapshot:
        """Return what is known now; never raises for a sensor that is missing or broken.

        Args:
            pids: the worker processes whose memory is wanted; one that is gone reads as None.
        """
        ...
