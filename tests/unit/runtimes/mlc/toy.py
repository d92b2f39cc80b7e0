"""A stand-in for TVM and a compiled model: real sequences and pages, scores from a checksum.

What it says after a sequence depends on every token in it, so that rows, forks and cuts that are
mixed up are heard.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

N_VOCAB, N_EMBD, PAGE, CHUNK = 40, 8, 16, 32


def scores_after(tokens: list[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return the scores that the toy gives behind `tokens`."""
    seed = zlib.crc32(np.array(tokens, dtype=np.int32).tobytes())
    return np.random.default_rng(seed).normal(size=N_VOCAB).astype(np.float32)


class ToyCache:
    """Sequences by native number, and how many pages they take."""

    def __init__(self, n_sequences: int, n_cells: int) -> None:
        self.sequences: dict[int, list[int]] = {}
        self.n_sequences = n_sequences
        self.n_pages = n_cells // PAGE
        self.running: list[tuple[int, int]] = []

    def n_free(self) -> int:
        """Return the pages that are free; the toy shares none."""
        return self.n_pages - sum(-(-len(tokens) // PAGE) for tokens in self.sequences.values())


class ToyLibrary:
    """What `Library` offers, without any native code."""

    class ffi:
        """Arrays stay arrays."""

        @staticmethod
        def from_dlpack(array: Any) -> Any:
            return array

    def __init__(self) -> None:
        self.n_threads = 0
        self.calls: list[str] = []
        self.before_call: Callable[[], None] = lambda: None

    def shape(self, *values: int) -> tuple[int, ...]:
        return values

    def set_threads(self, n_threads: int) -> None:
        self.n_threads = n_threads

    def metadata(self, machine: Any) -> dict[str, Any]:
        return dict(machine["_metadata"]())

    def function(self, name: str) -> Callable[..., Any]:
        return getattr(self, "_" + name.rpartition(".")[2])  # type: ignore[no-any-return]

    def _kv_state_add_sequence(self, cache: ToyCache, native: int) -> None:
        assert native not in cache.sequences
        assert len(cache.sequences) < cache.n_sequences
        cache.sequences[native] = []

    def _kv_state_remove_sequence(self, cache: ToyCache, native: int) -> None:
        del cache.sequences[native]

    def _kv_state_fork_sequence(
        self, cache: ToyCache, parent: int, child: int, position: int
    ) -> None:
        assert child not in cache.sequences
        assert len(cache.sequences) < cache.n_sequences
        assert 0 < position <= len(cache.sequences[parent])
        cache.sequences[child] = cache.sequences[parent][:position]

    def _kv_state_begin_forward(
        self, cache: ToyCache, natives: tuple[int, ...], counts: tuple[int, ...]
    ) -> None:
        assert not cache.running
        cache.running = list(zip(natives, counts, strict=True))

    def _kv_state_end_forward(self, cache: ToyCache) -> None:
        cache.running = []

    def _attention_kv_cache_get_num_available_pages(self, cache: ToyCache) -> int:
        return cache.n_free()

    # ── the model ──

    def machine(self, *, without: tuple[str, ...] = ()) -> dict[str, Callable[..., Any]]:
        """Return the functions of a compiled model."""
        functions: dict[str, Callable[..., Any]] = {
            "_metadata": self._metadata,
            "create_tir_paged_kv_cache": lambda n, cells, *_: ToyCache(n[0], cells[0]),
            "embed": self._embed,
            "prefill": self._prefill,
            "decode": self._decode,
            "batch_prefill": self._batch_prefill,
            "batch_decode": self._batch_decode,
        }
        return {name: call for name, call in functions.items() if name not in without}

    def _metadata(self) -> dict[str, Any]:
        wanted = {"name": "table", "shape": [N_VOCAB, N_EMBD], "dtype": "float32"}
        return {"prefill_chunk_size": CHUNK, "params": [wanted]}

    def _embed(self, ids: Any, params: list[Any]) -> Any:
        rows = np.zeros((len(ids), N_EMBD), dtype=np.float32)
        rows[:, 0] = ids
        return rows

    def _append(self, embedded: Any, cache: ToyCache) -> list[list[int]]:
        """Append the tokens of a forward pass; return every beginning that ends in one of them."""
        tokens = [int(value) for value in embedded.reshape(-1, N_EMBD)[:, 0]]
        assert len(tokens) == sum(count for _, count in cache.running) <= CHUNK
        histories = []
        for native, count in cache.running:
            for _ in range(count):
                cache.sequences[native].append(tokens.pop(0))
                histories.append(list(cache.sequences[native]))
        assert cache.n_free() >= 0
        return histories

    def _prefill(self, embedded: Any, cache: ToyCache, params: list[Any]) -> list[Any]:
        self._note("prefill")
        return [scores_after(self._append(embedded, cache)[-1]).reshape(1, 1, -1)]

    def _decode(self, embedded: Any, cache: ToyCache, params: list[Any]) -> list[Any]:
        self._note("decode")
        return [scores_after(self._append(embedded, cache)[-1]).reshape(1, 1, -1)]

    def _batch_prefill(
        self, embedded: Any, positions: Any, cache: ToyCache, params: list[Any]
    ) -> list[Any]:
        self._note("batch_prefill")
        histories = self._append(embedded, cache)
        return [np.stack([scores_after(histories[p]) for p in positions])[None]]

    def _batch_decode(self, embedded: Any, cache: ToyCache, params: list[Any]) -> list[Any]:
        self._note("batch_decode")
        return [
            np.stack([scores_after(tokens) for tokens in self._append(embedded, cache)])[:, None]
        ]

    def _note(self, name: str) -> None:
        self.calls.append(name)
        self.before_call()


def write_bundle(folder: Path, **changes: Any) -> None:
    """Write the files of a bundle for the toy: a vocabulary of letters, no library.

    A context of 256 tokens unless `changes` to the configuration say one.
    """
    changes = changes or {"context_window_size": 256}
    table = np.zeros((N_VOCAB, N_EMBD), dtype=np.float32)
    (folder / "params_shard_0.bin").write_bytes(table.tobytes())
    record = {
        "name": "table",
        "shape": list(table.shape),
        "dtype": "float32",
        "format": "raw",
        "nbytes": table.nbytes,
        "byteOffset": 0,
    }
    index = {"records": [{"dataPath": "params_shard_0.bin", "records": [record]}]}
    config = {"model_type": "toy", "vocab_size": N_VOCAB, **changes}
    vocabulary = {"</s>": 0} | {chr(0x40 + i): i for i in range(1, N_VOCAB)}
    end = {"id": 0, "content": "</s>", "special": True, "normalized": False}
    end |= dict.fromkeys(("single_word", "lstrip", "rstrip"), False)
    tokenizer = {
        "version": "1.0",
        "added_tokens": [end],
        "model": {"type": "BPE", "vocab": vocabulary, "merges": []},
    }
    for name, data in (
        ("tensor-cache.json", index),
        ("mlc-chat-config.json", {**config, "eos_token_id": 0}),
        ("tokenizer.json", tokenizer),
    ):
        (folder / name).write_text(json.dumps(data))
