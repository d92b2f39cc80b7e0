"""Rewrites on a terminal: redrawn in place, whatever their length."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from onhand.cli.tone_view import TerminalView
from onhand.rewrite import RetryEvent, RewriteText


def shown(view: TerminalView, file: StringIO) -> str:
    """Draw the view once more and return what that wrote."""
    start = len(file.getvalue())
    assert view._live is not None
    view._live.refresh()
    return file.getvalue()[start:]


def terminal(file: StringIO) -> Console:
    return Console(file=file, force_terminal=True, width=40, height=6)


def test_of_a_long_text_the_end_is_shown_and_all_of_it_is_left() -> None:
    file = StringIO()
    lines = [f"line {n:02}" for n in range(40)]
    with TerminalView(("formal",), terminal(file)) as view:
        view.take(RewriteText("formal", "\n".join(lines)))
        for _ in range(3):
            drawn = shown(view, file)
            assert [line for line in lines if line in drawn] == lines[-5:]
    assert file.getvalue().count("line 00") == 1
    assert all(line in file.getvalue() for line in lines)


def test_what_is_written_again_replaces_what_was_taken_back() -> None:
    file = StringIO()
    with TerminalView(("formal", "casual"), terminal(file)) as view:
        view.take(RewriteText("formal", "I will sing."))
        view.take(RetryEvent("formal", ("lost: 5pm",), 2, 7))
        view.take(RewriteText("formal", "come at 5pm."))
        drawn = shown(view, file)
    assert "I will come at 5pm." in drawn
    assert "casual" in drawn
    assert "sing" not in drawn
