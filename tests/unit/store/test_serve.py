"""serve-models: what a folder's models become, and that nothing else leaves the folder."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from onhand.errors import ModelNotFoundError
from onhand.store import Manifest, ModelFolder, ModelServer, PinnedKey
from onhand.store.serve import find_models, is_loopback
from onhand.store.signing import generate_key, is_signed_by
from tests.store_kit import gguf, noise, quick_store, sha256


@contextlib.contextmanager
def serving(folder: Path, key_pem: bytes | None = None) -> Iterator[ModelServer]:
    with ModelServer(ModelFolder(folder, key_pem)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "models"
    gguf(root, "Tiny-Q8_0.gguf")
    gguf(root, "mmproj-tiny.gguf")
    for i in (1, 2):
        gguf(root / "big", f"big-0000{i}-of-00002.gguf", seeds={0: i})
    gguf(root, "lonely-00002-of-00002.gguf")
    for name, content in {
        "prog/model.pte": b"program" * 10,
        "prog/onhand-executorch.json": b"{}",
        "prog/tokenizer.json": b"{}",
        "mlc/mlc-chat-config.json": b"{}",
        "mlc/params_shard_0.bin": noise(100),
        "secret.key": b"PRIVATE",
        ".hidden/x.gguf": b"GGUF",
        "notes.txt": b"notes",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with zipfile.ZipFile(root / "packed.zip", "w") as archive:
        archive.write(root / "Tiny-Q8_0.gguf", "inside.gguf")
    return root


def test_models_of_every_kind_are_found(folder):
    assert {model.id: model.files for model in find_models(folder)} == {
        "tiny-q8_0": ("Tiny-Q8_0.gguf",),
        "big": ("big/big-00001-of-00002.gguf", "big/big-00002-of-00002.gguf"),
        "model": ("prog/model.pte", "prog/onhand-executorch.json", "prog/tokenizer.json"),
        "mlc": ("mlc/mlc-chat-config.json", "mlc/params_shard_0.bin"),
        "packed": ("packed.zip",),
    }


def test_models_of_the_same_name_get_different_ids(tmp_path):
    gguf(tmp_path / "a", "m.gguf")
    gguf(tmp_path / "b", "m.gguf")
    assert [model.id for model in find_models(tmp_path)] == ["m", "m-2"]


def test_every_model_can_be_pulled_and_is_what_it_was(folder, tmp_path):
    store = quick_store(tmp_path / "store")
    with serving(folder) as server:
        names = json.loads(httpx.get(server.url).content)["models"]
        assert sorted(names) == [
            "big.json",
            "mlc.json",
            "model.json",
            "packed.json",
            "tiny-q8_0.json",
        ]
        found = {name: store.pull(server.url + name) for name in names}
        assert store.outdated() == ()
    assert found["tiny-q8_0.json"].path.read_bytes() == (folder / "Tiny-Q8_0.gguf").read_bytes()
    assert found["big.json"].path.name == "big-00001-of-00002.gguf"
    assert found["mlc.json"].path.is_dir()
    assert found["model.json"].runtime == "executorch"
    assert found["packed.json"].path.name == "inside.gguf"
    assert found["packed.json"].runtime == "llama_cpp"


def test_a_changed_file_is_an_update(folder, tmp_path):
    store = quick_store(tmp_path / "store")
    with serving(folder) as server:
        old = store.pull(f"{server.url}tiny-q8_0.json")
        new = gguf(folder, "Tiny-Q8_0.gguf", seeds={2: 22})
        os.utime(new, (2_000_000_000, 2_000_000_000))
        [found] = store.update()
    assert found.version != old.version
    assert found.path.read_bytes() == new.read_bytes()


@pytest.mark.parametrize(
    "path",
    ["secret.key", "notes.txt", "../outside", "%2e%2e/outside", "/etc/passwd", ".hidden/x.gguf",
     "link.gguf", "lonely-00002-of-00002.gguf", "nothing.json"],
)  # fmt: skip
def test_nothing_but_models_leaves_the_folder(folder, path):
    outside = folder.parent / "outside"
    outside.write_bytes(b"GGUF secret")
    (folder / "link.gguf").symlink_to(outside)
    with serving(folder) as server:
        assert httpx.get(server.url + path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        (None, 200, 0, None),
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10-19", 206, 10, 20),
        ("bytes=100-", 206, 100, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=0-999999999", 206, 0, None),
        ("bytes=1-2,5-6", 200, 0, None),
        ("lines=1-2", 200, 0, None),
        ("bytes=99999999-", 416, 0, 0),
        ("bytes=5-4", 416, 0, 0),
        ("bytes=" + "9" * 5000 + "-", 200, 0, None),
    ],
)
def test_ranges(folder, asked, status, start, end):
    content = (folder / "Tiny-Q8_0.gguf").read_bytes()
    with serving(folder) as server:
        headers = {} if asked is None else {"Range": asked}
        answer = httpx.get(f"{server.url}Tiny-Q8_0.gguf", headers=headers)
    assert answer.status_code == status
    assert answer.content == content[start:end]
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(content)}"


def test_if_range_gives_the_whole_of_another_file(folder):
    with serving(folder) as server:
        url = f"{server.url}Tiny-Q8_0.gguf"
        tag = httpx.head(url).headers["ETag"]
        assert httpx.get(url, headers={"Range": "bytes=0-3", "If-Range": tag}).content == b"GGUF"
        old = httpx.get(url, headers={"Range": "bytes=0-3", "If-Range": '"old"'})
    assert old.status_code == 200


def test_manifests_are_signed_with_a_key(folder, tmp_path):
    pem, public = generate_key()
    with serving(folder, pem) as server:
        manifest = Manifest.from_json(httpx.get(f"{server.url}tiny-q8_0.json").content)
        assert is_signed_by(manifest, public)
        store = quick_store(tmp_path / "store", keys=[PinnedKey(public)])
        assert store.pull(f"{server.url}tiny-q8_0.json").verified_by


def test_a_manifest_in_the_folder_goes_before_one_that_would_be_made(folder):
    made = ModelFolder(folder)
    [model] = [model for model in made.models() if model.id == "tiny-q8_0"]
    manifest = made.manifest(model)
    text = manifest.to_json().replace('"version": "', '"version": "own-')
    (folder / "tiny-q8_0.json").write_text(text)
    (folder / "other.json").write_text("{}")
    with serving(folder) as server:
        assert json.loads(httpx.get(f"{server.url}tiny-q8_0.json").content)["version"][:4] == "own-"
        assert httpx.get(f"{server.url}other.json").status_code == 404


def test_a_damaged_model_is_an_error_of_its_own_manifest_only(folder):
    (folder / "bad.gguf").write_bytes(b"GGUF\3\0\0\0")
    with serving(folder) as server:
        assert httpx.get(f"{server.url}bad.json").status_code == 500
        assert httpx.get(f"{server.url}tiny-q8_0.json").status_code == 200


def test_a_folder_that_is_none_is_said(tmp_path):
    with pytest.raises(ModelNotFoundError, match="no folder"):
        ModelFolder(tmp_path / "nowhere")


def test_the_server_is_reachable_from_this_machine_only(folder):
    with serving(folder) as server:
        assert server.server_address[0] == "127.0.0.1"
        assert sha256(httpx.get(f"{server.url}Tiny-Q8_0.gguf").content)


def test_a_web_page_whose_name_leads_here_reads_nothing(folder):
    """DNS rebinding: the browser asks this server, under the page's own name."""
    own = ["127.0.0.1:{port}", "localhost", "[::1]:{port}"]
    others = ["evil.example:{port}", "127.0.0.1.evil.example", "192.168.1.7", ""]
    with serving(folder) as server, httpx.Client(base_url=server.url) as client:
        port = server.server_address[1]
        for host in own + others:
            headers = {"Host": host.format(port=port)}
            for path in ("", "Tiny-Q8_0.gguf"):
                answer = client.get(path, headers=headers)
                assert answer.status_code == (200 if host in own else 403)
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert "Access-Control-Allow-Origin" not in answer.headers


def test_beyond_this_machine_it_has_an_address_that_phones_can_use(folder):
    with ModelServer(ModelFolder(folder), "0.0.0.0") as server:
        assert not server.is_loopback
        host = httpx.URL(server.url).host
        assert host == "0.0.0.0" or not is_loopback(host)


def test_an_address_of_version_6_works_where_the_system_has_it(folder):
    try:
        server = ModelServer(ModelFolder(folder), "::1")
    except OSError:
        pytest.skip("this system has no IPv6")
    with server:
        assert server.is_loopback
        assert server.url == f"http://[::1]:{server.server_address[1]}/"


def test_errors_name_no_path_of_this_machine_and_links_lead_nowhere(folder, tmp_path):
    own = Manifest.from_json(ModelFolder(folder).page("tiny-q8_0.json") or b"").to_json()
    (tmp_path / "private.json").write_text(own)
    (folder / "linked.json").symlink_to(tmp_path / "private.json")
    with serving(folder) as server:
        assert httpx.get(f"{server.url}linked.json").status_code == 404
        answer = httpx.get(f"{server.url}{'x' * 5000}.json")
        assert str(folder) not in answer.text
