"""Structured output: is every answer valid, what does a mask cost, what does it leave of the speed?

    .venv/bin/python bench/structured.py                 # all three tables
    .venv/bin/python bench/structured.py --quick         # few of each: to see that it runs

Validity: 20 answers of the bundled model to each of the 25 schemas of tests/response_schemas.py,
half of them as the model recommends, half at temperature 2 with every truncation off, each checked
by the `jsonschema` library. Masks: time of `TokenConstraint.mask` at every token of such answers.
Speed: decoding the same number of tokens, free and within a schema, on the bundled model and on a
random one of 128,256 tokens. There is no peer in this: the ratio is to ourselves without masks.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
from make_model import make_model
from measuring import Options, Spread, alternate, model_file, note, percentile, run, table

sys.path.insert(0, str(Path(__file__).parents[1]))

from onhand import ContextParams, Engine
from onhand.structured import ConstraintVocabulary, TokenConstraint
from tests.response_schemas import SCHEMAS

HOTTEST = {"temperature": 2.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}
WAYS: dict[str, dict[str, Any]] = {"as recommended": {}, "temperature 2, untruncated": HOTTEST}
TEXT = {"type": "array", "items": {"type": "string", "maxLength": 40}, "minItems": 50}
N_TOKENS = 200


async def measure(options: Options) -> str:
    """Return the three tables."""
    tables = []
    for part in (validity, mask_times, speed):
        tables.append(await part(options))
        print(tables[-1], file=sys.stderr, flush=True)
    return "\n\n".join(tables)


async def validity(options: Options) -> str:
    """Return how many answers are valid, by way of sampling."""
    rows = []
    n_each = 1 if options.is_quick else 10
    async with Engine.open(context_params=ContextParams(n_ctx=1024, n_seq_max=4)) as engine:
        for way, sampling in WAYS.items():
            counts: Counter[str] = Counter()
            for name in SCHEMAS:
                note(f"{way}: {name}")
                for start in range(0, n_each, 4):
                    seeds = range(start, min(start + 4, n_each))
                    some = (answer(engine, name, seed, sampling) for seed in seeds)
                    counts.update(await asyncio.gather(*some))
            rows.append((way, len(SCHEMAS), counts.total(), counts["valid"], counts["cut"]))
    return table(("sampling", "schemas", "answers", "valid", "cut at 512 tokens"), rows)


async def answer(engine: Engine, name: str, seed: int, sampling: dict[str, Any]) -> str:
    """Return whether an answer to a schema is "valid", "cut" or "invalid"."""
    schema = SCHEMAS[name]
    async with engine.chat() as chat:
        stream = chat.stream(
            f"Make this: {name}.", response_format=schema, max_tokens=512, seed=seed, **sampling
        )
        reply = await stream.reply()
    if reply.reason == "length":
        note(f"{name}, seed {seed}, cut: {reply[-200:]!r}")
        return "cut"
    try:
        jsonschema.validate(json.loads(reply), schema)
    except (ValueError, jsonschema.ValidationError) as error:
        note(f"{name}, seed {seed}: {error}")
        return "invalid"
    return "valid"


async def mask_times(options: Options) -> str:
    """Return how long masks take, by vocabulary."""
    rows = []
    for label, path in models().items():
        note(f"masks: {label}")
        started = time.perf_counter()
        vocabulary = vocabulary_of(path)
        built_s = time.perf_counter() - started
        times_us: list[float] = []
        for seed in range(1 if options.is_quick else 10):
            times_us += walk(vocabulary, random.Random(seed))
        rows.append(
            (
                label,
                f"{vocabulary.n_vocab:,}",
                len(times_us),
                f"{percentile(times_us, 0.5):,.0f}",
                f"{percentile(times_us, 0.99):,.0f}",
                f"{built_s * 1e3:,.0f}",
            )
        )
    head = ("model", "vocabulary", "masks", "median µs", "p99 µs", "first use, ms")
    return table(head, rows)


def walk(vocabulary: ConstraintVocabulary, rng: random.Random) -> list[float]:
    """Return the microseconds of each mask of a random answer of at most `N_TOKENS` tokens."""
    constraint = TokenConstraint(vocabulary, {"kind": "json", "grammar": TEXT})
    times_us: list[float] = []
    while len(times_us) < N_TOKENS and not constraint.is_stopped:
        begun = time.perf_counter()
        mask = constraint.mask()
        times_us.append((time.perf_counter() - begun) * 1e6)
        bits = int.from_bytes(mask, "little")
        for _ in range(rng.randrange(min(bits.bit_count(), 50))):
            bits &= bits - 1  # skip the lowest token that is allowed
        constraint.accept((bits & -bits).bit_length() - 1)
    return times_us


def vocabulary_of(path: str | None) -> ConstraintVocabulary:
    """Return the constraint's view of a model's vocabulary, as the worker makes it."""
    from onhand.runtimes import registry
    from onhand.types.params import ModelParams

    runtime = registry.create("llama_cpp", ModelParams())
    model = runtime.load(path or str(model_file("bundled")), ModelParams(), ContextParams(n_ctx=64))
    tokens = model.tokenizer.vocabulary()
    special = [n for n, text in enumerate(tokens) if text and not model.tokenizer.piece(n)]
    vocabulary = ConstraintVocabulary(tokens, eog_ids=model.info.eog_token_ids, special_ids=special)
    model.close()
    runtime.close()
    return vocabulary


async def speed(options: Options) -> str:
    """Return tokens per second, free and within a schema."""
    rows = []
    for label, path in models().items():
        async with Engine.open(path, context_params=ContextParams(n_ctx=1024)) as engine:

            async def decode(form: Any, engine: Engine = engine) -> float:
                async with engine.session() as session:
                    asked = {"max_tokens": N_TOKENS, "seed": 1, "ignore_eog": True}
                    stream = session.generate("Write.", response_format=form, **asked)
                    _, done = await stream.collect()
                return done.timings.decode_tokens_per_second or float("nan")

            found = await alternate(
                {"free": lambda: decode(None), "schema": lambda: decode(TEXT)}, options.n_rounds
            )
        shares = [a / b for a, b in zip(found["schema"], found["free"], strict=True)]
        rows.append(
            (
                label,
                Spread.of(found["free"]).text(0),
                Spread.of(found["schema"]).text(0),
                Spread.of(shares).text(),
            )
        )
    return table(("model", "tokens/s free", "tokens/s in a schema", "ratio"), rows)


def models() -> dict[str, str | None]:
    """Return the models whose masks are measured, by name; None is the bundled one."""
    return {"bundled": None, "random, 128 k": str(make_model("12m", n_vocab=128256))}


if __name__ == "__main__":
    run(measure, n_rounds=5, description=__doc__)
