"""`onhand bench`: how fast a model is on this machine."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass
from typing import Any

import click

import onhand
from onhand.cli import bench_runtimes, output
from onhand.cli.options import context_options, json_option, model_option, opening_from

EPILOG = """
\b
Examples:
  onhand bench
  onhand bench -m qwen3-0.6b-q8_0.gguf --prompt-tokens 1024 --tokens 256
  onhand bench -m qwen3-0.6b-q8_0.gguf --threads 4 --json
  onhand bench --runtimes
  onhand bench -m model.gguf --runtimes --file model-et --file model-mlc --trust-native-code
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One measured generation; rates in tokens a second, durations in milliseconds."""

    first_token_ms: float
    prefill: float
    decode: float


@click.command(epilog=EPILOG)
@model_option
@click.option(
    "--prompt-tokens",
    type=click.IntRange(min=1),
    default=512,
    show_default=True,
    help="Tokens of the prompt, as far as the context has room.",
)
@click.option(
    "--tokens",
    type=click.IntRange(min=2),
    default=128,
    show_default=True,
    help="Tokens to generate.",
)
@click.option(
    "--repeats", type=click.IntRange(min=1), default=3, show_default=True, help="Measured rounds."
)
@click.option(
    "--runtimes",
    is_flag=True,
    help="Compare the runtimes: the model on llama.cpp and on each other that is installed.",
)
@click.option(
    "--file",
    "files",
    multiple=True,
    help="The same model for another runtime (with --runtimes); repeatable.  "
    "[default: exported for the occasion]",
)
@context_options
@json_option
def bench(prompt_tokens: int, tokens: int, repeats: int, **options: Any) -> None:
    """Measure how fast a model loads, reads and writes here; prints medians.

    Greedy, one stream, through the same way that an app takes (worker process included). An
    unmeasured round warms up. No prompt is reused: each begins with another token.
    """

    def measure(model: str | None, opening: dict[str, Any]) -> dict[str, Any]:
        return asyncio.run(_measure(model, opening, prompt_tokens, tokens, repeats))

    if options["files"] and not options["runtimes"]:
        raise click.UsageError("--file goes with --runtimes")
    opening = opening_from(options)
    if options["runtimes"]:
        reports = bench_runtimes.measure_runtimes(
            options["model"], options["files"], opening, measure
        )
        if options["as_json"]:
            output.write_json(reports, indent=2)
        else:
            output.write(bench_runtimes.table(reports) + "\n")
        return
    measured = measure(options["model"], opening)
    if options["as_json"]:
        output.write_json(measured, indent=2)
    else:
        output.write(_report(measured) + "\n")


async def _measure(
    model: str | None, opening: dict[str, Any], prompt_tokens: int, tokens: int, repeats: int
) -> dict[str, Any]:
    status = output.StatusLine()
    status.show("Loading the model")
    started = time.perf_counter()
    async with onhand.Engine.open(model, **opening) as engine:
        open_ms = (time.perf_counter() - started) * 1e3
        info = engine.info
        tokens = min(tokens, info.n_ctx - 2)
        prompt_tokens = max(1, min(prompt_tokens, info.n_ctx - tokens - 1))
        rounds = []
        for index in range(repeats + 1):
            status.show(f"Round {index} of {repeats}")
            rounds.append(await _round(engine, prompt_tokens, tokens, index))
        stats = await engine.stats()
        devices = [output.plain(device) for device in engine.devices]
    status.clear()
    return {
        "model": info.model.name,
        "path": info.model.path,
        "description": info.model.description,
        "quantization": info.model.quantization,
        "n_params": info.model.n_params,
        "size_bytes": info.model.size_bytes,
        "runtime": f"{info.runtime.name} {info.runtime.version}",
        "build": info.runtime.build,
        "devices": devices,
        "isolation": info.isolation,
        "n_threads": info.n_threads,
        "prompt_tokens": prompt_tokens,
        "tokens": tokens,
        "open_ms": open_ms,
        "load_ms": info.load_ms,
        "rounds": [output.plain(one) for one in rounds[1:]],
        "median": output.plain(_median(rounds[1:])),
        "worker_rss_bytes": stats.worker_rss_bytes,
    }


async def _round(engine: onhand.Engine, n_prompt: int, n_tokens: int, index: int) -> Round:
    """Generate from a prompt that shares no prefix with the other rounds'."""
    n_vocab = engine.info.model.n_vocab
    special = {engine.info.model.bos_token_id, *engine.info.model.eog_token_ids}
    plain = [token for token in range(n_vocab // 2, n_vocab) if token not in special]
    prompt = [plain[(index * 17 + position * 31) % len(plain)] for position in range(n_prompt)]
    async with engine.session() as session:
        _, done = await session.generate(
            prompt, max_tokens=n_tokens, temperature=0.0, ignore_eog=True
        ).collect()
    timings = done.timings
    return Round(
        timings.first_token_ms or 0.0,
        timings.prefill_tokens_per_second or 0.0,
        timings.decode_tokens_per_second or 0.0,
    )


def _median(rounds: list[Round]) -> Round:
    return Round(
        statistics.median(one.first_token_ms for one in rounds),
        statistics.median(one.prefill for one in rounds),
        statistics.median(one.decode for one in rounds),
    )


def _report(measured: dict[str, Any]) -> str:
    rounds, median = measured["rounds"], measured["median"]
    rows = []
    for name, key, unit in (
        ("first token", "first_token_ms", "ms"),
        ("reading the prompt", "prefill", "tok/s"),
        ("writing", "decode", "tok/s"),
    ):
        values = [one[key] for one in rounds]
        spread = f"{min(values):,.1f} to {max(values):,.1f}"
        rows.append((name, f"{median[key]:,.1f} {unit}", spread))
    rows.append(
        ("opening", f"{measured['open_ms']:,.0f} ms", f"load {measured['load_ms']:,.0f} ms")
    )
    rows.append(("worker's memory", output.size(measured["worker_rss_bytes"]), ""))
    head = [
        f"{measured['model']}: {measured['n_params'] / 1e6:,.1f} M parameters, "
        f"{measured['quantization'] or 'unknown type'}, {output.size(measured['size_bytes'])}",
        f"{measured['runtime']}, {measured['build']}",
        f"{measured['isolation']}, {measured['n_threads']} threads, prompt of "
        f"{measured['prompt_tokens']} tokens, {measured['tokens']} generated, "
        f"median of {len(rounds)}",
    ]
    return "\n".join([*head, "", output.table(("", "median", "range"), rows, right=(1,))])
