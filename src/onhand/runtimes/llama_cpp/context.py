"""A native context: KV cache, compute buffers, threads, cancel flag, what samplers share."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final, Protocol

from onhand.errors import DecodeError, NotEnoughMemoryError
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError
from onhand.runtimes.llama_cpp.batch import NativeBatch
from onhand.runtimes.llama_cpp.failures import context_failure
from onhand.runtimes.llama_cpp.library import Library
from onhand.runtimes.llama_cpp.log import c_library, log
from onhand.runtimes.threads import allowed_physical_cores
from onhand.types.params import ContextParams

if TYPE_CHECKING:
    from onhand.runtimes.llama_cpp.candidates import Candidates, Ids
    from onhand.runtimes.llama_cpp.model import NativeModel

DEFAULT_N_CTX_CAP: Final = 8192
_MAX_OUTPUTS: Final = 128
_NO_SLOT, _ABORTED = 1, 2  # llama_decode's positive answers

_KV_TYPES: Final = {  # enum ggml_type, and bytes per 32 elements
    "f32": (0, 128),
    "f16": (1, 64),
    "bf16": (30, 64),
    "q8_0": (8, 34),
    "q5_1": (7, 24),
    "q5_0": (6, 22),
    "q4_1": (3, 20),
    "q4_0": (2, 18),
    "iq4_nl": (20, 18),
}
_ROPE_SCALINGS: Final = {None: -1, "none": 0, "linear": 1, "yarn": 2, "longrope": 3}
POOLINGS: Final[dict[str | None, int]] = {
    None: -1,
    "none": 0,
    "mean": 1,
    "cls": 2,
    "last": 3,
    "rank": 4,
}
_FLASH: Final = {None: -1, False: 0, True: 1}


class _Closable(Protocol):
    """Something native that has to be freed."""

    def close(self) -> None:
        """Free it."""


ONE_THREAD_BYTES = 6 * 1024 * 1024
"""Below this size a second thread spends its time waiting at barriers, and where other programs
compute too it makes every token wait for them (docs/benchmarks.md)."""


class Layout:
    """The sizes of a context, decided from the parameters and the model.

    Attributes:
        n_ctx: most tokens of one sequence.
        n_cells: tokens of all sequences together.
        n_batch: most tokens of one decode.
        n_ubatch: most tokens computed at once.
        n_outputs: most rows of one decode that can want logits.
        n_threads: compute threads while decoding.
        n_threads_batch: compute threads during prefill.
        flash_attention: True, False, or None: the library decides.
    """

    __slots__ = (
        "flash_attention",
        "n_batch",
        "n_cells",
        "n_ctx",
        "n_outputs",
        "n_threads",
        "n_threads_batch",
        "n_ubatch",
    )

    def __init__(
        self,
        params: ContextParams,
        n_ctx_train: int,
        *,
        is_causal: bool = True,
        size_bytes: int | None = None,
        n_head: int = 0,
        on_cpu: bool = True,
    ) -> None:
        n_ctx = params.n_ctx or min(n_ctx_train or DEFAULT_N_CTX_CAP, DEFAULT_N_CTX_CAP)
        shared = min(n_ctx * params.n_seq_max, DEFAULT_N_CTX_CAP)
        self.n_cells: int = params.n_cells or max(n_ctx, shared)
        self.n_ctx: int = min(n_ctx, self.n_cells)
        self.n_batch: int = min(params.n_batch, self.n_cells)
        self.n_ubatch: int = min(params.micro_batch(size_bytes, on_cpu=on_cpu), self.n_batch)
        if params.embeddings or not is_causal:
            self.n_ubatch = self.n_batch  # a pooled or two-way input is computed at once
        # Room for n_outputs rows of n_vocab floats is reserved: few rows want logits of a text.
        most = self.n_batch if params.embeddings else min(self.n_batch, _MAX_OUTPUTS)
        self.n_outputs: int = max(params.n_seq_max, most)
        is_tiny = size_bytes is not None and size_bytes < ONE_THREAD_BYTES
        self.n_threads: int = params.n_threads or (1 if is_tiny else allowed_physical_cores())
        self.n_threads_batch: int = params.n_threads_batch or self.n_threads
        self.flash_attention: bool | None = params.uses_flash_attention(
            n_head, self.n_cells, self.n_ubatch, on_cpu=on_cpu
        )


class Context:
    """Owns one `llama_context`. Made and used by one thread; only the cancel flag is for any."""

    def __init__(
        self, library: Library, model: NativeModel, params: ContextParams, layout: Layout
    ) -> None:
        self.llama: Any = library.llama
        self.library = library
        self.n_vocab: int = model.tokenizer.n_tokens
        self.layout = layout
        self._model = model
        self._samplers: set[_Closable] = set()
        self._candidates: Candidates | None = None
        self._grammar_ids: Ids | None = None
        self._single = self._dummy_candidates(1)
        self._two = self._dummy_candidates(2)
        self._two_reference = ctypes.byref(self._two)
        # The compute threads ask `strlen` of this buffer whether to stop: "" no, "\1" yes. A
        # Python callback there would take the GIL at every node of the graph.
        self._flag = (ctypes.c_uint8 * 2)()
        _refuse_oversized(model, params, layout)
        self.native: Any = self._make(params)
        self.memory: Any = self.llama.llama_get_memory(self.native)
        self.batch: NativeBatch = NativeBatch(library, layout.n_batch)
        self.n_threads: int = layout.n_threads

    def _make(self, params: ContextParams) -> Any:
        layout = self.layout
        options = self.llama.llama_context_default_params()
        n_batch, n_ubatch = layout.n_batch, layout.n_ubatch
        if params.embeddings:  # pooling wants whole shares of a batch for every sequence
            n_batch = n_ubatch = -(-n_batch // params.n_seq_max) * params.n_seq_max
        options.n_ctx = max(layout.n_cells, n_batch)
        options.n_batch = n_batch
        options.n_ubatch = n_ubatch
        options.n_seq_max = params.n_seq_max
        if hasattr(options, "n_outputs_max"):
            options.n_outputs_max = max(layout.n_outputs, n_batch if params.embeddings else 0)
        options.n_threads = layout.n_threads
        options.n_threads_batch = layout.n_threads_batch
        options.type_k = _KV_TYPES[params.type_k][0]
        options.type_v = _KV_TYPES[params.type_v][0]
        options.flash_attn_type = _FLASH[layout.flash_attention]
        options.rope_scaling_type = _ROPE_SCALINGS[params.rope_scaling]
        options.rope_freq_base = params.rope_freq_base or 0.0
        options.rope_freq_scale = params.rope_freq_scale or 0.0
        options.embeddings = params.embeddings
        options.pooling_type = POOLINGS[params.pooling]
        options.offload_kqv = params.offload_kqv
        options.no_perf = True
        options.kv_unified = True  # sequences share cells: copies of a prefix cost nothing
        is_asked = ctypes.cast(c_library().strlen, self.llama.ggml_abort_callback)
        options.abort_callback = is_asked
        options.abort_callback_data = ctypes.addressof(self._flag)
        mark = log.mark()
        native = self.llama.llama_init_from_model(self._model.native, options)
        if not native:
            raise context_failure(f"{layout.n_cells} cells", mark)
        log.drain()
        return native

    @property
    def n_cells(self) -> int:
        """Tokens that the cache really has room for (the library rounds up)."""
        return int(self.llama.llama_n_ctx(self.native))

    # ── computing ────────────────────────────────────────────────────────────

    def decode(self, batch: Batch) -> None:
        """Compute a batch; see `onhand.runtimes.base.LoadedModel.decode`."""
        count = len(batch.token_ids)
        if not 0 < count <= self.batch.capacity:
            raise ValueError(f"A batch has 1 to {self.batch.capacity} rows, got {count}")
        if count > self.layout.n_outputs and sum(batch.wants_logits) > self.layout.n_outputs:
            raise ValueError(
                f"At most {self.layout.n_outputs} rows of a batch can want logits, "
                f"got {sum(batch.wants_logits)}"
            )
        answer = self.llama.llama_decode(self.native, self.batch.fill(batch))
        if answer:
            self._refuse(answer, count)

    def _refuse(self, answer: int, count: int) -> None:
        if answer == _NO_SLOT:
            log.drain()
            raise CacheFullError(f"There are no cells for {count} tokens.")
        if answer == _ABORTED:
            log.drain()
            raise DecodeInterruptedError(f"A decode of {count} tokens was interrupted.")
        lines = log.tail()
        reason = lines[-1] if lines else "it gave no reason"
        raise DecodeError(
            f"llama_decode answered {answer} to {count} tokens: {reason}.", native_log=lines
        )

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Change the compute threads from the next decode on."""
        if n_threads < 1 or n_threads_batch < 1:
            raise ValueError(f"threads must be at least 1, got {n_threads}, {n_threads_batch}")
        self.llama.llama_set_n_threads(self.native, n_threads, n_threads_batch)
        self.n_threads = n_threads

    def interrupt(self) -> None:
        """Make a decode in progress stop at its next graph node. Any thread."""
        self._flag[0] = 1

    def clear_interrupt(self) -> None:
        """Take `interrupt` back. Any thread."""
        self._flag[0] = 0

    # ── what samplers share ──────────────────────────────────────────────────

    def candidates(self) -> Candidates:
        """Return the array for one sampling step; there is one, since one thread samples."""
        if self._candidates is None:
            from onhand.runtimes.llama_cpp.candidates import Candidates

            self._candidates = Candidates(self.library, self.n_vocab)
        return self._candidates

    def grammar_ids(self) -> Ids:
        """Return the tokens that a grammar may choose: with text of their own, or ending it.

        A control token has text in the vocabulary's table that a grammar could match, but none in
        the answer.
        """
        if self._grammar_ids is None:
            import numpy as np

            tokenizer = self._model.tokenizer
            banned = set(tokenizer.control_token_ids()) - tokenizer.eog_token_ids
            allowed = [i for i in range(self.n_vocab) if i not in banned]
            self._grammar_ids = np.array(allowed, dtype=np.int32)
        return self._grammar_ids

    def _dummy_candidates(self, size: int) -> Any:
        rows = (self.llama.llama_token_data * size)()
        for index in range(size):
            rows[index].id = index
        array = self.llama.llama_token_data_array()
        array.data = ctypes.cast(rows, self.llama.llama_token_data_p)
        array.size = size
        array.rows = rows  # keeps them alive
        return array

    def single_candidate(self, token_id: int) -> Any:
        """Return an array of one candidate with logit 0, to ask a grammar about."""
        array = self._single
        array.data[0].id = token_id
        array.data[0].logit = 0.0
        array.size, array.selected = 1, -1
        return _Referenced(array)

    def two_candidates(self) -> Any:
        """Return a reference to two equal candidates, to advance a random stream with."""
        return self._two_reference

    @property
    def is_sampled(self) -> bool:
        """Whether a sampler uses the context."""
        return bool(self._samplers)

    def adopt(self, sampler: _Closable) -> None:
        """Remember a sampler that must be freed before the context."""
        self._samplers.add(sampler)

    def forget(self, sampler: _Closable) -> None:
        """Forget a sampler that was freed."""
        self._samplers.discard(sampler)

    # ── ending ───────────────────────────────────────────────────────────────

    def close(self) -> None:
        """Free the samplers, then the context; calling again does nothing."""
        for sampler in list(self._samplers):
            sampler.close()
        native, self.native, self.memory = self.native, None, None
        if native:
            self.llama.llama_free(native)
            log.drain()


class _Referenced:
    """A native structure together with the reference that C functions take."""

    __slots__ = ("data", "reference")

    def __init__(self, array: Any) -> None:
        self.data = array.data
        self.reference = ctypes.byref(array)


def kv_bytes_per_token(model: NativeModel, params: ContextParams) -> int:
    """Return the bytes of cache that one token takes in all layers.

    Layers x heads x head size x bytes of the type, for keys and for values; an upper bound where
    layers differ.
    """
    width = model.kv_width()
    per_32 = _KV_TYPES[params.type_k][1] + _KV_TYPES[params.type_v][1]
    return width * per_32 // 32


def _refuse_oversized(model: NativeModel, params: ContextParams, layout: Layout) -> None:
    """Refuse a cache that this machine's memory cannot hold: the system would kill the process."""
    if not model.has_plain_cache:
        return
    import psutil

    needed = kv_bytes_per_token(model, params) * layout.n_cells
    available = psutil.virtual_memory().available
    if needed > available:
        raise NotEnoughMemoryError(
            f"A cache of {layout.n_cells} tokens needs {needed / 1e9:.1f} GB; "
            f"{available / 1e9:.1f} GB are free.",
            hint="Take a smaller `n_ctx`, fewer sessions (`n_seq_max`) or smaller KV types.",
            needed_bytes=needed,
            available_bytes=available,
        )


def keys_can_turn(model: NativeModel, params: ContextParams) -> bool:
    """Whether cached keys of this type can be turned to other positions, as a shift does.

    The library has no such operation for bf16, and for quantised keys only where heads are
    multiples of 64: otherwise it aborts, or reads through a null pointer.
    """
    if params.type_k in ("f32", "f16"):
        return True
    return params.type_k != "bf16" and model.head_size() % 64 == 0
