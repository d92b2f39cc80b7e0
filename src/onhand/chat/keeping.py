"""What keeps a chat: told of every change, waited for where an answer begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onhand.chat.chat import Chat


class Keeper(Protocol):
    """Keeps the messages of one chat somewhere, such as a library."""

    def changed(self) -> None:
        """Note that the messages changed; returns at once. Any thread."""

    async def kept(self) -> None:
        """Wait until what changed so far is kept; what goes wrong is not raised here."""

    def forked(self, copy: Chat) -> Keeper:
        """Return what keeps a copy of the chat."""
