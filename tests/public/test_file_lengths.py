"""Files stay readable: look twice at 400 lines, never past 600."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "bench", "examples", "models", "docs")
LOOK_TWICE, NEVER_PAST = 400, 600
LOOKED_AT: dict[str, str] = {
    "src/onhand/chat/chat.py": "the public handle of a conversation, mostly what it promises",
    "src/onhand/engine.py": "the public handle: half of it is what its methods promise",
    "src/onhand/store/store.py": "one public class; its work is in the modules beside it",
    "src/onhand/worker/scheduler.py": "one step, from admission to sampling",
    "src/onhand/worker/supervisor.py": "one state machine over all lives of a worker",
    "tests/faults/test_store_download.py": "one subject, many faults",
}
"""Files past 400 lines that were looked at twice, with the reason why they stay whole."""


def lengths() -> dict[str, int]:
    paths = [ROOT / "run.py"]
    for folder in FOLDERS:
        paths += (ROOT / folder).rglob("*.py")
    return {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }


def test_no_file_is_past_600_lines() -> None:
    assert {path: n for path, n in lengths().items() if n > NEVER_PAST} == {}


def test_files_past_400_lines_were_looked_at_twice() -> None:
    grown = {path: n for path, n in lengths().items() if n > LOOK_TWICE}
    assert {path: n for path, n in grown.items() if path not in LOOKED_AT} == {}


@pytest.mark.parametrize("path", LOOKED_AT)
def test_the_list_of_long_files_is_up_to_date(path: str) -> None:
    assert lengths().get(path, 0) > LOOK_TWICE, f"{path} is short again: take it off the list"
