"""Builds the native sampler chains of a request, in the order of `SAMPLER_ORDER`."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final

from onhand.errors import GrammarError
from onhand.runtimes.llama_cpp.library import Library
from onhand.runtimes.llama_cpp.log import log
from onhand.runtimes.llama_cpp.tokenizer import LlamaTokenizer
from onhand.types.sampling import SamplingParams

GREEDY_BELOW: Final = 1e-6  # lower temperatures overflow 32-bit logits
_MAX_GRAMMAR_BYTES = 1 << 20
_MAX_GRAMMAR_DEPTH = 200  # llama.cpp's parser recurses at every bracket


@dataclass(slots=True)
class Chains:
    """The native samplers of one request; a chain owns what was added to it.

    Without grammar, XTC and mirostat `first` is the whole chain. Otherwise it ends after DRY, then
    come the grammar, `middle`, XTC or mirostat, and `last`.
    """

    first: Any
    middle: Any = None
    last: Any = None
    grammar: Any = None
    dist: Any = None
    sees_tokens: bool = False

    def free(self, llama: Any) -> None:
        """Free all that is there, once."""
        owned = (self.first, self.middle, self.last, self.grammar)
        self.first = self.middle = self.last = self.grammar = self.dist = None
        for sampler in owned:
            if sampler is not None:
                llama.llama_sampler_free(sampler)


class ChainBuilder:
    """Makes `Chains` for one vocabulary."""

    def __init__(self, library: Library, vocab: Any, tokenizer: LlamaTokenizer, n_ctx: int) -> None:
        self._llama = library.llama
        self._vocab = vocab
        self._tokenizer = tokenizer
        self._n_ctx = n_ctx

    def build(self, params: SamplingParams, seed: int) -> Chains:
        """Return the chains for `params`.

        Raises:
            GrammarError: the grammar is invalid.
            ValueError: a token id is none of this vocabulary.
        """
        self._check_bias(params)
        grammar = None if params.grammar is None else self._grammar(params)
        chains = Chains(first=self._chain(), grammar=grammar)
        chains.sees_tokens = self._add_head(chains.first, params)
        temperature = params.temperature or 0.0
        is_staged = grammar is not None or params.xtc_probability > 0 or params.mirostat == 2
        if is_staged:
            chains.middle, chains.last = self._chain(), self._chain()
        middle = chains.middle if is_staged else chains.first
        last = chains.last if is_staged else chains.first
        if temperature < GREEDY_BELOW:
            self._add(last, self._llama.llama_sampler_init_greedy())
            return chains
        if params.mirostat == 2:
            self._add(middle, self._temperature(params, temperature))
        else:
            self._add_truncation(middle, params)
            self._add(last, self._temperature(params, temperature))
        chains.dist = self._llama.llama_sampler_init_dist(seed)
        self._add(last, chains.dist)
        return chains

    def xtc(self, params: SamplingParams, seed: int) -> Any:
        """Return an XTC sampler of its own; the caller frees it."""
        return self._llama.llama_sampler_init_xtc(
            params.xtc_probability, params.xtc_threshold, 1, seed
        )

    def _chain(self) -> Any:
        options = self._llama.llama_sampler_chain_default_params()
        options.no_perf = True
        return self._llama.llama_sampler_chain_init(options)

    def _add(self, chain: Any, sampler: Any) -> None:
        self._llama.llama_sampler_chain_add(chain, sampler)

    def _check_bias(self, params: SamplingParams) -> None:
        for token_id in params.logit_bias:
            if token_id >= self._tokenizer.n_tokens:
                raise ValueError(
                    f"SamplingParams.logit_bias names token {token_id}; this model's ids are "
                    f"0 to {self._tokenizer.n_tokens - 1}"
                )

    def _add_head(self, chain: Any, params: SamplingParams) -> bool:
        """Add bias, penalties and DRY; return whether any of them looks at past tokens."""
        bias = dict(params.logit_bias)
        if params.ignore_eog:
            bias |= dict.fromkeys(self._tokenizer.eog_token_ids, float("-inf"))
        if bias:
            self._add(chain, self._bias(bias))
        has_penalties = params.repeat_last_n > 0 and (
            params.repeat_penalty != 1.0
            or params.presence_penalty != 0.0
            or params.frequency_penalty != 0.0
        )
        if has_penalties:
            self._add(chain, self._penalties(params))
        has_dry = params.dry_multiplier > 0.0 and params.dry_penalty_last_n != 0
        if has_dry:
            self._add(chain, self._dry(params))
        return has_penalties or has_dry

    def _bias(self, bias: dict[int, float]) -> Any:
        entry = self._llama.llama_logit_bias
        entries = (entry * len(bias))(*(entry(token, value) for token, value in bias.items()))
        return self._llama.llama_sampler_init_logit_bias(
            self._tokenizer.n_tokens, len(bias), entries
        )

    def _penalties(self, params: SamplingParams) -> Any:
        make = self._llama.llama_sampler_init_penalties
        values: list[Any] = [
            min(params.repeat_last_n, self._n_ctx),
            params.repeat_penalty,
            params.frequency_penalty,
            params.presence_penalty,
        ]
        if len(make.argtypes) == 5:  # newer libraries want the vocabulary's size first
            values.insert(0, self._tokenizer.n_tokens)
        return make(*values)

    def _dry(self, params: SamplingParams) -> Any:
        make = self._llama.llama_sampler_init_dry
        texts = [text.encode() for text in params.dry_sequence_breakers]
        look_back = params.dry_penalty_last_n
        values: list[Any] = [
            self._vocab,
            params.dry_multiplier,
            params.dry_base,
            params.dry_allowed_length,
            self._n_ctx if look_back is None else min(look_back, self._n_ctx),
            (ctypes.c_char_p * len(texts))(*texts),
            len(texts),
        ]
        if len(make.argtypes) == 8:  # older libraries want the trained context second
            values.insert(1, self._n_ctx)
        return make(*values)

    def _add_truncation(self, chain: Any, params: SamplingParams) -> None:
        llama = self._llama
        if params.top_n_sigma is not None:
            self._add(chain, llama.llama_sampler_init_top_n_sigma(params.top_n_sigma))
        if params.top_k > 0:
            top_k = min(params.top_k, self._tokenizer.n_tokens)
            self._add(chain, llama.llama_sampler_init_top_k(top_k))
        if params.typical_p < 1.0:
            self._add(chain, llama.llama_sampler_init_typical(params.typical_p, 1))
        if params.top_p < 1.0:
            self._add(chain, llama.llama_sampler_init_top_p(params.top_p, 1))
        if params.min_p > 0.0:
            self._add(chain, llama.llama_sampler_init_min_p(params.min_p, 1))

    def _temperature(self, params: SamplingParams, temperature: float) -> Any:
        if params.dynatemp_range > 0.0:
            return self._llama.llama_sampler_init_temp_ext(
                temperature, params.dynatemp_range, params.dynatemp_exponent
            )
        return self._llama.llama_sampler_init_temp(temperature)

    def _grammar(self, params: SamplingParams) -> Any:
        text = _checked_grammar(params.grammar or "")
        root = params.grammar_root.encode("utf-8", errors="replace")
        mark = log.mark()
        sampler = self._llama.llama_sampler_init_grammar(self._vocab, text, root)
        if not sampler:
            lines = log.since(mark)
            reason = lines[-1] if lines else "it cannot be parsed"
            raise GrammarError(
                f"The grammar is invalid: {reason} (start rule {params.grammar_root!r}).",
                hint='GBNF is wanted: rules such as  root ::= "yes" | "no".',
                native_log=lines,
            )
        return sampler


def _checked_grammar(grammar: str) -> bytes:
    """Return the grammar as bytes; refuse what the native parser would choke on."""
    try:
        text = grammar.encode("utf-8")
    except UnicodeEncodeError:
        raise GrammarError("The grammar has half a surrogate pair in it.") from None
    if not text.strip():
        raise GrammarError("The grammar is empty.")
    if b"\0" in text:
        raise GrammarError(f"The grammar has a NUL character at byte {text.index(0)}.")
    if len(text) > _MAX_GRAMMAR_BYTES:
        raise GrammarError(
            f"The grammar has {len(text)} bytes; at most {_MAX_GRAMMAR_BYTES} are taken."
        )
    depth = deepest = 0
    for character in text:
        depth += (character == 0x28) - (character == 0x29)
        deepest = max(deepest, depth)
    if deepest > _MAX_GRAMMAR_DEPTH:
        raise GrammarError(
            f"The grammar nests {deepest} brackets; at most {_MAX_GRAMMAR_DEPTH} are taken.",
            hint="Give the inner parts rules of their own.",
        )
    return text
