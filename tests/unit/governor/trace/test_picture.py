"""The picture shows what happened, where it happened, in any viewer, and never fails at data."""

from __future__ import annotations

import random
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from onhand.errors import CapabilityError, TraceError
from onhand.governor.trace import TraceWriter, read_trace, summarise
from onhand.governor.trace.axes import Axis, clock_label, time_axis
from onhand.governor.trace.picture import LEVELS, png, svg
from onhand.governor.trace.series import N_BINS, readings, token_rates
from tests.unit.governor.clock import Clock
from tests.unit.governor.trace.runs import done, generate, record_run, snapshot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(path: Path, **options: object) -> ET.Element:
    return ET.fromstring(svg(read_trace(path), **options))  # type: ignore[arg-type]


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_picture_has_bands_curves_and_faults(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl")
    root = drawn(tmp_path / "run.jsonl")
    bands = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "18"]
    assert [band.get("class") for band in bands] == ["full", "reduced"]
    begin, width = (float(bands[1].get(name) or 0) for name in ("x", "width"))
    assert (begin - 72.0) / (920.0 - 72.0) == pytest.approx(6.0 / 7.0, abs=0.001)
    assert begin + width == pytest.approx(920.0, abs=0.2)
    (fault,) = root.iterfind(f".//{SVG}g[@class='fault']/{SVG}title")
    assert fault.text == "chat: died, killed by SIGKILL"
    curves = [p.get("class") for p in root.iter(f"{SVG}path") if "line" in (p.get("class") or "")]
    assert curves == ["s0 line", "s0 line", "s1 line", "s0 line"]  # tokens, workers, app, °C
    assert any("60 tokens, 27 a second while busy" in text for text in texts(root))


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_theme_is_fixed_or_the_viewer_s(tmp_path: Path, theme: str) -> None:
    record_run(tmp_path / "run.jsonl", n_seconds=1)
    style = drawn(tmp_path / "run.jsonl", theme=theme).find(f"{SVG}style")
    assert style is not None
    assert ("prefers-color-scheme" in (style.text or "")) == (theme == "auto")
    assert ("#14191f" in (style.text or "")) == (theme != "light")
    assert all(f".{level}{{fill:" in (style.text or "") for level in LEVELS)


def test_a_picture_loads_nothing(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl", n_seconds=1)
    text = svg(read_trace(tmp_path / "run.jsonl"))
    assert text.count("http") == 1  # the name of the format
    assert "url(" not in text
    assert "<script" not in text


def test_names_cannot_break_out_of_the_picture(tmp_path: Path) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")
    for engine in ("</text><script>", 'a"b\x00\x0c', "ok"):
        generate(writer, Clock(), engine=engine)
        writer.on_fault(engine, "died", cause="<&>")
    writer.close()
    root = drawn(writer.path, title="<b>&")
    assert "</text><script>" in texts(root)
    assert "<b>&" in texts(root)


def test_a_trace_without_anything_is_drawn_with_the_reasons(tmp_path: Path) -> None:
    TraceWriter(tmp_path / "run.jsonl").close()
    told = texts(drawn(tmp_path / "run.jsonl"))
    for why in ("no tokens", "no memory readings", "no levels in this trace", "no faults"):
        assert any(why in text for text in told), why


def test_a_png_is_drawn_in_both_themes(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    record_run(tmp_path / "run.jsonl", n_seconds=2)
    trace = read_trace(tmp_path / "run.jsonl")
    light, dark = png(trace), png(trace, theme="dark")
    assert light[:8] == dark[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(light[16:20], "big") == 1920
    assert light != dark


def test_without_the_extra_a_png_is_refused_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    TraceWriter(tmp_path / "run.jsonl").close()
    with pytest.raises(CapabilityError, match=r"pip install 'onhand\[picture\]'"):
        png(read_trace(tmp_path / "run.jsonl"))


# ── curves ──


def test_rates_add_up_to_the_tokens(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl", n_seconds=30)
    trace = read_trace(tmp_path / "run.jsonl")
    (points,) = token_rates(trace).values()
    width_s = points[1][0] - points[0][0]
    assert sum(rate for _, rate in points) * width_s == pytest.approx(summarise(trace).n_tokens)


def test_without_samples_tokens_are_spread_over_their_requests(tmp_path: Path) -> None:
    clock = Clock()
    writer = TraceWriter(tmp_path / "run.jsonl", clock=clock)
    clock.tick(6.0)
    meter = writer.request("chat")
    clock.tick(4.0)
    meter.on_event(done(80))
    writer.close()
    (points,) = token_rates(read_trace(writer.path)).values()
    assert [round(rate, 6) for _, rate in points] == [0.0] * 6 + [20.0] * 4


def test_long_runs_are_thinned_and_keep_their_peaks(tmp_path: Path) -> None:
    clock = Clock()
    writer = TraceWriter(tmp_path / "run.jsonl", clock=clock)
    for second in range(5000):
        clock.tick(1.0)
        peak = 10**9 if second == 3210 else 10**8
        writer.on_snapshot(snapshot(clock, worker_rss_bytes=peak))
    writer.close()
    trace = read_trace(writer.path)
    (points,) = readings(trace, "worker_rss_bytes")
    assert len(points) <= N_BINS + 1
    assert max(value for _, value in points) == 10**9


def test_a_reading_that_was_missing_leaves_a_gap(tmp_path: Path) -> None:
    clock = Clock()
    writer = TraceWriter(tmp_path / "run.jsonl", clock=clock)
    for second in range(100):
        clock.tick(1.0)
        values = {} if 40 <= second < 70 else {"cpu_celsius": 50.0}
        writer.on_snapshot(snapshot(clock, **values))
    writer.close()
    assert [len(piece) for piece in readings(read_trace(writer.path), "cpu_celsius")] == [40, 30]


@pytest.mark.parametrize(
    ("value", "labels"),
    [(80.0, "0 20 40 60 80"), (392.0, "0 100 200 300 400"), (0.03, "0 0.01 0.02 0.03")],
)
def test_axes_have_round_steps(value: float, labels: str) -> None:
    assert [label for _, label in Axis.to_cover(value).ticks] == labels.split()


@pytest.mark.parametrize("seconds", [0.0, 0.3, 9, 61, 600, 3599, 86400, 5e6, 1e12])
def test_any_duration_has_a_few_marks(seconds: float) -> None:
    axis = time_axis(seconds)
    assert 2 <= len(axis.ticks) <= 10
    assert axis.ticks[-1][0] <= max(seconds, 1.0)


def test_durations_in_words() -> None:
    told = [clock_label(s) for s in (1.25, 60, 61.2, 3600, 3725)]
    assert told == ["1.2 s", "1 min", "1 min 1 s", "1 h", "1 h 2 min"]


def test_damaged_traces_are_refused_or_drawn(tmp_path: Path) -> None:
    """Two hundred traces with bytes changed: a typed error or a picture, nothing else."""
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=3)
    whole, source = path.read_bytes(), random.Random(4)
    n_drawn = 0
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(source.randrange(1, 4)):
            data[source.randrange(len(data))] = source.choice(b'0123456789-e."{}[]\n,:at')
        path.write_bytes(data)
        try:
            trace = read_trace(path)
        except TraceError:
            continue
        summarise(trace).to_dict()
        ET.fromstring(svg(trace))
        n_drawn += 1
    assert n_drawn > 20
