"""With TVM installed: real bundles as zips, without trust, for arm64; libraries that do not fit."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from onhand import CapabilityError, Engine, ModelParams, ModelUnsupportedError
from onhand.errors import RuntimeUnavailableError
from onhand.runtimes.mlc import MlcRuntime
from onhand.types.params import ContextParams
from tests.contract.subjects import EXACT, SHIPPED, exact_subjects, is_installed

needs_tvm = pytest.mark.skipif(not is_installed("mlc"), reason="needs the extra mlc")
TRUSTED = ModelParams(trust_native_code=True)


@pytest.fixture(scope="module")
def bundle() -> Path:
    """The bundled model's bundle, compiled once."""
    (subject,) = (s for s in exact_subjects() if (s.runtime, s.weights) == ("mlc", EXACT))
    assert isinstance(subject.model, Path)
    return subject.model


@pytest.mark.parametrize("package", ["apache-tvm", "apache-tvm-ffi"])
def test_another_version_of_tvm_is_refused(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    versions = {"apache-tvm": "0.27.0.post1", "apache-tvm-ffi": "0.1.15.post2", package: "0.99"}
    monkeypatch.setattr(importlib.metadata, "version", versions.__getitem__)
    with pytest.raises(RuntimeUnavailableError, match=rf"{package} 0\.99 is installed.*needed"):
        MlcRuntime()


def test_without_tvm_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    with pytest.raises(RuntimeUnavailableError, match=r"onhand\[mlc\]"):
        MlcRuntime()


@needs_tvm
async def test_a_zip_says_what_its_directory_says(bundle: Path, tmp_path: Path) -> None:
    """Both are found by what they are; no runtime is named."""
    archive = shutil.make_archive(str(tmp_path / "bundle"), "zip", bundle)
    said = []
    for model in (bundle, archive):
        async with Engine.open(model, model_params=TRUSTED) as engine:
            assert engine.info.runtime.name == "mlc"
            said.append(await engine.chat().send("can u bring 12 eggs, thx", max_tokens=20))
    assert str(said[0]) == str(said[1])


@needs_tvm
async def test_without_trust_nothing_runs(bundle: Path) -> None:
    with pytest.raises(CapabilityError, match="trust_native_code=True"):
        await Engine.open(bundle)


@needs_tvm
def test_a_library_of_another_kind_is_refused(bundle: Path, tmp_path: Path) -> None:
    """Sound machine code for this processor, but no model: an error, no death."""
    copy = tmp_path / "bundle"
    shutil.copytree(bundle, copy)
    (copy / "onhand-mlc.json").unlink()
    (library,) = copy.glob("*.so")
    source = tmp_path / "empty.cc"
    source.write_text('extern "C" int nothing() { return 0; }\n')
    subprocess.run(["g++", "-shared", "-fPIC", "-o", library, source], check=True)
    runtime = MlcRuntime()
    with pytest.raises(ModelUnsupportedError, match="does not fit TVM"):
        runtime.load(str(copy), TRUSTED, ContextParams(n_threads=1))
    runtime.close()


@needs_tvm
def test_another_quantisations_weights_are_refused(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "bundle"
    shutil.copytree(bundle, copy)
    (copy / "onhand-mlc.json").unlink()
    index = json.loads((copy / "tensor-cache.json").read_text())
    index["records"][0]["records"][0]["name"] += ".other"
    (copy / "tensor-cache.json").write_text(json.dumps(index))
    runtime = MlcRuntime()
    with pytest.raises(ModelUnsupportedError, match="it is missing"):
        runtime.load(str(copy), TRUSTED, ContextParams(n_threads=1))
    runtime.close()


@pytest.mark.slow
@needs_tvm
@pytest.mark.skipif(
    shutil.which("aarch64-linux-gnu-g++") is None, reason="needs a linker for arm64"
)
def test_a_bundle_for_arm64_is_made_elsewhere(tmp_path: Path) -> None:
    from onhand.export.mlc.compile import export_bundle

    export_bundle(SHIPPED, tmp_path, quantization="q8f32_1", targets=("arm64",))
    header = (tmp_path / "model-linux-aarch64.so").read_bytes()[:20]
    assert struct.unpack("<H", header[18:20])[0] == 183
    manifest = json.loads((tmp_path / "onhand-mlc.json").read_text())
    assert manifest["libraries"] == {"model-linux-aarch64.so": "aarch64-linux-gnu generic"}
    assert set(manifest["files"]) == {p.name for p in tmp_path.iterdir()} - {"onhand-mlc.json"}
