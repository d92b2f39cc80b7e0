"""What the models view does to models after a question, and says when it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from onhand.ui.models.models import Models
from onhand.ui.models.presenter import Card, is_metered, updates_in_words
from onhand.ui.models.words import size
from onhand.ui.shell import Shell


class ModelActions:
    """The actions of one window."""

    def __init__(self, shell: Shell, models: Models) -> None:
        """Act on `models`; ask and tell in `shell`."""
        self._shell = shell
        self._models = models

    def rollback(self, card: Card) -> None:
        """Go back to the version before."""

        async def go_back() -> str:
            found = await self._models.rollback(card.id)
            return f"{card.title} is version {found.version[:12]} now."

        self._shell.run(self._telling(go_back))

    def ask_delete(self, card: Card) -> None:
        """Delete a model, if that is meant."""

        async def delete() -> str:
            return f"{card.title} deleted, {size(await self._models.remove(card.id))} free."

        used = " It is in use: the bundled model takes its place." if card.is_used else ""
        kept = f" So are {len(card.former)} former versions." if card.former else ""
        self._shell.dialogs.confirm(
            f"Delete {card.title}?",
            f"Its files are removed from this device.{kept}{used} You can get it again.",
            self._telling(delete),
            action="Delete",
        )

    def ask_tidy(self) -> None:
        """Remove former versions and unfinished downloads, if that is meant."""

        async def tidy() -> str:
            return f"{size(await self._models.tidy())} are free again."

        self._shell.dialogs.confirm(
            "Clean up?",
            "Former versions, which could be rolled back to, and unfinished downloads are removed. "
            "Models stay.",
            self._telling(tidy),
            action="Clean up",
        )

    def ask_clear(self) -> None:
        """Remove everything that was downloaded, if that is meant; says how much it is."""
        models = self._models
        n = len(models.installed)

        async def clear() -> str:
            return f"{size(await models.clear())} are free again."

        what = f"{n} model{'s' if n != 1 else ''}, {size(models.total_bytes)} in all"
        self._shell.dialogs.confirm(
            "Clear cached models?",
            f"This removes {what}, with former versions and downloads under way. The bundled model "
            "and your conversations stay.",
            self._telling(clear),
            action="Clear",
        )

    def check_updates(self, *, allows_metered: bool = False) -> None:
        """Ask for updates of all models; on a metered connection offer to ask all the same."""

        async def check() -> None:
            models = self._models
            checks = await models.check_updates(allows_metered=allows_metered)
            if is_metered(checks):
                self._shell.notify(
                    updates_in_words(checks),
                    action="Ask anyway",
                    on_action=lambda _: self.check_updates(allows_metered=True),
                )
            else:
                self._shell.notify(updates_in_words(checks))

        self._shell.run(check)

    def _telling(self, act: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[None]]:
        """Return what does it and says what came of it."""

        async def told() -> None:
            self._shell.notify(await act())

        return told
