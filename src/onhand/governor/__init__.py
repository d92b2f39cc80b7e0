"""The governor: reads the device, decides how hard an engine may work, frees memory in time.

Knows engines only by what they register; runs no model and holds no prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onhand.lazy import load

if TYPE_CHECKING:
    from onhand.governor.budget import AdaptiveProfile as AdaptiveProfile
    from onhand.governor.budget import Budget as Budget
    from onhand.governor.events import BatchRestored as BatchRestored
    from onhand.governor.events import BatchShrunk as BatchShrunk
    from onhand.governor.events import BudgetMet as BudgetMet
    from onhand.governor.events import BudgetViolated as BudgetViolated
    from onhand.governor.events import EngineEvicted as EngineEvicted
    from onhand.governor.events import EngineReloaded as EngineReloaded
    from onhand.governor.events import GovernorEvent as GovernorEvent
    from onhand.governor.events import LevelChanged as LevelChanged
    from onhand.governor.events import MemoryEased as MemoryEased
    from onhand.governor.events import MemoryWarning as MemoryWarning
    from onhand.governor.events import PrefixCacheDropped as PrefixCacheDropped
    from onhand.governor.events import SequencesParked as SequencesParked
    from onhand.governor.governed import Governed as Governed
    from onhand.governor.governed import Listener as Listener
    from onhand.governor.governed import Relieved as Relieved
    from onhand.governor.governor import Governor as Governor
    from onhand.governor.guard import GuardParams as GuardParams
    from onhand.governor.guard import MemoryGuard as MemoryGuard
    from onhand.governor.guard import MemoryLimit as MemoryLimit
    from onhand.governor.levels import Allowance as Allowance
    from onhand.governor.levels import Level as Level
    from onhand.governor.members import Share as Share
    from onhand.governor.policy import Decision as Decision
    from onhand.governor.policy import Policy as Policy
    from onhand.governor.policy import PolicyParams as PolicyParams
    from onhand.governor.readings import GpuMemory as GpuMemory
    from onhand.governor.readings import ProcessMemory as ProcessMemory
    from onhand.governor.readings import Reading as Reading
    from onhand.governor.readings import Snapshot as Snapshot
    from onhand.governor.telemetry import Sensors as Sensors
    from onhand.governor.telemetry import Telemetry as Telemetry
    from onhand.governor.trace import TraceWriter as TraceWriter
    from onhand.governor.trace import read_trace as read_trace
    from onhand.governor.trace import summarise as summarise

_WHERE = {
    "AdaptiveProfile": "budget",
    "Allowance": "levels",
    "BatchRestored": "events",
    "BatchShrunk": "events",
    "Budget": "budget",
    "BudgetMet": "events",
    "BudgetViolated": "events",
    "Decision": "policy",
    "EngineEvicted": "events",
    "EngineReloaded": "events",
    "Governed": "governed",
    "Governor": "governor",
    "GovernorEvent": "events",
    "GpuMemory": "readings",
    "GuardParams": "guard",
    "Level": "levels",
    "LevelChanged": "events",
    "Listener": "governed",
    "MemoryEased": "events",
    "MemoryGuard": "guard",
    "MemoryLimit": "guard",
    "MemoryWarning": "events",
    "Policy": "policy",
    "PolicyParams": "policy",
    "PrefixCacheDropped": "events",
    "ProcessMemory": "readings",
    "Reading": "readings",
    "Relieved": "governed",
    "Sensors": "telemetry",
    "SequencesParked": "events",
    "Share": "members",
    "Snapshot": "readings",
    "Telemetry": "telemetry",
    "TraceWriter": "trace",
    "read_trace": "trace",
    "summarise": "trace",
}

__all__ = sorted(_WHERE)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    return load(__name__, _WHERE, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
