"""Loading the library: light, once, from elsewhere, and refused clearly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from onhand.errors import RuntimeUnavailableError
from onhand.runtimes.llama_cpp import LlamaCppRuntime, library
from onhand.runtimes.llama_cpp.devices import has_accelerator, mark_primary
from onhand.runtimes.threads import allowed_physical_cores, cpu_quota
from onhand.types.info import DeviceInfo
from onhand.types.params import ModelParams

ROOT = Path(__file__).parents[4]


def run(code: str, *arguments: str) -> Any:
    """Run code in a fresh interpreter and return what it printed as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_library_loads_without_the_packages_high_level() -> None:
    loaded = run(
        "import sys, json\n"
        "from onhand.runtimes.llama_cpp import LlamaCppRuntime\n"
        "LlamaCppRuntime()\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    assert "llama_cpp.llama_cpp" in loaded
    for heavy in ("numpy", "jinja2", "diskcache", "llama_cpp.llama", "llama_cpp"):
        assert heavy not in loaded


def test_the_application_can_still_import_the_whole_package() -> None:
    shared = run(
        "import json\n"
        "from onhand.runtimes.llama_cpp import LlamaCppRuntime\n"
        "runtime = LlamaCppRuntime()\n"
        "import llama_cpp, llama_cpp.llama_cpp as binding\n"
        "print(json.dumps([binding is runtime._library.llama, hasattr(llama_cpp, 'Llama')]))"
    )
    assert shared == [True, True]


def test_the_package_may_have_been_imported_before() -> None:
    version = run(
        "import json, llama_cpp\n"
        "from onhand.runtimes.llama_cpp import LlamaCppRuntime\n"
        "print(json.dumps(LlamaCppRuntime().info.version))"
    )
    assert version.startswith("0.3.")


@pytest.mark.parametrize("kind", ["file", "directory", "process"])
def test_a_library_from_elsewhere_is_taken(runtime: LlamaCppRuntime, kind: str) -> None:
    path = runtime.info.library_path
    assert path is not None
    code = (
        "import sys, json, ctypes\n"
        "path, kind = sys.argv[1:]\n"
        "from pathlib import Path\n"
        "from onhand.runtimes.llama_cpp import LlamaCppRuntime\n"
        "from onhand.types.params import ModelParams\n"
        "if kind == 'process': ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)\n"
        "given = {'file': path, 'directory': str(Path(path).parent), 'process': 'process'}[kind]\n"
        "runtime = LlamaCppRuntime(ModelParams(library_path=given))\n"
        "print(json.dumps([runtime.info.library_path, len(runtime.devices())]))"
    )
    found, n_devices = run(code, path, kind)
    assert found == (None if kind == "process" else path)
    assert n_devices >= 1


def test_a_second_library_in_one_process_is_refused(
    runtime: LlamaCppRuntime, tmp_path: Path
) -> None:
    with pytest.raises(RuntimeUnavailableError, match="and cannot load"):
        LlamaCppRuntime(ModelParams(library_path=str(tmp_path)))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path / "none.so", "There is no library at"),
        (lambda path: path, "holds no llama library"),
        (lambda path: _written(path / "libllama.so"), "cannot be loaded"),
    ],
)
def test_a_library_that_is_none_is_unavailable(tmp_path: Path, make: Any, words: str) -> None:
    code = (
        "import sys, json\n"
        "from onhand.errors import RuntimeUnavailableError\n"
        "from onhand.runtimes.llama_cpp import LlamaCppRuntime\n"
        "from onhand.types.params import ModelParams\n"
        "try: LlamaCppRuntime(ModelParams(library_path=sys.argv[1]))\n"
        "except RuntimeUnavailableError as error: print(json.dumps(error.message))"
    )
    assert words in run(code, str(make(tmp_path)))


def _written(path: Path) -> Path:
    path.write_bytes(b"no library")
    return path


def test_a_library_with_other_structures_is_refused() -> None:
    context = SimpleNamespace(n_batch=0, n_ubatch=2048, n_seq_max=512, n_threads=1, embeddings=0)
    llama = SimpleNamespace(
        llama_context_default_params=lambda: context,
        llama_model_default_params=lambda: SimpleNamespace(vocab_only=False, use_extra_bufts=True),
    )
    with pytest.raises(RuntimeUnavailableError, match="does not fit the binding"):
        library._check_abi(library.Library(llama))


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library.importlib.util, "find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, "llama_cpp", raising=False)
    with pytest.raises(RuntimeUnavailableError, match="not installed") as caught:
        library._load(None)
    assert "pip install" in caught.value.hint


def test_the_build_names_versions_commit_and_instruction_sets(runtime: LlamaCppRuntime) -> None:
    info = runtime.info
    assert info.name == "llama_cpp"
    assert info.version.startswith("0.3.")
    assert "ggml commit" in info.build
    assert info.build.endswith("]")


# ── devices ──────────────────────────────────────────────────────────────────


def device(name: str, kind: Any, registry: str) -> DeviceInfo:
    return DeviceInfo(name=name, description=name, type=kind, registry=registry)


def primary(*devices: DeviceInfo) -> str | None:
    names = [one.name for one in mark_primary(list(devices)) if one.is_primary]
    assert len(names) <= 1
    return names[0] if names else None


def test_the_processor_is_listed_with_its_memory(runtime: LlamaCppRuntime) -> None:
    (cpu,) = [one for one in runtime.devices() if one.type == "cpu"]
    assert cpu.registry == "CPU"
    assert (cpu.memory_total_bytes or 0) > 1 << 28
    assert not cpu.is_primary


def test_the_primary_accelerator_goes_by_registry_then_by_type() -> None:
    cpu, blas = device("cpu", "cpu", "CPU"), device("blas", "accel", "BLAS")
    vulkan, cuda = device("v", "gpu", "Vulkan"), device("c", "gpu", "CUDA")
    metal, htp = device("m", "gpu", "Metal"), device("h", "gpu", "HTP")
    integrated, npu = device("i", "igpu", "Vulkan"), device("n", "accel", "Other")
    assert primary(cpu, blas) is None
    assert primary(cpu, vulkan, cuda) == "c"
    assert primary(cuda, metal, htp) == "h"
    assert primary(integrated, vulkan) == "v"
    assert primary(npu, vulkan) == "v"
    assert primary(blas, npu) == "n"
    assert not has_accelerator([cpu, blas])
    assert has_accelerator([cpu, integrated])


# ── threads ──────────────────────────────────────────────────────────────────


def sysfs(root: Path, siblings: dict[int, str], quota: str | None = None) -> Path:
    for cpu, text in siblings.items():
        folder = root / f"devices/system/cpu/cpu{cpu}/topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(text + "\n")
    (root / "fs/cgroup").mkdir(parents=True)
    if quota is not None:
        (root / "fs/cgroup/cpu.max").write_text(quota)
    return root


def test_hyperthreads_of_one_core_count_once(tmp_path: Path) -> None:
    root = sysfs(tmp_path, {0: "0,2", 1: "1,3", 2: "0,2", 3: "1,3"})
    assert allowed_physical_cores(root, {0, 1, 2, 3}) == 2
    assert allowed_physical_cores(root, {0, 2}) == 1
    assert allowed_physical_cores(root, {1, 2}) == 2


def test_a_containers_quota_limits_the_threads(tmp_path: Path) -> None:
    root = sysfs(tmp_path, {cpu: str(cpu) for cpu in range(8)}, "250000 100000\n")
    assert allowed_physical_cores(root, set(range(8))) == 2
    assert cpu_quota(root / "fs/cgroup") == 2.5


def test_no_quota_and_no_topology_count_every_processor(tmp_path: Path) -> None:
    root = sysfs(tmp_path, {}, "max 100000\n")
    assert allowed_physical_cores(root, {0, 1, 5}) == 3
    assert cpu_quota(tmp_path / "nothing") is None


def test_version_one_control_groups_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "cpu"
    folder.mkdir()
    (folder / "cpu.cfs_quota_us").write_text("150000")
    (folder / "cpu.cfs_period_us").write_text("100000")
    assert cpu_quota(tmp_path) == 1.5


def test_this_machine_has_at_least_one_core() -> None:
    assert allowed_physical_cores() >= 1
