"""Zip bundles: good ones become models, hostile ones are refused and touch nothing."""

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from onhand.errors import ManifestError, ModelCorruptError, NotEnoughDiskError
from onhand.store import layout
from onhand.store.archive import read_version, unpack_zip
from tests.http_server import running
from tests.store_kit import files_below, gguf, quick_store


def zip_of(
    files: dict[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_STORED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpack(tmp_path: Path, content: bytes) -> list[str]:
    archive, folder = tmp_path / "x.zip", tmp_path / "out"
    archive.write_bytes(content)
    folder.mkdir(exist_ok=True)
    return unpack_zip(archive, folder)


def test_a_good_archive_is_unpacked_without_its_top_folder(tmp_path):
    content = zip_of({"top/a": b"1", "top/b/c": b"2"}, zipfile.ZIP_DEFLATED)
    assert unpack(tmp_path, content) == ["a", "b/c"]
    assert (tmp_path / "out" / "b" / "c").read_bytes() == b"2"


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "C:/evil",
        "a\\..\\evil",
        "a\0b",
        "nul",
        "a/./b",
        "a:b",
    ],
)
def test_paths_that_climb_or_lie_are_refused(tmp_path, name):
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    with pytest.raises(ModelCorruptError):
        unpack(tmp_path, zip_of({"good": b"1", info: b"evil"}))
    assert files_below(tmp_path) == ["x.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_links_and_devices_are_refused(tmp_path, kind):
    info = zipfile.ZipInfo("link")
    info.external_attr = (kind | 0o777) << 16
    with pytest.raises(ModelCorruptError, match="link or a device"):
        unpack(tmp_path, zip_of({info: b"/etc/passwd"}))


def test_the_same_name_in_another_case_is_refused(tmp_path):
    with pytest.raises(ModelCorruptError, match="twice"):
        unpack(tmp_path, zip_of({"a": b"1", "A": b"2"}))


def test_encryption_is_refused(tmp_path):
    content = bytearray(zip_of({"a": b"1"}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(ModelCorruptError, match="encrypted"):
        unpack(tmp_path, bytes(content))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("onhand.store.archive.MIN_SUSPICIOUS_BYTES", 1 << 20)
    content = zip_of({"bomb": bytes(2 << 20)}, zipfile.ZIP_DEFLATED)
    with pytest.raises(ModelCorruptError, match="a bomb"):
        unpack(tmp_path, content)
    assert files_below(tmp_path / "out") == []


def test_a_member_that_is_longer_than_it_says_stops_there(tmp_path):
    content = bytearray(zip_of({"a": bytes(3 << 20)}, zipfile.ZIP_DEFLATED))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(ModelCorruptError):
        unpack(tmp_path, bytes(content))
    written = [path.stat().st_size for path in (tmp_path / "out").iterdir()]
    assert all(size <= 1000 for size in written)


@pytest.mark.parametrize("content", [b"", b"PK", b"nonsense" * 100])
def test_what_is_no_zip_is_refused(tmp_path, content):
    with pytest.raises(ModelCorruptError, match="damaged"):
        unpack(tmp_path, content)


def test_a_flipped_bit_is_noticed(tmp_path):
    content = bytearray(zip_of({"a": b"hello hello hello"}))
    content[content.index(b"hello")] ^= 1
    with pytest.raises(ModelCorruptError, match="damaged"):
        unpack(tmp_path, bytes(content))


def test_whatever_is_damaged_is_said_in_our_words(tmp_path):
    """Names that are no UTF-8, offsets before the beginning, absurd counts: no other exception."""
    rng = random.Random(5)
    whole = zip_of({"top/a": b"hello" * 20, "top/ü.json": b"{}"}, zipfile.ZIP_DEFLATED)
    for _ in range(80):
        content = bytearray(whole)
        for _ in range(rng.choice([1, 1, 2, 4])):
            at = rng.randrange(len(content))
            content[at : at + 2] = rng.choice([b"\xff\xff", rng.randbytes(2)])
        with contextlib.suppress(ModelCorruptError):
            unpack(tmp_path, bytes(content))
        shutil.rmtree(tmp_path / "out")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_odd_compressions_are_refused(tmp_path, method):
    with pytest.raises(ModelCorruptError, match=f"by method {method}"):
        unpack(tmp_path, zip_of({"a": b"1" * 100}, method))


def test_a_directory_of_millions_of_entries_is_not_taken_into_memory(tmp_path):
    """`zipfile` reads all that the end record claims; a sparse file can claim much."""
    content = zip_of({"a": b"1"})
    end = bytearray(content[content.index(b"PK\x05\x06") :])
    end[12:16] = (512 << 20).to_bytes(4, "little")
    archive = tmp_path / "x.zip"
    with archive.open("wb") as file:
        file.seek(600 << 20)
        file.write(end)
    (tmp_path / "out").mkdir()
    with pytest.raises(ModelCorruptError, match="its directory claims 536,870,912 bytes"):
        unpack_zip(archive, tmp_path / "out")


def test_an_empty_archive_is_refused(tmp_path):
    with pytest.raises(ModelCorruptError, match="0 files"):
        unpack(tmp_path, zip_of({}))


def test_too_little_room_is_said_before_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "free_bytes", lambda _: 100)
    with pytest.raises(NotEnoughDiskError):
        unpack(tmp_path, zip_of({"a": b"1" * 1000}))


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"a": 1, "a": 2}'])
def test_a_version_file_must_be_a_sound_object(tmp_path, content):
    (tmp_path / "version.json").write_bytes(content)
    with pytest.raises(ManifestError):
        read_version(tmp_path)


# ── as models ────────────────────────────────────────────────────────────────


def bundle(tmp_path: Path, version: str, seed: int = 0) -> bytes:
    return zip_of(
        {
            "bundle/version.json": json.dumps({"name": "Writer", "version": version}).encode(),
            "bundle/model.pte": b"program" * 1000 + bytes([seed]),
            "bundle/tokenizer.json": b"{}",
        },
        zipfile.ZIP_DEFLATED,
    )


def test_a_bundle_becomes_a_model_of_the_version_that_it_states(tmp_path):
    store = quick_store(tmp_path / "store")
    with running() as server:
        url = server.add("writer.zip", bundle(tmp_path, "1.0"), etag='"1"')
        found = store.pull(url)
        assert (found.id, found.version, found.runtime) == ("writer", "1.0", "executorch")
        assert found.path.name == "model.pte"
        assert files_below(found.folder) == ["model.pte", "tokenizer.json", "version.json"]
        assert store.outdated() == ()
        server.add("writer.zip", bundle(tmp_path, "1.1", seed=1), etag='"2"')
        assert [item.id for item in store.outdated()] == ["writer"]
        [new] = store.update()
    assert new.version == "1.1"
    assert store.rollback("writer").version == "1.0"
    assert files_below(store.root / "staging") == files_below(store.root / "partial") == []


def test_a_hostile_bundle_is_quarantined_and_nothing_is_installed(tmp_path):
    store = quick_store(tmp_path / "store")
    with running() as server:
        url = server.add("evil.zip", zip_of({"../../evil.gguf": b"x"}))
        with pytest.raises(ModelCorruptError, match="unsafe as a path"):
            store.pull(url)
    assert store.list() == ()
    assert len(files_below(store.root / "quarantine")) == 2
    assert files_below(store.root / "staging") == []


def test_a_zip_in_the_store_of_files_is_a_local_model_too(tmp_path):
    path = tmp_path / "tiny.zip"
    path.write_bytes(zip_of({"tiny.gguf": gguf(tmp_path).read_bytes()}))
    found = quick_store(tmp_path / "store").pull(str(path))
    assert found.id == "tiny"
    assert path.exists()
