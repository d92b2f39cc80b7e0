"""The hub: which files a reference means, the hub's hashes and cache, and what went wrong there."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest

from onhand.errors import (
    DownloadError,
    ManifestError,
    ModelCorruptError,
    ModelNotFoundError,
    OfflineError,
)
from onhand.store import hub
from tests.http_server import BadServer, FakeHub, running
from tests.store_kit import QUICK, files_below, gguf, quick_store, sha256

COMMIT, NEXT = "a" * 40, "b" * 40


@pytest.fixture
def server(monkeypatch, tmp_path):
    with running() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url("").rstrip("/"))
        monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
        monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hf" / "hub"))
        monkeypatch.delenv("HF_TOKEN", raising=False)
        yield server


# ── pulling, over the hub's protocol ─────────────────────────────────────────


def test_a_pull_pins_the_hubs_own_hash_and_commit(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny-GGUF").publish(
        COMMIT, {"tiny-Q4_K_M.gguf": content, "README.md": b""}
    )
    found = quick_store(tmp_path / "store").pull("hf:own/tiny-GGUF")
    assert found.id == "own/tiny/q4_k_m"
    assert found.version == COMMIT[:12]
    assert found.manifest.files[0].sha256 == sha256(content)
    assert found.manifest.license == "apache-2.0"
    assert found.manifest.source == f"hf:own/tiny-GGUF@{COMMIT}"
    assert found.manifest.architecture == "llama"
    assert found.path.name == "tiny-Q4_K_M.gguf"


def test_nothing_is_asked_but_what_is_needed(server, tmp_path):
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": gguf(tmp_path).read_bytes()})
    quick_store(tmp_path / "store").pull("hf:own/tiny")
    assert [path.replace("True", "true") for path in server.paths()] == [
        "/api/models/own/tiny?blobs=true",  # older libraries write it as Python does
        f"/own/tiny/resolve/{COMMIT}/tiny.gguf",
    ]
    assert "torch" not in str([request.headers for request in server.requests])


def test_a_file_that_is_not_what_the_hub_says_is_refused(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": content})
    wrong = content[:-4] + b"oops"
    server.resources[f"/own/tiny/resolve/{COMMIT}/tiny.gguf"].content = wrong
    with pytest.raises(ModelCorruptError, match="SHA-256"):
        quick_store(tmp_path / "store").pull("hf:own/tiny")


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("sha", "../../x"),
        ("sha", None),
        ("sha256", "../../../etc/passwd"),
        ("sha256", "AB" * 32),
        ("size", -5),
        ("size", 10**30),
        ("size", "many"),
        ("rfilename", "../evil.gguf"),
        ("rfilename", "a/../../evil.gguf"),
        ("blobId", "../../x"),
    ],
)
def test_what_a_hub_says_becomes_no_path_before_it_was_looked_at(server, tmp_path, where, value):
    """A mirror, or whoever sits before it, may lie: hashes and names end up in file names."""
    hub = FakeHub(server, "own/tiny")
    hub.publish(COMMIT, {"tiny.gguf": b"x"}, small=("tiny.gguf",) if where == "blobId" else ())
    info = server.resources["/api/models/own/tiny"]
    data = json.loads(info.content)
    row = data["siblings"][0]
    target = data if where == "sha" else row if where in row and where != "size" else row["lfs"]
    target[where] = value
    for path in ("", "/revision/main"):
        server.resources[f"/api/models/own/tiny{path}"].content = json.dumps(data).encode()
    store = quick_store(tmp_path / "deep" / "store")
    with pytest.raises((DownloadError, ManifestError)):
        store.pull("hf:own/tiny")
    assert not [path for path in server.paths() if "resolve" in path]
    assert set(files_below(tmp_path)) <= {"deep/store/lock"}


def test_odd_licences_are_texts_all_the_same(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": content})
    for path in ("", "/revision/main"):
        resource = server.resources[f"/api/models/own/tiny{path}"]
        data = json.loads(resource.content)
        data["cardData"]["license"] = ["mit", "\ud800"]
        resource.content = json.dumps(data).encode()
    found = quick_store(tmp_path / "store").pull("hf:own/tiny")
    assert found.manifest.license == "mit, ?"


def test_small_files_are_held_to_their_git_id(server, tmp_path):
    files = {"model.pte": b"program" * 100, "tokenizer.json": b"{}"}
    FakeHub(server, "own/prog").publish(COMMIT, files, small=("tokenizer.json",))
    store = quick_store(tmp_path / "store")
    server.resources[f"/own/prog/resolve/{COMMIT}/tokenizer.json"].content = b"[]"
    with pytest.raises(ModelCorruptError, match="Git id"):
        store.pull("hf:own/prog")
    assert store.list() == ()
    server.resources[f"/own/prog/resolve/{COMMIT}/tokenizer.json"].content = b"{}"
    found = store.pull("hf:own/prog")
    assert files_below(found.folder) == ["model.pte", "tokenizer.json"]


def test_all_parts_of_a_split_model_come_or_none_is_visible(server, tmp_path):
    parts = {
        f"big-0000{i}-of-00003.gguf": gguf(tmp_path, seeds={0: i}).read_bytes() for i in (1, 2, 3)
    }
    FakeHub(server, "own/big").publish(COMMIT, parts)
    one_try = dataclasses.replace(QUICK, max_attempts=1)
    store = quick_store(tmp_path / "store", params=one_try)
    server.resources[f"/own/big/resolve/{COMMIT}/big-00003-of-00003.gguf"].status = [503]
    with pytest.raises(DownloadError):
        store.pull("hf:own/big")
    assert store.list() == ()
    server.forget()
    found = store.pull("hf:own/big")
    assert sorted(found.paths) == sorted(parts)
    assert found.path.name == "big-00001-of-00003.gguf"
    # what had come before the failure was not fetched again
    assert [path for path in server.paths() if "00001" in path or "00002" in path] == []


def test_the_token_goes_to_the_hub_and_to_no_mirror(server, tmp_path, monkeypatch):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny", token="hf_secret").publish(COMMIT, {"tiny.gguf": content})
    with running() as mirror:
        target = mirror.add("cdn/tiny.gguf?X-Signature=abc".partition("?")[0], content)
        server.resources[f"/own/tiny/resolve/{COMMIT}/tiny.gguf"].redirect = target
        store = quick_store(tmp_path / "store")
        with pytest.raises(DownloadError, match="wants a token"):
            store.pull("hf:own/tiny")
        monkeypatch.setenv("HF_TOKEN", "hf_secret")
        store.pull("hf:own/tiny")
        assert all("authorization" not in request.headers for request in mirror.requests)
        assert server.requests[-1].headers["authorization"] == "Bearer hf_secret"


def test_a_projector_is_found_beside_its_model(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    files = {"eye-Q8_0.gguf": content, "mmproj-F16.gguf": gguf(tmp_path, seeds={0: 4}).read_bytes()}
    FakeHub(server, "own/eye").publish(COMMIT, files)
    found = quick_store(tmp_path / "store").pull("hf:own/eye:Q8_0+mmproj")
    assert found.path.name == "eye-Q8_0.gguf"
    assert found.projector == found.folder / "mmproj-F16.gguf"
    assert found.projector.is_file()


def test_a_commit_that_changes_other_files_is_no_update(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    fake = FakeHub(server, "own/tiny")
    fake.publish(COMMIT, {"tiny.gguf": content, "README.md": b"1"})
    store = quick_store(tmp_path / "store")
    store.pull("hf:own/tiny")
    fake.publish(NEXT, {"tiny.gguf": content, "README.md": b"2"})
    assert store.outdated() == ()
    new = gguf(tmp_path, seeds={0: 5}).read_bytes()
    fake.publish(NEXT, {"tiny.gguf": new, "README.md": b"2"})
    assert [item.available for item in store.outdated()] == [NEXT[:12]]
    [found] = store.update()
    assert found.path.read_bytes() == new


def test_a_catalogue_name_gives_id_and_recommendations(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "unsloth/Qwen3-0.6B-GGUF").publish(
        COMMIT, {"Qwen3-0.6B-Q4_K_M.gguf": content, "Qwen3-0.6B-Q8_0.gguf": content}
    )
    store = quick_store(tmp_path / "store")
    found = store.pull("qwen3-0.6b")
    assert found.id == "qwen3-0.6b"
    assert found.manifest.sampling["top_k"] == 20
    assert store.pull("qwen3-0.6b:Q8_0").id == "qwen3-0.6b/q8_0"
    assert store.resolve("qwen3-0.6b").path.name == "Qwen3-0.6B-Q4_K_M.gguf"
    assert store.resolve("qwen3-0.6b:Q8_0").path.name == "Qwen3-0.6B-Q8_0.gguf"


@pytest.mark.parametrize("status", [404, 500, 418])
def test_what_the_hub_refuses_is_said(server, tmp_path, status):
    server.add("api/models/own/gone", b"{}", status=[status] * 20)
    with pytest.raises((DownloadError, ModelNotFoundError), match="own/gone"):
        quick_store(tmp_path / "store").pull("hf:own/gone")


# ── the hub's cache ──────────────────────────────────────────────────────────


def cached(server: BadServer, name: str, content: bytes, repo: str = "own/tiny") -> Path:
    """Put a file into the hub's cache as `huggingface_hub` does."""
    home = hub.cache_folder() / f"models--{repo.replace('/', '--')}"
    blob = home / "blobs" / hashlib.sha256(content).hexdigest()
    link = home / "snapshots" / COMMIT / name
    for path in (blob, link, home / "refs" / "main"):
        path.parent.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(content)
    link.symlink_to(blob)
    (home / "refs" / "main").write_text(COMMIT)
    return blob


def test_a_file_in_the_hubs_cache_is_taken_from_there(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": content})
    blob = cached(server, "tiny.gguf", content)
    found = quick_store(tmp_path / "store").pull("hf:own/tiny")
    assert found.path.read_bytes() == content
    assert not [path for path in server.paths() if "resolve" in path]
    assert blob.samefile(found.path)


def test_removing_a_model_leaves_the_hubs_cache_as_it_was(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": content})
    blob = cached(server, "tiny.gguf", content)
    blob.chmod(0o644)
    store = quick_store(tmp_path / "store")
    store.remove(store.pull("hf:own/tiny").id)
    assert blob.read_bytes() == content
    assert blob.stat().st_mode & 0o777 == 0o644


def test_a_damaged_file_in_the_hubs_cache_is_passed_over(server, tmp_path):
    content = gguf(tmp_path).read_bytes()
    FakeHub(server, "own/tiny").publish(COMMIT, {"tiny.gguf": content})
    blob = cached(server, "tiny.gguf", content)
    blob.write_bytes(content[:-1] + b"!")
    assert quick_store(tmp_path / "store").pull("hf:own/tiny").path.read_bytes() == content


def test_offline_the_hubs_cache_is_enough(server, tmp_path, monkeypatch):
    content = gguf(tmp_path).read_bytes()
    cached(server, "tiny.gguf", content)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    store = quick_store(tmp_path / "store")
    assert store.pull("hf:own/tiny").path.read_bytes() == content
    assert server.requests == []
    with pytest.raises(OfflineError, match="not in the hub's cache"):
        store.pull("hf:own/other")
