"""A conversation: sending, stopping, answering again, editing, what is kept of it."""

from __future__ import annotations

import asyncio
import errno
import json
from pathlib import Path

import pytest

import onhand
from onhand.ui.chat.conversation import Conversation
from onhand.ui.chat.settings import ChatSettings
from onhand.ui.chat.shelf import PassingShelf, Record, exported, title_from
from tests.unit.ui.desk import desk, said, scripted


async def test_a_message_is_answered_and_the_figures_are_kept(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        assert await said(conversation, " Hi ") == "Hello!"
        roles = [entry.message.role for entry in conversation.entries]
        assert roles == ["user", "assistant"]
        stats = conversation.entries[-1].stats
        assert stats is not None
        assert (stats.n_tokens, stats.reason) == (6, "eog")
        assert stats.first_token_ms is not None
        assert "tokens/s" in str(stats)
        assert "first token" in str(stats)
        assert conversation.n_context_tokens == stats.n_prompt_tokens + stats.n_tokens


async def test_the_first_message_gives_the_title(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        await said(conversation, "Hi")
        assert conversation.title == "Hi"
    assert title_from("\n  a " + "long " * 30).endswith("…")
    assert len(title_from("x" * 200)) == 48


async def test_the_question_is_kept_before_the_answer_begins(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.05)) as backend:
        conversation = backend.conversations.new()
        conversation.send("Are you there?")
        await asyncio.sleep(0)  # the answer's task begins, and waits for the engine
        kept = (await backend.conversations.headlines())[0]
        assert kept.title == "Are you there?"
        assert conversation.is_answering
        conversation.stop()
        await conversation.settled()


async def test_stopping_keeps_what_was_said_and_the_next_message_works(tmp_path: Path) -> None:
    model = scripted({"Hi": "Hello!"}, token_delay_s=0.001)
    async with desk(tmp_path, model) as backend:
        conversation = backend.conversations.new()

        def stop_early(change: str) -> None:
            if change == "draft" and conversation.draft and conversation.draft.n_tokens > 5:
                conversation.stop()

        conversation.listen(stop_early)
        first = await said(conversation, "Talk without end")
        assert first
        entry = conversation.entries[-1]
        assert entry.message.is_partial
        assert entry.stats is not None
        assert "stopped" in str(entry.stats)
        assert await said(conversation, "Hi")


async def test_stopping_before_the_model_is_there_leaves_the_question(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(load_delay_s=0.2)) as backend:
        conversation = backend.conversations.new()
        conversation.send("Hi")
        conversation.stop()
        await conversation.settled()
        assert [entry.message.role for entry in conversation.entries] == ["user"]
        assert not conversation.is_answering
        assert conversation.failure is None


async def test_answering_again_replaces_the_last_answer(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted({"Hi": "Hello!"})) as backend:
        conversation = backend.conversations.new()
        await said(conversation, "Hi")
        conversation.regenerate()
        assert len(conversation.entries) == 1
        await conversation.settled()
        assert [entry.message.text for entry in conversation.entries] == ["Hi", "Hello!"]


async def test_an_edited_message_drops_what_followed(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted({"Hi": "Hello!", "Bye": "See you."})) as backend:
        conversation = backend.conversations.new()
        await said(conversation, "Hi")
        await said(conversation, "Hi")
        conversation.edit(0, "Bye")
        await conversation.settled()
        assert [entry.message.text for entry in conversation.entries] == ["Bye", "See you."]
        with pytest.raises(ValueError, match="user"):
            conversation.edit(1, "no")


async def test_one_answer_at_a_time(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        conversation.send("Hi")
        with pytest.raises(onhand.EngineBusyError, match="being made"):
            conversation.send("Hi")
        with pytest.raises(onhand.EngineBusyError):
            conversation.regenerate()
        await conversation.settled()


async def test_nothing_is_no_message(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        with pytest.raises(ValueError, match="empty"):
            conversation.send("  \n")
        with pytest.raises(ValueError, match="no message"):
            conversation.regenerate()


async def test_a_failure_is_told_and_another_try_forgets_it(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted({"Hi": "Hello!"}, n_ctx=600)) as backend:
        conversation = backend.conversations.new()
        await conversation.configure(ChatSettings(overflow="error"))
        conversation.send("far too long " * 100)
        await conversation.settled()
        assert isinstance(conversation.failure, onhand.ContextFullError)
        assert [entry.message.role for entry in conversation.entries] == ["user"]
        conversation.edit(0, "Hi")
        await conversation.settled()
        assert conversation.failure is None
        assert conversation.entries[-1].message.text == "Hello!"


async def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted(fail_load="no such tensor")) as backend:
        conversation = backend.conversations.new()
        conversation.send("Hi")
        await conversation.settled()
        assert conversation.failure is not None
        assert "no such tensor" in conversation.failure.message
        assert backend.status.phase == "failed"


async def test_the_system_prompt_goes_first(tmp_path: Path) -> None:
    model = scripted()
    key = "system:Be kind.<turn>user:Hi<turn>assistant:"
    model = type(model)(replies={key: "Of course."}, chat_template=model.chat_template, n_ctx=4000)
    async with desk(tmp_path, model) as backend:
        conversation = backend.conversations.new()
        await conversation.configure(ChatSettings(system="Be kind.", max_tokens=50))
        assert await said(conversation, "Hi") == "Of course."


async def test_settings_reach_the_sampler(tmp_path: Path) -> None:
    async with desk(tmp_path, scripted()) as backend:
        conversation = backend.conversations.new()
        await conversation.configure(ChatSettings(max_tokens=7))
        await said(conversation, "Talk without end")
        stats = conversation.entries[-1].stats
        assert stats is not None
        assert (stats.n_tokens, stats.reason) == (7, "length")


async def test_another_model_goes_on_with_the_same_conversation(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        await said(conversation, "Hi")
        await backend.use_model(scripted({"And now?": "I am another one."}))
        assert await said(conversation, "And now?") == "I am another one."
        assert len(conversation.entries) == 4


def test_settings_out_of_range_are_refused_with_the_range() -> None:
    with pytest.raises(ValueError, match="temperature"):
        ChatSettings(temperature=-1.0)
    with pytest.raises(ValueError, match="overflow"):
        ChatSettings(overflow="explode")  # type: ignore[arg-type]


def test_settings_survive_being_kept() -> None:
    settings = ChatSettings(system="Be kind.", temperature=0.5, top_k=3, seed=7)
    assert ChatSettings.from_dict(json.loads(json.dumps(settings.to_dict()))) == settings
    assert ChatSettings.from_dict({"from_the_future": 1}) == ChatSettings()
    assert ChatSettings().to_dict() == {}


async def test_exports_have_everything(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend:
        conversation = backend.conversations.new()
        await conversation.configure(ChatSettings(system="Be kind."))
        conversation.settings = ChatSettings()
        await said(conversation, "Hi")
        record = conversation.record()
        markdown, data = exported(record, "markdown"), json.loads(exported(record, "json"))
        assert markdown == "# Hi\n\n## You\n\nHi\n\n## Assistant\n\nHello!\n"
        assert [message["content"] for message in data["messages"]] == ["Hi", "Hello!"]
        assert data["messages"][1]["stats"]["n_tokens"] == 6
        name, _ = await backend.conversations.exported(conversation.id, "json")
        assert name == "hi.json"


class FullShelf(PassingShelf):
    """A shelf on a disk that has no room at first."""

    is_full = True

    async def save(self, record: Record) -> None:
        """Keep it, once there is room."""
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        await super().save(record)


async def test_an_answer_that_could_not_be_kept_is_kept_by_trying_again(tmp_path: Path) -> None:
    shelf = FullShelf()
    async with desk(tmp_path) as backend:
        conversation = Conversation(backend, shelf, Record(id="full"))
        await said(conversation, "Hi")
        assert isinstance(conversation.failure, onhand.StoreError)
        assert "No space left" in str(conversation.failure)
        answer = conversation.entries[-1]
        await conversation.retry()
        assert isinstance(conversation.failure, onhand.StoreError), "there is still no room"
        shelf.is_full = False
        await conversation.retry()
        assert conversation.failure is None
        assert (await shelf.load("full")).entries[-1] is answer, "and it was not made anew"


async def test_trying_again_answers_where_there_is_no_answer(tmp_path: Path) -> None:
    async with desk(tmp_path, tmp_path / "absent.gguf") as backend:
        conversation = backend.conversations.new()
        await said(conversation, "Hi")
        assert isinstance(conversation.failure, onhand.ModelNotFoundError)
        await backend.use_model(scripted({"Hi": "Hello!"}))
        await conversation.retry()
        await conversation.settled()
        assert conversation.entries[-1].message.text == "Hello!"
