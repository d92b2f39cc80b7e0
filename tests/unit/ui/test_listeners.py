"""Who listens is told in order, until it ends that."""

from __future__ import annotations

from onhand.ui.listeners import Listeners


def test_all_are_told_in_order_until_they_stop() -> None:
    listeners: Listeners[str] = Listeners()
    heard: list[str] = []
    stop = listeners.add(lambda said: heard.append(f"first {said}"))
    listeners.add(lambda said: heard.append(f"second {said}"))
    listeners.tell("a")
    stop()
    stop()
    listeners.tell("b")
    assert heard == ["first a", "second a", "second b"]
    assert len(listeners) == 1
    listeners.clear()
    listeners.tell("c")
    assert len(heard) == 3


def test_one_that_goes_while_all_are_told_disturbs_nobody() -> None:
    listeners: Listeners[[]] = Listeners()
    heard: list[str] = []

    def once() -> None:
        heard.append("once")
        stop()

    stop = listeners.add(once)
    listeners.add(lambda: heard.append("always"))
    listeners.tell()
    listeners.tell()
    assert heard == ["once", "always", "always"]
