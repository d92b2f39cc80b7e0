"""The runtime itself, and a loaded model as the worker drives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onhand.errors import CapabilityError, EngineClosedError
from onhand.runtimes.base import Batch, OnProgress
from onhand.runtimes.llama_cpp import log as native_log
from onhand.runtimes.llama_cpp.chain import ChainBuilder
from onhand.runtimes.llama_cpp.context import Context, Layout, keys_can_turn
from onhand.runtimes.llama_cpp.devices import list_devices
from onhand.runtimes.llama_cpp.embeddings import Embedder
from onhand.runtimes.llama_cpp.info import describe
from onhand.runtimes.llama_cpp.library import Library, load_library
from onhand.runtimes.llama_cpp.model import NativeModel
from onhand.runtimes.llama_cpp.sampler import LlamaSampler
from onhand.runtimes.llama_cpp.state import pack_state, unpack_state
from onhand.runtimes.llama_cpp.tokenizer import LlamaTokenizer
from onhand.types.info import Capabilities, DeviceInfo, ModelInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams
from onhand.types.sampling import SamplingParams


class LlamaCppRuntime:
    """llama.cpp in this process. Making one loads the library and takes its log over."""

    def __init__(self, params: ModelParams | None = None) -> None:
        self._library: Library = load_library((params or ModelParams()).library_path)
        native_log.install(self._library.llama)
        self._is_closed = False

    @property
    def info(self) -> RuntimeInfo:
        """Version and build."""
        library = self._library
        return RuntimeInfo(
            name="llama_cpp",
            version=library.version(),
            build=library.build(),
            library_path=library.path,
        )

    def devices(self) -> list[DeviceInfo]:
        """Return the hardware that it can use, the primary accelerator marked."""
        return list_devices(self._library)

    def load(
        self,
        path: str,
        model_params: ModelParams,
        context_params: ContextParams,
        on_progress: OnProgress | None = None,
    ) -> LlamaModel:
        """Load a model and make its context; see `onhand.runtimes.base.Runtime.load`."""
        if self._is_closed:
            raise EngineClosedError("The runtime is closed.")
        model = NativeModel(self._library, path, model_params, on_progress)
        try:
            return LlamaModel(model, context_params)
        except BaseException:
            model.close()
            raise

    def close(self) -> None:
        """Give the library's log back; calling again does nothing."""
        if not self._is_closed:
            self._is_closed = True
            native_log.release(self._library.llama)


def _return_memory() -> None:
    """Give freed memory back to the system: glibc would keep up to two caches of a closed model."""
    trim = getattr(native_log.c_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


class LlamaModel:
    """See `onhand.runtimes.base.LoadedModel`."""

    def __init__(self, model: NativeModel, params: ContextParams) -> None:
        self._model = model
        self._llama = model.llama
        self._params = params
        self._info = describe(model)
        self._layout = Layout(
            params,
            self._info.n_ctx_train,
            size_bytes=self._info.size_bytes,
            n_head=self._info.n_head,
            on_cpu=model.is_on_cpu,
        )
        self._context: Context | None = None  # also while its memory is released
        self._threads: tuple[int, int] | None = None
        self._embedder: Embedder | None = None
        self._generates = False
        if model.params.vocab_only or (model.has_encoder and model.has_decoder):
            self._capabilities = Capabilities(max_sequences=0, can_remove_tail=False)
        elif params.embeddings:
            self._embedder = Embedder(model, params, self._layout)
            self._capabilities = Capabilities(
                max_sequences=params.n_seq_max, has_embeddings=True, has_lora=True
            )
        else:
            self._context = self._make_context(params)
            self._capabilities = self._find_capabilities(self._context)
        self._n_cells = self._layout.n_cells if self._context is None else self._context.n_cells
        self._is_closed = False

    def _make_context(self, params: ContextParams) -> Context:
        context = Context(self._model.library, self._model, params, self._layout)
        try:
            self._model.apply_adapters(context.native)
        except BaseException:
            context.close()
            raise
        self._builder = ChainBuilder(
            self._model.library, self._model.vocab, self._model.tokenizer, self._layout.n_ctx
        )
        return context

    def _find_capabilities(self, context: Context) -> Capabilities:
        can_forget = bool(context.memory) and not self._model.is_recurrent
        self._generates = not self._info.has_encoder and bool(context.memory)
        shifts = bool(context.memory) and self._llama.llama_memory_can_shift(context.memory)
        shifts = shifts and keys_can_turn(self._model, self._params)
        return Capabilities(
            max_sequences=self._params.n_seq_max,
            can_shift=can_forget and bool(shifts),
            can_remove_tail=can_forget,
            can_copy=can_forget,
            can_save_state=bool(context.memory),
            has_grammar=self._generates,
            has_masks=self._generates,
            has_lora=True,
        )

    # ── facts ────────────────────────────────────────────────────────────────

    @property
    def info(self) -> ModelInfo:
        """What the model is."""
        return self._info

    @property
    def capabilities(self) -> Capabilities:
        """What it can do on this runtime."""
        return self._capabilities

    @property
    def tokenizer(self) -> LlamaTokenizer:
        """Its vocabulary."""
        return self._model.tokenizer

    @property
    def n_ctx(self) -> int:
        """Most tokens that one sequence can hold."""
        return self._layout.n_ctx

    @property
    def n_cells(self) -> int:
        """Tokens that the cache holds for all sequences together."""
        return self._n_cells

    @property
    def n_batch(self) -> int:
        """Most tokens of one decode call."""
        return self._layout.n_batch

    @property
    def flash_attention(self) -> bool | None:
        """Whether attention is computed without its scores in memory; None: the library decides."""
        return self._layout.flash_attention

    @property
    def n_threads(self) -> int:
        """Compute threads while decoding."""
        contexts = self._contexts()
        if contexts:
            return contexts[0].n_threads
        return self._threads[0] if self._threads else self._layout.n_threads

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Change the compute threads from the next decode on."""
        self._refuse_closed()
        self._threads = n_threads, n_threads_batch
        for context in self._contexts():
            context.set_threads(n_threads, n_threads_batch)

    # ── generating ───────────────────────────────────────────────────────────

    def decode(self, batch: Batch) -> None:
        """Compute a batch of at most `n_batch` rows; see the protocol."""
        context = self._context
        if context is None or not self._generates:
            context = self._usable(generates=True)
        context.decode(batch)

    def sampler(self, params: SamplingParams, seed: int) -> LlamaSampler:
        """Build the chain for `params` with its random stream at `seed`; see the protocol."""
        context = self._usable(generates=True)
        sampler = LlamaSampler(context, self._builder, params, seed)
        context.adopt(sampler)
        return sampler

    def embed(
        self, inputs: Sequence[Sequence[int]], *, pooled: bool = True
    ) -> list[list[list[float]]]:
        """Return for each input its vectors, not normalised; see the protocol."""
        self._refuse_closed()
        if self._embedder is None and not self._capabilities.max_sequences:
            raise self._inability()
        if self._embedder is None:
            raise CapabilityError(
                "This context computes text, not embeddings.",
                hint="Open the engine with ContextParams(embeddings=True).",
            )
        return self._embedder.embed(inputs, pooled=pooled)

    def release_memory(self) -> None:
        """Free the context: cells and compute buffers. The next use makes it again, the same."""
        self._refuse_closed()
        context = self._context
        if context is not None and not context.is_sampled:
            self._context = None
            context.close()
            _return_memory()

    def interrupt(self) -> None:
        """Make a decode in progress stop as soon as it can. Any thread."""
        for context in self._contexts():
            context.interrupt()

    def clear_interrupt(self) -> None:
        """Take `interrupt` back. Any thread."""
        for context in self._contexts():
            context.clear_interrupt()

    def _contexts(self) -> list[Context]:
        context, embedder = self._context, self._embedder
        return [context] if context is not None else embedder.contexts() if embedder else []

    # ── sequences ────────────────────────────────────────────────────────────

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget positions [start, end) of a sequence (`end` -1: to its end); False: it cannot."""
        memory = self._memory(sequence_id)
        return bool(self._llama.llama_memory_seq_rm(memory, sequence_id, start, end))

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Let `target` share the cells of `source` at positions [start, end)."""
        if not self._capabilities.can_copy:
            raise CapabilityError("This model's state is recurrent: no part of it can be copied.")
        self._memory(target)
        self._llama.llama_memory_seq_cp(self._memory(source), source, target, start, end)

    def sequence_shift(self, sequence_id: int, start: int, end: int, delta: int) -> None:
        """Add `delta` to the positions [start, end) (`end` -1: to the end).

        Raises:
            CapabilityError: this cache cannot (the library would abort at the next decode).
        """
        if not self._capabilities.can_shift:
            raise CapabilityError(
                f"The cache of {self._info.architecture!r} models with keys of type "
                f"{self._params.type_k} cannot shift.",
                hint="Choose another overflow policy, such as `overflow='window'`.",
            )
        if start + delta < 0:
            raise ValueError(f"Position {start} cannot be moved by {delta}")
        self._llama.llama_memory_seq_add(self._memory(sequence_id), sequence_id, start, end, delta)

    def sequence_state(self, sequence_id: int) -> bytes:
        """Return the cache of a sequence as bytes, with a checksum before them."""
        self._memory(sequence_id)
        return pack_state(self._llama, self._usable().native, sequence_id)

    def sequence_restore(self, sequence_id: int, state: bytes) -> None:
        """Set the cache of a sequence from `sequence_state`'s bytes; see the protocol."""
        memory = self._memory(sequence_id)
        self._llama.llama_memory_seq_rm(memory, sequence_id, -1, -1)
        try:
            unpack_state(self._llama, self._usable().native, sequence_id, state)
        except BaseException:
            self._llama.llama_memory_seq_rm(memory, sequence_id, -1, -1)
            raise

    def _memory(self, sequence_id: int) -> Any:
        """Return the native memory; the sequence must exist, or the library aborts."""
        memory = self._usable().memory
        if not memory:
            raise CapabilityError("This model keeps no cache between decodes.")
        if not 0 <= sequence_id < self._params.n_seq_max:
            raise ValueError(
                f"There is no sequence {sequence_id}; ids are 0 to {self._params.n_seq_max - 1}"
            )
        return memory

    # ── ending ───────────────────────────────────────────────────────────────

    def _usable(self, *, generates: bool = False) -> Context:
        self._refuse_closed()
        if self._context is None:
            self._context = self._remade_context()
        if generates and not self._generates:
            raise CapabilityError(
                f"{self._info.architecture!r} models are for embeddings only.",
                hint="Open it with ContextParams(embeddings=True).",
            )
        return self._context

    def _remade_context(self) -> Context:
        """Return a context like the one that was released."""
        if self._embedder is not None or not self._capabilities.max_sequences:
            raise self._inability()
        context = self._make_context(self._params)
        if self._threads is not None:
            context.set_threads(*self._threads)
        return context

    def _inability(self) -> CapabilityError:
        """Return the error for a model that has no context to compute text with."""
        if self._embedder is not None:
            return CapabilityError("This model was loaded for embeddings only.")
        if self._model.params.vocab_only:
            return CapabilityError("This model was loaded for its vocabulary only.")
        return CapabilityError(
            f"{self._info.architecture!r} models need an encoder pass, which is not supported.",
            hint="Take a decoder-only model.",
        )

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise EngineClosedError("The model is closed.")

    def close(self) -> None:
        """Free samplers, context, adapters and model, in this order; again: nothing."""
        self._is_closed = True
        context, self._context = self._context, None
        if context is not None:
            context.close()
        if self._embedder is not None:
            self._embedder.close()
        self._model.close()
        _return_memory()
