"""Draws a trace as one SVG: levels, tokens a second, memory, heat and pressure over the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape

from onhand.errors import CapabilityError
from onhand.governor.trace.axes import PANEL, X_BEGIN, X_END, Axis, clock_label, time_axis
from onhand.governor.trace.reader import Trace
from onhand.governor.trace.series import Point, readings, token_rates
from onhand.governor.trace.summary import TraceSummary, level_bands, summarise

Theme = Literal["auto", "light", "dark"]

WIDTH: Final = 960
GAP: Final = 44
TOP: Final = 92.0
LEVELS: Final = ("full", "reduced", "minimal", "paused")

COLOURS: Final = {
    "light": {
        "page": "#ffffff",
        "text": "#1c2530",
        "dim": "#66727f",
        "grid": "#e3e8ed",
        "fault": "#c62839",
        "full": "#5aa469",
        "reduced": "#e0b13c",
        "minimal": "#e07b39",
        "paused": "#c0394b",
        "unknown": "#aab4be",
        "s0": "#2a6fdb",
        "s1": "#8a4fd3",
        "s2": "#0f8f86",
        "s3": "#b0571f",
    },
    "dark": {
        "page": "#14191f",
        "text": "#e6ebf0",
        "dim": "#93a0ad",
        "grid": "#2a323b",
        "fault": "#ff6b78",
        "full": "#4f9a60",
        "reduced": "#cfa033",
        "minimal": "#d5713a",
        "paused": "#cf4a5c",
        "unknown": "#5b6671",
        "s0": "#6aa5ff",
        "s1": "#b88cf5",
        "s2": "#3fc1b7",
        "s3": "#e59a5f",
    },
}
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def svg(trace: Trace, *, theme: Theme = "auto", title: str | None = None) -> str:
    """Return the picture of a trace as SVG; it loads nothing from anywhere.

    Args:
        trace: what to draw.
        theme: "auto" follows the viewer's preference (`prefers-color-scheme`).
        title: the head line; None: the file's name.
    """
    summary = summarise(trace)
    axis = time_axis(summary.duration_s)
    panels = [
        _levels(trace, axis),
        _tokens(trace, axis),
        _memory(trace, axis),
        _heat(trace, axis),
        *_pressure(trace, axis),
    ]
    parts, top = [_head(summary, title or trace.path.name)], TOP
    bodies = []
    for height, body in panels:
        bodies.append(f'<g transform="translate(0 {top:g})">{body}</g>')
        top += height + GAP
    bottom = top - GAP
    parts.append(_time(axis, TOP, bottom))
    parts += bodies
    parts.append(_faults(trace, axis, TOP, bottom))
    height = bottom + 46
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH} {height:g}" role="img" font-family="{FONT}" font-size="12">'
        f"<title>{_text(title or trace.path.name)}</title><style>{_style(theme)}</style>"
        f'<rect class="page" width="{WIDTH}" height="{height:g}"/>' + "".join(parts) + "</svg>\n"
    )


def png(trace: Trace, *, theme: Theme = "light", title: str | None = None) -> bytes:
    """Return the picture of a trace as PNG, twice as large for fine screens.

    Raises:
        CapabilityError: the renderer is not installed (extra `picture`).
    """
    try:
        import resvg_py
    except ImportError:
        raise CapabilityError(
            "Making a PNG needs resvg-py, which is not installed.",
            hint="Install the extra: pip install 'onhand[picture]', or make an SVG.",
        ) from None
    fixed: Theme = "light" if theme == "auto" else theme
    drawn = svg(trace, theme=fixed, title=title)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=2.0))


# ── panels: (height, body) with the panel's top at 0 ─────────────────────────


def _levels(trace: Trace, axis: Axis) -> tuple[float, str]:
    bands = level_bands(trace)
    body = [_caption("Level", [(name, name) for name in LEVELS])]
    for level, begin, end in bands:
        name = level if level in LEVELS else "unknown"
        x, width = axis.at(begin), max(1.0, axis.at(end) - axis.at(begin))
        body.append(f'<rect class="{name}" x="{x:.1f}" width="{width:.1f}" height="18" rx="2"/>')
        if width > 9 * len(level):
            body.append(
                f'<text class="on-{name}" x="{x + width / 2:.1f}" y="13" text-anchor="middle" '
                f'font-size="11">{_text(level)}</text>'
            )
    if not bands:
        body.append(_absent(18, "no levels in this trace"))
    return 18, "".join(body)


def _tokens(trace: Trace, axis: Axis) -> tuple[float, str]:
    rates = token_rates(trace)
    names = [(f"s{n % 4}", engine) for n, engine in enumerate(rates)]
    scale = Axis.to_cover(max((y for points in rates.values() for _, y in points), default=1.0))
    body = [_caption("Tokens per second", names if len(names) > 1 else []), _scale(scale)]
    for (colour, _), points in zip(names, rates.values(), strict=True):
        xy = [(axis.at(t), scale.height(y)) for t, y in points]
        line = _path(xy)
        area = f"{line}L{xy[-1][0]:.1f} {PANEL:g}L{xy[0][0]:.1f} {PANEL:g}Z"
        body.append(f'<path class="{colour} area" d="{area}"/>')
        body.append(f'<path class="{colour} line" d="{line}"/>')
    if not rates:
        body.append(_absent(PANEL, "no tokens"))
    return PANEL, "".join(body)


def _memory(trace: Trace, axis: Axis) -> tuple[float, str]:
    curves = {
        "workers": readings(trace, "worker_rss_bytes"),
        "app": readings(trace, "app_rss_bytes"),
    }
    mib = {
        name: [[(t, value / 2**20) for t, value in piece] for piece in pieces]
        for name, pieces in curves.items()
        if pieces
    }
    return _curves("Resident memory, MiB", mib, axis, "no memory readings")


def _heat(trace: Trace, axis: Axis) -> tuple[float, str]:
    celsius = readings(trace, "cpu_celsius")
    if celsius:
        return _curves("Processor, °C", {"": celsius}, axis, "")
    level = readings(trace, "thermal_level")
    if level:
        return _curves("Thermal level, 0 to 3", {"": level}, axis, "", most=3.0)
    return _curves("Heat", {}, axis, "this device tells no temperature")


def _pressure(trace: Trace, axis: Axis) -> list[tuple[float, str]]:
    """Return what else the device was busy with, where it tells: it explains a fall in speed."""
    waits = readings(trace, "cpu_pressure")
    if not waits:
        return []
    return [_curves("Time in which some task waited for a processor, %", {"": waits}, axis, "")]


def _curves(
    title: str,
    curves: dict[str, list[list[Point]]],
    axis: Axis,
    absent: str,
    most: float = 1.0,
) -> tuple[float, str]:
    named = [(f"s{n % 4}", name) for n, name in enumerate(curves)]
    if not curves:
        return 40, _caption(title, []) + _absent(40, absent)
    values = [y for pieces in curves.values() for piece in pieces for _, y in piece]
    scale = Axis.to_cover(max([most, *values]))
    body = [_caption(title, named if len(named) > 1 else []), _scale(scale)]
    for (colour, _), pieces in zip(named, curves.values(), strict=True):
        for piece in pieces:
            xy = [(axis.at(t), scale.height(y)) for t, y in piece]
            if len(xy) == 1:
                xy.append((xy[0][0] + 1.5, xy[0][1]))
            body.append(f'<path class="{colour} line" d="{_path(xy)}"/>')
    return PANEL, "".join(body)


# ── what they are made of ────────────────────────────────────────────────────


def _head(summary: TraceSummary, title: str) -> str:
    models = ", ".join(dict.fromkeys(engine.model or engine.name for engine in summary.engines))
    rate = summary.tokens_per_second
    told = [
        clock_label(summary.duration_s),
        models,
        f"{summary.n_requests:,} requests",
        f"{summary.n_tokens:,} tokens" + (f", {rate:,.0f} a second while busy" if rate else ""),
        f"{summary.n_faults:,} faults, {summary.n_recoveries:,} recovered"
        if summary.n_faults
        else "no faults",
    ]
    line = " · ".join(part for part in told if part)
    return (
        f'<text class="text" x="24" y="30" font-size="17" font-weight="600">{_text(title)}</text>'
        f'<text class="dim" x="24" y="49">{_text(line)}</text>'
    )


def _caption(title: str, legend: Sequence[tuple[str, str]]) -> str:
    body = [f'<text class="text" x="{X_BEGIN:g}" y="-9" font-weight="600">{_text(title)}</text>']
    x = X_END
    for colour, name in reversed(legend):
        x -= 10
        body.append(f'<rect class="{colour} swatch" x="{x:.1f}" y="-18" width="10" height="10"/>')
        x -= 6
        body.append(f'<text class="dim" x="{x:.1f}" y="-9" text-anchor="end">{_text(name)}</text>')
        x -= 7.4 * len(name) + 12
    return "".join(body)


def _scale(scale: Axis) -> str:
    body = []
    for value, label in scale.ticks:
        y = scale.height(value)
        body.append(
            f'<line class="grid" x1="{X_BEGIN:g}" x2="{X_END:g}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        body.append(
            f'<text class="dim" x="{X_BEGIN - 8:g}" y="{y + 4:.1f}" text-anchor="end">'
            f"{label}</text>"
        )
    return "".join(body)


def _time(axis: Axis, top: float, bottom: float) -> str:
    body = []
    for value, label in axis.ticks:
        x = axis.at(value)
        body.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>')
        body.append(
            f'<text class="dim" x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{label}</text>'
        )
    return "".join(body)


def _faults(trace: Trace, axis: Axis, top: float, bottom: float) -> str:
    """Return a line through all panels and a mark on top for each death of a worker."""
    body = []
    for record in trace.of_kind("fault"):
        if record["what"] == "recovered":
            continue
        x = axis.at(record["t"])
        told = f"{record['engine']}: {record['what']}"
        if "cause" in record:
            told += f", {record['cause']}"
        body.append(
            f'<g class="fault"><title>{_text(told)}</title>'
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>'
            f'<path d="M{x - 4:.1f} {top - 6}h8l-4 7z"/></g>'
        )
    return "".join(body)


def _absent(height: float, why: str) -> str:
    return (
        f'<text class="dim" x="{X_BEGIN:g}" y="{height / 2 + 4:g}" font-style="italic">'
        f"{_text(why)}</text>"
    )


def _text(value: str) -> str:
    """Escape; XML has no place for control characters, whatever an engine is called."""
    return escape("".join(c if c.isprintable() else "\ufffd" for c in value))


def _path(points: Iterable[Point]) -> str:
    return "".join(f"{'L' if n else 'M'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(points))


def _style(theme: Theme) -> str:
    fixed = (
        ".line{fill:none;stroke-width:1.6;stroke-linejoin:round}"
        ".area{fill-opacity:.16;stroke:none}"
        ".grid{stroke-width:1}"
        ".fault line{stroke-width:1;stroke-dasharray:3 3;opacity:.55}"
        ".on-full,.on-reduced,.on-minimal,.on-unknown{fill:#10161c}.on-paused{fill:#ffffff}"
    )
    if theme != "auto":
        return fixed + "".join(_colours(theme))
    dark = "".join(_colours("dark"))
    light = "".join(_colours("light"))
    return f"{fixed}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _colours(theme: Literal["light", "dark"]) -> Iterator[str]:
    for name, colour in COLOURS[theme].items():
        if name == "grid":
            yield f".grid{{stroke:{colour}}}"
        elif name == "fault":
            yield f".fault line{{stroke:{colour}}}.fault path{{fill:{colour}}}"
        elif name.startswith("s") and len(name) == 2:
            yield f".{name}.line{{stroke:{colour}}}.{name}.area,.{name}.swatch{{fill:{colour}}}"
        else:
            yield f".{name}{{fill:{colour}}}"
