"""Memory limits of control groups: both versions, nested, wherever they are mounted."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from onhand.formats.cgroup import memory_groups

V2_MOUNT = "31 23 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
V1_MOUNTS = (
    "30 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
    "32 30 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct\n"
    "35 30 0:32 /docker/f00 /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n"
)
NO_LIMIT_V1 = "9223372036854771712\n"


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def limits(root: Path) -> list[tuple[str, int, int | None]]:
    return [(str(g.folder), g.limit_bytes, g.used_bytes) for g in memory_groups(root)]


def test_nested_groups_of_v2_are_told_inner_to_outer(tmp_path: Path) -> None:
    root = tree(tmp_path, {
        "proc/self/mountinfo": V2_MOUNT,
        "proc/self/cgroup": "0::/user.slice/app.scope\n",
        "sys/fs/cgroup/user.slice/app.scope/memory.max": "3000\n",
        "sys/fs/cgroup/user.slice/app.scope/memory.current": "1000\n",
        "sys/fs/cgroup/user.slice/app.scope/memory.stat": "anon 600\nfile 400\ninactive_file 300\n",
        "sys/fs/cgroup/user.slice/memory.max": "2000\n",
        "sys/fs/cgroup/user.slice/memory.current": "1500\n",
        "sys/fs/cgroup/memory.stat": "anon 1\n",
    })  # fmt: skip
    assert limits(root) == [
        ("/sys/fs/cgroup/user.slice/app.scope", 3000, 700),
        ("/sys/fs/cgroup/user.slice", 2000, 1500),
    ]
    assert [group.left_bytes for group in memory_groups(root)] == [2300, 500]


def test_where_a_group_slows_processes_down_is_its_limit_too(tmp_path: Path) -> None:
    root = tree(tmp_path, {
        "proc/self/mountinfo": V2_MOUNT,
        "proc/self/cgroup": "0::/a\n",
        "sys/fs/cgroup/a/memory.max": "3000\n",
        "sys/fs/cgroup/a/memory.high": "2500\n",
    })  # fmt: skip
    (group,) = memory_groups(root)
    assert (group.limit_bytes, group.limit_file, group.used_bytes) == (2500, "memory.high", None)
    assert group.left_bytes == 2500


def test_a_v1_container_sees_its_group_as_the_mount(tmp_path: Path) -> None:
    """The path in /proc/self/cgroup is the host's; the mount begins at the container's group."""
    root = tree(tmp_path, {
        "proc/self/mountinfo": V1_MOUNTS,
        "proc/self/cgroup": "5:cpu,cpuacct:/docker/f00\n4:memory:/docker/f00\n0::/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "8000\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "5000\n",
        "sys/fs/cgroup/memory/memory.stat": "inactive_file 7\ntotal_inactive_file 1000\n",
    })  # fmt: skip
    assert limits(root) == [("/sys/fs/cgroup/memory", 8000, 4000)]


def test_v1_nested_with_an_outer_limit_only(tmp_path: Path) -> None:
    root = tree(tmp_path, {
        "proc/self/mountinfo": V1_MOUNTS.replace("/docker/f00", "/"),
        "proc/self/cgroup": "4:memory:/outer/inner\n",
        "sys/fs/cgroup/memory/outer/inner/memory.limit_in_bytes": NO_LIMIT_V1,
        "sys/fs/cgroup/memory/outer/memory.limit_in_bytes": "64\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": NO_LIMIT_V1,
    })  # fmt: skip
    assert limits(root) == [("/sys/fs/cgroup/memory/outer", 64, None)]


def test_mounts_with_spaces_and_groups_outside_of_the_namespace(tmp_path: Path) -> None:
    root = tree(tmp_path, {
        "proc/self/mountinfo": "31 23 0:27 / /my\\040groups rw - cgroup2 none rw\n",
        "proc/self/cgroup": "0::/../../elsewhere\n",
        "my groups/memory.max": "10\n",
    })  # fmt: skip
    (group,) = memory_groups(root)
    assert group.folder == PurePosixPath("/my groups")


@pytest.mark.parametrize("content", ["max\n", "", "-1\n", "²\n", "1e9\n", "9" * 40, "\0\0"])
def test_what_is_no_number_is_no_limit(tmp_path: Path, content: str) -> None:
    root = tree(tmp_path, {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": content})
    assert memory_groups(root) == ()


@pytest.mark.parametrize("garbage", ["", "::", "0", "0::", "a b c - d\n", "1 2 3 / x - cgroup2\n"])
def test_garbage_of_proc_is_no_group(tmp_path: Path, garbage: str) -> None:
    root = tree(tmp_path, {"proc/self/mountinfo": garbage, "proc/self/cgroup": garbage})
    assert memory_groups(root) == ()
