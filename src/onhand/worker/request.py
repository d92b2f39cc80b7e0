"""One generation inside the worker: what it still has to compute, choose and say."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from onhand.errors import CapabilityError, ContextFullError
from onhand.generation.text import Piece, TextStream
from onhand.runtimes.base import LoadedModel, Mask, Sampler
from onhand.types.sampling import SamplingParams
from onhand.worker.messages import Generate, Sampled
from onhand.worker.prompt import prompt_tokens
from onhand.worker.replay import Replayer
from onhand.worker.sequences import CacheSequence


class Constraint(Protocol):
    """What a structured answer's rules are to a request (see `onhand.structured`)."""

    @property
    def is_stopped(self) -> bool:
        """Whether the structure is complete."""

    def mask(self) -> Mask | None:
        """Return the tokens that are allowed now."""

    def accept(self, token_id: int) -> None:
        """Follow the token that was chosen."""


@dataclass(slots=True)
class Clock:
    """When the stages of a request were reached, in seconds of `time.perf_counter`."""

    arrived: float
    admitted: float | None = None
    prompt_done: float | None = None
    first_token: float | None = None
    n_computed: int = 0
    n_sampled: int = 0

    def timings(
        self, now: float
    ) -> tuple[float, float, float | None, float, float | None, float | None]:
        """Return the fields of `Timings` in order."""
        admitted = self.admitted if self.admitted is not None else now
        prompt_end = self.prompt_done if self.prompt_done is not None else now
        prompt_s = prompt_end - admitted
        decode_s = now - self.first_token if self.first_token is not None else 0.0
        first_ms = None if self.first_token is None else (self.first_token - self.arrived) * 1e3
        return (
            (admitted - self.arrived) * 1e3,
            prompt_s * 1e3,
            first_ms,
            (now - self.arrived) * 1e3,
            self.n_computed / prompt_s if self.n_computed and prompt_s > 0 else None,
            (self.n_sampled - 1) / decode_s if self.n_sampled > 1 and decode_s > 0 else None,
        )


class Request:
    """A generation's tokens, rules and progress; owned by the worker thread.

    `tokens` holds prompt and answer; the cache holds the first `n_cached` of them. When all are
    computed, the next token is sampled from the last row's logits.
    """

    def __init__(self, message: Generate, model: LoadedModel) -> None:
        self.message = message
        self.id: int = message.request_id
        self.sampling: SamplingParams = SamplingParams.from_dict(message.sampling)
        self.clock: Clock = Clock(time.perf_counter())
        self.tokens: list[int] = prompt_tokens(message, model)
        self.n_prompt: int = len(self.tokens)
        self.n_generated: int = 0
        self.n_keep: int = kept_tokens(message.n_keep, self.n_prompt, model.n_ctx)
        self.sequence: CacheSequence | None = None
        self.replayer: Replayer | None = None
        self.constraint: Constraint | None = None
        self._visible = _visible(message.visible, model)
        self.text: TextStream = TextStream(self.sampling.stop, message.pending_bytes)
        self.n_pending: int = 0  # sampled tokens whose text is not final
        self.last_plan = 0  # the scheduler's plan that had rows of it last
        self.forced: deque[int] = deque()
        self._model = model
        self._check_fits()
        self.sampler: Sampler = self._new_sampler()
        if message.resume == "exact":
            self.forced.extend(message.generated)
        elif message.resume == "fast":
            self._resume_fast()

    @property
    def n_cached(self) -> int:
        """Tokens that the cache holds."""
        return len(self.sequence.tokens) if self.sequence is not None else 0

    @property
    def n_missing(self) -> int:
        """Tokens still to compute before the next one can be sampled."""
        return len(self.tokens) - self.n_cached

    @property
    def is_decoding(self) -> bool:
        """Whether only the last sampled token is missing."""
        return self.n_generated > 0 and self.n_missing == 1

    @property
    def can_shift(self) -> bool:
        """Whether a full context is shifted instead of ending the answer."""
        return self.message.overflow == "shift"

    def sample(self, row: int) -> int:
        """Choose the next token from a row of the last batch."""
        mask: Mask | None = self.constraint.mask() if self.constraint is not None else None
        token_id = self.sampler.sample(row, mask)
        if self.forced:
            expected = self.forced.popleft()
            if token_id != expected:
                token_id = expected
                self._rebuild_sampler()
        return token_id

    def is_end(self, token_id: int) -> bool:
        """Whether the token ends the answer without being part of it."""
        if token_id in self.message.stop_token_ids:
            return True
        return not self.sampling.ignore_eog and self._model.tokenizer.is_eog(token_id)

    def take(self, token_id: int, row: int) -> tuple[Piece, Sampled | None]:
        """Add a sampled token to the answer; return its text and what to tell the host."""
        was_silent = self.n_generated < len(self.message.generated)
        self.tokens.append(token_id)
        self.n_generated += 1
        piece = self.text.feed(self._piece(token_id))
        self.n_pending += 1 - piece.n_tokens
        if was_silent and piece.stop is None:
            return piece, None
        logprob = None
        if self.sampling.logprobs is not None:
            found = self.sampler.logprobs(row, token_id, self.sampling.logprobs)
            logprob = (found.logprob, list(found.top))
        return piece, Sampled(self.id, token_id, piece.text, piece.n_tokens, logprob)

    def _piece(self, token_id: int) -> bytes:
        return self._model.tokenizer.piece(token_id, special=token_id in self._visible)

    def close(self) -> None:
        """Free the sampler."""
        self.sampler.close()

    def _check_fits(self) -> None:
        if self.can_shift and not self._model.capabilities.can_shift:
            raise CapabilityError(
                f"The cache of {self._model.info.architecture} models cannot shift.",
                hint="Use overflow='error', or a chat with overflow='window'.",
            )
        n_ctx, needed = self._model.n_ctx, len(self.tokens)
        if self.sampling.max_tokens != 0:
            needed += 1
        if needed > n_ctx and not self.can_shift:
            raise ContextFullError(
                f"The prompt has {len(self.tokens)} tokens; a session holds {n_ctx}, "
                "one of them for the answer.",
                n_tokens=len(self.tokens),
                n_ctx=n_ctx,
            )

    def _new_sampler(self) -> Sampler:
        sampler = self._model.sampler(self.sampling, self.message.seed)
        for token_id in self.tokens[-_penalty_window(self.sampling, self._model.n_ctx) :]:
            sampler.accept(token_id, is_generated=False)
        return sampler

    def _resume_fast(self) -> None:
        """Continue after `generated` as if it had been sampled here."""
        generated = self.message.generated
        self.n_prompt = self.message.n_prompt
        self.n_generated = len(generated)
        self.n_keep = kept_tokens(self.message.n_keep, self.n_prompt, self._model.n_ctx)
        for token_id in generated:
            self.sampler.accept(token_id, is_generated=True)
            piece = self.text.feed(self._piece(token_id))
            self.n_pending += 1 - piece.n_tokens
        self.sampler.skip(len(generated))

    def _rebuild_sampler(self) -> None:
        """The native result differs from what was yielded: the yielded token stands."""
        self.sampler.close()
        n_done = self.n_generated + 1
        self.sampler = self._model.sampler(self.sampling, self.message.seed)
        for token_id in self.tokens[: len(self.tokens) - self.n_generated]:
            self.sampler.accept(token_id, is_generated=False)
        for token_id in self.message.generated[:n_done]:
            self.sampler.accept(token_id, is_generated=True)
        self.sampler.skip(n_done)


def _visible(texts: list[str], model: LoadedModel) -> frozenset[int]:
    """Return the control tokens that `texts` stand for; texts of several tokens are visible."""
    encoded = (model.tokenizer.encode(t, add_special=False, parse_special=True) for t in texts)
    return frozenset(tokens[0] for tokens in encoded if len(tokens) == 1)


def kept_tokens(n_keep: int | None, n_prompt: int, n_ctx: int) -> int:
    """Return how many tokens a shift keeps: `n_keep`, else the prompt while that leaves room.

    A prompt of more than three quarters of the context cannot be kept whole: its first token is.
    """
    if n_keep is not None:
        return n_keep
    return n_prompt if n_prompt <= n_ctx * 3 // 4 else 1


def _penalty_window(params: SamplingParams, n_ctx: int) -> int:
    """Return how many prompt tokens the penalties can see; at least one (a slice of -0 is all)."""
    uses_dry = params.dry_multiplier > 0
    dry = (n_ctx if params.dry_penalty_last_n is None else params.dry_penalty_last_n) * uses_dry
    return max(1, params.repeat_last_n, dry)
