"""What the store's tests share: quick download settings, small GGUF files, a recorder of events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from onhand.store import DownloadParams, Manifest, ModelFile, Store
from onhand.store.chunks import cut, hash_file
from tests.tiny_gguf import write_gguf

QUICK = DownloadParams(
    backoff_s=0.001, max_backoff_s=0.01, reserve_bytes=0, connect_timeout_s=5, read_timeout_s=5
)
"""Waits next to nothing between tries."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def noise(n: int, seed: int = 1) -> bytes:
    """Return n bytes that do not compress and do not repeat."""
    return np.random.default_rng(seed).bytes(n)


def gguf(
    folder: Path,
    name: str = "tiny.gguf",
    *,
    n_tensors: int = 10,
    n_floats: int = 1024,
    seeds: Mapping[int, int] | None = None,
    title: str = "tiny",
) -> Path:
    """Write a sound GGUF file whose tensor i is made of random numbers of seed `seeds[i]`."""
    tensors = {
        f"blk.{i}.weight": np.random.default_rng((seeds or {}).get(i, i))
        .standard_normal(n_floats)
        .astype(np.float32)
        for i in range(n_tensors)
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    # no language model's sizes are needed where nothing is opened
    metadata = {"general.architecture": "llama", "general.type": "adapter", "general.name": title}
    write_gguf(path, metadata, tensors)
    return path


def manifest_of(
    path: Path, *, version: str = "1", model_id: str = "tiny", **facts: Any
) -> Manifest:
    """Return the manifest of one file, its chunks included."""
    digest, chunks = hash_file(path, cut(path))
    file = ModelFile(name=path.name, size_bytes=path.stat().st_size, sha256=digest, chunks=chunks)
    facts.setdefault("created_at", "2026-01-01T00:00:00Z")
    return Manifest(
        id=model_id, version=version, runtime="llama_cpp", entry=path.name, files=(file,), **facts
    )


def quick_store(root: Path, **options: Any) -> Store:
    """Return a store that waits next to nothing."""
    options.setdefault("params", QUICK)
    options.setdefault("lock_timeout_s", 0.2)
    return Store(root, **options)


def files_below(folder: Path) -> list[str]:
    """Return the files below a folder, relative, sorted."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
