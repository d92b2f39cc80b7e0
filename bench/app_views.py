"""The app's rewrite and models views: what opening them costs, and rewrites that a window draws.

    python bench/app_views.py [--rounds 5]

Opening: the models view with the catalogue and 20 installed models, the rewrite view with 100 kept
rewrites. Flet looks through what is new before it sends it; the longest time for which the event
loop answered nobody meanwhile, and the bytes sent, over the connection that the app's tests use.
Before the views drew bit by bit the first figure was that of "at once", which is measured too.

Rewriting: four tones of one message on the bundled model, by the service alone and in the app with
a window that draws them, alternating. The kept prefix: the engine's start until the first token
could be made, with and without `prefix_cache`, alternating.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from measuring import Spread, table

sys.path.insert(0, str(Path(__file__).parents[1]))

import onhand
from onhand.rewrite import Rewriter, RewriteText
from onhand.store import AsyncStore
from onhand.ui.backend import Backend
from onhand.ui.rewrite.kept import Rewritten
from onhand.ui.rewrite.rendition import Figures, Rendition
from onhand.ui.rewrite.voices import DEFAULT_VOICES
from onhand.ui.views import card_grid
from tests.store_kit import gguf
from tests.unit.ui.window import Window, opened

MESSAGE = "hey, cant make it to the meeting at 3pm on friday, sorry!! can u send INV-2041 to dana?"
TONES = tuple(voice.removeprefix("tone-") for voice in DEFAULT_VOICES)
N_INSTALLED, N_KEPT = 20, 100


class Lag:
    """The longest time for which the event loop answered nobody."""

    def __init__(self) -> None:
        self.worst_s = 0.0

    async def watch(self) -> None:
        """Look every millisecond."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            self.worst_s = max(self.worst_s, time.perf_counter() - began - 0.001)


async def prepared(folder: Path) -> Backend:
    """Return a backend with models and history in `folder`."""
    store = AsyncStore(folder)
    source = folder / "in"
    for number in range(N_INSTALLED):
        await store.pull(str(gguf(source, f"model-{number}-Q8_0.gguf", n_floats=32)))
    backend = Backend(store=store)
    for number in range(N_KEPT):
        cards = []
        for voice in DEFAULT_VOICES:
            card = Rendition(voice)
            card.text, card.phase, card.figures = MESSAGE, "done", Figures(outcome="model")
            cards.append(card)
        one = Rewritten(
            id=str(number), text=f"{number} {MESSAGE}", at=1.7e9 + number, model="",
            renditions=tuple(cards),
        )  # fmt: skip
        await backend.rewrites.kept.add(one)
    await (await backend.rewriter()).preload()
    await backend.models.refresh()
    await backend.models.assess()
    return backend


async def opening(window: Window, route: str) -> tuple[float, float]:
    """Go to a view; return the longest lag in ms and the kB sent until nothing more came."""
    lag = Lag()
    watch = asyncio.ensure_future(lag.watch())
    before = sum(window.sizes)
    window.page.navigate(route)
    n_sent = -1
    while n_sent != len(window.sizes):
        n_sent = len(window.sizes)
        await asyncio.sleep(0.5)
    watch.cancel()
    sent = (sum(window.sizes) - before) / 1e3
    window.page.navigate("/diagnostics")
    await asyncio.sleep(0.5)
    return lag.worst_s * 1e3, sent


async def bench_opening(backend: Backend, n_rounds: int) -> None:
    """Print what opening the views costs, bit by bit and at once."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    update = card_grid.CardGrid.show
    for _ in range(n_rounds):
        for way in ("bit by bit", "at once"):
            card_grid.CardGrid.show = update if way == "bit by bit" else _at_once  # type: ignore[method-assign]
            async with opened(backend, route="/diagnostics", is_mirrored=False) as window:
                await asyncio.sleep(1)
                for view in ("models", "rewrite"):
                    found.setdefault((view, way), []).append(await opening(window, f"/{view}"))
    card_grid.CardGrid.show = update  # type: ignore[method-assign]
    print(
        table(
            ("view", "drawn", "longest lag, ms", "kB sent"),
            [
                (view, way, Spread.of([lag for lag, _ in values]).text(0),
                 Spread.of([sent for _, sent in values]).text(0))
                for (view, way), values in found.items()
            ],
        )
    )  # fmt: skip


def _at_once(
    self: card_grid.CardGrid, items: list, make: Callable[..., object], n_columns: int
) -> None:
    """Draw all rows in one update, as before."""
    rows = [(n_columns, *items[i : i + n_columns]) for i in range(0, len(items), n_columns)]
    if rows != self._rows:
        self._rows = rows
        self.control.controls = [card_grid._row(row, make) for row in rows]
        self._shell.update(self.control)


async def by_service(rewriter: Rewriter) -> tuple[float, float]:
    """Rewrite by the service alone; return first and last text in ms."""
    began = time.perf_counter()
    first = 0.0
    async with rewriter.variants(MESSAGE, TONES) as stream:
        async for event in stream:
            if isinstance(event, RewriteText) and not first:
                first = time.perf_counter() - began
    return first * 1e3, (time.perf_counter() - began) * 1e3


async def in_window(backend: Backend, window: Window) -> tuple[float, float]:
    """Rewrite in the app while the window draws it; return first and last text in ms."""
    field = window.identified("rewrite-text")
    field.value = MESSAGE
    before = len(window.sizes)
    await window.fire(field, "submit", MESSAGE)
    await backend.rewrites.settled()
    await asyncio.sleep(0.1)
    assert len(window.sizes) > before, "nothing was drawn"
    log = backend.rewrites.kept.latencies[-len(TONES) :]
    return min(one.first_token_ms or 0.0 for one in log), max(one.total_ms for one in log)


async def bench_rewriting(backend: Backend, n_rounds: int) -> None:
    """Print four tones with and without a window."""
    found: dict[str, list[tuple[float, float]]] = {"service": [], "app": []}
    rewriter = await backend.rewriter()
    async with opened(backend, route="/rewrite", is_mirrored=False) as window:
        await asyncio.sleep(1)
        for _ in range(n_rounds):
            found["service"].append(await by_service(rewriter))
            found["app"].append(await in_window(backend, window))
    rows = [
        (way, Spread.of([first for first, _ in values]).text(0),
         Spread.of([total for _, total in values]).text(0))
        for way, values in found.items()
    ]  # fmt: skip
    print(table(("four tones", "first token, ms", "all done, ms"), rows))


async def starting(home: Path, has_cache: bool) -> float:
    """Start the engine and warm the rewriter; return the ms until it is ready."""
    options = {"prefix_cache": home / "prefix-cache"} if has_cache else {}
    began = time.perf_counter()
    engine = await onhand.Engine.open(**options)  # type: ignore[arg-type]
    await Rewriter(engine=engine).preload()
    took = (time.perf_counter() - began) * 1e3
    await engine.close()
    return took


async def bench_starting(home: Path, n_rounds: int) -> None:
    """Print the start with and without the cache of prefixes."""
    found: dict[str, list[float]] = {"without": [], "with": []}
    for _ in range(n_rounds):
        found["without"].append(await starting(home, False))
        found["with"].append(await starting(home, True))
    rows = [(way, Spread.of(values).text(0)) for way, values in found.items()]
    print(table(("prefix cache", "ready after, ms"), rows))


async def main(n_rounds: int) -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        backend = await prepared(Path(folder))
        parts: tuple[Callable[[Backend, int], Awaitable[None]], ...]
        parts = (bench_opening, bench_rewriting)
        for part in parts:
            await part(backend, n_rounds)
            print()
        await backend.close()
        await bench_starting(Path(folder), n_rounds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    asyncio.run(main(parser.parse_args().rounds))
