"""What one window shows of the rewrites: the text, the chosen voices, the cards."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from onhand.errors import OnhandError
from onhand.ui.rewrite.kept import Rewritten
from onhand.ui.rewrite.rendition import Rendition
from onhand.ui.rewrite.rewrites import Rewrites
from onhand.ui.rewrite.run import Listener, Run
from onhand.ui.rewrite.voices import DEFAULT_VOICES, VOICES, in_order


class RewritePresenter:
    """The rewrite view's state in one window.

    Attributes:
        text: what was rewritten last; the field's text when a kept one is shown.
        chosen: ids of the chosen voices.
        run: what is in front, while and after it runs; None: a kept one, or nothing.
        shown: the kept rewrite in front; None: a run, or nothing.
    """

    def __init__(self, rewrites: Rewrites) -> None:
        """Begin with an empty text and the usual tones."""
        self.text: str = ""
        self.chosen: set[str] = set(DEFAULT_VOICES)
        self.run: Run | None = None
        self.shown: Rewritten | None = None
        self._rewrites = rewrites
        self._is_fresh = True

    @property
    def is_running(self) -> bool:
        """Whether cards are being written."""
        return self.run is not None and self.run.is_running

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """The cards in front."""
        if self.run is not None:
            return self.run.renditions
        return () if self.shown is None else self.shown.renditions

    @property
    def failure(self) -> OnhandError | None:
        """Why the last one failed, or was not kept."""
        failure = None if self.run is None else self.run.failure
        return failure or self._rewrites.kept.problem

    @property
    def history(self) -> list[Rewritten]:
        """Kept rewrites, newest first."""
        return self._rewrites.kept.rewrites

    async def load(self) -> None:
        """Read the history; the voices chosen last are chosen again."""
        await self._rewrites.kept.load()
        if self._is_fresh and self.history:
            last = in_order(one.voice_id for one in self.history[0].renditions)
            self.chosen = {voice.id for voice in last} or self.chosen
        self._is_fresh = False

    def choose(self, voice_id: str, is_chosen: bool) -> None:
        """Take a voice in or out."""
        if voice_id not in VOICES:
            raise ValueError(f"there is no voice {voice_id!r}")
        (self.chosen.add if is_chosen else self.chosen.discard)(voice_id)

    def start(self, text: str, listener: Listener) -> Callable[[], None]:
        """Rewrite `text` in the chosen voices; return what ends the listening.

        Raises:
            ValueError: there is no text, or no voice is chosen; nothing changed.
        """
        self.run = self._rewrites.start(text, self.chosen)
        self.text, self.shown, self._is_fresh = text, None, False
        return self.run.listen(listener)

    def stop(self) -> None:
        """End the run early; what there is stays."""
        if self.run is not None:
            self.run.stop()

    def show(self, rewritten: Rewritten) -> None:
        """Bring a kept rewrite to the front; a run goes on and is kept at its end."""
        self.run, self.shown, self.text = None, rewritten, rewritten.text
        self.chosen = {one.voice_id for one in rewritten.renditions} & set(VOICES)

    def begin(self) -> None:
        """Put everything away but the chosen voices."""
        self.run, self.shown, self.text = None, None, ""

    async def delete(self, id: str | None = None) -> None:
        """Forget a kept rewrite; None: all of them."""
        await self._rewrites.delete(id)
        if self.shown is not None and id in (None, self.shown.id):
            self.begin()


def all_texts(renditions: Iterable[Rendition]) -> str:
    """Return all cards as one text, each under its voice."""
    return "\n\n".join(
        f"{VOICES[one.voice_id].label if one.voice_id in VOICES else one.voice_id}:\n{one.text}"
        for one in renditions
        if one.text
    )


def n_columns(width: float, n_cards: int) -> int:
    """Return how many cards stand side by side in `width` logical pixels: 1 to 3."""
    fit = 1 if width < 560 else 2 if width < 980 else 3
    if n_cards in (2, 4):
        fit = min(fit, 2)  # two rows of two rather than three and one
    return max(1, min(fit, n_cards))


def aged(at: float, now: datetime.datetime) -> str:
    """Return when something was, briefly: "14:05", "Mon 14:05", "3 Nov"."""
    when = datetime.datetime.fromtimestamp(at)
    days = (now.date() - when.date()).days
    if days <= 0:
        return f"{when:%H:%M}"
    return f"{when:%a %H:%M}" if days < 7 else f"{when.day} {when:%b}"
