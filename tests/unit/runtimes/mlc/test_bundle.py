"""A bundle's files are looked at before any of its native code runs."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onhand.errors import (
    CapabilityError,
    EngineClosedError,
    ModelCorruptError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.formats.mlc import read_header
from onhand.runtimes.mlc.bundle import check_versions, find_library, open_bundle, require_trust
from onhand.runtimes.mlc.info import describe, end_tokens
from onhand.runtimes.mlc.weights import read_weights

WEIGHTS = np.arange(64, dtype=np.float32).reshape(2, 32)
HALVES = (WEIGHTS.view(np.uint32) >> 16).astype(np.uint16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small bundle with one parameter as it is and one as the upper halves of float32."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    data = WEIGHTS.tobytes() + HALVES.tobytes()
    (folder / "params_shard_0.bin").write_bytes(data)
    records = [
        record("plain", "raw", 0, WEIGHTS.nbytes),
        record("halved", "f32-to-bf16", WEIGHTS.nbytes, HALVES.nbytes),
    ]
    shard = {
        "dataPath": "params_shard_0.bin",
        "nbytes": len(data),
        "records": records,
        "md5sum": hashlib.md5(data).hexdigest(),
    }
    write(folder / "tensor-cache.json", {"metadata": {}, "records": [shard]})
    config = {
        "model_type": "llama",
        "vocab_size": 32,
        "context_window_size": 128,
        "eos_token_id": [2, 7],
        "temperature": 0.5,
        "repetition_penalty": 1.1,
        "conv_template": {"stop_token_ids": [2, 9], "stop_str": ["</s>"]},
    }
    write(folder / "mlc-chat-config.json", config)
    (folder / "tokenizer.json").write_text("{}")
    return folder


def record(name: str, form: str, offset: int, size: int) -> dict[str, Any]:
    return {
        "name": name,
        "shape": [2, 32],
        "dtype": "float32",
        "format": form,
        "nbytes": size,
        "byteOffset": offset,
    }


def write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data))


def elf(path: Path, machine: int) -> None:
    path.write_bytes(b"\x7fELF\x02\x01" + bytes(12) + struct.pack("<H", machine) + bytes(40))


def test_weights_are_read_in_both_forms(folder: Path) -> None:
    weights = read_weights(open_bundle(folder), None)
    assert np.array_equal(weights["plain"], WEIGHTS)
    assert np.array_equal(weights["halved"], WEIGHTS)  # small integers need no lower halves
    assert all(array.ctypes.data % 64 == 0 for array in weights.values())


def test_the_older_name_of_the_index_does_too(folder: Path) -> None:
    (folder / "tensor-cache.json").rename(folder / "ndarray-cache.json")
    assert set(read_weights(open_bundle(folder), None)) == {"plain", "halved"}


@pytest.mark.parametrize("prefix", ["", "model/"])
def test_a_zip_is_unpacked_and_removed(folder: Path, tmp_path: Path, prefix: str) -> None:
    archive = tmp_path / "bundle.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in folder.iterdir():
            file.write(path, prefix + path.name)
    bundle = open_bundle(archive)
    assert bundle.header == read_header(archive) == read_header(folder)
    assert describe(bundle, {}).path == str(archive)
    bundle.close()
    assert not bundle.folder.exists()


def test_what_a_killed_worker_unpacked_is_deleted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead, alive = tmp_path / "onhand-mlc-999999999-x", tmp_path / f"onhand-mlc-{os.getpid()}-x"
    for left in (dead, alive):
        left.mkdir()
        (left / "params_shard_0.bin").write_bytes(b"x")
    archive = shutil.make_archive(str(tmp_path / "bundle"), "zip", folder)
    open_bundle(Path(archive)).close()
    assert not dead.exists()
    assert alive.exists()


def test_a_zip_that_leads_out_of_itself_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("../outside", b"x")
    with pytest.raises(ModelCorruptError, match="outside"):
        open_bundle(archive)


def test_loading_can_be_stopped(folder: Path) -> None:
    with pytest.raises(EngineClosedError):
        read_weights(open_bundle(folder), lambda share: False)


def _flip(folder: Path) -> None:
    path = folder / "params_shard_0.bin"
    path.write_bytes(b"\xff" + path.read_bytes()[1:])


def _cut(folder: Path) -> None:
    path = folder / "params_shard_0.bin"
    path.write_bytes(path.read_bytes()[:100])


def _point_out(folder: Path) -> None:
    index = json.loads((folder / "tensor-cache.json").read_text())
    index["records"][0]["dataPath"] = "../outside.bin"
    write(folder / "tensor-cache.json", index)


def _no_list(folder: Path) -> None:
    write(folder / "onhand-mlc.json", {"files": 3})


def _no_json(folder: Path) -> None:
    (folder / "mlc-chat-config.json").write_text('{"model_type":')


@pytest.mark.parametrize("damage", [_flip, _cut, _point_out, _no_list, _no_json])
def test_damage_is_refused(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    with pytest.raises(ModelCorruptError):
        open_bundle(folder)


def test_a_manifest_covers_every_file(folder: Path) -> None:
    digest = hashlib.sha256(b"{}").hexdigest()
    write(folder / "onhand-mlc.json", {"files": {"tokenizer.json": {"sha256": digest}}})
    open_bundle(folder)
    (folder / "tokenizer.json").write_text("{ }")
    with pytest.raises(ModelCorruptError, match=r"tokenizer\.json is damaged"):
        open_bundle(folder)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelNotFoundError, match=r"tokenizer\.json is missing"):
        open_bundle(folder)


def test_a_bundle_without_a_tokenizer_says_where_it_belongs(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelNotFoundError, match=r"no tokenizer\.json") as error:
        open_bundle(folder)
    assert "directory" in str(error.value.hint)


def test_parameters_outside_their_file_are_refused(folder: Path) -> None:
    index = json.loads((folder / "tensor-cache.json").read_text())
    index["records"][0]["records"][0]["byteOffset"] = 300
    write(folder / "tensor-cache.json", index)
    with pytest.raises(ModelCorruptError, match="outside its file"):
        read_weights(open_bundle(folder), None)


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError):
        open_bundle(tmp_path / "missing")
    with pytest.raises(ModelUnsupportedError, match=r"mlc-chat-config\.json"):
        open_bundle(tmp_path)
    (tmp_path / "file").write_text("text")
    with pytest.raises(ModelUnsupportedError, match="neither"):
        open_bundle(tmp_path / "file")


def test_a_library_for_another_processor_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    bundle = open_bundle(folder)
    with pytest.raises(ModelUnsupportedError, match="there: none"):
        find_library(bundle)
    elf(folder / "model.so", 183)
    with pytest.raises(ModelUnsupportedError, match=r"no library for x86_64.*model.so \(aarch64\)"):
        find_library(bundle)
    elf(folder / "other-x86_64.so", 62)
    assert find_library(bundle).name == "other-x86_64.so"


def test_native_code_needs_trust(folder: Path) -> None:
    bundle = open_bundle(folder)
    with pytest.raises(CapabilityError, match="trust_native_code=True"):
        require_trust(bundle, folder / "model.so", is_trusted=False)
    require_trust(bundle, folder / "model.so", is_trusted=True)


@pytest.mark.parametrize("built_by", ["0.28.0", "0.28.dev1", "1.0"])
def test_a_newer_compilers_library_is_refused(folder: Path, built_by: str) -> None:
    write(folder / "onhand-mlc.json", {"tvm": built_by})
    with pytest.raises(ModelUnsupportedError, match=f"built by TVM {built_by}"):
        check_versions(open_bundle(folder), "0.27.0.post1")


@pytest.mark.parametrize("built_by", ["0.26.0", "0.27.0.post1", "0.27.1"])
def test_an_older_compilers_library_is_taken(folder: Path, built_by: str) -> None:
    write(folder / "onhand-mlc.json", {"tvm": built_by})
    check_versions(open_bundle(folder), "0.27.0.post1")


def test_what_a_bundle_says_of_itself(folder: Path) -> None:
    info = describe(open_bundle(folder), {"a.q_weight": WEIGHTS, "a.q_scale": np.ones((2, 4))})
    assert info.eog_token_ids == (2, 7, 9)
    assert info.n_params == 256
    assert info.n_ctx_train == 128
    assert info.recommended_sampling == {
        "temperature": 0.5,
        "repeat_penalty": 1.1,
        "stop": ("</s>",),
    }
    assert end_tokens({"eos_token_id": 5}) == (5,)
    assert end_tokens({}) == ()
