"""What one window shows of diagnostics."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onhand import diagnostics
from onhand.diagnostics import RuntimeReport
from onhand.errors import OnhandError
from onhand.governor.levels import Level
from onhand.machine import Machine
from onhand.ui.diagnostics import words
from onhand.ui.diagnostics.log_ring import LogLine
from onhand.ui.diagnostics.monitor import Monitor
from onhand.ui.diagnostics.recovery import Trial, kill_in_mid_answer
from onhand.ui.diagnostics.report import Facts, report
from onhand.ui.diagnostics.series import Series, round_top

if TYPE_CHECKING:
    from onhand.ui.backend import Backend

Probe = Callable[[], Sequence[RuntimeReport]]
MIB = 1024.0**2
CRASH_WINDOW_S = 60.0
MOST_DEATHS = 2
"""An engine gives up at its third death within a minute: the trial never causes that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A value over the last minutes, as it is drawn.

    Attributes:
        name: stable name.
        title: for people.
        value: the last reading in words.
        note: a line below it; where it was read, or why it cannot be.
        top: top of the scale, in the readings' unit.
        top_label: the same in words.
        lines: (share of the window, value); several where there were gaps.
        limit: a value to draw a line at; None: none.
    """

    name: str
    title: str
    value: str
    note: str
    top: float
    top_label: str
    lines: list[list[tuple[float, float]]]
    limit: float | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says instead of the drawing."""
        return f"{self.title}: {self.value}. {self.note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernorState:
    """The governor's level, why, and what it did.

    Attributes:
        level: the level.
        title: the same for people.
        reasons: what asks for it, in words; empty: nothing does.
        allowed: what it allows, in words.
        facts: further readings by name.
        events: what the governor did, newest first.
    """

    level: Level
    title: str
    reasons: tuple[str, ...]
    allowed: str
    facts: Facts
    events: tuple[str, ...]


class DiagnosticsPresenter:
    """The diagnostics view's state in one window.

    Attributes:
        reports: which runtimes load here; None: not asked yet.
        machine: facts about the machine; None: not asked yet.
        level: the least level of the log's lines that are shown.
        trial: the last trial of the recovery; None: none was made.
        failure: why it failed; None: it did not.
        is_trying: whether one goes on.
    """

    def __init__(self, backend: Backend, *, probe: Probe | None = None) -> None:
        """Ask for nothing before `refresh`; `probe` says which runtimes load; None: processes."""
        self.reports: tuple[RuntimeReport, ...] | None = None
        self.machine: Machine | None = None
        self.level: int = logging.INFO
        self.trial: Trial | None = None
        self.failure: OnhandError | None = None
        self.is_trying: bool = False
        self._backend = backend
        self._probe = probe or diagnostics.probe_runtimes

    @property
    def monitor(self) -> Monitor:
        """What is shared by all windows."""
        return self._backend.monitor

    async def refresh(self) -> None:
        """Ask which runtimes load here, and what machine this is; takes a second or so."""
        self.machine = await asyncio.to_thread(Machine.here)
        found = await asyncio.to_thread(self._probe)
        reports = [self._corrected(one) for one in found]
        self.reports = tuple(sorted(reports, key=lambda one: not one.is_available))

    # ── plots ──

    def plots(self) -> tuple[Plot, ...]:
        """Return memory, heat and tokens a second."""
        return self._memory(), self._heat(), self._rate()

    def _memory(self) -> Plot:
        series, snapshot = self.monitor.memory, self.monitor.snapshot
        limit = self.monitor.governor.memory_limit
        note = "Not read yet."
        if snapshot is not None:
            note = (
                f"app {words.reading(snapshot.app_rss_bytes, 'B')} · "
                f"worker {words.reading(snapshot.worker_rss_bytes, 'B')} · "
                f"{words.reading(snapshot.available_bytes, 'B')} left on the device"
            )
        return self._plot("memory", "Memory in use", series, words.size(series.latest), note,
                          unit=MIB, least=64, suffix=" MiB",
                          limit=None if limit is None else float(limit.limit_bytes))  # fmt: skip

    def _heat(self) -> Plot:
        series, snapshot = self.monitor.heat, self.monitor.snapshot
        latest = series.latest
        value = words.NOT_READABLE if latest is None else f"{latest:.0f} °C"
        note = "Not read yet."
        if snapshot is not None:
            found = [
                f"heat level: {words.thermal(snapshot.thermal_level)}"
                if snapshot.thermal_level.value is not None else "",
                f"slowed by heat: {words.reading(snapshot.throttled)}"
                if snapshot.throttled.value is not None else "",
                words.source(snapshot.cpu_celsius) if latest is None else "",
            ]  # fmt: skip
            note = " · ".join(part for part in found if part)
        return self._plot("heat", "Heat of the processor", series, value, note,
                          unit=1, least=80, suffix=" °C")  # fmt: skip

    def _rate(self) -> Plot:
        series, stats = self.monitor.rate, self.monitor.stats
        if series.latest is None:
            value, note = "no engine", "A model has to be loaded."
        else:
            value = f"{series.latest:,.0f} tokens/s"
            highest = f"highest {series.highest or 0:,.0f}"
            now = "" if stats is None else f" · {stats.active} answering, {stats.queued} waiting"
            note = highest + now
        return self._plot("rate", "Tokens a second", series, value, note,
                          unit=1, least=10, suffix="")  # fmt: skip

    def _plot(
        self,
        name: str,
        title: str,
        series: Series,
        value: str,
        note: str,
        *,
        unit: float,
        least: float,
        suffix: str,
        limit: float | None = None,
    ) -> Plot:
        highest = series.highest
        top = round_top(None if highest is None else highest * 1.1 / unit, least)
        near = limit is not None and limit / unit <= top
        return Plot(
            name=name,
            title=title,
            value=value,
            note=note,
            top=top * unit,
            top_label=f"{top:,.0f}{suffix}",
            lines=series.lines(self.monitor.at),
            limit=limit if near else None,
        )

    # ── governor and worker ──

    def governor(self) -> GovernorState:
        """Return the governor's level and its reasons now."""
        monitor = self.monitor
        level = monitor.governor.level
        snapshot = monitor.snapshot
        reasons: tuple[str, ...] = ()
        facts: list[tuple[str, str]] = []
        if snapshot is not None:
            asked = monitor.policy.asked(snapshot)
            reasons = tuple(words.reason(said) for said in asked)
            limit = monitor.governor.memory_limit
            facts = [
                ("Memory limit", "unknown" if limit is None
                 else f"{words.size(limit.limit_bytes)}, set by {limit.source}"),
                ("Waiting for memory", words.reading(snapshot.memory_pressure, " % of the time")),
                ("Waiting to compute", words.reading(snapshot.cpu_pressure, " % of the time")),
                ("Memory shortage", words.shortage(snapshot.memory_level)),
                ("Frequency", words.reading(snapshot.cpu_mhz, " MHz")),
                ("Battery", words.reading(snapshot.battery_percent, " %")),
                ("On mains", words.reading(snapshot.on_mains)),
                ("Saves power", words.reading(snapshot.power_saver)),
            ]  # fmt: skip
        if not reasons and level is not Level.FULL:
            reasons = ("nothing asks for it any more; it waits a while before it goes up",)
        return GovernorState(
            level=level,
            title=words.LEVELS[level],
            reasons=reasons,
            allowed=words.allowance(monitor.policy.params.allowance(level)),
            facts=facts,
            events=tuple(words.event_in_words(event) for event in reversed(monitor.events)),
        )

    def worker(self) -> Facts:
        """Return what is known of the engine and its worker."""
        engine, stats = self._backend.open_engine, self.monitor.stats
        status = self._backend.status
        if engine is None:
            said = str(status.failure) if status.failure is not None else status.phase
            return [("Model", status.model), ("State", said)]
        info = engine.info
        process = f"process {engine.worker_pid}" if engine.worker_pid else "no process now"
        place = process if info.isolation == "process" else "a thread of the app"
        facts = [
            ("Model", f"{status.model} on {info.runtime.name} {info.runtime.version}"),
            ("Runs in", "unloaded to save memory" if engine.is_evicted else place),
            ("Context", f"{info.n_ctx:,} tokens, {info.n_cells:,} for all together"),
            ("Threads", f"{info.n_threads}"),
            ("Loaded in", f"{info.load_ms / 1000:.2f} s"),
        ]
        if stats is not None:
            facts += [
                ("Restarts", f"{stats.n_restarts}"),
                ("Since its start", f"{stats.n_requests:,} "
                 f"request{'s' if stats.n_requests != 1 else ''}, "
                 f"{stats.n_generated_tokens:,} tokens, {stats.n_prompt_tokens:,} of prompts, "
                 f"{stats.n_cached_tokens:,} reused"),
                ("Resident", f"{stats.resident} of {info.n_seq_max} sequences"),
            ]  # fmt: skip
        return facts

    def why_no_trial(self) -> str:
        """Return why the worker cannot be killed now; "": it can."""
        engine = self._backend.open_engine
        if engine is None:
            return "A model has to be loaded."
        if engine.info.isolation != "process":
            return "The model runs in a thread here: there is no process to kill."
        if self.is_trying:
            return "A trial goes on."
        if engine.worker_pid is None:
            return "The worker is away: it starts with the next question."
        if self.monitor.n_restarts_within(CRASH_WINDOW_S) >= MOST_DEATHS:
            return "It died twice within a minute; at a third death it would be given up. Wait."
        return ""

    async def kill(self) -> None:
        """Kill the worker in mid-answer and note how it came back."""
        self.is_trying, self.trial, self.failure = True, None, None
        try:
            self.trial = await kill_in_mid_answer(await self._backend.engine())
        except OnhandError as error:
            self.failure = error
        finally:
            self.is_trying = False

    # ── log and report ──

    def log_lines(self, most: int = 200) -> tuple[LogLine, ...]:
        """Return the lines of the chosen level, newest first."""
        return self.monitor.log.lines(self.level)[::-1][:most]

    def report(self) -> str:
        """Return all of it as Markdown, without prompts and secrets."""
        state = self.governor()
        governor = [
            ("Level", state.title),
            ("Reasons", "; ".join(state.reasons) or "none"),
            ("Allows", state.allowed),
            *state.facts,
        ]
        readings = [(plot.title, f"{plot.value} ({plot.note})") for plot in self.plots()]
        worker = list(self.worker())
        if self.trial is not None:
            worker.append(("Trial of the recovery", str(self.trial)))
        return report(
            machine=self.machine,
            runtimes=self.reports or (),
            sections=[("Engine", worker), ("Readings", readings), ("Governor", governor)],
            events=state.events,
            log=self.monitor.log.lines(),
        )

    def _corrected(self, found: RuntimeReport) -> RuntimeReport:
        """Return a report as it is, unless the engine runs on what is said not to load.

        Where there are no child processes a runtime cannot be probed, but it can run.
        """
        engine = self._backend.open_engine
        if found.is_available or engine is None or engine.info.runtime.name != found.name:
            return found
        return replace(found, info=engine.info.runtime, devices=engine.devices, problem="", hint="")
