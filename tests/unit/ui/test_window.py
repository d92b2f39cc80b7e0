"""The window as a user sees it, without a browser."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from onhand.ui.backend import Backend
from onhand.ui.chat.library_shelf import LibraryShelf
from tests.unit.ui.desk import desk, ready, scripted
from tests.unit.ui.window import Window, opened


def answered(window: Window, n: int = 1) -> bool:
    """Whether `n` answers have their figures under them."""
    return sum("tokens/s" in text for text in window.texts()) >= n


def has_button(window: Window, tooltip: str) -> bool:
    """Whether there is a button with that tooltip."""
    return any(isinstance(one, ft.IconButton) and one.tooltip == tooltip
               for one in window.controls())  # fmt: skip


async def test_a_first_start_says_what_to_do_and_how_far_the_model_is(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.05)) as backend, opened(backend) as window:
        assert window.has("What is on your mind?")
        assert window.has("Loading")
        await window.until(lambda: window.has("is ready"))


async def test_a_message_is_sent_by_enter_and_answered(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        assert window.has("Hello!")
        assert window.identified("composer").value == ""


async def test_the_conversation_is_in_the_list_and_in_the_route(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        headlines = await backend.conversations.headlines()
        assert window.page.route == f"/chat/{headlines[0].id}"
        await window.until(lambda: window.identified(f"conversation-{headlines[0].id}"))


async def test_a_new_window_finds_the_conversation_by_its_route(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        async with opened(backend) as window:
            await window.write("Hi")
            await window.until(lambda: answered(window))
            route = window.page.route
        async with opened(backend, route=route) as again:
            assert again.has("Hello!")
            assert answered(again)


async def test_an_answer_goes_on_while_no_window_is_there(tmp_path: Path) -> None:
    model = scripted({"Hi": "word " * 60}, token_delay_s=0.0005)
    async with desk(tmp_path, model) as backend:
        async with opened(backend) as window:
            await window.write("Hi")
            await window.until(lambda: window.has("word word"))
            route = window.page.route
        async with opened(backend, route=route) as again:
            await again.until(lambda: answered(again))
            assert again.has("word " * 59)


async def test_escape_stops_the_answer(tmp_path: Path) -> None:
    async with (
        desk(tmp_path, scripted(token_delay_s=0.001)) as backend,
        opened(backend) as window,
    ):
        await window.write("Talk without end")
        await window.until(lambda: bool(window.find(ft.Semantics, is_draft)))
        await window.key("Escape")
        await window.until(lambda: window.has("stopped") or not window.has("Thinking"))


async def test_answering_again_and_editing(tmp_path: Path) -> None:
    model = scripted({"Hi": "Hello!", "Bye": "See you."})
    async with desk(tmp_path, model) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        await window.press("Answer again")
        await window.until(lambda: answered(window))
        await window.press("Edit and send again")
        field = window.identified("ask-text")
        assert field.value == "Hi"
        field.value = "Bye"
        await window.fire(window.identified("confirm"), "click")
        await window.until(lambda: window.has("See you."))
        assert not window.has("Hello!")


async def test_a_question_whose_answer_was_stopped_before_it_began_can_be_answered(
    tmp_path: Path,
) -> None:
    async with (
        desk(tmp_path, scripted({"Hi": "Hello!"}, load_delay_s=0.2)) as backend,
        opened(backend) as window,
    ):
        await window.write("Hi")
        await window.key("Escape")
        await window.until(lambda: has_button(window, "Answer this"))
        await window.press("Answer this")
        await window.until(lambda: answered(window))
        assert not has_button(window, "Answer this")


async def test_ctrl_k_finds_conversations_and_commands(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        await window.key("K", ctrl=True)
        field = window.identified("palette")
        field.value = "hello"
        await window.fire(field, "change", "hello")
        assert window.has("Hello!")
        field.value = "dark"
        await window.fire(field, "change", "dark")
        await window.fire(field, "submit", "dark")
        assert window.page.theme_mode == ft.ThemeMode.DARK


async def test_a_narrow_window_has_the_bar_below_and_a_drawer(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, width=390) as window:
        assert window.page.navigation_bar is not None
        with pytest.raises(AssertionError):
            window.find(ft.NavigationRail)
        before = window.page.drawer
        await window.press("Conversations")
        assert window.page.drawer is before, "a window does not open a drawer that it has just got"
        assert before is not None
        assert ("show_drawer", None) in [(name, None) for name, _ in window.called]
        assert window.identified("new-conversation")


async def test_a_window_that_grows_gets_the_rail(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, width=390) as window:
        window.page.width = 1280
        await window.fire(window.page, "resize", {"width": 1280, "height": 800})
        assert window.find(ft.NavigationRail)
        assert window.page.navigation_bar is None


@pytest.mark.parametrize("index", range(4))
async def test_every_place_can_be_gone_to_by_key(tmp_path: Path, index: int) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await ready(backend)
        await window.key(str(index + 1), ctrl=True)
        rail = window.find(ft.NavigationRail)
        await window.until(lambda: rail.selected_index == index)


async def test_settings_out_of_range_are_said_where_they_are(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.press("Settings of this conversation")
        field = window.find(ft.TextField, lambda one: one.label == "Temperature")
        field.value = "-3"
        await window.fire(window.identified("save-settings"), "click")
        assert "temperature" in str(field.error)
        field.value = "0,5"
        await window.fire(window.identified("save-settings"), "click")
        conversation = next(iter(backend.conversations._open.values()))
        await window.until(lambda: conversation.settings.temperature == 0.5)


async def test_new_conversations_after_long_ones_are_shown(tmp_path: Path) -> None:
    """What was in the window before must not be sent twice when it comes back (see `Slot`)."""
    async with desk(tmp_path) as backend, opened(backend) as window:
        for _ in range(3):
            await window.fire(window.identified("new-conversation"), "click")
            for n in (1, 2, 3):
                await window.write("Hi")
                await window.until(lambda n=n: answered(window, n))
        await window.key("2", ctrl=True)
        await window.until(lambda: window.page.route == "/rewrite")
        await window.key("K", ctrl=True)
        field = window.identified("palette")
        field.value = "new conversation"
        await window.fire(field, "change", field.value)
        await window.fire(field, "submit", field.value)
        await window.until(lambda: window.has("What is on your mind?"))
        await window.until(lambda: window.called[-1][0] == "focus")


async def test_a_model_that_cannot_be_loaded_is_explained_with_a_way_on(tmp_path: Path) -> None:
    async with desk(tmp_path, tmp_path / "absent.gguf") as backend, opened(backend) as window:
        await window.until(lambda: window.has("There is no file"))
        assert window.find(ft.OutlinedButton, lambda one: one.content == "Choose another model")


async def test_a_worker_that_dies_in_mid_answer_is_told_and_the_answer_completes(
    tmp_path: Path, processes: None
) -> None:
    ledger = tmp_path / "ledger"
    text = "word " * 60
    model = scripted({"Hi": text}, die_at_decodes=(100,), ledger=str(ledger), token_delay_s=0.001)
    async with desk(tmp_path, model, isolation="process") as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: window.has("was started again"))
        await window.until(lambda: answered(window))
        assert window.has(text.strip())
        assert window.has("worker restarted once")


async def test_another_model_can_be_chosen(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        item = window.find(ft.PopupMenuItem, lambda one: "onhand small" in str(one.content))
        await window.fire(item, "click")
        await window.until(lambda: backend.model is None and backend.status.is_usable)
        await window.until(lambda: window.has("onhand small"))
        assert window.has("Hello!")


async def test_choosing_the_model_in_use_changes_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        engine = backend.open_engine
        item = window.find(ft.PopupMenuItem, lambda one: one.checked)
        assert item.content == "fake", "it is in the list, though it is not installed"
        await window.fire(item, "click")
        await window.write("Hi")
        await window.until(lambda: answered(window, 2))
        assert backend.open_engine is engine


async def test_a_library_that_cannot_be_read_is_told_and_the_chat_works(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    backend = Backend(scripted({"Hi": "Hello!"}), shelf=LibraryShelf(path), isolation="thread")
    async with opened(backend) as window:
        await window.until(lambda: window.has("cannot be used"))
        await window.write("Hi")
        await window.until(lambda: window.has("Hello!"))
        await window.key("K", ctrl=True)
        assert window.identified("palette")
    await backend.close()


async def test_every_button_without_words_has_a_label_for_screen_readers(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        for control in window.controls():
            if isinstance(control, (ft.IconButton, ft.PopupMenuButton)):
                assert control.tooltip, control
                if getattr(control, "content", None) is None:
                    assert control.icon.semantics_label, control


async def test_a_page_that_left_is_sent_nothing_and_comes_back_whole(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted({"Hi": "Hello!"})) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: answered(window))
        await window.leave()
        n_sent = len(window.sizes)
        await backend.use_model(scripted({"Hi": "Hello!"}))
        assert len(window.sizes) == n_sent
        await window.come_back()
        assert window.has("Hello!")


def is_draft(control: ft.Semantics) -> bool:
    """Whether it is the answer that is being written."""
    return control.identifier == "draft"
