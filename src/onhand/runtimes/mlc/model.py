"""A loaded bundle as the worker drives it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import numpy as np

from onhand.errors import CapabilityError, DecodeError, EngineClosedError, ModelUnsupportedError
from onhand.runtimes.base import Batch, DecodeInterruptedError
from onhand.runtimes.hf_tokenizer import HfTokenizer
from onhand.runtimes.logits import LogitsModel
from onhand.runtimes.mlc.bundle import TOKENIZER, Bundle
from onhand.runtimes.mlc.cache import PagedCache
from onhand.runtimes.mlc.info import describe
from onhand.runtimes.mlc.library import Library
from onhand.runtimes.threads import allowed_physical_cores
from onhand.types.info import Capabilities
from onhand.types.params import ContextParams

CHUNK: Final = 64
"""Tokens that are computed in one native call: an interrupt is looked at between two of them."""

_MAX_N_CTX: Final = 8192
_ONE_THREAD_BYTES: Final = 32 * 1024 * 1024


class MlcModel(LogitsModel):
    """See `onhand.runtimes.base.LoadedModel`."""

    runtime: ClassVar[str] = "mlc"

    def __init__(
        self, library: Library, machine: Any, weights: Any, bundle: Bundle, params: ContextParams
    ) -> None:
        info = describe(bundle, weights)
        n_ctx = params.n_ctx or min(info.n_ctx_train, _MAX_N_CTX)
        if n_ctx < 1:
            raise ModelUnsupportedError(
                "The bundle does not say how long its context is (context_window_size).",
                hint="Pass ContextParams(n_ctx=…).",
            )
        shared = min(n_ctx * params.n_seq_max, _MAX_N_CTX)
        self.n_cells: int = params.n_cells or max(n_ctx, shared)
        super().__init__(
            info,
            HfTokenizer(bundle.folder / TOKENIZER, eog_token_ids=info.eog_token_ids),
            Capabilities(
                max_sequences=params.n_seq_max,
                can_remove_tail=True,
                can_copy=True,
                has_grammar=True,
                has_masks=True,
            ),
            n_ctx=min(n_ctx, self.n_cells),
            n_scores=info.n_vocab,
        )
        self.n_batch: int = min(params.n_batch, self.n_cells)
        self.n_threads: int = params.n_threads or _threads(info.size_bytes)
        self._library = library
        self._machine = machine
        self._weights = weights
        self._bundle = bundle
        metadata = library.metadata(machine)
        self._chunk = min(CHUNK, int(metadata.get("prefill_chunk_size") or CHUNK))
        self._params = self._ordered(metadata)
        self._functions = {
            name: _required(machine, name) for name in ("embed", "prefill", "decode")
        }
        self._batch_decode = _optional(machine, "batch_decode")
        self._batch_prefill = _optional(machine, "batch_prefill")
        library.set_threads(self.n_threads)
        self._cache: PagedCache | None = PagedCache(
            library,
            _required(machine, "create_tir_paged_kv_cache"),
            n_sequences=params.n_seq_max,
            n_cells=self.n_cells,
            chunk=self._chunk,
        )

    def _ordered(self, metadata: dict[str, Any]) -> list[Any]:
        """Return the weights in the order and with the shapes that the library wants."""
        ordered = []
        for wanted in metadata.get("params", []):
            name = str(wanted["name"])
            array = self._weights.get(name)
            shape = tuple(int(d) for d in wanted["shape"])
            if array is None or array.shape != shape or str(array.dtype) != wanted["dtype"]:
                there = "missing" if array is None else f"{array.dtype} {array.shape}"
                raise ModelUnsupportedError(
                    f"The library wants the parameter {name!r} as {wanted['dtype']} {shape}; in "
                    f"the bundle it is {there}.",
                    hint="Weights and library are of different models or quantisations.",
                )
            ordered.append(self._library.ffi.from_dlpack(array))
        return ordered

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Change the compute threads from the next decode on."""
        self.n_threads = n_threads
        self._library.set_threads(n_threads)

    # ── computing ──

    def decode(self, batch: Batch) -> None:
        """Compute a batch of at most `n_batch` rows; see the protocol."""
        cache = self._usable()
        if len(batch) > self.n_batch:
            raise DecodeError(f"The batch has {len(batch)} rows, more than n_batch {self.n_batch}.")
        runs = _rows_by_sequence(batch)
        for sequence_id, rows in runs.items():
            expected = range(cache.length(sequence_id), cache.length(sequence_id) + len(rows))
            if [batch.positions[row] for row in rows] != list(expected):
                raise DecodeError(
                    f"Positions do not follow sequence {sequence_id}'s {expected.start} tokens."
                )
            if expected.stop > self.n_ctx:
                raise DecodeError(f"Sequence {sequence_id} is longer than n_ctx {self.n_ctx}.")
        cache.require_room({sequence_id: len(rows) for sequence_id, rows in runs.items()})
        self._rows.clear()
        try:
            self._compute(batch, runs, cache)
        except (DecodeInterruptedError, DecodeError):
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[-300:]
            raise DecodeError(f"TVM failed: {reason}") from error

    def _compute(self, batch: Batch, runs: dict[int, list[int]], cache: PagedCache) -> None:
        single = {s: rows[0] for s, rows in runs.items() if len(rows) == 1}
        if len(single) > 1 and self._batch_decode is not None:
            self._refuse_interrupted()
            self._forward_together(batch, single, cache)
        else:
            for sequence_id, row in single.items():
                self._forward(batch, sequence_id, [row], cache)
        for sequence_id, rows in runs.items():
            if sequence_id in single:
                continue
            for start in range(0, len(rows), self._chunk):
                self._forward(batch, sequence_id, rows[start : start + self._chunk], cache)

    def _forward(self, batch: Batch, sequence_id: int, rows: list[int], cache: PagedCache) -> None:
        """Compute rows of one sequence in one native call."""
        self._refuse_interrupted()
        wanted = [index for index, row in enumerate(rows) if batch.wants_logits[row]]
        inner = [index for index in wanted if index != len(rows) - 1]
        if inner and self._batch_prefill is None:
            for row in rows:
                self._forward(batch, sequence_id, [row], cache)
            return
        embedded = self._embed([batch.token_ids[row] for row in rows], (1, len(rows)))
        cache.begin({sequence_id: len(rows)})
        try:
            if inner and self._batch_prefill is not None:
                positions = self._tensor(np.array(wanted, dtype=np.int32))
                out = self._batch_prefill(embedded, positions, cache.native, self._params)
            else:
                name = "decode" if len(rows) == 1 else "prefill"
                out = self._functions[name](embedded, cache.native, self._params)
        finally:
            cache.end()
        if wanted:
            self._keep_rows([rows[index] for index in wanted], out[0])

    def _forward_together(self, batch: Batch, single: dict[int, int], cache: PagedCache) -> None:
        """Compute one token of each of several sequences in one native call."""
        function: Any = self._batch_decode
        embedded = self._embed([batch.token_ids[row] for row in single.values()], (len(single), 1))
        cache.begin(dict.fromkeys(single, 1))
        try:
            out = function(embedded, cache.native, self._params)
        finally:
            cache.end()
        self._keep_rows(list(single.values()), out[0])

    def _embed(self, token_ids: list[int], shape: tuple[int, int]) -> Any:
        ids = self._tensor(np.array(token_ids, dtype=np.int32))
        rows = np.from_dlpack(self._functions["embed"](ids, self._params))
        return self._tensor(rows.reshape(*shape, rows.shape[-1]))

    def _tensor(self, array: Any) -> Any:
        return self._library.ffi.from_dlpack(array)

    def _keep_rows(self, rows: list[int], scores: Any) -> None:
        table = np.from_dlpack(scores).reshape(len(rows), -1)
        for row, values in zip(rows, table, strict=True):
            self._keep(row, values)

    # ── sequences ──

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget positions [start, end) of a sequence; only its tail can be forgotten."""
        cache = self._usable()
        if 0 <= end < cache.length(sequence_id):
            return False
        cache.truncate(sequence_id, max(0, start))
        return True

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Let `target` share the pages of `source` up to `end`; `start` must be 0."""
        if start != 0:
            raise CapabilityError("The mlc runtime shares beginnings only.")
        self._usable().copy(source, target, end)

    # ── ending ──

    def _usable(self) -> PagedCache:
        if self._cache is None:
            raise EngineClosedError("The model is closed.")
        return self._cache

    def close(self) -> None:
        """Free cache, weights and library, in this order; calling again does nothing."""
        super().close()
        self._cache = None
        self._params = []
        self._weights = {}
        self._functions = {}
        self._batch_decode = self._batch_prefill = None
        self._machine = None
        self._bundle.close()


def _threads(size_bytes: int) -> int:
    """Return one thread for models whose tokens cost less than waking others, else the cores."""
    return 1 if size_bytes < _ONE_THREAD_BYTES else allowed_physical_cores()


def _rows_by_sequence(batch: Batch) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    for row, sequence_id in enumerate(batch.sequence_ids):
        runs.setdefault(sequence_id, []).append(row)
    return runs


def _required(machine: Any, name: str) -> Any:
    found = _optional(machine, name)
    if found is None:
        raise ModelUnsupportedError(
            f"The bundle's library has no function {name!r}.",
            hint="Language models that MLC compiled with a paged cache can be run.",
        )
    return found


def _optional(machine: Any, name: str) -> Any | None:
    try:
        return machine[name]
    except Exception:  # the binding's own errors differ by version
        return None
