"""One request's sampler: native chains, a grammar kept apart from them, and the random stream.

Two ways to a token. Without grammar, mask, XTC and mirostat it is one native call. Otherwise the
candidates lie in an array of ours that goes through the chains part by part, so that what is
forbidden is gone before anything truncates: truncation first could leave a grammar nothing, which
llama.cpp answers with `abort()`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from onhand.errors import DecodeError, EngineClosedError, GrammarError
from onhand.runtimes.base import Mask
from onhand.runtimes.llama_cpp.chain import GREEDY_BELOW, ChainBuilder, Chains
from onhand.types.events import TokenLogprob
from onhand.types.sampling import SamplingParams

if TYPE_CHECKING:
    from onhand.runtimes.llama_cpp.candidates import Candidates, Ids, Logits
    from onhand.runtimes.llama_cpp.context import Context

_TINIEST = 1e-300
_MAX_SEED = 0xFFFFFFFE  # the next one means "any seed" to llama.cpp


class LlamaSampler:
    """See `onhand.runtimes.base.Sampler`."""

    def __init__(
        self, context: Context, builder: ChainBuilder, params: SamplingParams, seed: int
    ) -> None:
        if not 0 <= seed <= _MAX_SEED:
            raise ValueError(f"seed must be in 0 to {_MAX_SEED}, got {seed}")
        self._context = context
        self._llama = context.llama
        self._native = context.native
        self._builder = builder
        self._params = params
        self._seed = seed
        self._n_vocab = context.n_vocab
        self._is_greedy = (params.temperature or 0.0) < GREEDY_BELOW
        self._uses_xtc = params.xtc_probability > 0.0 and not self._is_greedy
        self._uses_xtc &= params.mirostat == 0
        self._mirostat_mu = 2.0 * params.mirostat_tau
        self._n_draws = 0
        self._chains: Chains = builder.build(params, seed)
        self._is_plain = self._chains.last is None

    # ── choosing ─────────────────────────────────────────────────────────────

    def sample(self, row: int, mask: Mask | None = None) -> int:
        """Choose the next token from the logits of `row` of the last batch and accept it.

        Raises:
            GrammarError: no token is allowed.
            DecodeError: the model computed no numbers (damaged weights).
            ValueError: the row has no logits.
        """
        chains = self._open()
        logits = self._logits(row)
        self._n_draws += 1
        if mask is None and self._is_plain:
            return self._llama.llama_sampler_sample(  # type: ignore[no-any-return]
                chains.first, self._native, row
            )
        return self._sample_in_parts(chains, logits, mask)

    def _sample_in_parts(self, chains: Chains, logits: Any, mask: Mask | None) -> int:
        candidates = self._candidates(logits, mask)
        n_candidates = len(candidates)
        apply = self._llama.llama_sampler_apply
        if n_candidates:
            apply(chains.first, candidates.reference)
        token_id = logit = None
        if n_candidates and self._is_greedy and chains.grammar is not None:
            best = candidates.best()
            if self._permits(best):
                token_id, logit = best, 0.0
        if token_id is None or logit is None:
            if n_candidates and not self._is_plain:
                self._narrow(chains, candidates)
            token_id, logit = candidates.selected()
        if token_id < 0 or not logit > -math.inf:
            rule = "the grammar" if chains.grammar is not None else "the mask"
            raise GrammarError(
                f"No token is allowed here: {rule} leaves none of {n_candidates} candidates."
            )
        self._llama.llama_sampler_accept(chains.first, token_id)
        if chains.grammar is not None:
            self._llama.llama_sampler_accept(chains.grammar, token_id)
        return token_id

    def _candidates(self, logits: Any, mask: Mask | None) -> Candidates:
        """Load the candidates: those of the mask; under a grammar no tokens without text."""
        from onhand.runtimes.llama_cpp.candidates import masked_ids, view_of_logits

        ids: Ids | None = None
        if mask is not None:
            ids = masked_ids(mask, self._n_vocab)
        elif self._chains.grammar is not None:
            ids = self._context.grammar_ids()
        candidates = self._context.candidates()
        candidates.load(view_of_logits(logits, self._n_vocab), ids)
        return candidates

    def _narrow(self, chains: Chains, candidates: Candidates) -> None:
        """Apply what comes after DRY: grammar, truncation, XTC or mirostat, temperature, dist."""
        apply = self._llama.llama_sampler_apply
        if chains.grammar is not None:
            apply(chains.grammar, candidates.reference)
        if not candidates.drop_forbidden():
            return
        apply(chains.middle, candidates.reference)
        if self._params.mirostat == 2 and not self._is_greedy:
            self._mirostat(chains, candidates)
            return
        if self._uses_xtc:
            self._apply_xtc(candidates)
        apply(chains.last, candidates.reference)

    def _apply_xtc(self, candidates: Candidates) -> None:
        """Apply XTC with a stream of its own for each draw.

        The native sampler draws only where two candidates are left, so its stream's position would
        depend on the logits and `skip` could not restore it.
        """
        sampler = self._builder.xtc(self._params, _seed_of_draw(self._seed, self._n_draws))
        self._llama.llama_sampler_apply(sampler, candidates.reference)
        self._llama.llama_sampler_free(sampler)

    def _mirostat(self, chains: Chains, candidates: Candidates) -> None:
        """Mirostat v2 (arXiv 2007.14966): truncate by surprise, draw, learn.

        It is here and not native because the native one hides its state and skips its random
        stream where one candidate is left.
        """
        rows, probabilities = candidates.probabilities()
        least = 2.0 ** min(max(-self._mirostat_mu, -1000.0), 1000.0)  # surprise of at most mu
        kept = max(1, int((probabilities >= least).sum()))
        candidates.truncate(kept)
        ids = rows["id"][:kept].tolist()
        total = float(probabilities[:kept].sum())
        self._llama.llama_sampler_apply(chains.last, candidates.reference)
        token_id, _ = candidates.selected()
        chosen = max(float(probabilities[ids.index(token_id)]), _TINIEST)
        surprise = -math.log2(chosen / total)
        self._mirostat_mu -= self._params.mirostat_eta * (surprise - self._params.mirostat_tau)

    # ── following ────────────────────────────────────────────────────────────

    def accept(self, token_id: int, *, is_generated: bool) -> None:
        """Take a token into account that was not sampled here; see the protocol.

        Raises:
            GrammarError: the grammar forbids this generated token; nothing was changed.
            ValueError: there is no such token.
        """
        chains = self._open()
        if not 0 <= token_id < self._n_vocab:
            raise ValueError(f"There is no token {token_id}; ids are 0 to {self._n_vocab - 1}.")
        if is_generated and chains.grammar is not None:
            if not self._permits(token_id):
                raise GrammarError(f"The grammar does not allow token {token_id} here.")
            self._llama.llama_sampler_accept(chains.grammar, token_id)
        if chains.sees_tokens:
            self._llama.llama_sampler_accept(chains.first, token_id)

    def _permits(self, token_id: int) -> bool:
        """Whether the grammar allows the token. Accepting a forbidden one aborts the process."""
        one = self._context.single_candidate(token_id)
        self._llama.llama_sampler_apply(self._chains.grammar, one.reference)
        return bool(one.data[0].logit > -math.inf)

    def skip(self, n_draws: int) -> None:
        """Advance the random stream as `n_draws` calls of `sample` would.

        Every call of `sample` draws exactly once. What mirostat has learnt is not restored.
        """
        chains = self._open()
        self._n_draws += n_draws
        if chains.dist is not None and n_draws > 0:
            apply, two = self._llama.llama_sampler_apply, self._context.two_candidates()
            for _ in range(n_draws):
                apply(chains.dist, two)

    # ── looking ──────────────────────────────────────────────────────────────

    def logprobs(self, row: int, token_id: int, n_top: int) -> TokenLogprob:
        """Return ln p of `token_id` and of the `n_top` likeliest, from the row's own logits."""
        from onhand.runtimes.llama_cpp.candidates import view_of_logits
        from onhand.runtimes.logprobs import logprobs_of

        self._open()
        if not 0 <= token_id < self._n_vocab:
            raise ValueError(f"There is no token {token_id}; ids are 0 to {self._n_vocab - 1}.")
        logits: Logits = view_of_logits(self._logits(row), self._n_vocab)
        return logprobs_of(logits, token_id, n_top)

    def _logits(self, row: int) -> Any:
        """Return the native pointer to a row's logits, known to be numbers."""
        logits = self._llama.llama_get_logits_ith(self._native, row) if row >= 0 else None
        if not logits:
            raise ValueError(f"Row {row} of the last batch has no logits.")
        if math.isnan(logits[0]):
            raise DecodeError(
                "The model computed no numbers (NaN): its weights are damaged or its types do "
                "not suit it.",
                hint="Verify the file (`onhand verify`), or try another KV type.",
            )
        return logits

    # ── ending ───────────────────────────────────────────────────────────────

    def _open(self) -> Chains:
        if self._chains.first is None:
            raise EngineClosedError("The sampler is closed.")
        return self._chains

    def close(self) -> None:
        """Free it; calling again does nothing."""
        self._chains.free(self._llama)
        self._context.forget(self)


def _seed_of_draw(seed: int, draw: int) -> int:
    """Return an independent seed for each draw (SplitMix64's finaliser over both numbers)."""
    mask = (1 << 64) - 1
    value = (seed * 0x9E3779B97F4A7C15 + draw * 0xD1B54A32D192ED03) & mask
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & mask
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & mask
    return (value ^ (value >> 31)) % _MAX_SEED
