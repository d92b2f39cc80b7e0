"""A window is updated at most thirty times a second, and never while it still draws."""

from __future__ import annotations

import asyncio

from onhand.ui.chat.painter import FRAME_S, Painter


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def test_many_touches_at_once_are_one_update() -> None:
    clock, n_drawn = Clock(), 0

    async def paint() -> None:
        nonlocal n_drawn
        n_drawn += 1

    painter = Painter(paint, clock=clock, sleep=clock.sleep)
    for _ in range(100):
        painter.touch()
    await painter.settle()
    assert n_drawn == painter.n_paints == 1


async def test_no_more_than_thirty_updates_a_second() -> None:
    clock = Clock()
    times: list[float] = []

    async def paint() -> None:
        times.append(clock.now)
        if len(times) < 90:
            painter.touch()  # there is always something new

    painter = Painter(paint, clock=clock, sleep=clock.sleep)
    painter.touch()
    await painter.settle()
    assert len(times) == 90
    assert times[-1] - times[0] >= 89 * FRAME_S - 1e-6


async def test_a_slow_window_gets_fewer_updates_and_no_queue() -> None:
    clock, running, most = Clock(), 0, 0
    n_left = 10

    async def paint() -> None:
        nonlocal running, most, n_left
        running += 1
        most = max(most, running)
        painter.touch()
        painter.touch()
        clock.now += 0.5
        await asyncio.sleep(0)
        running -= 1
        n_left -= 1
        if n_left == 0:
            painter._is_dirty = False

    painter = Painter(paint, clock=clock, sleep=clock.sleep)
    painter.touch()
    await painter.settle()
    assert most == 1
    assert painter.busy_s == 5.0
    assert set(clock.slept) == {0.0}


async def test_what_comes_while_it_draws_is_drawn_afterwards() -> None:
    clock, seen, text = Clock(), list[str](), "a"

    async def paint() -> None:
        nonlocal text
        drawn = text
        if text == "a":
            text = "ab"
            painter.touch()
        seen.append(drawn)

    painter = Painter(paint, clock=clock, sleep=clock.sleep)
    painter.touch()
    await painter.settle()
    assert seen == ["a", "ab"]


async def test_closing_ends_it() -> None:
    async def paint() -> None:
        await asyncio.Event().wait()

    painter = Painter(paint)
    painter.touch()
    await asyncio.sleep(0)
    await painter.close()
    await painter.settle()
