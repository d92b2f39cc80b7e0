"""What a token costs in the numpy sampler, by parameter, at 32,768 tokens of vocabulary.

python bench/logits_sampler.py [--vocabulary N]
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

import numpy as np
from measuring import machine, table

from onhand.runtimes.logits import SamplerFactory
from onhand.types.sampling import SamplingParams

N_RUNS = 41
"""Of 40 tokens each, by the thread's own clock: what other programs take is not counted."""

CASES: dict[str, dict[str, Any]] = {
    "greedy": {"temperature": 0.0},
    "the defaults (top-k 40, top-p 0.95, min-p 0.05)": {},
    "and repeat, presence, frequency penalties": {
        "repeat_penalty": 1.1,
        "presence_penalty": 0.1,
        "frequency_penalty": 0.1,
    },
    "and DRY over 300 tokens": {"dry_multiplier": 0.8},
    "and typical-p": {"typical_p": 0.9},
    "and XTC": {"xtc_probability": 0.5},
    "and dynamic temperature": {"dynatemp_range": 0.5},
    "and a bias": {"logit_bias": {5: 3.0}},
    "and top-n-sigma": {"top_n_sigma": 2.0},
    "and a mask of half the vocabulary": {"mask": True},
    "no top-k": {"top_k": 0},
    "top-p alone": {"top_k": 0, "min_p": 0.0},
    "typical-p alone": {"top_k": 0, "min_p": 0.0, "top_p": 1.0, "typical_p": 0.9},
    "mirostat": {"mirostat": 2},
    "temperature alone": {"top_k": 0, "min_p": 0.0, "top_p": 1.0},
}


class _Vocabulary:
    """Numbers as pieces; only what DRY's breakers ask for."""

    def piece(self, token_id: int, *, special: bool = False) -> bytes:
        return b"%d" % token_id

    def encode(self, text: str, **_: Any) -> list[int]:
        return []


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vocabulary", type=int, default=32_768)
    n_vocab = parser.parse_args().vocabulary
    rng = np.random.default_rng(0)
    row = (rng.normal(size=n_vocab) * 3).astype(np.float32)
    mask = np.packbits(rng.random(n_vocab) < 0.5, bitorder="little").tobytes()
    factory = SamplerFactory(
        lambda index: row,
        _Vocabulary(),  # type: ignore[arg-type]
        n_vocab=n_vocab,
        n_ctx=4096,
        eog_token_ids=(2,),
    )
    rows = []
    for name, options in CASES.items():
        given = {"temperature": 0.8, **options}
        token_mask = mask if given.pop("mask", False) else None
        sampler = factory.build(SamplingParams(**given), 1)
        for _ in range(300):
            sampler.accept(int(rng.integers(n_vocab)), is_generated=False)
        runs = [_time(sampler, token_mask) for _ in range(N_RUNS)]
        rows.append((name, f"{min(runs):.0f}", f"{statistics.median(runs):.0f}"))
    print(machine(), f"\n- {n_vocab:,} tokens, logits normal with deviation 3\n")
    print(table(("chain", f"µs of CPU a token, best of {N_RUNS}", "median"), rows))


def _time(sampler: Any, mask: bytes | None, n_draws: int = 40) -> float:
    started = time.thread_time()
    for _ in range(n_draws):
        sampler.sample(0, mask)
    return (time.thread_time() - started) / n_draws * 1e6


if __name__ == "__main__":
    main()
