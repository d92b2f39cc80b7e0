"""Diagnostics without a window: series, log, words, monitor, presenter, report."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

import onhand
from onhand.diagnostics import RuntimeReport
from onhand.governor import events
from onhand.governor.levels import Level
from onhand.governor.readings import Reading, Snapshot
from onhand.types.info import DeviceInfo, RuntimeInfo
from onhand.ui.backend import Backend
from onhand.ui.diagnostics import words
from onhand.ui.diagnostics.log_ring import LogRing, without_secrets
from onhand.ui.diagnostics.monitor import Monitor
from onhand.ui.diagnostics.presenter import DiagnosticsPresenter
from onhand.ui.diagnostics.series import WINDOW_S, Series, round_top
from tests.unit.ui.desk import desk, ready, said, scripted

REPORTS = (
    RuntimeReport(name="mlc", problem="apache-tvm is not installed.", hint="Install it."),
    RuntimeReport(
        name="llama_cpp",
        info=RuntimeInfo(name="llama_cpp", version="0.3.36", build="AVX2"),
        devices=(DeviceInfo(name="CPU", description="A CPU", type="cpu", registry="CPU"),),
    ),
    RuntimeReport(name="fake", problem="No process can be started: forbidden."),
)


EVENTS: tuple[events.GovernorEvent, ...] = (
    events.MemoryWarning(at=0, used_bytes=1, limit_bytes=2, source="ram"),
    events.MemoryEased(at=0, used_bytes=1, limit_bytes=2),
    events.SequencesParked(at=0, engine="a", n_sequences=1, n_tokens=2, freed_bytes=3),
    events.PrefixCacheDropped(at=0, engine="a", n_sequences=1, n_tokens=2, freed_bytes=3),
    events.BatchShrunk(at=0, engine="a", n_batch=64, freed_bytes=0),
    events.BatchRestored(at=0, engine="a", n_batch=64),
    events.EngineEvicted(at=0, engine="a", freed_bytes=0, idle_s=3),
    events.EngineReloaded(at=0, engine="a", load_ms=3),
    events.BudgetViolated(at=0, budget="latency_p95_ms", limit=1, measured=2),
    events.BudgetMet(at=0, budget="latency_p95_ms", limit=1, measured=None),
    events.LevelChanged(at=0, level=Level.REDUCED, previous=Level.FULL, reasons=("throttled",)),
)


class Sensors:
    """Sensors that say what they are told; the clock is the test's."""

    def __init__(self, **readings: object) -> None:
        self.readings = readings
        self.at = 0.0

    def sample(self, pids: Sequence[int] = ()) -> Snapshot:
        """Return the readings as of now."""
        del pids
        found = {name: Reading(value, "a test", self.at) for name, value in self.readings.items()}
        return Snapshot(at=self.at, **found)  # type: ignore[arg-type]


class Clock:
    """Seconds that go on when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def monitored(backend: Backend, sensors: Sensors) -> tuple[DiagnosticsPresenter, Clock]:
    """Give a backend a monitor that looks only when told, with these sensors."""
    clock = Clock()
    backend.monitor = Monitor(backend, sensors=sensors, clock=clock)
    return DiagnosticsPresenter(backend, probe=lambda: REPORTS), clock


# ── series ──


def test_a_series_forgets_what_is_older_than_its_window() -> None:
    series = Series()
    for second in range(0, 700, 100):
        series.add(float(second), float(second))
    assert [point.at for point in series.points] == [300.0, 400.0, 500.0, 600.0]
    assert (series.latest, series.highest) == (600.0, 600.0)


def test_what_cannot_be_read_is_a_gap_and_no_zero() -> None:
    series = Series()
    for at, value in ((0, 5.0), (1, 6.0), (2, None), (3, 7.0), (30, 8.0)):
        series.add(float(at), value)
    lines = series.lines(30.0)
    assert [[value for _, value in line] for line in lines] == [[5.0, 6.0], [7.0], [8.0]]
    assert lines[-1][-1][0] == 1.0
    assert lines[0][0][0] == pytest.approx(1 - 30 / WINDOW_S)


def test_a_sensor_that_is_never_readable_has_no_line_and_no_value() -> None:
    series = Series()
    series.add(0.0, None)
    assert (series.lines(0.0), series.latest, series.highest) == ([], None, None)


@pytest.mark.parametrize(
    ("highest", "least", "top"), [(None, 80, 80), (3, 10, 10), (147, 64, 200), (201, 1, 300)]
)
def test_scales_end_at_round_numbers(highest: float | None, least: float, top: float) -> None:
    assert round_top(highest, least) == pytest.approx(top)


# ── log ──


def test_the_log_keeps_the_last_lines_of_onhand_only_while_it_is_installed() -> None:
    ring = LogRing(most=3)
    logger = logging.getLogger("onhand.tests")
    before = logging.getLogger("onhand").level
    ring.install()
    for number in range(5):
        logger.info("line %d", number)
    logging.getLogger("other").error("not ours")
    ring.remove()
    logger.warning("too late")
    assert [line.text for line in ring.lines()] == ["line 2", "line 3", "line 4"]
    assert ring.n_seen == 5
    assert logging.getLogger("onhand").level == before


def test_the_log_is_filtered_by_level_and_has_the_trace_of_an_exception() -> None:
    ring = LogRing()
    ring.install()
    logger = logging.getLogger("onhand.tests")
    logger.info("fine")
    try:
        raise RuntimeError("no luck")
    except RuntimeError:
        logger.exception("it failed")
    ring.remove()
    (line,) = ring.lines(logging.ERROR)
    assert line.text.startswith("it failed\nTraceback")
    assert "no luck" in line.text
    assert line.logger == "onhand.tests"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at /home/ada/models/x.gguf", "at ~/models/x.gguf"),
        ("login hf_abcdefghijklmnop failed", "login hf_… failed"),
        ("Authorization: Bearer abcdefghijkl0123", "Authorization: Bearer …"),
        ("https://ada:pw@host/x", "https://…@host/x"),
        ("token=abc, next", "token=… next"),
        (f"http://127.0.0.1:80/{'a' * 43}/chat", "http://127.0.0.1:80/…/chat"),
        ("12.5 tokens/s", "12.5 tokens/s"),
    ],
)
def test_secrets_and_names_are_taken_out(text: str, expected: str) -> None:
    assert without_secrets(text, Path("/home/ada")) == expected


# ── words ──


def test_unknown_readings_are_said_to_be_unknown() -> None:
    nothing: Reading[int] = Reading(None, "none: no sensor", 0.0)
    assert words.reading(nothing, " %") == words.thermal(nothing) == "not readable here"
    assert words.shortage(nothing) == words.size(None) == "not readable here"
    assert words.reading(Reading(0, "x", 0.0), " %") == "0 %"
    assert words.reading(Reading(False, "x", 0.0)) == "no"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("thermal_level 2", "the device is hot (serious)"),
        ("available_bytes 104857600", "only 100 MiB of memory are left"),
        ("battery_percent 12", "the battery is at 12 %"),
        ("power_saver", "the device saves power"),
        ("throttled", "heat slows the processor"),
        ("something_new 7", "something new 7"),
    ],
)
def test_reasons_are_said_in_words(reason: str, expected: str) -> None:
    assert words.reason(reason) == expected


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_event_of_the_governor_has_words_of_its_own(event: events.GovernorEvent) -> None:
    assert words.event_in_words(event) != event.kind.replace("_", " ")


def test_every_kind_of_event_is_among_them() -> None:
    """A new kind needs words: this fails until it has them."""
    kinds = events.GovernorEvent.__subclasses__()
    found = {kind.kind for kind in kinds if kind.__module__.startswith("onhand.")}
    assert found == {event.kind for event in EVENTS}


# ── monitor and presenter ──


async def test_tokens_a_second_are_those_generated_between_two_looks(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter, clock = monitored(backend, Sensors())
        await ready(backend)
        await backend.monitor.look()
        before = (await (await backend.engine()).stats()).n_generated_tokens
        await said(backend.conversations.new(), "Hi")
        n_new = (await (await backend.engine()).stats()).n_generated_tokens - before
        assert n_new > 0
        clock.now += 2
        await backend.monitor.look()
        assert backend.monitor.rate.latest == pytest.approx(n_new / 2)
        clock.now += 1
        await backend.monitor.look()
        assert backend.monitor.rate.latest == 0
        _, _, rate = presenter.plots()
        assert rate.value == "0 tokens/s"
        assert f"highest {n_new / 2:,.0f}" in rate.note


async def test_without_an_engine_there_is_no_rate_instead_of_zero(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter, _ = monitored(backend, Sensors())
        await backend.monitor.look()
        _, heat, rate = presenter.plots()
        assert (rate.value, rate.lines) == ("no engine", [])
        assert (heat.value, heat.lines) == ("not readable here", [])
        assert presenter.why_no_trial() == "A model has to be loaded."
        assert ("State", "idle") in presenter.worker()


async def test_readings_become_plots(tmp_path: Path) -> None:
    sensors = Sensors(app_rss_bytes=100 * 2**20, worker_rss_bytes=50 * 2**20, cpu_celsius=61.0,
                      available_bytes=2**30, thermal_level=1, throttled=False)  # fmt: skip
    async with desk(tmp_path) as backend:
        presenter, clock = monitored(backend, sensors)
        await backend.monitor.look()
        clock.now += 1
        await backend.monitor.look()
        memory, heat, _ = presenter.plots()
        assert memory.value == "150 MiB"
        assert memory.note == "app 100 MiB · worker 50 MiB · 1.0 GiB left on the device"
        assert [len(line) for line in memory.lines] == [2]
        assert memory.top_label == "200 MiB"
        assert heat.value == "61 °C"
        assert heat.note == "heat level: fair · slowed by heat: no"
        assert heat.spoken == f"Heat of the processor: 61 °C. {heat.note}"


async def test_the_governors_level_comes_with_its_reasons(tmp_path: Path) -> None:
    sensors = Sensors(thermal_level=2, battery_percent=4.0, on_mains=False)
    async with desk(tmp_path) as backend:
        presenter, _ = monitored(backend, sensors)
        await backend.monitor.look()
        state = presenter.governor()
        assert state.level is Level.MINIMAL
        assert state.reasons == ("the device is hot (serious)", "the battery is at 4 %")
        assert "50% of the threads" in state.allowed
        assert dict(state.facts)["Battery"] == "4 %"
        sensors.readings.update(thermal_level=0, on_mains=True)
        await backend.monitor.governor.tick()
        await backend.monitor.look()
        assert presenter.governor().reasons[0].startswith("nothing asks for it any more")


async def test_the_governors_events_are_kept_and_logged(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter, _ = monitored(backend, Sensors(thermal_level=3))
        backend.monitor.start()
        await backend.monitor.look()
        assert presenter.governor().events == ("Full speed → Paused: the device is hot (critical)",)
        assert any("Paused" in line.text for line in presenter.log_lines())


async def test_runtimes_that_load_come_first_and_the_one_in_use_is_known_to(
    tmp_path: Path,
) -> None:
    """Where there are no child processes nothing can be probed, but the engine is there."""
    async with desk(tmp_path) as backend:
        presenter, _ = monitored(backend, Sensors())
        await ready(backend)
        await presenter.refresh()
        assert presenter.reports is not None
        assert [(one.name, one.is_available) for one in presenter.reports] == [
            ("llama_cpp", True), ("fake", True), ("mlc", False),
        ]  # fmt: skip
        assert presenter.reports[1].devices == (await backend.engine()).devices


async def test_a_thread_cannot_be_killed(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter, _ = monitored(backend, Sensors())
        await ready(backend)
        assert "in a thread" in presenter.why_no_trial()
        await presenter.kill()
        assert presenter.failure is not None
        assert presenter.failure.code == "no_worker_process"
        assert not presenter.is_trying


async def test_the_report_has_everything_but_what_was_written_and_answered(
    tmp_path: Path,
) -> None:
    model = scripted({"My secret question": "My secret answer"})
    async with desk(tmp_path, model) as backend:
        presenter, _ = monitored(backend, Sensors(cpu_celsius=50.0))
        backend.monitor.start()
        await ready(backend)
        await said(backend.conversations.new(), "My secret question")
        await backend.monitor.look()
        await presenter.refresh()
        text = presenter.report()
        assert "secret" not in text
        for title in ("Machine", "Engine", "Readings", "Governor", "Runtime mlc", "Log"):
            assert f"## {title}" in text
        for part in ("apache-tvm is not installed.", "50 °C", onhand.__version__):
            assert part in text
        assert str(Path.home()) not in text or len(str(Path.home())) <= 1


async def test_the_backend_looks_by_itself_and_stops_when_it_closes(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        await ready(backend)
        looks: list[float] = []
        backend.monitor.listen(lambda: looks.append(backend.monitor.at))
        await backend.monitor.look()
        assert looks
        monitor = backend.monitor
    with pytest.raises(RuntimeError, match="closed"):
        monitor.governor.attach(None)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.usefixtures("processes")
async def test_a_killed_worker_goes_on_with_the_same_text_after_a_measured_pause(
    tmp_path: Path,
) -> None:
    model = scripted(token_delay_s=0.001)
    async with desk(tmp_path, model, isolation="process", crash_limit=100) as backend:
        presenter, clock = monitored(backend, Sensors())
        await ready(backend)
        await backend.monitor.look()
        assert presenter.why_no_trial() == ""
        await presenter.kill()
        trial = presenter.trial
        assert trial is not None
        assert trial.is_in_answer
        assert trial.is_same
        assert 0 < trial.n_before < trial.n_tokens == 400
        assert trial.new_pid not in (0, trial.pid)
        assert 0 < trial.pause_s < 30
        assert f"{trial.pause_s:.2f} s" in presenter.report()
        clock.now += 1
        await backend.monitor.look()
        assert backend.monitor.n_restarts_within(60) == 1
        await presenter.kill()
        clock.now += 1
        await backend.monitor.look()
        assert "at a third death" in presenter.why_no_trial()
        clock.now += 60
        assert presenter.why_no_trial() == ""
