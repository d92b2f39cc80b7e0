"""Events of the governor: a kind each, JSON-able."""

from __future__ import annotations

import inspect
import json

from onhand.governor import events
from onhand.governor.events import GovernorEvent, LevelChanged, MemoryWarning
from onhand.governor.levels import Level


def test_each_event_has_a_kind_of_its_own() -> None:
    kinds = [
        value.kind
        for value in vars(events).values()
        if inspect.isclass(value) and issubclass(value, GovernorEvent)
    ]
    assert len(set(kinds)) == len(kinds)
    assert kinds.count("") == 1  # of the base alone


def test_events_become_json_with_levels_by_their_labels() -> None:
    changed = LevelChanged(
        at=5.0, level=Level.PAUSED, previous=Level.FULL, reasons=("thermal_level 3",)
    )
    assert json.loads(json.dumps(changed.to_dict())) == {
        "kind": "level_changed",
        "at": 5.0,
        "level": "paused",
        "previous": "full",
        "reasons": ["thermal_level 3"],
        "engine": None,
    }
    warning = MemoryWarning(at=1.0, used_bytes=90, limit_bytes=100, source="explicit")
    assert warning.to_dict()["source"] == "explicit"
