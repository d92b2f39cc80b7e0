"""Conversations keep themselves: each change of a chat is in the library when it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from onhand import (
    ContextFullError,
    Conversation,
    ConversationNotFoundError,
    DoneEvent,
    Engine,
    Library,
    LibraryError,
    Message,
    TokenEvent,
)
from onhand.testing import FakeModel
from tests.conftest import OpenEngine

REPLIES = {"Hi": "Hello there!", "Bye": "See you.", "Smile": "One 🙂"}
PLAIN = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with Library.open(tmp_path / "chats.sqlite3") as library:
        yield library


@pytest.fixture
async def engine(open_engine: OpenEngine) -> Engine:
    return await open_engine(FakeModel(replies=REPLIES, chat_template=PLAIN, n_ctx=2048))


async def texts(library: Library, id: str) -> list[tuple[str, str]]:
    return [(m.role, m.text) for m in (await library.load(id)).messages]


async def test_a_turn_is_kept_when_it_is_done(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine, "Be brief.")
    async for event in conversation.chat.stream("Hi"):
        if isinstance(event, DoneEvent):
            kept = await texts(library, conversation.id)
            assert kept == [("system", "Be brief."), ("user", "Hi"), ("assistant", "Hello there!")]
    assert conversation.is_kept


async def test_the_question_is_kept_before_the_first_piece_of_the_answer(
    library: Library, engine: Engine
) -> None:
    conversation = await library.new(engine)
    async with conversation.chat.stream("Hi") as stream:
        async for event in stream:
            if isinstance(event, TokenEvent):
                assert await texts(library, conversation.id) == [("user", "Hi")]
                break
    assert (await texts(library, conversation.id))[0] == ("user", "Hi")
    assert (await library.load(conversation.id)).messages[-1].is_partial


async def test_a_conversation_without_a_message_is_not_listed(
    library: Library, engine: Engine
) -> None:
    conversation = await library.new(engine, "Be brief.")
    assert await library.list() == ()
    await conversation.save()
    assert [info.n_messages for info in await library.list()] == [1]


async def test_undo_add_edit_and_regenerate_are_kept(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine)
    chat = conversation.chat
    await chat.send("Hi")
    await chat.send("Bye")
    chat.undo()
    await conversation.save()
    assert await texts(library, conversation.id) == [("user", "Hi"), ("assistant", "Hello there!")]
    chat.add(Message.user("Smile"))
    await conversation.save()
    assert (await texts(library, conversation.id))[-1] == ("user", "Smile")
    await chat.send()
    await chat.edit(0, "Bye").reply()
    assert await texts(library, conversation.id) == [("user", "Bye"), ("assistant", "See you.")]
    await chat.regenerate().reply()
    assert await texts(library, conversation.id) == [("user", "Bye"), ("assistant", "See you.")]


async def test_an_answer_that_is_replaced_stays_kept_until_the_new_one_ends(
    library: Library, engine: Engine
) -> None:
    conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    async for event in conversation.chat.edit(0, "Bye"):
        if isinstance(event, TokenEvent):
            assert (await texts(library, conversation.id))[-1] == ("assistant", "Hello there!")
        await asyncio.sleep(0)
    assert (await texts(library, conversation.id))[-1] == ("assistant", "See you.")


async def test_a_failed_answer_leaves_the_library_as_it_was(
    library: Library, engine: Engine
) -> None:
    conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    before = await texts(library, conversation.id)
    with pytest.raises(ContextFullError):
        await conversation.chat.send("x" * 3000)
    await conversation._keeper.kept()
    assert await texts(library, conversation.id) == before


async def test_a_fork_is_a_conversation_of_its_own(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    fork = await conversation.fork()
    await fork.chat.send("Bye")
    assert len(await texts(library, conversation.id)) == 2
    assert len(await texts(library, fork.id)) == 4
    assert {info.title for info in await library.list()} == {"Hi", "Hi (copy)"}
    other = conversation.chat.fork()
    await other.send("Smile")
    assert len(await library.list()) == 3


async def test_resuming_goes_on_with_messages_settings_and_extra(
    tmp_path: Path, engine: Engine
) -> None:
    path = tmp_path / "chats.sqlite3"
    async with Library.open(path) as library:
        conversation = await library.new(
            engine, "Be brief.", overflow="summarise", extra={"color": "blue"}
        )
        await conversation.chat.send("Hi")
        id = conversation.id
    async with Library.open(path) as library:
        conversation = await library.resume(id, engine)
        assert conversation.extra == {"color": "blue"}
        assert conversation.chat._prompt._overflow == "summarise"
        reply = await conversation.chat.send("Bye")
        assert reply.text == "See you."
        assert len(await texts(library, id)) == 5
        assert await library.resume(id, engine) is conversation


async def test_a_chat_that_was_closed_or_lost_its_engine_is_opened_anew(
    library: Library, open_engine: OpenEngine
) -> None:
    model = FakeModel(replies=REPLIES, chat_template=PLAIN)
    first = await open_engine(model)
    conversation = await library.new(first)
    await conversation.chat.send("Hi")
    await conversation.chat.close()
    again = await library.resume(conversation.id, first)
    assert again is not conversation
    assert (await again.chat.send("Bye")).text == "See you."
    await first.close()
    other = await library.resume(conversation.id, await open_engine(model))
    assert len((await other.chat.send("Hi")).message.text) == len("Hello there!")
    assert len(await texts(library, other.id)) == 6


async def test_titles_are_made_and_given(library: Library, engine: Engine) -> None:
    made = await library.new(engine)
    await made.chat.send("  Hi\nSmile and say Hi")
    given = await library.new(engine, title="Plans")
    await given.chat.send("Hi")
    assert (made.title, given.title) == ("Hi", "Plans")
    await made.rename("Greetings")
    await made.chat.send("Bye")
    await library.rename(given.id, "Other plans")
    assert {info.title for info in await library.list()} == {"Greetings", "Other plans"}
    assert given.title == "Other plans"


async def test_what_is_changed_elsewhere_goes_on_as_a_copy_and_nothing_is_lost(
    tmp_path: Path, engine: Engine
) -> None:
    path = tmp_path / "chats.sqlite3"
    async with Library.open(path) as here, Library.open(path) as there:
        conversation = await here.new(engine)
        await conversation.chat.send("Hi")
        id = conversation.id
        other = await there.resume(id, engine)
        await other.chat.send("Bye")
        await conversation.chat.send("Smile")
        assert conversation.id != id
        assert (await texts(here, id))[-2:] == [("user", "Bye"), ("assistant", "See you.")]
        assert (await texts(here, conversation.id))[-2:] == [
            ("user", "Smile"),
            ("assistant", "One 🙂"),
        ]
        await conversation.chat.send("Bye")
        assert len(await texts(here, conversation.id)) == 6


async def test_what_was_deleted_does_not_come_back(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    await library._run(lambda database: database.delete(conversation.id))
    await conversation.chat.send("Bye")
    assert isinstance(conversation.save_error, ConversationNotFoundError)
    assert await library.list() == ()
    with pytest.raises(ConversationNotFoundError):
        await conversation.save()


async def test_a_write_that_fails_is_told_and_made_up_for(
    library: Library, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await library.new(engine)
    save = library._database.save

    def full(change: Any) -> Any:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(library._database, "save", full)
    reply = await conversation.chat.send("Hi")
    assert reply.text == "Hello there!"
    assert isinstance(conversation.save_error, LibraryError)
    assert not conversation.is_kept
    monkeypatch.setattr(library._database, "save", save)
    await conversation.chat.send("Bye")
    assert conversation.is_kept
    assert len(await texts(library, conversation.id)) == 4


async def test_deleting_an_open_conversation_closes_it(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    await library.delete(conversation.id)
    assert await library.list() == ()
    with pytest.raises(ConversationNotFoundError):
        await library.load(conversation.id)


async def test_a_dropped_stream_keeps_what_was_read(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine)
    stream = conversation.chat.stream("And")
    async for event in stream:
        if isinstance(event, TokenEvent):
            break
    del stream
    await conversation.close()
    assert (await texts(library, conversation.id))[0] == ("user", "And")


async def test_extra_must_be_json_able(library: Library, engine: Engine) -> None:
    with pytest.raises(TypeError):
        await library.new(engine, extra={"when": object()})
    conversation: Conversation = await library.new(engine)
    await conversation.chat.send("Hi")
    with pytest.raises(TypeError):
        await conversation.set_extra({"when": object()})
    await conversation.set_extra({"star": True})
    assert (await library.load(conversation.id)).extra == {"star": True}


async def test_exports_are_json_and_markdown(library: Library, engine: Engine) -> None:
    conversation = await library.new(engine, "Be brief.\nBe kind.", title="Plans")
    await conversation.chat.send("Hi")
    data = json.loads(await library.export(conversation.id, "json"))
    assert data["title"] == "Plans"
    assert [Message.from_dict(m) for m in data["messages"]] == list(conversation.chat.messages)
    text = await library.export(conversation.id)
    assert text.startswith("# Plans\n")
    assert "> Be brief.\n> Be kind.\n\n## User\n\nHi\n\n## Assistant\n\nHello there!\n" in text
    with pytest.raises(ValueError, match="html"):
        await library.export(conversation.id, "html")  # type: ignore[arg-type]
