"""What the store is made of: progress, extents, notes of downloads, whole files, the lock."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from onhand.errors import NotEnoughDiskError, PullCancelledError, StoreError
from onhand.store import ProgressEvent
from onhand.store.events import Progress
from onhand.store.layout import Layout, write_whole
from onhand.store.offline import metered_from_nmcli
from onhand.store.partial import Extents, Partial
from tests.store_kit import files_below, noise


def test_progress_counts_limits_and_estimates_by_a_clock():
    now = [0.0]
    events: list[object] = []

    def wait(seconds: float) -> None:
        now[0] += seconds

    progress = Progress(events.append, max_bytes_per_s=1000, clock=lambda: now[0], pause=wait)
    progress.total_bytes = 10_000
    progress.reused(4_000)
    for _ in range(30):
        progress.arrived(100)
    assert now[0] == pytest.approx(3.0)
    last = [event for event in events if isinstance(event, ProgressEvent)][-1]
    assert last.rate_bytes_per_s == pytest.approx(1000, rel=0.1)
    assert 6_900 <= last.done_bytes <= 4_000 + progress.fetched_bytes == 7_000
    assert last.remaining_s == pytest.approx((10_000 - last.done_bytes) / last.rate_bytes_per_s)
    assert len(events) <= 31
    with pytest.raises(ValueError, match="above 0"):
        Progress(max_bytes_per_s=0)


def test_a_cancel_shows_at_the_next_byte():
    stop = threading.Event()
    progress = Progress(cancel=stop)
    progress.arrived(1)
    stop.set()
    with pytest.raises(PullCancelledError):
        progress.arrived(1)


def test_extents_merge_and_know_what_is_missing():
    extents = Extents()
    for start, end in ((10, 20), (30, 40), (20, 30), (5, 5), (60, 70)):
        extents.add(start, end)
    assert extents.pairs() == [(10, 40), (60, 70)]
    assert extents.missing(65) == [(0, 10), (40, 60)]
    extents.remove(15, 62)
    assert extents.pairs() == [(10, 15), (62, 70)]
    assert extents.total == 13


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"size_bytes": 1}', '{"size_bytes": "x", "etag": 1, "done": [[0, 5]]}',
             '{"size_bytes": null, "etag": null, "done": [[-5, 5]]}']
)  # fmt: skip
def test_a_damaged_note_means_starting_anew(tmp_path, note):
    (tmp_path / "k.part").write_bytes(b"12345")
    (tmp_path / "k.json").write_text(note)
    partial = Partial(tmp_path, "k")
    assert partial.done_bytes == 0
    partial.close()


def test_a_note_that_claims_more_than_the_file_has_is_cut(tmp_path):
    (tmp_path / "k.part").write_bytes(b"12345")
    (tmp_path / "k.json").write_text('{"size_bytes": 100, "etag": null, "done": [[0, 50]]}')
    partial = Partial(tmp_path, "k")
    assert partial.missing() == [(5, 100)]
    partial.close()


def test_on_a_full_disk_the_last_bytes_make_room_for_the_note(tmp_path, monkeypatch):
    """Without its note, what came before would be fetched again."""
    content = noise(1 << 20)
    note = tmp_path / "key.json"

    def full_while_all_is_there(path: Path, data: object) -> None:
        if (tmp_path / "key.part").stat().st_size == len(content):
            raise NotEnoughDiskError("full")
        path.write_text(json.dumps(data))

    monkeypatch.setattr("onhand.store.partial.write_json", full_while_all_is_there)
    partial = Partial(tmp_path, "key")
    partial.size_bytes = 2 << 20
    partial.write(0, content)
    partial.close()
    assert note.exists()
    again = Partial(tmp_path, "key")
    kept = again.done_bytes
    again.close()
    assert 0.7 < kept / len(content) < 1
    assert again.data_path.read_bytes() == content[:kept]


def test_whole_files_are_old_or_new_and_never_between(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail(_: int) -> None:
        raise OSError(5, "I/O error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match="cannot be written: I/O error"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert files_below(tmp_path) == ["file"]


def test_the_lock_can_be_taken_again(tmp_path):
    layout = Layout(tmp_path)
    for _ in range(2):
        with layout.writing(0.1):
            pass


@pytest.mark.parametrize(
    ("answer", "is_metered"),
    [
        ("GENERAL.METERED:no (guessed)\n", False),
        ("GENERAL.METERED:unknown\n\nGENERAL.METERED:yes\n", True),
        ("GENERAL.METERED:unknown\n", None),
        ("", None),
    ],
)
def test_what_network_manager_says_of_the_connection(answer, is_metered):
    assert metered_from_nmcli(answer) is is_metered
