"""Chat in the browser with the bundled model."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.running_app import RunningApp

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]


async def test_an_answer_comes_and_a_reload_finds_the_conversation(
    app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(app)
    await tab.say("What can you do?")
    answer = await tab.answer(1)
    assert re.search(r"[\d.]+ tokens/s · first token [\d.]+ s · \d+ tokens", answer)
    await tab.until_says(re.compile(r"Context: \d+ of 1,024 tokens"))
    await tab.picture("chat")
    address = tab.page.url
    assert re.search(r"/chat/[0-9a-f]{12}$", address), "the address names the conversation"
    await tab.reload()
    assert await tab.answer(1) == answer
    assert tab.page.url == address
    other = await open_tab(app, address.removeprefix(app.url))
    assert await other.answer(1) == answer, "another window finds it by its address"


async def test_the_conversation_is_in_the_list_searchable_renamed_exported_deleted(
    app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(app)
    await tab.begin()
    await tab.say("Who made you?")
    await tab.answer(1)
    await tab.fill("search", "who made")
    await tab.until_gone(tab.button("More for What can you do?"))
    async with tab.page.expect_download() as download:
        await tab.choose("More for Who made you?", "Export as JSON")
    exported = json.loads(Path(await (await download.value).path()).read_text("utf-8"))
    assert [message["role"] for message in exported["messages"]] == ["user", "assistant"]
    await tab.choose("More for Who made you?", "Rename", tab.by_id("ask-text"))
    await tab.fill("ask-text", "The maker")
    await tab.press(tab.by_id("confirm"))
    await tab.fill("search", "maker")
    await tab.choose("More for The maker", "Delete", tab.by_id("confirm"))
    await tab.until_says("is removed from this device for good")
    await tab.press(tab.by_id("confirm"))
    await tab.until_gone(tab.button("More for The maker"))


async def test_a_message_is_edited_and_sent_again(app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(app)
    await tab.begin()
    await tab.say("What can you do?")
    await tab.answer(1)
    await tab.press("Edit and send again", tab.by_id("ask-text"))
    await tab.fill("ask-text", "make this formal: hey, cant make it tmrw")
    await tab.press(tab.by_id("confirm"))
    await tab.until_says("make this formal", "message-0")
    assert "What can you do?" not in await tab.text("message-0")
    await tab.answer(1)
    await tab.until_gone(tab.by_id("message-2"))
    await tab.say("What can you do?")
    await tab.answer(3)
    await tab.begin()
    await tab.say("A shorter one is shown after it")
    await tab.answer(1)


async def test_the_keyboard_alone_is_enough(app: RunningApp, open_tab: OpenTab) -> None:
    """Shift-Enter makes a line, Ctrl-K finds commands and conversations, Ctrl-digits change views.

    A written line is sent by Enter, and what is in the field afterwards is nothing.
    """
    tab = await open_tab(app)
    await tab.begin()
    field = await tab.fill("composer", "one")
    await tab.page.keyboard.press("Shift+Enter")
    await tab.page.keyboard.type("two")

    async def has_two_lines() -> bool:
        return await field.input_value() == "one\ntwo"

    await tab.until(has_two_lines, "Shift-Enter begins a line")
    await tab.page.keyboard.press("Enter")
    await tab.until_says("one\ntwo", "message-0")
    await tab.answer(1)
    await tab.page.keyboard.press("Control+4")
    await tab.until_says("Diagnostics")
    await tab.page.wait_for_url("**/diagnostics")
    await tab.page.keyboard.press("Control+k")
    await tab.fill("palette", "go to chat")
    await tab.until_says("Ctrl-1")
    await tab.page.keyboard.press("Enter")
    await tab.page.wait_for_url("**/chat")
    await tab.by_id("message-1").wait_for()


async def test_on_a_phone_there_is_one_column_and_all_can_be_reached(
    app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(app, width=390, height=844, color_scheme="dark", has_touch=True)
    assert await tab.by_id("new-conversation").count() == 0, "the list is in the drawer"
    await tab.say("What can you do?")
    await tab.answer(1)
    wide = await tab.page.evaluate(
        "[...document.querySelectorAll('[flt-semantics-identifier]')]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.width && r.right > innerWidth + 1)"
    )
    assert wide == [], "nothing sticks out on the right"
    await tab.picture("chat-phone-dark")
    await tab.press("Conversations", tab.by_id("new-conversation"))
    await tab.button("More for What can you do?").first.wait_for()
    await tab.picture("chat-phone-drawer")
