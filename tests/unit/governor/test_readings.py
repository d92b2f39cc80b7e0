"""Snapshots as values."""

from __future__ import annotations

import dataclasses
import json

import pytest

from onhand.governor.readings import UNREAD, ProcessMemory, Reading, Snapshot


def test_a_snapshot_is_plain_json_with_source_and_time_of_each_value() -> None:
    worker = ProcessMemory(pid=7, rss_bytes=Reading(5, "/proc/7/status VmRSS", 1.5))
    snapshot = Snapshot(at=2.0, workers=(worker,), thermal_level=Reading(1, "script", 2.0))

    read = json.loads(json.dumps(snapshot.to_dict()))

    assert read["at"] == 2.0
    assert read["thermal_level"] == {"value": 1, "source": "script", "at": 2.0}
    assert read["workers"][0]["rss_bytes"] == {
        "value": 5,
        "source": "/proc/7/status VmRSS",
        "at": 1.5,
    }


def test_what_is_not_given_is_unknown_and_says_so() -> None:
    snapshot = Snapshot(at=0.0)

    for field in dataclasses.fields(snapshot):
        if field.name not in ("at", "app", "workers", "gpus"):
            assert getattr(snapshot, field.name) == UNREAD
    assert UNREAD.value is None
    assert UNREAD.source


def test_readings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Reading(1, "here", 0.0).value = 2  # type: ignore[misc]
