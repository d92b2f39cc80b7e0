"""What the chat view does to conversations after a question: rename, delete, export, edit, set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onhand.ui.chat.presenter import ChatPresenter
from onhand.ui.chat.settings import ChatSettings
from onhand.ui.chat.shelf import ExportFormat, Headline
from onhand.ui.shell import Shell
from onhand.ui.views.chat_settings import SettingsDialog


class ChatActions:
    """The actions of one window."""

    def __init__(
        self, shell: Shell, presenter: ChatPresenter, show_current: Callable[[], Any]
    ) -> None:
        """`show_current` draws the conversation in front, when another one has come there."""
        self._shell = shell
        self._presenter = presenter
        self._show_current = show_current

    def is_busy(self) -> bool:
        """Whether an answer is being made; says what to do then."""
        is_busy = self._presenter.current.is_answering
        if is_busy:
            self._shell.notify("Stop the answer first (Esc).")
        return is_busy

    def regenerate(self) -> None:
        """Answer the last question again."""
        if not self.is_busy():
            self._presenter.current.regenerate()

    def retry(self) -> None:
        """Do again what failed."""
        if not self.is_busy():
            self._shell.run(self._presenter.current.retry)

    def edit(self, index: int) -> None:
        """Change message `index` of the user and send it again."""
        if self.is_busy():
            return
        conversation = self._presenter.current
        before = conversation.entries[index].message.text

        async def resend(text: str) -> None:
            if text.strip() and not self.is_busy():
                conversation.edit(index, text)

        self._shell.dialogs.ask_text(
            "Edit and send again", before, resend, action="Send", is_long=True
        )

    def ask_title(self, headline: Headline) -> None:
        """Give a conversation another title."""

        async def rename(title: str) -> None:
            await self._shell.backend.conversations.rename(headline.id, title)

        self._shell.dialogs.ask_text("Rename", headline.title, rename, action="Rename")

    def ask_delete(self, headline: Headline) -> None:
        """Delete a conversation, if that is meant."""

        async def delete() -> None:
            await self._presenter.delete(headline.id)
            self._show_current()

        self._shell.dialogs.confirm(
            "Delete this conversation?",
            f"“{headline.title}” is removed from this device for good.",
            delete,
            action="Delete",
        )

    def export(self, headline: Headline, format: ExportFormat) -> None:
        """Save a conversation as a file."""

        async def export() -> None:
            name, text = await self._shell.backend.conversations.exported(headline.id, format)
            await self._shell.save_file(name, text)

        self._shell.run(export)

    def open_settings(self) -> None:
        """Change system prompt and sampling of the conversation in front."""
        conversation, shell = self._presenter.current, self._shell

        def apply(settings: ChatSettings) -> None:
            shell.run(conversation.configure, settings)

        shell.dialogs.show(
            SettingsDialog(conversation.settings, apply=apply, close=shell.dialogs.close).dialog
        )
