"""Vectors for texts: several inputs in one computation, each a sequence of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onhand.errors import CapabilityError, ContextFullError, DecodeError
from onhand.runtimes.base import Batch
from onhand.runtimes.llama_cpp.context import Context, Layout
from onhand.runtimes.llama_cpp.log import log
from onhand.runtimes.llama_cpp.model import NativeModel
from onhand.types.params import ContextParams

_POOLING_NONE, _POOLING_RANK = 0, 4


class Embedder:
    """Contexts for embeddings: one that pools, and one for each token's vector when wanted."""

    def __init__(self, model: NativeModel, params: ContextParams, layout: Layout) -> None:
        self._model = model
        self._llama = model.llama
        self._params = params
        self._layout = layout
        self._per_token: Context | None = None
        self._pooled: Context = self._make(params.pooling)
        if params.pooling is None and self._pooling(self._pooled) == _POOLING_NONE:
            self._pooled.close()  # a model for text has no pooling of its own
            self._pooled = self._make("mean")

    def _make(self, pooling: str | None) -> Context:
        params = self._params.replace(pooling=pooling)
        context = Context(self._model.library, self._model, params, self._layout)
        try:
            self._model.apply_adapters(context.native)
        except BaseException:
            context.close()
            raise
        return context

    def _pooling(self, context: Context) -> int:
        function = getattr(self._llama, "llama_pooling_type", None)
        if function is None:
            function = self._llama.llama_get_pooling_type
        return int(function(context.native))

    def embed(self, inputs: Sequence[Sequence[int]], *, pooled: bool) -> list[list[list[float]]]:
        """Return each input's vectors.

        Raises:
            ContextFullError: an input is longer than one computation takes.
            CapabilityError: pooled vectors of a context that was made with pooling "none".
            ValueError: an input is empty.
        """
        most = self._layout.n_batch
        for index, tokens in enumerate(inputs):
            if not tokens:
                raise ValueError(f"Input {index} has no tokens.")
            if len(tokens) > most:
                raise ContextFullError(
                    f"Input {index} has {len(tokens)} tokens; an embedding takes at most {most}.",
                    hint="Shorten it, or raise `n_batch` and `n_ctx`.",
                    n_tokens=len(tokens),
                    n_ctx=most,
                )
        context = self._context_for(pooled)
        vectors: list[list[list[float]]] = []
        for group in self._groups(inputs, most):
            vectors += self._compute(context, group, pooled)
        return vectors

    def _context_for(self, pooled: bool) -> Context:
        is_pooling = self._pooling(self._pooled) != _POOLING_NONE
        if pooled and not is_pooling:
            raise CapabilityError(
                "The context was made with pooling 'none'.",
                hint="Ask for each token's vector, or choose ContextParams(pooling='mean').",
            )
        if pooled or not is_pooling:
            return self._pooled
        if self._per_token is None:
            self._per_token = self._make("none")
        return self._per_token

    def _groups(self, inputs: Sequence[Sequence[int]], most: int) -> Iterator[list[Sequence[int]]]:
        """Yield runs of inputs that fit one batch and the sequences there are."""
        group: list[Sequence[int]] = []
        size = 0
        for tokens in inputs:
            if group and (size + len(tokens) > most or len(group) == self._params.n_seq_max):
                yield group
                group, size = [], 0
            group.append(tokens)
            size += len(tokens)
        if group:
            yield group

    def _compute(
        self, context: Context, group: Sequence[Sequence[int]], pooled: bool
    ) -> list[list[list[float]]]:
        batch = Batch()
        for sequence_id, tokens in enumerate(group):
            for position, token_id in enumerate(tokens):
                batch.add(token_id, position, sequence_id, True)
        if context.memory and not self._model.has_encoder:
            self._llama.llama_memory_clear(context.memory, True)
            context.decode(batch)
        else:
            self._encode(context, batch)
        if pooled:
            return [[self._pooled_vector(context, index)] for index in range(len(group))]
        rows = iter(range(len(batch)))
        return [[self._token_vector(context, next(rows)) for _ in tokens] for tokens in group]

    def _encode(self, context: Context, batch: Batch) -> None:
        """Compute with a model that has no cache (BERT-like)."""
        answer = self._llama.llama_encode(context.native, context.batch.fill(batch))
        if answer:
            lines = log.tail()
            raise DecodeError(f"llama_encode answered {answer}.", native_log=lines)

    def _pooled_vector(self, context: Context, sequence_id: int) -> list[float]:
        pointer = self._llama.llama_get_embeddings_seq(context.native, sequence_id)
        return self._floats(context, pointer)

    def _token_vector(self, context: Context, row: int) -> list[float]:
        return self._floats(context, self._llama.llama_get_embeddings_ith(context.native, row))

    def _floats(self, context: Context, pointer: Any) -> list[float]:
        if not pointer:
            raise DecodeError("The library computed no embedding.", native_log=log.tail())
        llama, native = self._llama, self._model.native
        width = llama.llama_model_n_embd(native)
        if hasattr(llama, "llama_model_n_embd_out"):
            width = llama.llama_model_n_embd_out(native)
        if self._pooling(context) == _POOLING_RANK:
            width = llama.llama_model_n_cls_out(native)
        return list(pointer[:width])

    def contexts(self) -> list[Context]:
        """Return the contexts that there are."""
        return [self._pooled, *([] if self._per_token is None else [self._per_token])]

    def close(self) -> None:
        """Free the contexts; calling again does nothing."""
        for context in self.contexts():
            context.close()
