"""The device: cgroup limits of both kinds, processors, what is usable."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.store.advisor import CpuFeatures, Device, read_device
from onhand.store.advisor.device import cgroup_memory


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def test_the_tightest_group_above_the_process_counts(tmp_path: Path) -> None:
    """v2: an outer limit may leave less than the inner one; droppable pages count as left."""
    root = tree(tmp_path, {
        "proc/self/cgroup": "0::/app/worker\n",
        "sys/fs/cgroup/app/memory.max": "1000000",
        "sys/fs/cgroup/app/memory.current": "900000",
        "sys/fs/cgroup/app/memory.stat": "anon 5\ninactive_file 50000\n",
        "sys/fs/cgroup/app/worker/memory.max": "800000",
        "sys/fs/cgroup/app/worker/memory.current": "100000",
        "sys/fs/cgroup/memory.max": "max",
    })  # fmt: skip
    assert cgroup_memory(root) == (1000000, 150000)


def test_version_1_groups_are_read_too(tmp_path: Path) -> None:
    """The controller's name is in the path, and the limit may be a huge number for none."""
    root = tree(tmp_path, {
        "proc/self/cgroup": "3:cpu:/x\n2:memory:/box\n",
        "sys/fs/cgroup/memory/box/memory.limit_in_bytes": "5000",
        "sys/fs/cgroup/memory/box/memory.usage_in_bytes": "1000",
        "sys/fs/cgroup/memory/box/memory.stat": "total_inactive_file 500\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": str(1 << 63),
    })  # fmt: skip
    assert cgroup_memory(root) == (5000, 4500)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"proc/self/cgroup": "garbage\n"},
        {"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "max\n"},
        {"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "what?"},
    ],
)
def test_no_limit_is_none(tmp_path: Path, files: dict[str, str]) -> None:
    """Unknown and unlimited are None, never a guess."""
    assert cgroup_memory(tree(tmp_path, files)) == (None, None)


def test_an_overrun_limit_leaves_nothing(tmp_path: Path) -> None:
    """Less than nothing is nothing."""
    root = tree(tmp_path, {
        "proc/self/cgroup": "0::/a\n",
        "sys/fs/cgroup/a/memory.max": "10",
        "sys/fs/cgroup/a/memory.current": "20",
    })  # fmt: skip
    assert cgroup_memory(root) == (10, 0)


def test_processors_are_told_apart() -> None:
    """What llama.cpp repacks differs between x86-64 generations and Arm."""
    old = CpuFeatures.parse("x86_64", "flags\t: sse2 avx\n")
    avx2 = CpuFeatures.parse("x86_64", "flags : sse2 avx2\n")
    wide = CpuFeatures.parse("x86_64", "flags : avx2 avx512f\n")
    arm = CpuFeatures.parse("aarch64", "Features : fp asimd asimddp\n")
    old_arm = CpuFeatures.parse("aarch64", "Features : fp asimd\n")
    mac = CpuFeatures.parse("arm64", "")
    assert not old.repacks("Q4_0")
    assert avx2.repacks("Q4_0")
    assert not avx2.repacks("Q8_0")
    assert [cpu.repacks("Q2_K") for cpu in (avx2, wide, arm)] == [False, True, False]
    assert [cpu.repacks("Q8_0") for cpu in (arm, old_arm, mac)] == [True, False, True]
    assert not CpuFeatures.parse("riscv64", "").repacks("Q4_0")


def test_usable_is_the_smaller_of_free_and_allowed() -> None:
    """A container's limit caps what the machine has left."""
    cpu = CpuFeatures(machine="other")
    free = Device(memory_total_bytes=100, memory_available_bytes=60, n_cores=1, features=cpu)
    assert free.usable_bytes == 60
    boxed = Device(
        memory_total_bytes=100, memory_available_bytes=60, limit_bytes=40,
        limit_available_bytes=30, n_cores=1, features=cpu,
    )  # fmt: skip
    assert boxed.usable_bytes == 30


def test_this_device_has_memory_and_cores() -> None:
    """The reading of the machine that runs the tests is plausible."""
    device = read_device(gpu_total_bytes=7)
    assert 0 < device.memory_available_bytes <= device.memory_total_bytes
    assert device.n_cores >= 1
    assert (device.gpu_total_bytes, device.gpu_free_bytes) == (7, None)
