"""How rewrites are shown while they are made: side by side on a terminal, else not at all."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from onhand.rewrite import RetryEvent, RewriteEvent, RewriteText

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.live import Live


class ToneView:
    """Shows nothing; the whole texts are written at the end."""

    def __enter__(self) -> ToneView:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def take(self, event: RewriteEvent) -> None:
        """Take the next event."""


class TerminalView(ToneView):
    """Redraws the text so far, one block a tone when there are several.

    Of more than the screen holds the end is shown; all of it is left there when it is over.
    """

    def __init__(self, tones: tuple[str, ...], console: Console | None = None) -> None:
        """Begin; `console` is where it is shown, None: stdout."""
        self._texts = dict.fromkeys(tones, "")
        self._console = console
        self._live: Live | None = None

    def __enter__(self) -> TerminalView:
        from rich.live import Live

        self._live = Live(_Tail(self._block()), console=self._console, refresh_per_second=20)
        self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.update(self._block())
            self._live.stop()

    def take(self, event: RewriteEvent) -> None:
        """Add the event's text, or take back what is written again."""
        if isinstance(event, RewriteText):
            self._texts[event.tone] += event.text
        elif isinstance(event, RetryEvent):
            self._texts[event.tone] = self._texts[event.tone][: event.n_chars_kept]
        else:
            self._texts[event.tone] = event.text
        if self._live is not None:
            self._live.update(_Tail(self._block()))

    def _block(self) -> RenderableType:
        from rich.table import Table
        from rich.text import Text

        if len(self._texts) == 1:
            return Text(next(iter(self._texts.values())))
        table = Table.grid(padding=(0, 2))
        width = max(map(len, self._texts))
        table.add_column(style="bold cyan", width=width)
        table.add_column(ratio=1)
        for tone, text in self._texts.items():
            table.add_row(tone, Text(text))
        return table


class _Tail:
    """The last lines of something, as many as the screen holds."""

    def __init__(self, whole: RenderableType) -> None:
        self._whole = whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        lines = console.render_lines(self._whole, options.update(height=None), pad=False)
        for line in lines[1 - console.height :]:
            yield from line
            yield Segment.line()
