"""What the models of runtimes share that hand out logits: samplers, interrupts, refusals."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from onhand.errors import CapabilityError, EngineClosedError
from onhand.runtimes.base import DecodeInterruptedError
from onhand.runtimes.hf_tokenizer import HfTokenizer
from onhand.runtimes.logits.factory import SamplerFactory
from onhand.runtimes.logits.ranking import Logits
from onhand.runtimes.logits.sampler import LogitsSampler
from onhand.types.info import Capabilities, ModelInfo
from onhand.types.sampling import SamplingParams


class LogitsModel:
    """The half of `onhand.runtimes.base.LoadedModel` that does not depend on the library.

    What computes and keeps the cache is the subclass's: `decode`, which hands the logits of rows
    to `_keep` and asks `_refuse_interrupted` between native calls; `sequence_remove` and
    `sequence_copy`; `set_threads`; and `close`, which ends with this class's.
    """

    runtime: ClassVar[str]
    """Name of the runtime, for messages."""

    def __init__(
        self,
        info: ModelInfo,
        tokenizer: HfTokenizer,
        capabilities: Capabilities,
        *,
        n_ctx: int,
        n_scores: int,
    ) -> None:
        """Remember the parts.

        Args:
            info: what the model is.
            tokenizer: its vocabulary.
            capabilities: what it can do.
            n_ctx: most tokens that one sequence can hold.
            n_scores: width of the library's rows of logits, padding beyond the vocabulary included.
        """
        self.info: ModelInfo = info
        self.tokenizer: HfTokenizer = tokenizer
        self.capabilities: Capabilities = capabilities
        self.n_ctx: int = n_ctx
        self._rows: dict[int, Logits] = {}
        self._interrupted = threading.Event()
        self._is_closed = False
        self._samplers = SamplerFactory(
            self._logits,
            tokenizer,
            n_vocab=min(tokenizer.n_tokens, n_scores),
            n_ctx=n_ctx,
            eog_token_ids=info.eog_token_ids,
        )

    # ── logits ──

    def _keep(self, row: int, scores: Any) -> None:
        """Copy the logits of a row of the batch: the library uses their memory again."""
        self._rows[row] = np.array(scores[: self._samplers.n_vocab], dtype=np.float32)

    def _logits(self, row: int) -> Logits:
        self._refuse_closed()
        found = self._rows.get(row)
        if found is None:
            raise ValueError(f"Row {row} of the last batch has no logits.")
        return found

    def sampler(self, params: SamplingParams, seed: int) -> LogitsSampler:
        """Build the chain for `params` with its random stream at `seed`; see the protocol."""
        self._refuse_closed()
        return self._samplers.build(params, seed)

    # ── interrupts ──

    def interrupt(self) -> None:
        """Make a decode in progress stop after the present native call. Any thread."""
        self._interrupted.set()

    def clear_interrupt(self) -> None:
        """Take `interrupt` back. Any thread."""
        self._interrupted.clear()

    def _refuse_interrupted(self) -> None:
        if self._interrupted.is_set():
            raise DecodeInterruptedError

    # ── what these libraries cannot do ──

    def embed(
        self, inputs: Sequence[Sequence[int]], *, pooled: bool = True
    ) -> list[list[list[float]]]:
        """Refuse: there are logits only."""
        raise CapabilityError(
            f"The {self.runtime} runtime computes no embeddings.",
            hint="llama_cpp does: open a GGUF file with ContextParams(embeddings=True).",
        )

    def sequence_shift(self, sequence_id: int, start: int, end: int, delta: int) -> None:
        """Refuse: the cache holds keys that are rotated already."""
        raise CapabilityError(
            f"The {self.runtime} runtime's cache cannot shift.",
            hint="Choose another overflow policy, such as `overflow='window'`.",
        )

    def sequence_state(self, sequence_id: int) -> bytes:
        """Refuse: the cache cannot be read."""
        raise CapabilityError(f"The {self.runtime} runtime cannot save its cache; llama_cpp can.")

    def sequence_restore(self, sequence_id: int, state: bytes) -> None:
        """Refuse: the cache cannot be set."""
        raise CapabilityError(f"The {self.runtime} runtime cannot set its cache; llama_cpp can.")

    def release_memory(self) -> None:
        """Do nothing: the cache was made with the model, and goes with it."""

    # ── ending ──

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise EngineClosedError("The model is closed.")

    def close(self) -> None:
        """Forget the logits and refuse further use; calling again does nothing."""
        self._is_closed = True
        self._rows.clear()
