"""What decides the next token: one frozen value for every runtime."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from onhand.types.kinds import check_kinds
from onhand.types.params import Params, check_range

SAMPLER_ORDER = (
    "logit_bias",
    "penalties",
    "dry",
    "grammar",
    "top_n_sigma",
    "top_k",
    "typical_p",
    "top_p",
    "min_p",
    "xtc",
    "temperature",
    "dist",
)
"""Order in which the chain is applied. A grammar comes before truncation, since truncation could
leave it no legal token. Mirostat replaces everything between grammar and dist except temperature,
which comes before it then. A temperature of 0 picks the most likely token after grammar and
penalties."""

_MOST = 2**31 - 1  # what a native int holds
_RANGES: dict[str, tuple[float | None, float | None, bool]] = {
    "max_tokens": (0, _MOST, True),
    "temperature": (0.0, 100.0, False),
    "dynatemp_range": (0.0, 100.0, False),
    "dynatemp_exponent": (0.0, 100.0, False),
    "top_k": (0, _MOST, True),
    "top_p": (0.0, 1.0, False),
    "min_p": (0.0, 1.0, False),
    "typical_p": (0.0, 1.0, False),
    "top_n_sigma": (0.0, None, False),
    "repeat_penalty": (0.01, 10.0, False),
    "repeat_last_n": (0, _MOST, True),
    "presence_penalty": (-2.0, 2.0, False),
    "frequency_penalty": (-2.0, 2.0, False),
    "dry_multiplier": (0.0, 100.0, False),
    "dry_base": (1.0, 100.0, False),
    "dry_allowed_length": (1, _MOST, True),
    "dry_penalty_last_n": (0, _MOST, True),
    "xtc_probability": (0.0, 1.0, False),
    "xtc_threshold": (0.0, 1.0, False),
    "mirostat_tau": (0.0, 100.0, False),
    "mirostat_eta": (0.0, 1.0, False),
    "seed": (0, 0xFFFFFFFE, True),
    "logprobs": (0, 100, True),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SamplingParams(Params):
    """How tokens are chosen and when to stop.

    Attributes:
        max_tokens: most tokens to generate; None: until end of generation or context; 0: only
            compute the prompt.
        stop: texts that end the generation; the earliest match in the text wins and is excluded.
        temperature: 0 is greedy; None: the model's recommendation, else 0.8.
        dynatemp_range: spread around `temperature` that follows the entropy; 0: off.
        dynatemp_exponent: shape of that mapping.
        top_k: keep the k most likely tokens; 0: off.
        top_p: keep the smallest set whose probability reaches p; 1: off.
        min_p: drop tokens less likely than this share of the most likely one; 0: off.
        typical_p: locally typical sampling; 1: off.
        top_n_sigma: keep logits within n standard deviations of the largest; None: off.
        repeat_penalty: divides the logits of recent tokens; 1: off.
        repeat_last_n: how many recent tokens the three penalties see; 0: off.
        presence_penalty: subtracted once from a recent token's logit, -2 to 2.
        frequency_penalty: subtracted once per recent use, -2 to 2.
        dry_multiplier: strength of the "don't repeat yourself" sampler; 0: off.
        dry_base: growth per further repeated token.
        dry_allowed_length: repeats up to this length are free.
        dry_penalty_last_n: tokens that DRY looks back; None: the whole context; 0: off.
        dry_sequence_breakers: texts across which DRY does not match.
        xtc_probability: chance of excluding top choices at a step; 0: off.
        xtc_threshold: least probability of a token to count as a top choice.
        mirostat: 0: off; 2: mirostat v2 instead of the truncation samplers.
        mirostat_tau: target surprise in bits.
        mirostat_eta: learning rate.
        logit_bias: token id -> value added to its logit, -100 to 100.
        grammar: GBNF text that the answer must follow; its start rule is `grammar_root`.
        grammar_root: name of the grammar's start rule.
        ignore_eog: never end by the model's own end-of-generation tokens.
        seed: of the random stream; None: a fresh one, reported in `Usage.seed`.
        logprobs: how many most likely alternatives to report per token; None: no logprobs.
    """

    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    temperature: float | None = None
    dynatemp_range: float = 0.0
    dynatemp_exponent: float = 1.0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    typical_p: float = 1.0
    top_n_sigma: float | None = None
    repeat_penalty: float = 1.0
    repeat_last_n: int = 64
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    dry_multiplier: float = 0.0
    dry_base: float = 1.75
    dry_allowed_length: int = 2
    dry_penalty_last_n: int | None = None
    dry_sequence_breakers: tuple[str, ...] = ("\n", ":", '"', "*")
    xtc_probability: float = 0.0
    xtc_threshold: float = 0.1
    mirostat: int = 0
    mirostat_tau: float = 5.0
    mirostat_eta: float = 0.1
    logit_bias: Mapping[int, float] = dataclasses.field(default_factory=dict)
    grammar: str | None = None
    grammar_root: str = "root"
    ignore_eog: bool = False
    seed: int | None = None
    logprobs: int | None = None

    def __post_init__(self) -> None:
        _set_texts(self, "stop")
        _set_texts(self, "dry_sequence_breakers")
        check_kinds(self)
        for name, (low, high, integer) in _RANGES.items():
            check_range("SamplingParams", name, getattr(self, name), low, high, integer=integer)
        if self.mirostat not in (0, 2):
            raise ValueError(f"SamplingParams.mirostat must be 0 or 2, got {self.mirostat}")
        for name in ("stop", "dry_sequence_breakers"):
            if "" in getattr(self, name):
                raise ValueError(f"SamplingParams.{name} must not contain an empty text")
        for token_id, bias in self.logit_bias.items():
            check_range("SamplingParams", "logit_bias key", token_id, 0, _MOST, integer=True)
            check_range("SamplingParams", f"logit_bias[{token_id}]", bias, -100, 100)

    @classmethod
    def greedy(cls, **changes: object) -> SamplingParams:
        """Return the preset that always takes the most likely token, with `changes` applied."""
        return cls(temperature=0.0).replace(**changes)


def _set_texts(params: SamplingParams, name: str) -> None:
    """Make a tuple of one text, of several in any container, or of none."""
    value = getattr(params, name)
    if value is None or isinstance(value, str):
        value = () if value is None else (value,)
    elif isinstance(value, Iterable):
        value = tuple(value)
    object.__setattr__(params, name, value)
