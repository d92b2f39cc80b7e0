"""How commands talk to people and programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable

import pytest

import onhand
from onhand.cli import output
from onhand.cli.run import Printer

TIMINGS = onhand.Timings(0.1, 20.0, 20.1, 120.0, 1500.0, 80.25)
DONE = onhand.DoneEvent("eog", onhand.Usage(30, 10, 8, 42), TIMINGS)


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Make stderr a terminal (from within the test: pytest sets its own before each phase)."""

    def plug() -> Terminal:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        return terminal

    return plug


@pytest.mark.parametrize(
    ("n_bytes", "text"),
    [(None, "unknown"), (0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (3 << 40, "3.0 TiB")],
)
def test_sizes_in_words(n_bytes: int | None, text: str) -> None:
    assert output.size(n_bytes) == text


def test_rates_in_words() -> None:
    assert output.rate(None) == "–"
    assert output.rate(43.21) == "43.2 tok/s"
    assert output.rate(12345.6) == "12,346 tok/s"


def test_a_table_aligns_its_columns() -> None:
    text = output.table(("name", "n"), [("a", "1"), ("longer", "100")], right=(1,))
    assert text.splitlines() == ["name      n", "a         1", "longer  100"]


def test_statistics_say_what_happened_in_one_line() -> None:
    line = output.statistics(DONE)
    for part in ("8 tokens, eog", "20 ms", "80.2 tok/s", "prompt 30, 10 cached", "seed 42"):
        assert part in line


@pytest.mark.parametrize(
    "event",
    [
        onhand.PromptEvent(1, 2, 0),
        onhand.TokenEvent("x", (1,), (onhand.TokenLogprob(1, -0.5, ((1, -0.5),)),)),
        onhand.ReasoningEvent("hm"),
        onhand.ToolCallEvent("1", "clock", {"zone": "UTC"}),
        onhand.ShiftEvent(1, 2, 3),
        onhand.RecoveredEvent(1, "killed by SIGKILL"),
        DONE,
    ],
    ids=lambda event: type(event).__name__,
)
def test_every_event_has_a_json_form(event: onhand.Event) -> None:
    data = json.loads(json.dumps(output.event_data(event)))
    assert data["type"]


def test_progress_of_a_long_prompt_is_shown_to_people_and_vanishes(
    plug_in: Callable[[], Terminal],
) -> None:
    terminal = plug_in()
    printer = Printer(output.StatusLine(), as_json=False, streams=False)
    printer.take(onhand.PromptEvent(512, 2048, 0))
    assert "512 of 2,048" in terminal.getvalue()
    printer.take(onhand.TokenEvent("Well", (1,)))
    assert terminal.getvalue().endswith("\r\033[K")


def test_a_short_or_cached_prompt_needs_no_progress(plug_in: Callable[[], Terminal]) -> None:
    terminal = plug_in()
    printer = Printer(output.StatusLine(), as_json=False, streams=False)
    printer.take(onhand.PromptEvent(10, 20, 0))
    printer.take(onhand.PromptEvent(1900, 2048, 1900))
    assert terminal.getvalue() == ""


def test_a_pipe_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    output.StatusLine().show("Loading")
    assert pipe.getvalue() == ""


def test_a_recovery_is_told_to_people(plug_in: Callable[[], Terminal]) -> None:
    terminal = plug_in()
    printer = Printer(output.StatusLine(), as_json=False, streams=False)
    printer.take(onhand.RecoveredEvent(1, "killed by SIGKILL"))
    assert "killed by SIGKILL" in terminal.getvalue()


@pytest.mark.parametrize(("no_color", "is_coloured"), [("1", False), ("", True)])
def test_no_color_is_honoured(
    plug_in: Callable[[], Terminal],
    monkeypatch: pytest.MonkeyPatch,
    no_color: str,
    is_coloured: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    terminal = plug_in()
    output.note("dimmed")
    assert ("\033[2m" in terminal.getvalue()) == is_coloured


def test_a_model_cannot_command_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "red \x1b[31m and a title \x1b]0;t\x07, ok\n"
    shown = "red \\x1b[31m and a title \\x1b]0;t\\x07, ok\n"
    for stream, expected in ((io.StringIO(), said), (Terminal(), shown)):
        monkeypatch.setattr(sys, "stdout", stream)
        output.write_answer(said)
        assert stream.getvalue() == expected
