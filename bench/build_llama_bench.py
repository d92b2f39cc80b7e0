"""Builds llama-bench against the installed llama-cpp-python's own shared libraries.

    python bench/build_llama_bench.py

Its source is in llama-cpp-python's source archive, which pip downloads (76 MB); only llama-bench's
two files are compiled (about 20 s), everything else is the library that onhand runs on, so that
both decode with the same machine code. Prints the binary's path; keeps it in the folder of
`make_model.cache_folder`. Needs g++ or another C++17 compiler as $CXX.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import tempfile
from importlib import metadata
from pathlib import Path

from make_model import cache_folder

_SOURCES = ("/vendor/llama.cpp/tools/llama-bench/", "/vendor/llama.cpp/common/")
_LIBRARIES = ("llama-common", "llama", "ggml", "ggml-cpu", "ggml-base")


def build_llama_bench() -> Path:
    """Return the binary for the installed version, built if it is not there.

    Raises:
        subprocess.CalledProcessError: pip or the compiler failed.
        FileNotFoundError: there is no compiler, or the package has no headers.
    """
    version = metadata.version("llama-cpp-python")
    binary = cache_folder() / f"llama-bench-{version}"
    if binary.exists():
        return binary
    cache_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = _fetch(f"llama-cpp-python=={version}", Path(scratch))
        _compile(source, binary)
    return binary


def _fetch(requirement: str, scratch: Path) -> Path:
    """Download the source archive and return llama.cpp's folder with what is needed of it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", "llama-cpp-python", "-d", str(scratch), requirement]
    subprocess.run(command, check=True)
    (archive,) = scratch.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and any(folder in member.name for folder in _SOURCES):
                tar.extract(member, scratch, filter="data")
    return next(scratch.glob("*/vendor/llama.cpp"))


def _compile(source: Path, binary: Path) -> None:
    package = importlib.util.find_spec("llama_cpp")
    if package is None or package.origin is None:
        raise FileNotFoundError("llama-cpp-python is not installed")
    site = Path(package.origin).parent.parent
    folders = [site / "llama_cpp" / "lib", site / "lib"]
    if not (site / "include" / "llama.h").exists():
        raise FileNotFoundError(f"{site / 'include'} holds no llama.h")
    command = [os.environ.get("CXX", "g++"), "-std=c++17", "-O2", "-DNDEBUG"]
    command += [f"-I{source / 'common'}", f"-I{site / 'include'}"]
    command += [str(file) for file in sorted((source / "tools/llama-bench").glob("*.cpp"))]
    command += ["-o", str(binary)]
    command += [f"-L{folder}" for folder in folders]
    command += [f"-Wl,-rpath,{folder}" for folder in folders]
    command += [f"-l{name}" for name in _LIBRARIES] + ["-lpthread"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    print(build_llama_bench())
