"""Makes the samplers of one loaded model and keeps what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from onhand.runtimes.base import Tokenizer
from onhand.runtimes.logits.penalties import LogitPenalties
from onhand.runtimes.logits.ranking import Logits
from onhand.runtimes.logits.repetition import Breakers, RepetitionPenalty, find_breakers
from onhand.runtimes.logits.sampler import LogitsSampler
from onhand.types.sampling import SamplingParams

if TYPE_CHECKING:
    from onhand.runtimes.logits.grammar import Grammar, GrammarVocabulary


class SamplerFactory:
    """One vocabulary and one place where logits come from.

    A runtime makes one when a model is loaded and answers `LoadedModel.sampler` with `build`.
    One thread at a time.
    """

    def __init__(
        self,
        logits: Callable[[int], Logits],
        tokenizer: Tokenizer,
        *,
        n_vocab: int,
        n_ctx: int,
        eog_token_ids: Iterable[int],
    ) -> None:
        """Remember the parts; nothing is computed.

        Args:
            logits: returns the float32 logits [n_vocab] of a row of the last batch, which stay
                untouched; raises ValueError when the row has none. Columns that pad the model's
                output beyond the tokenizer are cut off by the caller.
            tokenizer: of the same vocabulary.
            n_vocab: tokens that can be drawn.
            n_ctx: most tokens that penalties look back.
            eog_token_ids: what `ignore_eog` forbids.
        """
        self.logits: Callable[[int], Logits] = logits
        self.n_vocab: int = n_vocab
        self.scratch: Logits = np.empty(n_vocab, dtype=np.float32)
        self._tokenizer = tokenizer
        self._n_ctx = n_ctx
        self._eog_token_ids = tuple(eog_token_ids)
        self._breakers: dict[tuple[str, ...], Breakers] = {}
        self._grammar_vocabulary: GrammarVocabulary | None = None

    def build(self, params: SamplingParams, seed: int) -> LogitsSampler:
        """Return a sampler for `params` with its random stream at `seed`.

        Raises:
            GrammarError: the grammar is invalid.
            ValueError: a token id is none of this vocabulary, or the seed is out of range.
        """
        return LogitsSampler(
            self,
            params,
            seed,
            penalties=self._penalties(params),
            repetition=self._repetition(params),
            grammar=self._grammar(params),
        )

    def _penalties(self, params: SamplingParams) -> LogitPenalties:
        for token_id in params.logit_bias:
            if token_id >= self.n_vocab:
                raise ValueError(
                    f"SamplingParams.logit_bias names token {token_id}; this model's ids are "
                    f"0 to {self.n_vocab - 1}"
                )
        bias = dict(params.logit_bias)
        if params.ignore_eog:
            bias |= dict.fromkeys(self._eog_token_ids, float("-inf"))
        return LogitPenalties(params, bias, self._n_ctx)

    def _repetition(self, params: SamplingParams) -> RepetitionPenalty | None:
        look_back = params.dry_penalty_last_n
        window = self._n_ctx if look_back is None else min(look_back, self._n_ctx)
        if params.dry_multiplier <= 0.0 or window == 0:
            return None
        texts = params.dry_sequence_breakers
        if texts not in self._breakers:
            self._breakers[texts] = find_breakers(texts, self._tokenizer, self.n_vocab)
        return RepetitionPenalty(params, window, self._breakers[texts])

    def _grammar(self, params: SamplingParams) -> Grammar | None:
        if params.grammar is None:
            return None
        from onhand.runtimes.logits.grammar import GrammarVocabulary  # most requests have none

        if self._grammar_vocabulary is None:
            self._grammar_vocabulary = GrammarVocabulary(
                self._tokenizer, self.n_vocab, self._eog_token_ids
            )
        return self._grammar_vocabulary.grammar(params.grammar, params.grammar_root)
