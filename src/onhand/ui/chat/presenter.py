"""What one window shows of the conversations: which is in front, and the list beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from onhand.errors import ConversationNotFoundError, OnhandError
from onhand.ui.chat.conversation import Conversation
from onhand.ui.chat.conversations import Conversations
from onhand.ui.chat.shelf import Headline


class ChatPresenter:
    """The chat view's state in one window.

    Attributes:
        current: the conversation in front.
        headlines: the list beside it, last changed first.
        query: what is searched for.
        problem: why the list cannot be read; None: it can.
    """

    def __init__(self, conversations: Conversations) -> None:
        """Begin with a new conversation in front."""
        self.current: Conversation = conversations.new()
        self.headlines: tuple[Headline, ...] = ()
        self.query: str = ""
        self.problem: OnhandError | None = None
        self._conversations = conversations

    async def refresh(self) -> None:
        """Read the list again."""
        try:
            self.headlines, self.problem = await self._conversations.headlines(self.query), None
        except OnhandError as error:
            self.headlines, self.problem = (), error

    async def search(self, query: str) -> None:
        """Show only conversations in which `query` occurs."""
        self.query = query
        await self.refresh()

    def begin(self) -> Conversation:
        """Bring a new conversation to the front; an empty one that is there already stays."""
        if self.current.entries or self.current.is_answering:
            self.current = self._conversations.new()
        return self.current

    async def show(self, id: str) -> Conversation:
        """Bring a conversation to the front; a new one if there is none of that id."""
        if id != self.current.id:
            try:
                self.current = await self._conversations.open(id)
            except ConversationNotFoundError:
                self.begin()
            except OnhandError as error:
                self.problem = error
        return self.current

    async def delete(self, id: str) -> None:
        """Forget a conversation; a new one comes to the front if it was there."""
        await self._conversations.delete(id)
        if id == self.current.id:
            self.current = self._conversations.new()
        await self.refresh()


def by_day(headlines: Iterable[Headline], today: datetime.date) -> list[tuple[str, list[Headline]]]:
    """Return the list under the headings that people look for it by."""
    groups: dict[str, list[Headline]] = {}
    for headline in headlines:
        day = datetime.datetime.fromtimestamp(headline.updated_at).date()
        age = (today - day).days
        heading = (
            "Today" if age <= 0
            else "Yesterday" if age == 1
            else "Previous 7 days" if age <= 7
            else "Older"
        )  # fmt: skip
        groups.setdefault(heading, []).append(headline)
    return list(groups.items())


def context_share(n_used: int | None, n_ctx: int | None) -> tuple[float, str]:
    """Return how full the context is (0 to 1) and that in words."""
    if n_ctx is None:
        return 0.0, ""
    if n_used is None:
        return 0.0, f"{n_ctx:,} tokens of context"
    return min(1.0, n_used / n_ctx), f"{n_used:,} of {n_ctx:,} tokens"
