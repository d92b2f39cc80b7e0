"""How commands talk: text on stdout, the rest on stderr and only for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

import click

import onhand

_TYPES = {
    onhand.PromptEvent: "prompt",
    onhand.TokenEvent: "token",
    onhand.ReasoningEvent: "reasoning",
    onhand.ToolCallEvent: "tool_call",
    onhand.ShiftEvent: "shift",
    onhand.RecoveredEvent: "recovered",
    onhand.DoneEvent: "done",
}

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write(text: str) -> None:
    """Write text to stdout at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_json(data: Any, *, indent: int | None = None) -> None:
    """Write one JSON value and a line end to stdout at once."""
    write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


def harmless(text: str) -> str:
    """Return text of strangers (a model's header, a server's words) that no terminal obeys.

    Control characters, which move the cursor, hide lines or set the window's title, and those that
    turn the direction of writing are shown as escapes; line ends and tabs stay.
    """
    return _COMMANDS.sub(lambda found: repr(found[0])[1:-1], text)


def write_answer(text: str) -> None:
    """Write a model's text to stdout at once: harmless on a terminal, as it is anywhere else."""
    write(harmless(text) if sys.stdout.isatty() else text)


def plain(value: Any) -> Any:
    """Return a dataclass of ours as JSON-able data."""
    return dataclasses.asdict(value)


def event_data(event: onhand.Event) -> dict[str, Any]:
    """Return an event as JSON-able data, its kind under `type`."""
    return {"type": _TYPES[type(event)], **plain(event)}


def is_for_people() -> bool:
    """Whether stderr is a terminal, so that progress and statistics are welcome."""
    return sys.stderr.isatty()


class StatusLine:
    """One line on a terminal's stderr that is written over and vanishes; silent elsewhere."""

    def __init__(self) -> None:
        self._is_active = is_for_people()
        self._is_shown = False

    def show(self, text: str) -> None:
        """Show `text` in place of what was there."""
        if self._is_active:
            click.echo(f"\r\033[K{text}", nl=False, err=True)
            self._is_shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            click.echo("\r\033[K", nl=False, err=True)
            self._is_shown = False


def note(text: str) -> None:
    """Say something to people on stderr, dimmed where that is wanted (see no-color.org)."""
    is_dim = is_for_people() and not os.environ.get("NO_COLOR")
    click.echo(click.style(text, dim=True) if is_dim else text, err=True)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return a plain, harmless table: columns of `right` are aligned to the right."""
    cells = [list(headers), *([harmless(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headers))]
    lines = []
    for row in cells:
        parts = [
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def size(n_bytes: int | None) -> str:
    """Return bytes in words, such as "1.5 GiB"; "unknown" for None."""
    if n_bytes is None:
        return "unknown"
    value = float(n_bytes)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} TiB"


def rate(tokens_per_second: float | None) -> str:
    """Return a rate in tokens a second; "–" where there is none."""
    if tokens_per_second is None:
        return "–"
    digits = 0 if tokens_per_second >= 100 else 1
    return f"{tokens_per_second:,.{digits}f} tok/s"


def statistics(done: onhand.DoneEvent) -> str:
    """Return one line about a generation that ended."""
    usage, timings = done.usage, done.timings
    parts = [f"{usage.completion_tokens} tokens, {done.reason}"]
    if timings.first_token_ms is not None:
        parts.append(f"first after {timings.first_token_ms:,.0f} ms")
    if timings.decode_tokens_per_second is not None:
        parts.append(rate(timings.decode_tokens_per_second))
    cached = f", {usage.cached_tokens} cached" if usage.cached_tokens else ""
    parts.append(
        f"prompt {usage.prompt_tokens}{cached} ({rate(timings.prefill_tokens_per_second)})"
    )
    parts.append(f"seed {usage.seed}")
    return " · ".join(parts)
