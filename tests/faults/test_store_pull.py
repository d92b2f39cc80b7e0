"""Pulls that go wrong: what is visible afterwards is whole, right, and says what happened."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onhand.errors import (
    DownloadError,
    ManifestError,
    ModelCorruptError,
    ModelNotFoundError,
    NotEnoughDiskError,
    OfflineError,
    PullCancelledError,
    StoreBusyError,
)
from onhand.store import (
    ProgressEvent,
    PublishedEvent,
    QuarantineEvent,
    ResolvedEvent,
    RetryEvent,
    Store,
)
from onhand.store import layout as layout_module
from tests.http_server import BadServer
from tests.store_kit import QUICK, files_below, gguf, manifest_of, noise, quick_store, sha256

MIB = 1 << 20


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return quick_store(tmp_path / "store")


def publish(server: BadServer, path: Path, **facts: object) -> str:
    """Serve a file and its manifest; return the manifest's address."""
    manifest = manifest_of(path, **facts)  # type: ignore[arg-type]
    server.add(path.name, path.read_bytes())
    return server.add(f"{manifest.id}.json", manifest.to_json().encode(), etag=None)


def nothing_is_visible(store: Store) -> bool:
    with pytest.raises(ModelNotFoundError):
        store.get("tiny")
    return store.list(all_versions=True) == () and files_below(store.root / "files") == []


def test_a_pull_by_manifest_installs_and_tells_what_it_does(server, store, tmp_path):
    path = gguf(tmp_path)
    events: list[object] = []
    found = store.pull(publish(server, path), on_event=events.append)
    assert found.path.read_bytes() == path.read_bytes()
    assert store.resolve("tiny").path == found.path
    assert [type(event) for event in events if not isinstance(event, ProgressEvent)] == [
        ResolvedEvent,
        *[type(event) for event in events if type(event).__name__ == "VerifyEvent"],
        PublishedEvent,
    ]
    last = [event for event in events if isinstance(event, ProgressEvent)][-1]
    assert last.done_bytes == last.total_bytes == path.stat().st_size
    assert files_below(store.root / "partial") == []


def test_the_installed_chunks_are_the_header_and_each_tensor(server, store, tmp_path):
    found = store.pull(publish(server, gguf(tmp_path, n_tensors=7)))
    assert len(found.manifest.files[0].chunks) == 8


def test_a_wrong_file_is_quarantined_and_said_so(server, store, tmp_path):
    path = gguf(tmp_path)
    url = publish(server, path)
    wrong = bytearray(path.read_bytes())
    wrong[-100] ^= 1
    server.resources["/tiny.gguf"].content = bytes(wrong)
    events: list[object] = []
    with pytest.raises(ModelCorruptError, match="SHA-256") as caught:
        store.pull(url, on_event=events.append)
    [quarantined] = [event for event in events if isinstance(event, QuarantineEvent)]
    assert Path(quarantined.path).read_bytes() == wrong
    assert quarantined.path in caught.value.message
    assert nothing_is_visible(store)
    assert files_below(store.root / "partial") == []


def test_a_wrong_resumed_file_is_fetched_once_more_before_it_is_given_up(server, store, tmp_path):
    path = gguf(tmp_path, n_tensors=20, n_floats=4096)
    url = publish(server, path)
    server.resources["/tiny.gguf"].drop_after = [200_000] * QUICK.max_attempts
    one_try = quick_store(store.root, params=dataclasses.replace(QUICK, max_attempts=1))
    with pytest.raises(DownloadError):
        one_try.pull(url)
    [part] = (store.root / "partial").glob("*.part")
    with part.open("r+b") as file:  # a disk that lost what it had said to have
        file.seek(50_000)
        file.write(bytes(1000))
    server.resources["/tiny.gguf"].drop_after = []
    server.forget()
    events: list[object] = []
    found = store.pull(url, on_event=events.append)
    assert found.path.read_bytes() == path.read_bytes()
    assert any("fetching it anew" in e.cause for e in events if isinstance(e, RetryEvent))
    assert server.sent_bytes < path.stat().st_size  # only the rest and the wrong chunks


def test_a_damaged_header_never_gets_to_native_code(server, store, tmp_path):
    path = gguf(tmp_path)
    content = bytearray(path.read_bytes())
    content[16:24] = (2**60).to_bytes(8, "little")  # the count of metadata entries
    url = server.add("bad.gguf", bytes(content))
    with pytest.raises(ModelCorruptError, match="metadata entries"):
        store.pull(url)
    assert nothing_is_visible(store)
    assert len(files_below(store.root / "quarantine")) == 2


def test_a_truncated_bare_file_is_noticed_though_nobody_stated_its_hash(server, store, tmp_path):
    content = gguf(tmp_path).read_bytes()
    with pytest.raises(ModelCorruptError, match="truncated"):
        store.pull(server.add("tiny.gguf", content[:-5000]))


def test_a_bare_file_is_pinned_by_what_came(server, store, tmp_path):
    content = gguf(tmp_path).read_bytes()
    found = store.pull(server.add("tiny.gguf", content))
    assert found.manifest.files[0].sha256 == sha256(content)
    assert found.id == "tiny"


def test_a_stated_hash_is_held_to(server, store, tmp_path):
    content = gguf(tmp_path).read_bytes()
    url = server.add("tiny.gguf", content)
    with pytest.raises(ModelCorruptError):
        store.pull(f"{url}#sha256={'0' * 64}")
    assert store.pull(f"{url}#sha256={sha256(content)}").path.read_bytes() == content


def test_an_error_page_instead_of_a_manifest_is_said_to_be_none(server, store):
    url = server.add("m.json", b"<html>Sign in</html>")
    with pytest.raises(ManifestError, match="is no JSON"):
        store.pull(url)


def test_a_huge_manifest_is_refused(server, store, monkeypatch):
    monkeypatch.setattr("onhand.store.sources.MAX_MANIFEST_BYTES", 1000)
    with pytest.raises(DownloadError, match="more than 1000 bytes"):
        store.pull(server.add("m.json", b"", is_endless=True, has_ranges=False))


def test_a_version_name_with_other_content_is_refused(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path)))
    other = gguf(tmp_path, seeds={0: 99})
    with pytest.raises(ManifestError, match="with other content"):
        store.pull(publish(server, other))
    assert len(store.list()) == 1


# ── disk ─────────────────────────────────────────────────────────────────────


def test_too_little_room_is_said_before_a_byte_is_fetched(server, tmp_path, monkeypatch):
    url = publish(server, gguf(tmp_path, n_floats=100_000))
    monkeypatch.setattr(layout_module, "free_bytes", lambda path: 1_000_000)
    store = quick_store(tmp_path / "store")
    with pytest.raises(NotEnoughDiskError, match="bytes are needed") as caught:
        store.pull(url)
    assert caught.value.details["free_bytes"] == 1_000_000
    assert "/tiny.gguf" not in server.paths()


def test_a_disk_that_runs_full_keeps_what_came(server, store, tmp_path, monkeypatch):
    path = gguf(tmp_path, n_tensors=4, n_floats=100_000)
    url = publish(server, path)
    from onhand.store.partial import Partial

    write = Partial.write

    def full(self: Partial, offset: int, data: bytes) -> None:
        if offset > 800_000:
            with layout_module.disk_errors(self.data_path):
                raise OSError(28, "No space left on device")
        write(self, offset, data)

    monkeypatch.setattr(Partial, "write", full)
    with pytest.raises(NotEnoughDiskError, match="ran full"):
        store.pull(url)
    assert nothing_is_visible(store)
    monkeypatch.undo()
    server.forget()
    assert store.pull(url).path.read_bytes() == path.read_bytes()
    assert server.sent_bytes < path.stat().st_size - 400_000


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a tmpfs")
def test_a_really_full_disk(server, tmp_path):
    mount = tmp_path / "small"
    mount.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(mount)]
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("tmpfs cannot be mounted here")
    try:
        url = server.add("big.gguf", noise(3 * MIB), content_length="none", has_ranges=False)
        store = quick_store(mount / "store")
        with pytest.raises(NotEnoughDiskError):
            store.pull(url)
        assert store.list() == ()
    finally:
        subprocess.run(["umount", str(mount)], check=True)


# ── processes ────────────────────────────────────────────────────────────────

PULL = """
import sys
from onhand.store import Store
Store(sys.argv[1]).pull(sys.argv[2])
"""


def start_pull(root: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PULL, str(root), url])


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_kill_9_in_the_middle_leaves_nothing_half_done_and_can_be_resumed(server, tmp_path, share):
    path = gguf(tmp_path, n_tensors=16, n_floats=128 * 1024)
    url = publish(server, path)
    size = path.stat().st_size
    reached, held = threading.Event(), threading.Event()

    def hold(_: int) -> None:
        if server.sent_bytes > share * size:
            reached.set()
            held.wait(60)

    server.resources["/tiny.gguf"].on_bytes = hold
    root = tmp_path / "store"
    process = start_pull(root, url)
    try:
        assert reached.wait(60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        held.set()
    store = quick_store(root)
    assert nothing_is_visible(store)
    server.resources["/tiny.gguf"].on_bytes = None
    assert store.pull(url).path.read_bytes() == path.read_bytes()
    assert store.verify()[0].is_sound


@pytest.mark.parametrize("step", ["take", "publish_view", "write", "make_current"])
def test_a_death_at_any_step_of_publishing_shows_all_or_nothing(
    server, store, tmp_path, monkeypatch, step
):
    from onhand.store.blobs import Blobs
    from onhand.store.records import Records

    path = gguf(tmp_path)
    url = publish(server, path)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    owner = Blobs if step in ("take", "publish_view") else Records
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, die)
        with pytest.raises(KeyboardInterrupt):
            store.pull(url)
    if step == "make_current":  # the record is there, and so is all that it names
        assert store.resolve("tiny").path.read_bytes() == path.read_bytes()
    else:
        with pytest.raises(ModelNotFoundError):
            store.get("tiny")
    server.forget()
    assert store.pull(url).path.read_bytes() == path.read_bytes()
    assert server.sent_bytes < path.stat().st_size / 2 or step == "take"


def test_one_process_writes_and_another_is_told_who(server, store, tmp_path):
    url = publish(server, gguf(tmp_path))
    asked, go = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        asked.set()
        go.wait(30)

    server.resources["/tiny.gguf"].on_request = hold
    first = threading.Thread(target=store.pull, args=(url,))
    first.start()
    try:
        assert asked.wait(30)
        with pytest.raises(StoreBusyError, match=f"process {os.getpid()}"):
            quick_store(store.root, lock_timeout_s=0.05).pull(url)
        assert store.list() == ()  # reading never waits
    finally:
        go.set()
        first.join()
    assert store.get("tiny").version == "1"


def test_a_lock_of_a_dead_process_is_free(server, tmp_path):
    url = publish(server, gguf(tmp_path))
    root = tmp_path / "store"
    code = (
        "import os, sys; from onhand.store.layout import Layout\n"
        "with Layout(sys.argv[1]).writing(): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(root)], check=False).returncode == -9
    assert quick_store(root).pull(url).id == "tiny"


def test_a_cancel_from_another_thread_stops_and_can_be_resumed(server, store, tmp_path):
    path = gguf(tmp_path, n_floats=50_000)
    url = publish(server, path)
    stop = threading.Event()
    server.resources["/tiny.gguf"].on_bytes = lambda _: (
        stop.set() if server.sent_bytes > 500_000 else None
    )
    with pytest.raises(PullCancelledError):
        store.pull(url, cancel=stop)
    assert nothing_is_visible(store)
    assert store.pull(url).path.read_bytes() == path.read_bytes()


# ── offline ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("switch", ["ONHAND_OFFLINE", "HF_HUB_OFFLINE", "argument"])
@pytest.mark.parametrize("reference", ["http://127.0.0.1:1/m.json", "hf:owner/name", "qwen3-0.6b"])
def test_offline_refuses_before_any_socket(tmp_path, monkeypatch, switch, reference):
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    if switch != "argument":
        monkeypatch.setenv(switch, "1")
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    store = quick_store(tmp_path / "store", offline=switch == "argument")
    with pytest.raises(OfflineError):
        store.pull(reference)


def test_offline_an_installed_model_is_returned_as_it_is(server, store, tmp_path, monkeypatch):
    url = publish(server, gguf(tmp_path))
    store.pull(url)
    server.forget()
    monkeypatch.setenv("ONHAND_OFFLINE", "1")
    assert store.pull(url).version == "1"
    assert store.pull("tiny").version == "1"
    with pytest.raises(OfflineError):
        store.outdated()
    assert server.requests == []


def test_offline_local_files_can_be_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("ONHAND_OFFLINE", "1")
    path = gguf(tmp_path)
    found = quick_store(tmp_path / "store").pull(str(path))
    assert found.path.read_bytes() == path.read_bytes()


def test_tokens_are_nowhere_on_disk(server, tmp_path, monkeypatch):
    from tests.http_server import FakeHub

    monkeypatch.setenv("HF_ENDPOINT", server.url("").rstrip("/"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_TOKEN", "hf_secretsecret")
    hub = FakeHub(server, "owner/tiny-GGUF", token="hf_secretsecret")
    hub.publish("a" * 40, {"tiny-Q4_K_M.gguf": gguf(tmp_path).read_bytes()})
    store = quick_store(tmp_path / "store")
    store.pull("hf:owner/tiny-GGUF")
    for name in files_below(store.root):
        assert b"hf_secretsecret" not in (store.root / name).read_bytes()


def test_the_record_is_readable_json(server, store, tmp_path):
    store.pull(publish(server, gguf(tmp_path)))
    data = json.loads((store.root / "models" / "tiny" / "1.json").read_text())
    assert data["manifest"]["id"] == "tiny"
