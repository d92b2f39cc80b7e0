"""Addresses that are none, wherever they come from: a user, a redirect, a manifest."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from onhand.errors import DownloadError, ModelNotFoundError, OnhandError
from onhand.store import Store
from onhand.store.advisor.looking import look
from tests.store_kit import QUICK, gguf, manifest_of, quick_store
from tests.tiny_models import tiny_model


@pytest.fixture
def store(tmp_path: Path) -> Store:
    params = dataclasses.replace(QUICK, max_attempts=2)
    return quick_store(tmp_path / "store", params=params)


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/m.gguf",
        "http://x:y:z/m.gguf",
        "http:///m.gguf",
        "http://.../m.gguf",
        f"http://{'a' * 300}/m.gguf",
        "http://xn--a/m.gguf",
        "http://\ud800/m.gguf",
        "http://127.0.0.1:99999/m.gguf",
        "http://127.0.0.1:1/\n.gguf",
        "http://\0/m.gguf",
    ],
)
def test_what_is_no_address_is_refused_in_our_words(store, address):
    with pytest.raises((DownloadError, ModelNotFoundError)) as caught:
        store.pull(address)
    assert "resume" not in caught.value.hint


@pytest.mark.parametrize(
    "target", ["http://[::1/x", "//", "http://", "http://a:99999999/", "javascript:x", "x" * 70_000]
)
def test_a_redirect_to_no_address_is_a_download_error(server, store, target):
    with pytest.raises(DownloadError):
        store.pull(server.add("model.gguf", redirect=target))


@pytest.mark.parametrize("url", ["http://[::1/x", "file:///etc/passwd", "data:,x", "\\\\host\\x"])
def test_a_file_of_a_manifest_is_fetched_from_the_web_or_not_at_all(server, store, tmp_path, url):
    data = manifest_of(gguf(tmp_path)).to_dict()
    data["files"][0]["url"] = url
    with pytest.raises(OnhandError):
        store.pull(server.add("tiny.json", json.dumps(data).encode()))
    assert store.list() == ()


def test_a_local_file_that_cannot_be_read_is_said(store, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = gguf(tmp_path)
    monkeypatch.setattr("onhand.store.obtain.hash_file", refuse)
    with pytest.raises(ModelNotFoundError, match="cannot be read: Permission denied"):
        store.pull(str(path))
    monkeypatch.setattr(Path, "rglob", refuse)
    with pytest.raises(ModelNotFoundError, match="cannot be read: Permission denied"):
        store.pull(str(tmp_path))


def test_a_look_over_the_network_survives_a_dropped_connection(server):
    url = server.add("m.gguf", tiny_model().read_bytes(), drop_after=[0, 100, 100])
    assert look(url).header.tensors
    server.resources["/m.gguf"].drop_after = [0, *[100] * 5]
    with pytest.raises(DownloadError, match="could not be looked at"):
        look(url)


def test_a_look_at_what_is_compressed_says_what_helps(server):
    url = server.add("m.gguf", tiny_model().read_bytes(), is_gzipped=True, has_ranges=False)
    with pytest.raises(DownloadError) as caught:
        look(url)
    assert "onhand pull" in caught.value.hint
