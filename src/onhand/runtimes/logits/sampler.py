"""One request's sampler over logits that lie in memory; order and rules of `SAMPLER_ORDER`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from onhand.errors import DecodeError, EngineClosedError, GrammarError
from onhand.runtimes.base import Mask
from onhand.runtimes.logits.ranking import Floats, Ids, Logits
from onhand.runtimes.logits.stream import RandomStream
from onhand.runtimes.logits.truncation import Candidates
from onhand.runtimes.logprobs import logprobs_of
from onhand.types.events import TokenLogprob
from onhand.types.sampling import SamplingParams

if TYPE_CHECKING:
    from onhand.runtimes.logits.factory import SamplerFactory
    from onhand.runtimes.logits.grammar import Grammar
    from onhand.runtimes.logits.penalties import LogitPenalties
    from onhand.runtimes.logits.repetition import RepetitionPenalty

_GREEDY_BELOW: Final = 1e-6  # lower temperatures overflow 32-bit logits
_MAX_SEED: Final = 0xFFFFFFFE
_DRAW_LANE, _XTC_LANE = 0, 1
_TINIEST: Final = 1e-300
_MAX_XTC_THRESHOLD: Final = 0.5  # beyond it there can be no two top choices
_ALL_BYTES: Final = np.arange(256, dtype=np.uint8).reshape(-1, 1)
_ADDENDS: Final = np.where(
    np.unpackbits(_ALL_BYTES, axis=1, bitorder="little"), np.float32(0), np.float32(-np.inf)
)
"""What a byte of a mask adds to the logits of its eight tokens: [256, 8]."""


class LogitsSampler:
    """See `onhand.runtimes.base.Sampler`. Made by `SamplerFactory.build`."""

    def __init__(
        self,
        factory: SamplerFactory,
        params: SamplingParams,
        seed: int,
        *,
        penalties: LogitPenalties,
        repetition: RepetitionPenalty | None,
        grammar: Grammar | None,
    ) -> None:
        if not 0 <= seed <= _MAX_SEED:
            raise ValueError(f"seed must be in 0 to {_MAX_SEED}, got {seed}")
        self._factory = factory
        self._params = params
        self._temperature = params.temperature or 0.0
        self._is_greedy = self._temperature < _GREEDY_BELOW
        self._penalties = penalties
        self._repetition = repetition
        self._grammar = grammar
        self._stream = RandomStream(seed)
        self._mirostat_mu = 2.0 * params.mirostat_tau
        self._is_closed = False

    # ── choosing ──

    def sample(self, row: int, mask: Mask | None = None) -> int:
        """Choose the next token from the logits of `row` of the last batch and accept it.

        Raises:
            GrammarError: no token is allowed.
            DecodeError: the model computed no numbers (damaged weights).
            ValueError: the row has no logits.
        """
        logits = self._logits(row)
        self._stream.advance()
        logits = self._penalised(logits)
        candidates = Candidates(logits) if mask is None else _masked(logits, mask)
        if self._grammar is not None:
            token_id = self._choose_by_grammar(candidates, self._grammar)
        else:
            token_id = self._choose(candidates)
        self._follow(token_id)
        return token_id

    def _penalised(self, logits: Logits) -> Logits:
        """Apply bias, penalties and DRY to a copy; without any, return the row itself."""
        if self._repetition is None and not self._penalties.is_active:
            return logits
        changed = self._factory.scratch
        np.copyto(changed, logits)
        self._penalties.apply(changed)
        if self._repetition is not None:
            self._repetition.apply(changed)
        return changed

    def _choose_by_grammar(self, candidates: Candidates, grammar: Grammar) -> int:
        """Choose under a grammar; its mask is computed unless the likeliest token is allowed."""
        if self._is_greedy:
            best = self._best(candidates)
            if grammar.permits(best):
                return best
        return self._choose(_masked(candidates.logits, grammar.mask()))

    def _choose(self, candidates: Candidates) -> int:
        if self._is_greedy:
            return self._best(candidates)
        self._narrow(candidates)
        row, probability = candidates.draw(self._stream.uniform(_DRAW_LANE))
        if self._params.mirostat == 2:
            self._learn(probability)
        return candidates.token(row)

    def distribution(self, row: int, mask: Mask | None = None) -> tuple[Ids, Floats]:
        """Return what the next `sample` draws from: tokens and their probabilities.

        Nothing moves: neither the random stream nor what mirostat has learnt. A grammar is not
        looked at.
        """
        logits = self._penalised(self._logits(row))
        candidates = Candidates(logits) if mask is None else _masked(logits, mask)
        if self._is_greedy:
            return np.array([self._best(candidates)]), np.ones(1)
        self._stream.advance()
        self._narrow(candidates)
        self._stream.advance(-1)
        ids = candidates.ids
        return np.arange(len(candidates)) if ids is None else ids, candidates.probabilities()

    def _best(self, candidates: Candidates) -> int:
        """Return the likeliest token, the first of equals."""
        row = int(candidates.logits.argmax())
        self._require_numbers(candidates.logits[row], len(candidates))
        return candidates.token(row)

    def _narrow(self, candidates: Candidates) -> None:
        """Apply what comes between grammar and draw."""
        self._require_numbers(candidates.best, len(candidates))
        if self._params.mirostat == 2:
            candidates.drop_masked()
            self._heat(candidates)
            candidates.limit_surprise(self._mirostat_mu)
        else:
            self._truncate(candidates)
            self._heat(candidates)

    def _truncate(self, candidates: Candidates) -> None:
        params = self._params
        # Top-n-sigma looks at all rows; what it forbids is least likely, so top-k may come first.
        n_sigma = params.top_n_sigma
        least = None if n_sigma is None else candidates.sigma_limit(n_sigma)
        if params.top_k > 0:
            candidates.top_k(params.top_k)
        candidates.drop_masked()
        if least is not None:
            candidates.forbid_below(least)
        candidates.typical(params.typical_p)
        candidates.top_p(params.top_p, params.min_p)
        candidates.min_p(params.min_p)
        if self._excludes_top_choices():
            candidates.exclude_top_choices(params.xtc_threshold)

    def _excludes_top_choices(self) -> bool:
        params = self._params
        if params.xtc_probability <= 0.0 or params.xtc_threshold > _MAX_XTC_THRESHOLD:
            return False
        return self._stream.uniform(_XTC_LANE) <= params.xtc_probability

    def _heat(self, candidates: Candidates) -> None:
        params = self._params
        if params.dynatemp_range > 0.0:
            candidates.scale_by_entropy(
                self._temperature, params.dynatemp_range, params.dynatemp_exponent
            )
        else:
            candidates.scale(self._temperature)

    def _learn(self, probability: float) -> None:
        """Move mirostat's limit by the surprise of the row that was drawn (arXiv 2007.14966)."""
        error = -math.log2(max(probability, _TINIEST)) - self._params.mirostat_tau
        self._mirostat_mu -= self._params.mirostat_eta * error

    def _require_numbers(self, best: np.float32, n_candidates: int) -> None:
        if best > -np.inf:
            return
        if np.isnan(best):
            raise DecodeError(
                "The model computed no numbers (NaN): its weights are damaged or its types do "
                "not suit it.",
                hint="Verify the files (`onhand verify`).",
            )
        raise self._dead_end(n_candidates)

    def _dead_end(self, n_candidates: int) -> GrammarError:
        rule = "the grammar" if self._grammar is not None else "the mask"
        return GrammarError(
            f"No token is allowed here: {rule} leaves none of {n_candidates} candidates."
        )

    # ── following ──

    def accept(self, token_id: int, *, is_generated: bool) -> None:
        """Take a token into account that was not sampled here; see the protocol.

        Raises:
            GrammarError: the grammar forbids this generated token; nothing was changed.
            ValueError: there is no such token.
        """
        self._refuse_closed()
        self._check_token(token_id)
        if is_generated and self._grammar is not None:
            self._grammar.accept(token_id)
        self._remember(token_id)

    def _follow(self, token_id: int) -> None:
        if self._grammar is not None:
            self._grammar.accept(token_id)
        self._remember(token_id)

    def _remember(self, token_id: int) -> None:
        self._penalties.accept(token_id)
        if self._repetition is not None:
            self._repetition.accept(token_id)

    def skip(self, n_draws: int) -> None:
        """Advance the random stream as `n_draws` calls of `sample` would, in constant time.

        What mirostat has learnt is not restored.
        """
        self._refuse_closed()
        self._stream.advance(n_draws)

    # ── looking ──

    def logprobs(self, row: int, token_id: int, n_top: int) -> TokenLogprob:
        """Return ln p of `token_id` and of the `n_top` likeliest, from the row's own logits."""
        logits = self._logits(row)
        self._check_token(token_id)
        return logprobs_of(logits, token_id, n_top)

    def _logits(self, row: int) -> Logits:
        self._refuse_closed()
        return self._factory.logits(row)

    def _check_token(self, token_id: int) -> None:
        n_vocab = self._factory.n_vocab
        if not 0 <= token_id < n_vocab:
            raise ValueError(f"There is no token {token_id}; ids are 0 to {n_vocab - 1}.")

    # ── ending ──

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise EngineClosedError("The sampler is closed.")

    def close(self) -> None:
        """Refuse further use; calling again does nothing."""
        self._is_closed = True


def _masked(logits: Logits, mask: Mask) -> Candidates:
    """Return candidates of which those that the mask forbids have no chance.

    Eight tokens at a time: picking the allowed ones out takes three times as long.

    Raises:
        ValueError: the mask is too short for the vocabulary.
    """
    n_vocab = len(logits)
    data = np.frombuffer(mask, dtype=np.uint8, count=min(len(mask), (n_vocab + 7) // 8))
    if len(data) * 8 < n_vocab:
        raise ValueError(f"The mask has {len(data) * 8} bits; the vocabulary has {n_vocab} tokens")
    addends = _ADDENDS.take(data, axis=0).reshape(-1)[:n_vocab]
    return Candidates(logits + addends, is_masked=True)
