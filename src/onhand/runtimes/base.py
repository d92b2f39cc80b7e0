"""The protocols that a runtime implements and the worker drives.

A runtime executes batches; it knows nothing of requests, sessions or streams. The worker decides
which tokens sit at which position of which sequence and tells the runtime; it calls from one
thread only, except `LoadedModel.interrupt` and `clear_interrupt`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from onhand.types.events import TokenLogprob
from onhand.types.info import Capabilities, DeviceInfo, ModelInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams
from onhand.types.sampling import SamplingParams

OnProgress: TypeAlias = Callable[[float], bool]
"""Called with the share of the model that is loaded, 0 to 1; return False to give up loading."""

Mask: TypeAlias = "bytes | bytearray | memoryview"
"""Allowed tokens, a bit each: little-endian 32-bit words, token t is bit t % 32 of word t // 32."""


class DecodeInterruptedError(Exception):
    """`LoadedModel.decode` stopped early because `interrupt` was called.

    Cells of the batch may be partly written; the worker removes them.
    """


class CacheFullError(Exception):
    """`LoadedModel.decode` found no cells for the batch. Nothing was changed."""


@dataclass(slots=True)
class Batch:
    """Tokens to compute in one decode call, row by row.

    Attributes:
        token_ids: token of each row.
        positions: its position in its sequence, from 0.
        sequence_ids: the sequence it belongs to.
        wants_logits: whether the row's logits are needed afterwards.
    """

    token_ids: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    sequence_ids: list[int] = field(default_factory=list)
    wants_logits: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.token_ids)

    def add(self, token_id: int, position: int, sequence_id: int, wants_logits: bool) -> int:
        """Append a row and return its index."""
        self.token_ids.append(token_id)
        self.positions.append(position)
        self.sequence_ids.append(sequence_id)
        self.wants_logits.append(wants_logits)
        return len(self.token_ids) - 1


class Tokenizer(Protocol):
    """Text to token ids and back, byte-exact."""

    def encode(
        self, text: str, *, add_special: bool = True, parse_special: bool = False
    ) -> list[int]:
        """Return the tokens of `text`.

        `add_special` puts BOS (and EOS) where the model wants them; `parse_special` reads control
        tokens written as text, such as `<|im_end|>`, as those tokens.
        """

    def piece(self, token_id: int, *, special: bool = False) -> bytes:
        """Return the bytes of one token; control tokens are empty unless `special`.

        The leading space of a vocabulary that puts one before words is kept.

        Raises:
            ValueError: there is no such token.
        """

    def decode(self, token_ids: Sequence[int], *, special: bool = False) -> bytes:
        """Return the bytes of `token_ids`, the way the vocabulary joins them."""

    def is_eog(self, token_id: int) -> bool:
        """Whether the token ends a generation."""

    def vocabulary(self) -> list[bytes]:
        """Return the bytes of every token by id (control tokens as their text)."""


class Sampler(Protocol):
    """One request's rules and random stream. The worker frees it by `close`, exactly once."""

    def sample(self, row: int, mask: Mask | None = None) -> int:
        """Choose the next token from the logits of `row` of the last batch and accept it.

        Raises:
            GrammarError: no token is allowed.
        """

    def accept(self, token_id: int, *, is_generated: bool) -> None:
        """Take a token into account that was not sampled here: prompt or replay.

        A grammar follows generated tokens only; penalties follow both.
        """

    def skip(self, n_draws: int) -> None:
        """Advance the random stream as `n_draws` calls of `sample` would."""

    def logprobs(self, row: int, token_id: int, n_top: int) -> TokenLogprob:
        """Return ln p of `token_id` and of the `n_top` likeliest, before any sampling rule."""

    def close(self) -> None:
        """Free it; calling again does nothing."""


class LoadedModel(Protocol):
    """A model with one context: KV cache, batches, sequences."""

    @property
    def info(self) -> ModelInfo:
        """What the model is."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do on this runtime."""

    @property
    def tokenizer(self) -> Tokenizer:
        """Its vocabulary."""

    @property
    def n_ctx(self) -> int:
        """Most tokens that one sequence can hold."""

    @property
    def n_cells(self) -> int:
        """Tokens that the cache holds for all sequences together."""

    @property
    def n_batch(self) -> int:
        """Most tokens of one decode call."""

    @property
    def n_threads(self) -> int:
        """Compute threads while decoding."""

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Change the compute threads from the next decode on."""

    def decode(self, batch: Batch) -> None:
        """Compute a batch of at most `n_batch` rows.

        Raises:
            DecodeInterruptedError: `interrupt` was called; the batch's cells are undefined.
            CacheFullError: there are no cells for it; nothing was changed.
            DecodeError: the library failed.
        """

    def sampler(self, params: SamplingParams, seed: int) -> Sampler:
        """Build the chain for `params` with its random stream at `seed`.

        `params.temperature` is a number here, never None.

        Raises:
            GrammarError: the grammar is invalid.
            CapabilityError: a rule that this runtime does not have.
        """

    def embed(
        self, inputs: Sequence[Sequence[int]], *, pooled: bool = True
    ) -> list[list[list[float]]]:
        """Return for each input its vectors: one when pooled, else one a token; not normalised.

        Must not be called while sequences hold tokens. Raises CapabilityError unless the context
        was made for embeddings.
        """

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget positions [start, end) of a sequence (`end` -1: to its end); False: it cannot."""

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Let `target` share the cells of `source` at positions [start, end)."""

    def sequence_shift(self, sequence_id: int, start: int, end: int, delta: int) -> None:
        """Add `delta` to the positions [start, end) (`end` -1: to the end)."""

    def sequence_state(self, sequence_id: int) -> bytes:
        """Return the cache of a sequence as bytes.

        Raises:
            CapabilityError: the runtime cannot.
        """

    def sequence_restore(self, sequence_id: int, state: bytes) -> None:
        """Set the cache of a sequence from `sequence_state`'s bytes.

        Raises:
            StateCorruptError: the bytes do not fit; the sequence is empty then.
        """

    def release_memory(self) -> None:
        """Give back to the system what is not needed while no sequence holds tokens.

        Called when there are neither tokens in a sequence nor samplers. What was given back comes
        again by itself at the next use, of the same sizes.
        """

    def interrupt(self) -> None:
        """Make a decode in progress stop as soon as it can. Any thread."""

    def clear_interrupt(self) -> None:
        """Take `interrupt` back. Any thread."""

    def close(self) -> None:
        """Free everything in order (adapters, context, model); calling again does nothing."""


class Runtime(Protocol):
    """A native library. Making one loads it; raises RuntimeUnavailableError when it cannot."""

    @property
    def info(self) -> RuntimeInfo:
        """Version and build."""

    def devices(self) -> list[DeviceInfo]:
        """Return the hardware that it can use, the primary accelerator marked."""

    def load(
        self,
        path: str,
        model_params: ModelParams,
        context_params: ContextParams,
        on_progress: OnProgress | None = None,
    ) -> LoadedModel:
        """Load a model and make its context. `context_params.n_ctx` None: the model's own.

        Raises:
            ModelNotFoundError: there is no such file.
            ModelCorruptError: it is damaged.
            ModelUnsupportedError: it is sound, but this library cannot run it.
            NotEnoughMemoryError: the device cannot hold it.
            CapabilityError: the parameters ask for what the runtime does not have.
        """

    def close(self) -> None:
        """Release what is process-wide (log redirection); calling again does nothing."""
