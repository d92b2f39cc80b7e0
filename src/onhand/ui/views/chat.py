"""The chat view of one window: list, conversation, composer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial

import flet as ft

from onhand.errors import OnhandError
from onhand.ui import parts, theme
from onhand.ui.backend import BUNDLED_NAME, Status
from onhand.ui.chat.conversation import Change
from onhand.ui.chat.painter import Painter
from onhand.ui.chat.presenter import ChatPresenter, context_share
from onhand.ui.chat.shelf import UNTITLED, Entry
from onhand.ui.palette import Command
from onhand.ui.shell import Shell
from onhand.ui.view import View
from onhand.ui.views.chat_actions import ChatActions
from onhand.ui.views.chat_composer import Composer, ModelChoice
from onhand.ui.views.chat_entry import DraftEntry, answer, question
from onhand.ui.views.chat_sidebar import Sidebar
from onhand.ui.views.chat_welcome import welcome

METER_PAINTS = 15
"""The context meter is drawn at every so many updates of a growing answer."""
AT_END_PX = 60
"""So near to the end, the list follows what is written."""


class ChatView(View):
    """The chat view of one window."""

    def __init__(self, shell: Shell) -> None:
        """Make the controls; a new conversation is in front."""
        super().__init__(shell)
        self.presenter: ChatPresenter = ChatPresenter(shell.backend.conversations)
        self._actions = ChatActions(shell, self.presenter, self._show_current)
        self._painter = Painter(self._paint)
        self._draft: DraftEntry | None = None
        self._drawn: dict[tuple[int, bool], tuple[Entry, ft.Control]] = {}
        self._is_at_end = True
        self._is_writing = False
        self._stops: list[Callable[[], None]] = []
        self._stop_following: Callable[[], None] = lambda: None
        self._sidebar = Sidebar(
            self.presenter,
            open=self._navigate,
            begin=self._begin,
            rename=self._actions.ask_title,
            delete=self._actions.ask_delete,
            export=self._actions.export,
        )
        self._composer = Composer(
            send=self._send,
            stop=self._stop,
            open_settings=self._actions.open_settings,
            choose_model=shell.use_model,
            manage_models=lambda: self.shell.navigate("models"),
        )
        self._list = ft.ListView(
            expand=True,
            spacing=18,
            padding=ft.Padding.symmetric(horizontal=20, vertical=20),
            on_scroll=self._scrolled,
            scroll_interval=100,
        )
        self._menu = parts.icon_button(ft.Icons.MENU, "Conversations", self._open_drawer, size=24)
        self._title = ft.Text(
            UNTITLED, size=16, weight=ft.FontWeight.W_600, max_lines=1, expand=True,
            overflow=ft.TextOverflow.ELLIPSIS,
        )  # fmt: skip
        self._new = parts.icon_button(
            ft.Icons.EDIT_SQUARE, "New conversation", lambda _: self._begin(), size=22
        )
        self._middle = parts.Slot()
        self._column = ft.Column(
            [
                ft.Container(
                    ft.Row([self._menu, ft.Semantics(content=self._title, header=True, expand=True),
                            self._new]),
                    padding=ft.Padding.only(left=20, right=16, top=10, bottom=6),
                    height=52,
                ),
                self._middle.control,
                ft.Container(
                    _centred(self._composer.control),
                    padding=ft.Padding.only(left=16, right=16, bottom=14, top=4),
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
        """Follow the conversation, the list and the engine."""
        backend = self.shell.backend
        self._stops = [
            backend.listen(self._backend_changed),
            backend.conversations.listen(self._list_changed),
        ]
        self._follow()
        await self._refresh_models()
        await self.presenter.refresh()
        self._draw()
        await self._update()
        if self._is_writing:  # a conversation was begun from another view
            self._is_writing = False
            await self._focus()

    async def on_hide(self) -> None:
        """Follow nothing any more; an answer goes on."""
        for stop in (*self._stops, self._stop_following):
            stop()
        self._stops, self._stop_following = [], lambda: None

    async def on_detail(self, detail: str) -> None:
        """Bring the conversation of the route to the front."""
        before = self.presenter.current
        if detail:
            await self.presenter.show(detail)
        if self.presenter.current is not before and self._stops:
            self._follow()
            self._draw()
            await self._update()

    def on_resize(self) -> None:
        """Put the list beside the conversation, or into a drawer."""
        is_wide = self.shell.has_list
        beside = [self._sidebar.control] if is_wide else []
        self._row.controls[:] = [*beside, self._column]  # in place: see `Slot`
        self._menu.visible = self._new.visible = not is_wide
        self.shell.fill_drawer(None if is_wide else self._sidebar.control)
        self._show_context()

    def commands(self) -> list[Command]:
        """Return what Ctrl-K offers of the chat."""
        return [
            Command(title="New conversation", icon=ft.Icons.ADD, run=self._begin),
            Command(
                title="Settings of this conversation",
                icon=ft.Icons.TUNE,
                run=self._actions.open_settings,
            ),
        ]

    async def on_key(self, event: ft.KeyboardEvent) -> bool:
        """Esc stops the answer."""
        if event.key == "Escape" and self.presenter.current.is_answering:
            self.presenter.current.stop()
            return True
        return False

    # ── what the user does ──

    def _send(self, text: str) -> None:
        conversation = self.presenter.current
        conversation.send(text)
        self._is_at_end = True
        self._navigate(conversation.id)

    def _stop(self) -> None:
        self.presenter.current.stop()

    def _navigate(self, id: str) -> None:
        self.shell.close_drawer()
        self.shell.navigate("chat", id)

    def _begin(self) -> None:
        self._navigate(self.presenter.begin().id)
        self._show_current()
        self._is_writing = not self._stops
        self.shell.run(self._focus)

    def _show_current(self) -> None:
        """Draw the conversation in front, which another one was before."""
        self._follow()
        self._draw()
        self.shell.page.update()

    async def _focus(self) -> None:
        with contextlib.suppress(RuntimeError):  # another view is in front still
            await self._composer.focus()

    async def _open_drawer(self, _: ft.ControlEvent) -> None:
        await self.presenter.refresh()
        self._sidebar.draw()
        await self.shell.open_drawer(self._sidebar.control)

    # ── what changes ──

    def _follow(self) -> None:
        self._stop_following()
        self._stop_following = self.presenter.current.listen(self._changed)
        self._draft, self._drawn = None, {}
        self._is_at_end = True

    def _changed(self, change: Change) -> None:
        if change == "draft":
            self._painter.touch()
        else:
            self._draw()
            self.shell.run(self._update)

    def _list_changed(self) -> None:
        async def refresh() -> None:
            await self.presenter.refresh()
            self._sidebar.draw()
            self.shell.update(self._sidebar.control)

        self.shell.run(refresh)

    def _backend_changed(self, status: Status) -> None:
        del status
        self.shell.run(self._engine_changed)

    async def _engine_changed(self) -> None:
        await self._refresh_models()
        self._draw()
        await self._update()

    async def _refresh_models(self) -> None:
        backend = self.shell.backend
        current = backend.model
        choices = [ModelChoice(None, f"{BUNDLED_NAME} (bundled)", current is None)]
        with contextlib.suppress(OnhandError, OSError):  # the models view says what is wrong
            installed = await backend.store.list()
            choices += [ModelChoice(model.id, model.id, model.id == current) for model in installed]
        if not any(choice.is_current for choice in choices):  # a file that the app was started with
            choices.insert(0, ModelChoice(current, backend.status.model, True))
        self._composer.show_models(backend.status.model, choices)

    async def _scrolled(self, event: ft.OnScrollEvent) -> None:
        if event.event_type == ft.ScrollType.USER:
            self._is_at_end = False  # a hand is on it: true again if it ends at the end
        if event.pixels >= event.max_scroll_extent - AT_END_PX:
            self._is_at_end = True

    # ── drawing ──

    def _draw(self) -> None:
        """Draw all of the conversation, but for what a growing answer adds."""
        conversation = self.presenter.current
        self._title.value = conversation.title
        self._composer.show_answering(conversation.is_answering)
        self._show_context()
        self._sidebar.draw()
        if not conversation.entries and conversation.draft is None:
            self._middle.put(welcome(self.shell, self._write))
            return
        self._list.controls = self._messages()
        self._middle.put(self._list)

    def _messages(self) -> list[ft.Control]:
        """Return the controls of all messages; those that stay the same are the same objects."""
        conversation = self.presenter.current
        last = len(conversation.entries) - 1
        drawn: dict[tuple[int, bool], tuple[Entry, ft.Control]] = {}
        for index, entry in enumerate(conversation.entries):
            key = (index, index == last and conversation.draft is None)
            before = self._drawn.get(key)
            drawn[key] = before if before and before[0] is entry else (entry, self._message(*key))
        self._drawn = drawn
        controls = [control for _, control in drawn.values()]
        if conversation.draft is not None:
            self._draft = self._draft or DraftEntry(self._copy)
            self._draft.show(conversation.draft)
            controls.append(_centred(self._draft.control))
        else:
            self._draft = None
        if conversation.failure is not None:
            card = parts.error_card(conversation.failure, on_retry=lambda _: self._actions.retry())
            controls.append(_centred(card))
        return controls

    def _message(self, index: int, is_last: bool) -> ft.Control:
        entry = self.presenter.current.entries[index]
        again = (lambda _: self._actions.regenerate()) if is_last else None
        if entry.message.role == "user":
            edit = partial(self._actions.edit, index)
            return _centred(
                question(entry, index, copy=self._copy, edit=lambda _: edit(), answer=again)
            )
        body = None if self._draft is None or not is_last else self._draft.take_body(entry)
        return _centred(answer(entry, index, copy=self._copy, regenerate=again, body=body))

    async def _paint(self) -> None:
        """Draw what the answer has grown by."""
        draft = self.presenter.current.draft
        if draft is None or self._draft is None:
            return
        grown = self._draft.show(draft)
        if grown is not None:
            self.shell.update(grown)
            if self._painter.n_paints % METER_PAINTS == 0:
                self._show_context()
                self.shell.update(self._composer.control)
            await self._to_end()

    async def _update(self) -> None:
        self.shell.update(self.control)
        await self._to_end()
        await self._to_end()  # the end moved: what came into sight was laid out only then

    async def _to_end(self) -> None:
        """Show the end, if the user was there; waits for the window, so that it sets the pace."""
        if self._is_at_end and self._middle.holds(self._list):
            try:
                await asyncio.wait_for(self._list.scroll_to(offset=-1), timeout=1.0)
            except (TimeoutError, asyncio.TimeoutError, RuntimeError):
                return  # the window is away or busy: it shows the end next time

    def _show_context(self) -> None:
        engine = self.shell.backend.open_engine
        n_ctx = None if engine is None else engine.info.n_ctx
        share, words = context_share(self.presenter.current.n_context_tokens, n_ctx)
        self._composer.show_context(share, words, is_compact=self.shell.is_compact)

    def _copy(self, text: str) -> None:
        self.shell.copy(text)

    def _write(self, text: str) -> None:
        self.shell.run(self._composer.write, text)


def _centred(control: ft.Control) -> ft.Control:
    """Return `control` in the middle, no wider than can be read."""
    return ft.Row(
        [ft.Container(control, width=theme.READING_WIDTH, expand_loose=True, expand=True)],
        alignment=ft.MainAxisAlignment.CENTER,
    )
