"""Random but valid parameters never take the process down.

Whatever `ContextParams` and `SamplingParams` accept is computed or refused with a type. Each run is
a process of its own and prints what it tries, so that a death names its cause.
"""

from __future__ import annotations

import json

import pytest

from tests.faults.test_native_faults import run

CONTEXTS = """
import collections, random
from onhand.types.params import KV_TYPES, POOLINGS, ROPE_SCALINGS
def drawn(rng):
    options = {
        "n_ctx": rng.choice([8, 9, 31, 64, 300, 1024]),
        "n_batch": rng.choice([1, 2, 7, 32, 512, 4096]),
        "n_ubatch": rng.choice([1, 3, 32, 512]),
        "n_seq_max": rng.choice([1, 2, 5, 64, 256]),
        "n_threads": 1,
        "type_k": rng.choice(("f16", *KV_TYPES)),
        "type_v": rng.choice(("f16", *KV_TYPES)),
        "flash_attention": rng.choice([None, True, False]),
        "rope_scaling": rng.choice([None, *ROPE_SCALINGS]),
        "rope_freq_base": rng.choice([None, None, 0.0, 1.0, 1e6, 1e30]),
        "rope_freq_scale": rng.choice([None, None, 0.0, 0.5, 1e30]),
        "n_cells": rng.choice([None, None, 8, 50, 256, 1000]),
        "embeddings": rng.random() < 0.3,
        "pooling": rng.choice([None, *POOLINGS]),
    }
    architecture = rng.choice(["llama", "llama", "gemma3", "mamba", "qwen2vl", "bert", "t5"])
    return ContextParams(**options), architecture, rng.choice([64, 128, 256])
def use(params, architecture, n_embd):
    model = load(params, architecture=architecture, n_embd=n_embd)
    try:
        if model.capabilities.has_embeddings:
            model.embed([[1], [300], [301]], pooled=params.pooling != "none")
            model.embed([[1]], pooled=False)
            return
        last, n_sequences = params.n_seq_max - 1, min(model.n_batch, params.n_seq_max, 200)
        generate(model, PROMPT[: min(4, model.n_batch)], n=3, sequence_id=last)
        model.sequence_restore(0, model.sequence_state(last))
        if model.capabilities.can_copy:
            model.sequence_copy(0, last, 0, -1)
        if model.capabilities.can_shift and model.n_batch >= 4:
            model.sequence_remove(0, 1, 2)
            model.sequence_shift(0, 2, -1, -1)
        batch = Batch()
        for sequence_id in range(n_sequences):
            model.sequence_remove(sequence_id, 0, -1)
            batch.add(300, 0, sequence_id, True)
        model.decode(batch)
    finally:
        model.close()
outcomes = collections.Counter()
for index in range(int(sys.argv[1]), int(sys.argv[2])):
    arguments = drawn(random.Random(index))
    print(index, arguments, flush=True)
    outcomes[kind(lambda: use(*arguments))] += 1
say(outcomes)
"""

SAMPLERS = """
import collections, random
from onhand.types.sampling import _RANGES
GRAMMARS = [None, None, None, "root ::= [a-z]*", 'root ::= "a" | "b" root', "root ::= [^x]+"]
NAMES = [name for name in _RANGES if name not in ("max_tokens", "seed", "logprobs")]
def value(rng, name):
    low, high, is_integer = _RANGES[name]
    low, high = low or 0, (1 << 31) - 1 if high is None else high
    if is_integer:
        return rng.choice([low, low + 1, high, high - 1, rng.randint(low, min(high, 600))])
    return max(low, float(rng.choice([low, high, (low + high) / 2, rng.uniform(low, high), 1e-30])))
def drawn(rng):
    options = {name: value(rng, name) for name in rng.sample(NAMES, rng.randint(0, 8))}
    options.setdefault("temperature", 1.0)
    options["mirostat"] = rng.choice([0, 0, 2])
    options["grammar"] = rng.choice(GRAMMARS)
    options["ignore_eog"] = rng.random() < 0.2
    if rng.random() < 0.3:
        tokens = rng.sample(range(512), 20)
        options["logit_bias"] = {token: rng.uniform(-100, 100) for token in tokens}
    return options, rng.randbytes(64) if rng.random() < 0.3 else None
model = load()
row = prefill(model)
outcomes = collections.Counter()
def use(options, mask, seed):
    sampler = model.sampler(SamplingParams(**options), seed)
    try:
        for token_id in PROMPT:
            sampler.accept(token_id, is_generated=False)
        for _ in range(4):
            assert 0 <= sampler.sample(row, mask) < 512
        sampler.skip(3)
    finally:
        sampler.close()
for index in range(int(sys.argv[1]), int(sys.argv[2])):
    options, mask = drawn(random.Random(index))
    print(index, options, mask is not None, flush=True)
    outcomes[kind(lambda: use(options, mask, index))] += 1
say(outcomes)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "n_trials", "allowed"),
    [
        (CONTEXTS, 60, {"fine", "CapabilityError", "ContextFullError", "NotEnoughMemoryError"}),
        (SAMPLERS, 400, {"fine", "GrammarError"}),
    ],
    ids=["contexts", "samplers"],
)
def test_valid_parameters_are_computed_or_refused(
    code: str, n_trials: int, allowed: set[str]
) -> None:
    done = run(code, "0", str(n_trials))
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"{lines[-1]}\n{done.stderr[-1500:]}"
    outcomes = json.loads(lines[-1])
    assert sum(outcomes.values()) == n_trials
    assert set(outcomes) <= allowed, outcomes
    assert outcomes["fine"] > n_trials // 4
