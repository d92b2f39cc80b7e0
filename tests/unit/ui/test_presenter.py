"""What a window shows of the conversations, and what Ctrl-K finds."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

from onhand.ui.chat.conversations import MOST_OPEN
from onhand.ui.chat.presenter import ChatPresenter, by_day, context_share
from onhand.ui.chat.shelf import Headline
from onhand.ui.palette import Command, matching
from tests.unit.ui.desk import desk, said

TODAY = datetime.date(2026, 11, 21)


def aged(days: int) -> Headline:
    """Return a headline that was changed some days ago, at noon."""
    then = datetime.datetime.combine(TODAY, datetime.time(12)) - datetime.timedelta(days=days)
    return Headline(id=str(days), title=f"{days} days", updated_at=then.timestamp())


def test_conversations_are_grouped_as_people_look_for_them() -> None:
    groups = by_day([aged(0), aged(1), aged(2), aged(7), aged(8), aged(400)], TODAY)
    assert [(heading, [line.id for line in lines]) for heading, lines in groups] == [
        ("Today", ["0"]),
        ("Yesterday", ["1"]),
        ("Previous 7 days", ["2", "7"]),
        ("Older", ["8", "400"]),
    ]


def test_a_clock_that_went_back_is_today() -> None:
    assert by_day([aged(-3)], TODAY)[0][0] == "Today"


def test_the_context_in_words() -> None:
    assert context_share(None, None) == (0.0, "")
    assert context_share(None, 4096) == (0.0, "4,096 tokens of context")
    assert context_share(1024, 4096) == (0.25, "1,024 of 4,096 tokens")
    assert context_share(5000, 4096)[0] == 1.0


async def test_a_new_conversation_is_not_made_twice(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter = ChatPresenter(backend.conversations)
        first = presenter.current
        assert presenter.begin() is first
        await said(first, "Hi")
        assert presenter.begin() is not first


async def test_a_deleted_conversation_in_front_gives_way_to_a_new_one(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter = ChatPresenter(backend.conversations)
        gone = presenter.current
        await said(gone, "Hi")
        await presenter.delete(gone.id)
        assert presenter.current is not gone
        assert presenter.headlines == ()


async def test_a_route_to_nothing_shows_a_new_conversation(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter = ChatPresenter(backend.conversations)
        await said(presenter.current, "Hi")
        shown = await presenter.show("no-such-id")
        assert shown.entries == []


async def test_searching_narrows_the_list(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        presenter = ChatPresenter(backend.conversations)
        await said(presenter.current, "Hi")
        await presenter.search("hello")
        assert len(presenter.headlines) == 1
        await presenter.search("absent")
        assert presenter.headlines == ()


async def test_conversations_that_nobody_looks_at_are_closed_the_least_recent_first(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path) as backend:
        conversations = backend.conversations
        made = []
        for _ in range(MOST_OPEN + 3):
            made.append(conversations.new())
            await said(made[-1], "Hi")
        stop = made[0].listen(lambda change: None)  # a window shows it
        await conversations.open(made[-1].id)
        assert list(conversations._open.values()) == [made[0], *made[4:]]
        stop()
        again = await conversations.open(made[1].id)
        assert again is not made[1]
        assert [entry.message.text for entry in again.entries] == ["Hi", "Hello!"]


def test_commands_match_by_all_words_and_the_beginning_first() -> None:
    commands = [Command(title=title, run=lambda: None)
                for title in ("Go to Models", "Models of old", "Dark theme")]  # fmt: skip
    assert [one.title for one in matching(commands, "models")] == ["Models of old", "Go to Models"]
    assert [one.title for one in matching(commands, "mod go")] == ["Go to Models"]
    assert len(matching(commands, "")) == 3
    assert matching(commands, "absent") == []


def test_presenters_know_no_flet(processes: None) -> None:
    """What can be decided without drawing can be tested, and used, without Flet."""
    code = (
        "import sys; import onhand.ui.backend, onhand.ui.chat.presenter, onhand.ui.guard,"
        " onhand.ui.rewrite.presenter, onhand.ui.models.presenter,"
        " onhand.ui.fonts, onhand.ui.chat.painter; print('flet' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
