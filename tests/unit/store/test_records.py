"""Records that were damaged, killed half-way or are not ours: the rest goes on, and they can go."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

import pytest

from onhand.errors import ModelCorruptError, NotEnoughDiskError, StoreError
from onhand.store import Store
from tests.store_kit import files_below, gguf, manifest_of, quick_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return quick_store(tmp_path / "store")


def install(store: Store, tmp_path: Path, version: str, model_id: str = "tiny") -> Path:
    """Install a version of its own content; return its record."""
    folder = tmp_path / model_id / version
    path = gguf(folder, seeds={1: 100 * len(model_id) + int(version)})
    manifest = folder / "m.json"
    manifest.write_text(manifest_of(path, version=version, model_id=model_id).to_json())
    store.pull(str(manifest))
    return store.root / "models" / model_id / f"{version}.json"


def test_files_and_folders_of_others_are_passed_over(store, tmp_path):
    record = install(store, tmp_path, "1")
    record.with_name("1 (copy of my laptop).json").write_text("{}")
    for name in ("lost+found", "@eaDir", "a b", ".trash"):
        (record.parent.parent / name).mkdir()
        (record.parent.parent / name / "1.json").write_text("{}")
    assert [item.id for item in store.list(all_versions=True)] == ["tiny"]
    assert [check.is_sound for check in store.verify()] == [True]
    store.gc()
    assert store.resolve("tiny").path.exists()


def test_a_process_killed_while_it_removed_a_version_leaves_the_others_usable(store, tmp_path):
    install(store, tmp_path, "1")
    install(store, tmp_path, "2")
    install(store, tmp_path, "3").unlink()  # the record goes first; "current" still names it
    assert store.get("tiny").version == "2"
    assert [item.version for item in store.list()] == ["2"]
    assert store.rollback("tiny").version == "1"
    store.remove("tiny")
    assert store.list(all_versions=True) == ()


def test_without_a_pointer_the_version_that_was_installed_last_is_current(store, tmp_path):
    for version in ("9", "10"):
        install(store, tmp_path, version)
    (store.root / "models" / "tiny" / "current.json").write_text("damaged")
    record = store.root / "models" / "tiny" / "9.json"
    record.write_text(record.read_text().replace('"installed_at": "2', '"installed_at": "1'))
    assert store.get("tiny").version == "10"


@pytest.mark.parametrize("way", ["pull", "remove", "clear"])
def test_a_damaged_record_can_be_replaced_and_removed(store, tmp_path, way):
    install(store, tmp_path, "1").write_text("{")
    with pytest.raises(ModelCorruptError, match="is damaged"):
        store.get("tiny")
    if way == "pull":
        store.pull(str(tmp_path / "tiny" / "1" / "m.json"))
        assert store.resolve("tiny").path.exists()
    else:
        (store.remove if way == "remove" else store.clear)("tiny")
        assert not (store.root / "models" / "tiny").exists()


def test_a_damaged_record_does_not_keep_other_models_from_updating(store, tmp_path):
    install(store, tmp_path, "1").write_text("{")
    install(store, tmp_path, "1", "other")
    assert store.outdated() == ()
    assert store.update() == ()


def test_verify_finds_a_damaged_record_and_sets_it_aside(store, tmp_path):
    install(store, tmp_path, "1").write_text("{")
    install(store, tmp_path, "1", "other")
    damaged, sound = store.verify(repair=True)
    assert (damaged.id, damaged.name, damaged.is_sound, damaged.is_repaired) == (
        *("tiny", "1.json"),
        *(False, False),
    )
    assert damaged.path is not None
    assert damaged.path.read_text() == "{"
    assert sound.is_sound
    assert [item.id for item in store.list(all_versions=True)] == ["other"]


def test_repairing_an_old_version_does_not_make_it_current(store, tmp_path):
    install(store, tmp_path, "1")
    install(store, tmp_path, "2")
    blob = store._layout.blob(store.get("tiny@1").manifest.files[0].sha256)
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"!")
    assert [check.is_repaired for check in store.verify(repair=True)] == [True, False]
    assert store.get("tiny").version == "2"
    assert store.rollback("tiny").version == "1"


def test_gc_keeps_all_versions_when_there_are_fewer_than_it_may_keep(store, tmp_path):
    for version in ("1", "2", "3"):
        install(store, tmp_path, version)
    store.gc(keep=4)
    assert len(store.list(all_versions=True)) == 3


def test_gc_counts_a_version_that_was_rolled_back_from(store, tmp_path):
    install(store, tmp_path, "1")
    install(store, tmp_path, "2")
    store.rollback("tiny")
    store.gc(keep=2)
    assert [item.version for item in store.list(all_versions=True)] == ["1", "2"]
    store.gc(keep=1)
    assert [item.version for item in store.list(all_versions=True)] == ["1"]


def test_of_an_import_that_the_disk_cannot_take_nothing_stays(store, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = gguf(tmp_path)
    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(NotEnoughDiskError):
        store.pull(str(path))
    assert files_below(store.root) in ([], ["lock"])
    monkeypatch.undo()
    assert store.pull(str(path)).path.exists()


def test_a_folder_that_may_not_be_written_is_said_in_our_words(store, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = gguf(tmp_path)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(StoreError, match="cannot be written: Permission denied"):
        store.pull(str(path))
    assert store.list() == ()
