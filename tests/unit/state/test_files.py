"""Files of states: whole or not there, the owner's only, never plain where they are encrypted."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onhand.errors import NotEnoughDiskError, StateCorruptError
from onhand.state import files, read_state, write_state
from tests.unit.state.states import KEY, data, plain, state

OLD, NEW = state(3, b"old"), state(5, b"new" * 1000)

DIES = """
import os, signal, sys
sys.path.insert(0, {root!r})
from onhand.state import encryption, files
from tests.unit.state.states import KEY, state
sync, encode = os.fsync, files.encode
def pieces(*arguments, **options):
    for index, piece in enumerate(encode(*arguments, **options)):
        if index == {die_at}:
            os.kill(os.getpid(), signal.SIGKILL)
        yield piece
def fsync(handle):
    if {die_at} == 100:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(handle)
files.encode, os.fsync = pieces, fsync
files.write_state({path!r}, state(5, b"new" * 1000))
"""

FULL = """
import resource, sys
sys.path.insert(0, {root!r})
from onhand.errors import NotEnoughDiskError
from onhand.state import write_state
from tests.unit.state.states import state
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write_state({path!r}, state(5, bytes(100_000)))
except NotEnoughDiskError as error:
    print(error)
"""


def child(program: str, **values: object) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[3])
    source = program.format(root=root, **values)
    return subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60
    )


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_file_comes_back_and_its_folder_holds_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "chat.onhand"
    for saved in (OLD, NEW):
        assert write_state(path, saved) is None
        assert plain(read_state(path)) == plain(saved)
    assert names(tmp_path) == ["chat.onhand"]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "chat.onhand"
    write_state(path, OLD)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "chat.onhand"
    link.symlink_to(tmp_path / "there" / "real.onhand")
    write_state(link, OLD)
    assert link.is_symlink()
    assert names(tmp_path / "there") == ["real.onhand"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "chat.onhand"
    write_state(path, OLD)

    def fails(handle: int) -> None:
        raise OSError(number, "it fails")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(NotEnoughDiskError if number == errno.ENOSPC else OSError):
        write_state(path, NEW)
    assert plain(read_state(path)) == plain(OLD)
    assert names(tmp_path) == ["chat.onhand"]


def test_a_folder_that_is_not_there_is_told_by_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "none" / "chat.onhand"
    with pytest.raises(FileNotFoundError) as caught:
        write_state(path, OLD)
    assert caught.value.filename == str(path)


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no file size limits here")
def test_a_disk_that_fills_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the kernel stops the write."""
    path = tmp_path / "chat.onhand"
    write_state(path, OLD)
    ran = child(FULL, path=str(path))
    assert "as it was before" in ran.stdout, ran.stderr
    assert plain(read_state(path)) == plain(OLD)
    assert names(tmp_path) == ["chat.onhand"]


@pytest.mark.parametrize("die_at", [0, 1, 3, 5, 100])
def test_a_kill_while_saving_leaves_the_old_file(tmp_path: Path, die_at: int) -> None:
    """Killed before each piece that matters, and between the last write and the rename."""
    path = tmp_path / "chat.onhand"
    write_state(path, OLD)
    ran = child(DIES, path=str(path), die_at=die_at)
    assert ran.returncode == -9, ran.stderr
    assert plain(read_state(path)) == plain(OLD)


def test_what_a_killed_save_left_is_removed_later(tmp_path: Path) -> None:
    path = tmp_path / "chat.onhand"
    child(DIES, path=str(path), die_at=100)
    left = names(tmp_path)
    assert len(left) == 1
    write_state(path, OLD)
    assert names(tmp_path) == sorted([*left, path.name])  # it may be another process at work
    past = time.time() - files.STALE_AFTER_S - 60
    os.utime(tmp_path / left[0], (past, past))
    (tmp_path / ".other.onhand.x.onhand-part").touch()
    write_state(path, OLD)
    assert names(tmp_path) == [".other.onhand.x.onhand-part", path.name]


def test_no_plain_text_is_on_the_disk_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of the folder is scanned when all is written and not yet renamed, and after."""
    seen: list[bytes] = []
    sync = os.fsync

    def scan(handle: int) -> None:
        sync(handle)
        seen.extend(item.read_bytes() for item in tmp_path.iterdir())

    monkeypatch.setattr(os, "fsync", scan)
    write_state(tmp_path / "chat.onhand", state(40), key=KEY)
    assert len(seen) == 2  # the temporary file, then the folder with the renamed one
    for content in seen:
        assert len(content) > 1500
        for secret in (b"secret", b"messages", b"ONHANDST", bytes(state().kv[:16])):
            assert secret not in content


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(StateCorruptError, match="no file"):
            read_state(path)
    with pytest.raises(FileNotFoundError):
        read_state(tmp_path / "gone.onhand")


def test_a_large_file_that_is_no_state_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.write(data(OLD)[:60])
        file.truncate(1 << 40)
    with pytest.raises(StateCorruptError, match="bytes"):
        read_state(path)
