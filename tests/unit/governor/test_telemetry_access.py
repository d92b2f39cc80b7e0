"""Files, commands and numbers: what cannot be read is None, and nothing raises."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onhand.governor.telemetry.access import Access, Renewed, as_number, run_command
from tests.unit.governor.recorded import Clock


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12\n", 12), ("-274000", -274000), ("0", 0), ("", None), (None, None), ("-", None),
        ("1_000", None), ("+1", None), ("٣", None), ("0x10", None), ("1.0", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_numbers_are_plain_decimal_integers(text: str | None, number: int | None) -> None:
    assert as_number(text) == number


def test_files_that_are_missing_or_folders_or_not_text(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe5\n")
    here = Access(root=tmp_path)
    assert here.text("/folder") is None
    assert here.text("/missing") is None
    assert here.number("/bytes") is None
    assert here.names("/bytes") == []
    assert here.names("/") == ["bytes", "folder"]


def test_a_command_that_fails_or_is_missing_says_nothing() -> None:
    assert run_command(["no-such-command-anywhere"]) is None
    assert run_command([sys.executable, "-S", "-c", "raise SystemExit(3)"]) is None


def test_a_command_is_asked_in_plain_english() -> None:
    code = "import os; print(os.environ['LC_ALL'])"
    assert (run_command([sys.executable, "-S", "-c", code]) or "").strip() == "C"


def test_what_is_dear_is_read_again_only_when_it_is_old() -> None:
    clock, times = Clock(0.0), iter(range(9))
    kept = Renewed(lambda: next(times), after_s=10.0, clock=clock)
    assert [kept.get(), kept.get()] == [0, 0]
    clock.now = 9.9
    assert kept.get() == 0
    clock.now = 10.0
    assert [kept.get(), kept.get()] == [1, 1]


def test_a_reading_without_value_says_where_it_was_looked_for() -> None:
    here = Access(clock=Clock(3.0))
    assert here.reading(None, "/a/b").source == "none: /a/b is missing, unreadable or garbage"
    assert here.reading(False, "/a/b").source == "/a/b"
    assert here.reading(0, "/a/b", at=1.0).at == 1.0
    assert here.unknown("no such thing").at == 3.0
