"""The store's verbs, its layout, and what it costs to import."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onhand.errors import (
    ManifestError,
    ModelCorruptError,
    ModelNotFoundError,
    StoreError,
)
from onhand.store import AsyncStore, DownloadParams, PublishedEvent, Store
from onhand.store.layout import default_root, link_or_copy, write_whole
from tests.http_server import running
from tests.store_kit import QUICK, files_below, gguf, manifest_of, quick_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return quick_store(tmp_path / "store")


def install(store: Store, folder: Path, version: str, **seeds: int) -> bytes:
    """Install a version of "tiny" from a local manifest; return the file's bytes."""
    path = gguf(folder / version, seeds={int(key[1:]): seed for key, seed in seeds.items()})
    manifest = path.with_name("tiny.json")
    manifest.write_text(manifest_of(path, version=version).to_json())
    store.pull(str(manifest))
    return path.read_bytes()


def test_it_costs_nothing_heavy_to_resolve_a_model(store, tmp_path):
    install(store, tmp_path, "1")
    code = (
        "import sys; from onhand.store import Store\n"
        "path, found = Store(sys.argv[1]).resolve('tiny')\n"
        "assert path.is_file() and found.runtime == 'llama_cpp'\n"
        "heavy = {'httpx', 'huggingface_hub', 'cryptography', 'filelock', 'rich', 'ssl', 'asyncio',"
        " 'numpy', 'click', 'jinja2', 'concurrent.futures', 'tempfile', 'shutil', 'msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(store.root)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_root_is_onhand_home_else_the_platforms(monkeypatch, tmp_path):
    monkeypatch.setenv("ONHAND_HOME", str(tmp_path))
    assert Store().root == default_root() == tmp_path
    monkeypatch.delenv("ONHAND_HOME")
    assert default_root().name == "onhand"
    assert default_root().is_absolute()


def test_reading_makes_no_folder(store):
    assert store.list() == ()
    with pytest.raises(ModelNotFoundError):
        store.get("tiny")
    assert not store.root.exists()


def test_versions_lie_side_by_side_and_names_find_them(store, tmp_path):
    first = install(store, tmp_path, "1")
    second = install(store, tmp_path, "2", t3=33)
    assert store.get("tiny").version == "2"
    assert store.resolve("tiny").path.read_bytes() == second
    assert store.resolve("tiny@1").path.read_bytes() == first
    assert [item.version for item in store.list()] == ["2"]
    assert {item.version: item.is_current for item in store.list(all_versions=True)} == {
        "1": False,
        "2": True,
    }
    with pytest.raises(ModelNotFoundError) as caught:
        store.get("tiny@3")
    assert "Installed: 1, 2" in caught.value.hint
    with pytest.raises(ModelNotFoundError) as caught:
        store.get("tinny")
    assert "Did you mean tiny?" in caught.value.hint


def test_removing_a_version_keeps_what_others_share(store, tmp_path):
    install(store, tmp_path, "1")
    second = install(store, tmp_path, "2", t3=33)
    freed = store.remove("tiny@2")
    assert freed.freed_bytes == len(second)
    assert store.get("tiny").version == "1"
    assert store.resolve("tiny").path.exists()
    store.remove("tiny")
    assert store.list(all_versions=True) == ()
    assert files_below(store.root / "blobs") == files_below(store.root / "files") == []
    with pytest.raises(ModelNotFoundError):
        store.remove("tiny")


def test_the_same_content_is_stored_once(store, tmp_path):
    path = gguf(tmp_path, "a.gguf")
    store.pull(str(path))
    path.rename(tmp_path / "b.gguf")
    store.pull(str(tmp_path / "b.gguf"))
    assert [item.id for item in store.list()] == ["a", "b"]
    assert len(files_below(store.root / "blobs")) == 1
    store.remove("a")
    assert store.resolve("b").path.exists()


def test_a_model_that_was_imported_does_not_depend_on_the_file(store, tmp_path):
    path = gguf(tmp_path, "mine.gguf")
    content = path.read_bytes()
    store.pull(str(path))
    path.write_bytes(b"overwritten")
    assert store.resolve("mine").path.read_bytes() == content


@pytest.mark.parametrize("sampling", [{"temperature": "hot"}, {"temperature": -1}, {"heat": 1}])
def test_impossible_recommendations_are_refused(store, tmp_path, sampling):
    """They would fail whoever generates with the model, long after."""
    path = gguf(tmp_path)
    manifest = tmp_path / "tiny.json"
    manifest.write_text(manifest_of(path, sampling=sampling).to_json())
    with pytest.raises(ManifestError, match="recommends impossible sampling"):
        store.pull(str(manifest))
    assert store.list() == ()


def test_a_path_may_be_a_path_object(store, tmp_path, monkeypatch):
    path = gguf(tmp_path, "mine.gguf")
    monkeypatch.chdir(tmp_path)
    assert store.pull(Path("mine.gguf")).reference == str(path)
    with pytest.raises(TypeError):
        store.pull(5)


def test_a_store_that_is_a_file_has_nothing_and_says_so_when_it_is_written(tmp_path):
    (tmp_path / "store").write_text("x")
    store = quick_store(tmp_path / "store")
    assert store.list() == ()
    with pytest.raises(StoreError, match="cannot be made"):
        store.pull(str(gguf(tmp_path)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("connections", 0),
        ("connections", 33),
        ("max_attempts", 0),
        ("max_bytes_per_s", 0),
        ("backoff_s", -1),
        ("reserve_bytes", -1),
        ("read_timeout_s", 0),
        ("max_file_bytes", 0),
    ],
)
def test_download_options_out_of_range_are_refused_by_name(name, value):
    with pytest.raises(ValueError, match=f"{name} must be .*, got {value}"):
        DownloadParams(**{name: value})


def test_gc_removes_what_nothing_needs_and_nothing_else(store, tmp_path):
    install(store, tmp_path, "1")
    stray = store.root / "blobs" / "ab" / ("ab" * 32)
    write_whole(stray, b"x" * 100)
    write_whole(store.root / "files" / "gone" / "1" / "file", b"x")
    write_whole(store.root / "staging" / "old" / "file", b"x")
    write_whole(store.root / "partial" / "young.part", b"x")
    store.gc()
    assert not stray.exists()
    assert files_below(store.root / "files") == ["tiny/1/tiny.gguf"]
    assert files_below(store.root / "staging") == []
    assert files_below(store.root / "partial") == ["young.part"]
    assert store.gc(max_age_s=0).n_files == 1
    assert store.resolve("tiny").path.exists()


def test_gc_keeps_as_many_versions_as_it_is_told(store, tmp_path):
    for version in ("1", "2", "3"):
        install(store, tmp_path, version, t1=int(version) * 7)
    store.gc(keep=2)
    assert [item.version for item in store.list(all_versions=True)] == ["2", "3"]
    store.gc(keep=1)
    assert [item.version for item in store.list(all_versions=True)] == ["3"]
    with pytest.raises(ValueError, match="1 or more"):
        store.gc(keep=0)


def test_gc_after_a_record_was_damaged_keeps_the_content(store, tmp_path):
    install(store, tmp_path, "1")
    record = store.root / "models" / "tiny" / "1.json"
    record.write_text(record.read_text()[:-20])
    with pytest.raises(ModelCorruptError, match="is damaged"):
        store.get("tiny")
    assert store.list() == ()
    store.gc()
    assert len(files_below(store.root / "blobs")) == 1


def test_clear_removes_everything_but_the_keys(store, tmp_path):
    install(store, tmp_path, "1")
    write_whole(store.root / "keys" / "pinned.json", b"[]")
    write_whole(store.root / "quarantine" / "wrong", b"x")
    assert store.clear().freed_bytes > 0
    assert [name for name in files_below(store.root) if name != "lock"] == ["keys/pinned.json"]


def test_clear_of_one_model_leaves_the_others(store, tmp_path):
    install(store, tmp_path, "1")
    store.pull(str(gguf(tmp_path, "other.gguf", seeds={0: 8})))
    store.clear("tiny")
    assert [item.id for item in store.list()] == ["other"]


def test_a_lost_pointer_to_the_current_version_is_no_loss(store, tmp_path):
    install(store, tmp_path, "1")
    (store.root / "models" / "tiny" / "current.json").write_text("{")
    assert store.get("tiny").version == "1"


def test_a_missing_or_short_file_is_not_resolved(store, tmp_path):
    install(store, tmp_path, "1")
    path = store.get("tiny").path
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.truncate(100)
    with pytest.raises(ModelCorruptError, match="has 100 bytes") as caught:
        store.resolve("tiny")
    assert "--repair" in caught.value.hint


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        quick_store(tmp_path / "file" / "store").pull(str(gguf(tmp_path)))


def test_content_is_read_only(store, tmp_path):
    install(store, tmp_path, "1")
    assert not store.resolve("tiny").path.stat().st_mode & 0o222


def test_where_links_are_impossible_files_are_copied(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    source, target = tmp_path / "a", tmp_path / "deep" / "b"
    source.write_bytes(b"content")
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    link_or_copy(source, target)
    assert target.is_symlink()
    assert target.read_bytes() == b"content"
    monkeypatch.setattr(Path, "symlink_to", refuse)
    link_or_copy(source, tmp_path / "c")
    assert not (tmp_path / "c").is_symlink()


def test_a_store_without_hard_links_works_and_can_be_moved(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store = quick_store(tmp_path / "store")
    content = install(store, tmp_path, "1")
    assert store.resolve("tiny").path.is_symlink()
    store.root.rename(tmp_path / "moved")
    assert quick_store(tmp_path / "moved").resolve("tiny").path.read_bytes() == content
    assert [check.is_sound for check in quick_store(tmp_path / "moved").verify()] == [True]


def test_descriptors_are_json(store, tmp_path):
    install(store, tmp_path, "1")
    data = json.loads(json.dumps(store.get("tiny").to_dict()))
    assert data["id"] == "tiny"
    assert data["path"].endswith("tiny.gguf")


# ── asyncio ──────────────────────────────────────────────────────────────────


def test_both_stores_have_the_same_verbs_with_the_same_arguments():
    for name, method in inspect.getmembers(Store, inspect.isfunction):
        if not name.startswith("_") or name == "__init__":
            twin = inspect.signature(getattr(AsyncStore, name))
            assert twin == inspect.signature(method), name


async def test_events_arrive_on_the_callers_loop(tmp_path):
    events: list[object] = []
    threads: set[int] = set()

    def note(event: object) -> None:
        events.append(event)
        threads.add(threading.get_ident())

    with running() as server:
        url = server.add("tiny.gguf", gguf(tmp_path).read_bytes())
        store = AsyncStore(tmp_path / "store", params=QUICK)
        found = await store.pull(url, on_event=note)
    await asyncio.sleep(0)
    assert (await store.resolve("tiny")).path == found.path
    assert isinstance(events[-1], PublishedEvent)
    assert threads == {threading.get_ident()}


async def test_cancelling_the_task_stops_the_pull_and_frees_the_lock(tmp_path):
    path = gguf(tmp_path, n_floats=50_000)
    reached, go = threading.Event(), threading.Event()
    with running() as server:

        def hold(_: int) -> None:
            if server.sent_bytes > 500_000:
                reached.set()
                go.wait(30)

        url = server.add("tiny.gguf", path.read_bytes(), on_bytes=hold)
        store = AsyncStore(tmp_path / "store", params=QUICK, lock_timeout_s=0.1)
        task = asyncio.create_task(store.pull(url))
        assert await asyncio.to_thread(reached.wait, 30)
        task.cancel()
        await asyncio.sleep(0)
        go.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        server.resources["/tiny.gguf"].on_bytes = None
        assert (await store.pull(url)).path.read_bytes() == path.read_bytes()
