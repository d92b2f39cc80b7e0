"""`onhand trace`: what a run came to, and a picture of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from onhand.cli import output
from onhand.cli.options import json_option
from onhand.governor.trace import Trace, TraceSummary, read_trace, summarise
from onhand.governor.trace.axes import clock_label
from onhand.governor.trace.summary import EngineSummary, Percentiles

EPILOG = """
\b
A program writes a trace with Governor(trace="run.jsonl"); no prompt or answer is in it.
PNG needs the extra: pip install 'onhand[picture]'.
\b
Examples:
  onhand trace run.jsonl
  onhand trace run.jsonl --picture run.svg
  onhand trace run.jsonl --last --picture run.png --theme dark
  onhand trace run.jsonl --json | jq .token_ms.p95
"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE.svg|FILE.png",
    help="Draw a timeline too: levels, tokens per second, memory, heat, faults.",
)
@click.option(
    "--theme",
    type=click.Choice(("auto", "light", "dark")),
    default="auto",
    show_default=True,
    help="Of the picture; auto: as its viewer prefers (a PNG is light).",
)
@click.option("--last", is_flag=True, help="Only the last of several runs in the file.")
@json_option
def trace(file: Path, picture: Path | None, theme: Any, last: bool, as_json: bool) -> None:
    """Sum up a trace: speed, latencies, memory, heat, levels and faults of a run."""
    if picture is not None and picture.suffix.lower() not in (".svg", ".png"):
        raise click.UsageError(f"--picture takes a .svg or .png file, got {picture.name}")
    found = read_trace(file, last_run=last)
    summary = summarise(found)
    if picture is not None:
        _draw(found, picture, theme)
    if as_json:
        output.write_json(summary.to_dict(), indent=2)
    else:
        output.write(_report(summary) + "\n")


def _draw(found: Trace, path: Path, theme: Any) -> None:
    from onhand.governor.trace.picture import png, svg

    is_png = path.suffix.lower() == ".png"
    drawn = png(found, theme=theme) if is_png else svg(found, theme=theme).encode()
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise click.UsageError(f"--picture cannot be written: {error}") from None
    if output.is_for_people():
        output.note(f"drew {path}")


def _report(summary: TraceSummary) -> str:
    began = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(summary.started_at))
    runs = f", {summary.n_runs} runs" if summary.n_runs > 1 else ""
    cut = f", {summary.n_cut} cut short by a kill" if summary.n_cut else ""
    parts = [f"{clock_label(summary.duration_s)} from {began} UTC{runs}{cut}"]
    if summary.engines:
        head = ("engine", "model", "runtime", "loads", "requests", "tokens", "faults", "recovered")
        rows = [_engine_row(engine) for engine in summary.engines]
        parts.append(output.table(head, rows, right=(3, 4, 5, 6, 7)))
    times = [
        ("first token", summary.first_token_ms),
        ("between tokens", summary.token_ms),
        *summary.computation_ms.items(),
        ("recovery", summary.recovery_ms),
    ]
    rows = [_time_row(name, value) for name, value in times if value.n]
    if rows:
        parts.append(output.table(("ms", "n", "p50", "p95", "p99"), rows, right=(1, 2, 3, 4)))
    parts.append(output.table(("", ""), _facts(summary)).strip("\n "))
    return "\n\n".join(parts)


def _engine_row(engine: EngineSummary) -> tuple[str, ...]:
    counts = (
        engine.n_loads,
        engine.n_requests,
        engine.n_tokens,
        engine.n_faults,
        engine.n_recoveries,
    )
    return (engine.name, engine.model or "–", engine.runtime or "–", *(f"{n:,}" for n in counts))


def _time_row(name: str, value: Percentiles) -> tuple[str, ...]:
    shown = (f"{ms:,.1f}" if ms is not None else "–" for ms in (value.p50, value.p95, value.p99))
    return (name, f"{value.n:,}", *shown)


def _facts(summary: TraceSummary) -> list[tuple[str, str]]:
    rows = [
        ("speed while busy", output.rate(summary.tokens_per_second)),
        ("ended", _counts(summary.reasons)),
        (
            "prompts",
            f"{summary.n_prompt_tokens:,} tokens, {summary.n_cached_tokens:,} of them reused",
        ),
        ("levels", _levels(summary)),
        ("decisions", _counts(summary.decisions)),
        ("events", _counts(summary.events)),
        ("most memory, workers", output.size(summary.peak_worker_rss_bytes)),
        ("most memory, app", output.size(summary.peak_app_rss_bytes)),
        ("least available", output.size(summary.least_available_bytes)),
        ("heat", _heat(summary)),
    ]
    return [(name, value) for name, value in rows if value not in ("", "–")]


def _counts(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in ordered)


def _levels(summary: TraceSummary) -> str:
    if not summary.levels:
        return ""
    told = ", ".join(f"{level} {clock_label(s)}" for level, s in summary.levels.items())
    return f"{told}; {summary.n_level_changes:,} changes"


def _heat(summary: TraceSummary) -> str:
    told = []
    if summary.max_celsius is not None:
        told.append(f"{summary.max_celsius:.0f} °C at most")
    if summary.max_thermal_level is not None:
        names = ("nominal", "fair", "serious", "critical")
        level = summary.max_thermal_level
        told.append(names[level] if level in range(4) else f"level {level}")
    return ", ".join(told) or ("no sensor" if summary.n_samples else "")
