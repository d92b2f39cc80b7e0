"""The rewrite view of one window: text and tones above, one card a tone below, history beside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import flet as ft

from onhand.ui import parts
from onhand.ui.backend import Status
from onhand.ui.chat.painter import Painter
from onhand.ui.palette import Command
from onhand.ui.rewrite.kept import Rewritten
from onhand.ui.rewrite.presenter import RewritePresenter, all_texts, n_columns
from onhand.ui.rewrite.rendition import Rendition
from onhand.ui.rewrite.run import Change
from onhand.ui.shell import Shell
from onhand.ui.view import View
from onhand.ui.views.rewrite_card import RenditionCard
from onhand.ui.views.rewrite_history import WIDTH, HistoryList
from onhand.ui.views.rewrite_input import RewriteInput
from onhand.ui.views.rewrite_log import log_dialog

MOST_WIDTH = 1120
EXAMPLES = (
    ("hey, cant make it tmrw at 3pm, sorry!!", ft.Icons.EVENT_BUSY_OUTLINED),
    ("send me the report asap, i need it by friday", ft.Icons.DESCRIPTION_OUTLINED),
    ("thx for teh help yesterday, it realy saved me", ft.Icons.FAVORITE_OUTLINE),
)


class RewriteView(View):
    """The rewrite view of one window."""

    def __init__(self, shell: Shell) -> None:
        """Make the controls; nothing is in front."""
        super().__init__(shell)
        self.presenter: RewritePresenter = RewritePresenter(shell.backend.rewrites)
        self._painter = Painter(self._paint)
        self._cards: dict[Rendition, RenditionCard] = {}
        self._stops: list[Callable[[], None]] = []
        self._stop_following: Callable[[], None] = lambda: None
        self._input = RewriteInput(run=self._run, stop=self._stop, choose=self.presenter.choose)
        self._history = HistoryList(
            shell,
            self.presenter,
            show=self._show,
            begin=self._begin,
            copy=lambda one: self.shell.copy(all_texts(one.renditions)),
            delete=self._delete,
            clear=self._ask_clear,
        )
        self._below = ft.Container()
        self._menu = parts.icon_button(ft.Icons.MENU, "Recent rewrites", self._open_drawer, size=24)
        self._new = parts.icon_button(
            ft.Icons.EDIT_SQUARE, "New rewrite", lambda _: self._begin(), size=22
        )
        self._copy_all = parts.icon_button(
            ft.Icons.COPY_ALL, "Copy all", lambda _: self._copy_cards(), size=20
        )
        log = parts.icon_button(
            ft.Icons.TIMER_OUTLINED, "Latency log", lambda _: self._open_log(), size=20
        )
        title = ft.Text("Rewrite", size=16, weight=ft.FontWeight.W_600)
        self._head = ft.Container(
            ft.Row(
                [
                    self._menu,
                    ft.Semantics(content=title, header=True, expand=True),
                    self._copy_all,
                    log,
                    self._new,
                ]
            ),
            padding=ft.Padding.only(left=20, right=16, top=10, bottom=6),
            height=52,
        )
        self._column = ft.Column(
            [
                self._head,
                ft.Column(
                    [
                        ft.Container(
                            ft.Column([self._input.control, self._below], spacing=18, tight=True),
                            padding=ft.Padding.only(left=20, right=20, top=4, bottom=24),
                            width=MOST_WIDTH,
                        )
                    ],
                    horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                    scroll=ft.ScrollMode.AUTO,
                    expand=True,
                ),
            ],
            spacing=0,
            expand=True,
        )  # fmt: skip
        self._row = ft.Row(
            [self._column],
            spacing=0,
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self.control: ft.Control = self._row

    # ── the shell calls ──

    async def on_show(self) -> None:
        """Follow the run, the history and the engine."""
        backend = self.shell.backend
        self._stops = [
            backend.listen(self._backend_changed),
            backend.rewrites.listen(self._history_changed),
        ]
        self._follow()
        await self.presenter.load()
        self._draw()
        self.shell.update(self.control)

    async def on_hide(self) -> None:
        """Follow nothing any more; a run goes on."""
        for stop in (*self._stops, self._stop_following):
            stop()
        self._stops, self._stop_following = [], lambda: None
        self._history.put_away()

    def on_resize(self) -> None:
        """Put the history beside the cards, or into a drawer; as many columns as fit."""
        is_wide = self.shell.has_list
        beside = [self._history.control] if is_wide else []
        self._row.controls[:] = [*beside, self._column]  # in place: see `Slot`
        self._menu.visible = self._new.visible = not is_wide
        self.shell.fill_drawer(None if is_wide else self._history.control)
        self._draw_below()

    def commands(self) -> list[Command]:
        """Return what Ctrl-K offers of the view."""
        return [
            Command(title="New rewrite", icon=ft.Icons.ADD, run=self._begin_there),
            Command(title="Latency log of rewrites", icon=ft.Icons.TIMER_OUTLINED,
                    run=self._open_log),
        ]  # fmt: skip

    async def on_key(self, event: ft.KeyboardEvent) -> bool:
        """Esc stops; Ctrl-Enter runs, wherever the cursor is."""
        if event.key == "Escape" and self.presenter.is_running:
            self._stop()
            return True
        if event.key == "Enter" and (event.ctrl or event.meta):
            self._input.submit()
            return True
        return False

    # ── what the user does ──

    def _run(self, text: str) -> None:
        try:
            stop = self.presenter.start(text, self._changed)
        except ValueError:
            self.shell.notify("Write a text first." if not text.strip() else "Choose a tone first.")
            return
        self._stop_following()
        self._stop_following = stop
        self._draw()
        self.shell.update(self.control)

    def _stop(self) -> None:
        self.presenter.stop()

    def _show(self, rewritten: Rewritten) -> None:
        self.shell.close_drawer()
        self.presenter.show(rewritten)
        self._put_in_front()

    def _begin(self) -> None:
        self.shell.close_drawer()
        self.presenter.begin()
        self._put_in_front()
        self.shell.run(self._focus)

    def _begin_there(self) -> None:
        self.shell.navigate("rewrite")
        self._begin()

    def _replace(self, text: str) -> None:
        self._write(text)
        self.shell.notify("It is the text now. Rewrite it again, or change it.")

    def _write(self, text: str) -> None:
        self._input.show_text(text)
        self.shell.update(self._input.control)
        self.shell.run(self._focus)

    async def _focus(self) -> None:
        with suppress(RuntimeError):  # the view has gone meanwhile
            await self._input.focus()

    def _delete(self, rewritten: Rewritten) -> None:
        async def delete() -> None:
            await self.presenter.delete(rewritten.id)

        self.shell.run(delete)

    def _ask_clear(self) -> None:
        n = len(self.presenter.history)

        async def clear() -> None:
            await self.presenter.delete()
            self._put_in_front()

        self.shell.dialogs.confirm(
            "Clear the history?",
            f"{n} rewrite{'s' if n != 1 else ''} will be removed from this device for good. "
            "The latency log has no text and stays.",
            clear,
            action="Clear",
        )

    def _copy_cards(self) -> None:
        self.shell.copy(all_texts(self.presenter.renditions))

    def _open_log(self) -> None:
        shell, rewrites = self.shell, self.shell.backend.rewrites

        def clear() -> None:
            shell.dialogs.close()
            shell.run(rewrites.clear_latencies)

        async def open_log() -> None:
            await rewrites.kept.load()
            shell.dialogs.show(
                log_dialog(
                    tuple(rewrites.kept.latencies),
                    copy=shell.copy,
                    save=lambda name, text: shell.run(shell.save_file, name, text),
                    clear=clear,
                    close=shell.dialogs.close,
                )
            )

        shell.run(open_log)

    async def _open_drawer(self, _: ft.ControlEvent) -> None:
        self._history.draw()
        await self.shell.open_drawer(self._history.control)

    # ── what changes ──

    def _follow(self) -> None:
        self._stop_following()
        run = self.presenter.run
        self._stop_following = (lambda: None) if run is None else run.listen(self._changed)

    def _changed(self, change: Change) -> None:
        self._painter.touch()
        if change == "state" and not self.presenter.is_running:
            self._input.show_running(False)
            self._draw_below()
            for control in (self._input.control, self._head, self._below):
                self.shell.update(control)

    def _history_changed(self) -> None:
        self._history.draw()
        if not self.presenter.renditions:
            self._draw_below()
            self.shell.update(self._below)

    def _backend_changed(self, status: Status) -> None:
        self._input.show_status(status)
        self._draw_below()
        self.shell.update(self._input.control)
        self.shell.update(self._below)

    # ── drawing ──

    def _put_in_front(self) -> None:
        """Show what the presenter has: another rewrite, or none."""
        self._follow()
        self._input.show_text(self.presenter.text)
        self._draw()
        self.shell.update(self.control)

    def _draw(self) -> None:
        presenter = self.presenter
        self._input.show_chosen(presenter.chosen)
        self._input.show_running(presenter.is_running)
        self._input.show_status(self.shell.backend.status)
        self._history.draw()
        self._draw_below()

    def _draw_below(self) -> None:
        """Draw failure and cards, or what to do where there are none."""
        presenter, backend = self.presenter, self.shell.backend
        renditions = presenter.renditions
        before, self._cards = self._cards, {}
        for one in renditions:
            self._cards[one] = before.get(one) or RenditionCard(
                one, copy=self.shell.copy, replace=self._replace
            )
            self._cards[one].show()
        self._copy_all.visible = any(one.text for one in renditions)
        failure = presenter.failure or backend.status.failure
        rows: list[ft.Control] = []
        if failure is not None:
            rows.append(parts.error_card(failure, on_retry=lambda _: self._retry()))
        if renditions and any(one.text or one.is_busy for one in renditions):
            rows.append(self._grid())
        elif failure is None:
            rows.append(self._welcome())
        self._below.content = ft.Column(rows, spacing=14, tight=True)

    def _retry(self) -> None:
        if self._input.text.strip():
            self._input.submit()
        else:
            self.shell.backend.start()

    def _grid(self) -> ft.Control:
        width = min(self._width(), MOST_WIDTH) - 40
        span = 12 // n_columns(width, len(self._cards))
        for card in self._cards.values():
            card.control.col = span
        return ft.ResponsiveRow(
            [card.control for card in self._cards.values()],
            spacing=14,
            run_spacing=14,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )

    def _width(self) -> float:
        """The width of this view without its list."""
        return self.shell.inner_width - (WIDTH if self.shell.has_list else 0)

    def _welcome(self) -> ft.Control:
        examples = [
            ft.OutlinedButton(text, icon=icon, on_click=lambda _, text=text: self._write(text))
            for text, icon in EXAMPLES
        ]
        return ft.Column(
            [
                ft.Container(
                    parts.empty_state(
                        ft.Icons.AUTO_FIX_HIGH_OUTLINED,
                        "One text, several tones",
                        "Write a text above, choose tones, press Enter. Numbers, names and dates "
                        "are checked. It all happens on this device, also without a network.",
                    ),
                    width=560,
                ),
                ft.Row(
                    examples, wrap=True, alignment=ft.MainAxisAlignment.CENTER, spacing=10,
                    run_spacing=10,
                ),
            ],
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )  # fmt: skip

    async def _paint(self) -> None:
        """Draw what the cards have grown by."""
        for card in self._cards.values():
            grown = card.show()
            if grown is not None:
                self.shell.update(grown)
