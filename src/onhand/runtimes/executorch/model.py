"""A loaded program as the worker drives it: one sequence, rewound by position."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from onhand.errors import CapabilityError, DecodeError, ModelUnsupportedError
from onhand.runtimes.base import Batch, CacheFullError
from onhand.runtimes.executorch.bundle import ProgramBundle
from onhand.runtimes.executorch.info import ProgramFacts, describe
from onhand.runtimes.executorch.library import Library
from onhand.runtimes.hf_tokenizer import HfTokenizer
from onhand.runtimes.logits import LogitsModel
from onhand.types.info import Capabilities
from onhand.types.params import ContextParams

CHUNK: Final = 64
"""Tokens of one native call: an interrupt is looked at between two of them."""


class ExecuTorchModel(LogitsModel):
    """See `onhand.runtimes.base.LoadedModel`."""

    runtime: ClassVar[str] = "executorch"

    def __init__(self, library: Library, bundle: ProgramBundle, params: ContextParams) -> None:
        self._library = library
        if params.n_threads is not None:
            library.set_threads(params.n_threads)  # methods keep the pool that they find
        self.n_threads: int = library.n_threads
        self._wanted_threads = self.n_threads
        self._program: Any = library.load(bundle.program)
        self._method: Any = library.method(self._program, "forward")
        self._chunk, n_vocab = self._shapes()
        facts = self._facts(n_vocab)
        if params.n_ctx is not None and params.n_ctx > facts.n_ctx:
            raise ModelUnsupportedError(
                f"n_ctx {params.n_ctx} is more than the {facts.n_ctx} tokens that the program's "
                "cache was exported with.",
                hint=f"Ask for at most n_ctx={facts.n_ctx}, or export with --n-ctx.",
            )
        info = describe(bundle, facts)
        super().__init__(
            info,
            HfTokenizer(bundle.tokenizer, eog_token_ids=info.eog_token_ids),
            Capabilities(
                max_sequences=1,
                can_remove_tail=True,
                has_grammar=True,
                has_masks=True,
                can_run_in_thread=False,
            ),
            n_ctx=params.n_ctx or facts.n_ctx,
            n_scores=n_vocab,
        )
        self.n_cells: int = self.n_ctx
        self.n_batch: int = min(params.n_batch, self.n_ctx)
        self._length = 0

    def _shapes(self) -> tuple[int, int]:
        """Return the tokens that a call takes and the width of its scores."""
        meta = self._method.method_meta()
        if meta.num_inputs() != 2 or meta.num_outputs() != 1:
            raise ModelUnsupportedError(
                f"The program's 'forward' takes {meta.num_inputs()} inputs and returns "
                f"{meta.num_outputs()}; tokens and a position are wanted, and scores.",
                hint="Export it with a KV cache: onhand export executorch.",
            )
        most = int(meta.input_tensor_meta(0).sizes()[-1])
        return max(1, min(CHUNK, most)), int(meta.output_tensor_meta(0).sizes()[-1])

    def _facts(self, n_vocab: int) -> ProgramFacts:
        def constant(name: str) -> Any:
            return self._library.constant(self._program, name)

        n_ctx = constant("get_max_context_len") or constant("get_max_seq_len")
        if not isinstance(n_ctx, int) or n_ctx < 1:
            raise ModelUnsupportedError(
                "The program does not say how long its cache is (get_max_seq_len).",
                hint="Export it again: onhand export executorch.",
            )
        ends = constant("get_eos_ids")
        bos = constant("get_bos_id")
        return ProgramFacts(
            n_ctx=n_ctx,
            n_vocab=n_vocab,
            eos_token_ids=tuple(ends) if isinstance(ends, list) else ((ends,) if ends else ()),
            bos_token_id=bos if isinstance(bos, int) and bos >= 0 else None,
        )

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Change the compute threads from the next sequence on.

        A loaded method keeps the pool that it found, and would crash without it; so the method is
        loaded anew, with its cache, as soon as that holds no tokens (0.1 s for 4 MB of weights).
        """
        self._wanted_threads = n_threads

    def _follow_threads(self) -> None:
        if self._wanted_threads == self.n_threads:
            return
        self._method = None
        self._library.set_threads(self._wanted_threads)
        self._method = self._library.method(self._program, "forward")
        self.n_threads = self._wanted_threads = self._library.n_threads

    # ── computing ──

    def decode(self, batch: Batch) -> None:
        """Compute a batch of at most `n_batch` rows; see the protocol."""
        self._refuse_closed()
        if len(batch) > self.n_batch:
            raise DecodeError(f"The batch has {len(batch)} rows, more than n_batch {self.n_batch}.")
        if any(batch.sequence_ids):
            raise DecodeError("There is one sequence only, number 0.")
        expected = range(self._length, self._length + len(batch))
        if batch.positions != list(expected):
            raise DecodeError(f"Positions do not follow the sequence's {self._length} tokens.")
        if expected.stop > self.n_ctx:
            raise CacheFullError
        self._rows.clear()
        if self._length == 0:
            self._follow_threads()
        for first, end in self._calls(batch):
            self._refuse_interrupted()
            self._forward(batch, first, end)

    def _calls(self, batch: Batch) -> list[tuple[int, int]]:
        """Cut the rows into calls: a call ends at a chunk's size or at a row that wants scores."""
        calls, first = [], 0
        for row, wants_logits in enumerate(batch.wants_logits):
            if wants_logits or row + 1 - first == self._chunk or row + 1 == len(batch):
                calls.append((first, row + 1))
                first = row + 1
        return calls

    def _forward(self, batch: Batch, first: int, end: int) -> None:
        torch = self._library.torch
        tokens = torch.tensor([batch.token_ids[first:end]], dtype=torch.long)
        start = torch.tensor([batch.positions[first]], dtype=torch.long)
        try:
            scores = self._method.call([tokens, start], clone_outputs=False)[0]
        except Exception as error:  # the binding raises plain RuntimeError
            reason = " ".join(str(error).split())[-300:]
            raise DecodeError(f"ExecuTorch failed: {reason}") from error
        self._length = batch.positions[first] + (end - first)
        if batch.wants_logits[end - 1]:
            self._keep(end - 1, scores.reshape(-1, scores.shape[-1])[-1].float().numpy())

    # ── the sequence ──

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget positions [start, end): only the tail can go, and costs nothing."""
        self._refuse_closed()
        if 0 <= end < self._length:
            return False
        self._length = min(self._length, max(0, start))
        return True

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Refuse: there is one sequence."""
        raise CapabilityError("The executorch runtime has one sequence; llama_cpp has several.")

    # ── ending ──

    def close(self) -> None:
        """Free method and program, in this order; calling again does nothing."""
        super().close()
        self._method = None
        self._program = None
