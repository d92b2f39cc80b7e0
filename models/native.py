"""Greedy text from a GGUF file through llama.cpp's low-level binding, one sequence at a time.

For evaluation and tests of the model alone; applications use ``onhand.Engine``.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class NativeModel:
    """A loaded model with one context.

    Args:
        path: GGUF file.
        n_ctx: Positions in the context.
        n_threads: Threads of a decode; more than one only slows so small a model.
        exact: Keep keys and values in 32 bits, without flash attention.
    """

    def __init__(
        self, path: Path, *, n_ctx: int = 1024, n_threads: int = 1, exact: bool = False
    ) -> None:
        self._library = _silent_library()
        library = self._library
        model_params = library.llama_model_default_params()
        model_params.n_gpu_layers = 0
        self._model = library.llama_model_load_from_file(os.fsencode(path), model_params)
        if not self._model:
            raise ValueError(f"llama.cpp cannot load {path}")
        params = library.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = n_ctx
        params.n_threads = params.n_threads_batch = n_threads
        if exact:
            params.type_k = params.type_v = 0  # GGML_TYPE_F32
            params.flash_attn_type = 0
        self._context = library.llama_init_from_model(self._model, params)
        self._vocab = library.llama_model_get_vocab(self._model)
        self.n_vocab = int(library.llama_vocab_n_tokens(self._vocab))

    def close(self) -> None:
        """Free context and model; the object is of no use afterwards."""
        self._library.llama_free(self._context)
        self._library.llama_model_free(self._model)

    def tokenize(self, text: str, *, parse_special: bool = True) -> list[int]:
        """Return the ids of a text, with what the file says about BOS."""
        data = text.encode()
        ids = (ctypes.c_int32 * (len(data) + 8))()
        count = self._library.llama_tokenize(
            self._vocab, data, len(data), ids, len(ids), True, parse_special
        )
        return list(ids[:count])

    def detokenize(self, ids: list[int]) -> str:
        """Return the text of ids, control tokens left out."""
        parts = bytearray()
        buffer = ctypes.create_string_buffer(256)
        for token_id in ids:
            count = self._library.llama_token_to_piece(self._vocab, token_id, buffer, 256, 0, False)
            parts.extend(buffer.raw[: max(0, count)])
        return parts.decode(errors="replace")

    def metadata(self, key: str) -> str | None:
        """Return a metadata value as text."""
        buffer = ctypes.create_string_buffer(65_536)
        count = self._library.llama_model_meta_val_str(self._model, key.encode(), buffer, 65_536)
        return buffer.value.decode() if count >= 0 else None

    def is_end(self, token_id: int) -> bool:
        """Say whether a token ends an answer."""
        return bool(self._library.llama_vocab_is_eog(self._vocab, token_id))

    def greedy(self, prompt: list[int], n_tokens: int, *, past_end: bool = False) -> Iterator[int]:
        """Yield the most probable continuation, the end token included.

        Args:
            prompt: Token ids, at least one.
            n_tokens: Most tokens to yield.
            past_end: Go on behind an end token, as comparisons of networks want it.

        Raises:
            ValueError: When the context cannot hold the prompt and the answer.
        """
        library = self._library
        library.llama_memory_clear(library.llama_get_memory(self._context), True)
        pending = list(prompt)
        for _ in range(n_tokens):
            ids = (ctypes.c_int32 * len(pending))(*pending)
            status = library.llama_decode(
                self._context, library.llama_batch_get_one(ids, len(pending))
            )
            if status != 0:
                raise ValueError(f"llama_decode answered {status} for {len(pending)} tokens")
            scores = library.llama_get_logits_ith(self._context, -1)
            token_id = _argmax(scores, self.n_vocab)
            yield token_id
            if self.is_end(token_id) and not past_end:
                return
            pending = [token_id]

    def answer(self, prompt: str, n_tokens: int = 400) -> str:
        """Return the greedy answer to a rendered prompt."""
        return self.detokenize(list(self.greedy(self.tokenize(prompt), n_tokens)))


def _argmax(scores: Any, count: int) -> int:
    import numpy as np

    return int(np.ctypeslib.as_array(scores, shape=(count,)).argmax())


_LIBRARY: Any = None
_LOG_CALLBACK: Any = None


def _silent_library() -> Any:
    """Load the binding once and keep its log away from the terminal."""
    global _LIBRARY, _LOG_CALLBACK
    if _LIBRARY is None:
        import llama_cpp.llama_cpp as library

        _LOG_CALLBACK = library.llama_log_callback(lambda level, text, data: None)
        library.llama_log_set(_LOG_CALLBACK, ctypes.c_void_p(0))
        library.llama_backend_init()
        _LIBRARY = library
    return _LIBRARY
