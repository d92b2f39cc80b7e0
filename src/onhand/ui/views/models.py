"""The models view of one window: what to get, what is under way, what is here and could be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import flet as ft

from onhand.errors import OnhandError
from onhand.ui import parts, theme
from onhand.ui.backend import Status
from onhand.ui.chat.painter import Painter
from onhand.ui.models.job import Job
from onhand.ui.models.presenter import (
    USES,
    Bundled,
    Card,
    ModelsPresenter,
    Offer,
)
from onhand.ui.models.words import size
from onhand.ui.palette import Command
from onhand.ui.shell import Shell
from onhand.ui.view import View
from onhand.ui.views.card_grid import CardGrid
from onhand.ui.views.models_actions import ModelActions
from onhand.ui.views.models_cards import CardActs, bundled_card, installed_card, offer_card
from onhand.ui.views.models_job import JobRow
from onhand.ui.views.models_pull import PullBox

MOST_WIDTH = 1120
CARD_WIDTH = 330
"""Narrower cards cannot be read: fewer stand side by side."""
JOB_PAINT_S = 0.1


class ModelsView(View):
    """The models view of one window."""

    def __init__(self, shell: Shell) -> None:
        """Make the controls; nothing is read before it is shown."""
        super().__init__(shell)
        self.presenter: ModelsPresenter = ModelsPresenter(shell.backend.models)
        self._painter = Painter(self._paint, interval_s=JOB_PAINT_S)
        self._jobs: dict[Job, JobRow] = {}
        self._stops: list[Callable[[], None]] = []
        self._actions = ModelActions(shell, shell.backend.models)
        self._pull = PullBox(self.presenter, get=self._get, look=self._look)
        self._acts = CardActs(
            use=lambda card: self._use(card.id),
            verify=lambda card: self.presenter.models.verify(card.id),
            update=lambda card: self.presenter.models.update(card.id),
            rollback=self._actions.rollback,
            delete=self._actions.ask_delete,
            copy=lambda card: self.shell.copy(card.reference),
        )
        self._device = ft.Text("", size=13, color=theme.DIM)
        self._chips = ft.Row([], wrap=True, spacing=8, run_spacing=8)
        self._above = ft.Column([], spacing=14, tight=True)
        self._installed, self._catalogue = CardGrid(shell), CardGrid(shell)
        self._nothing = ft.Text(
            "Nothing of the catalogue is like that.", color=theme.DIM, visible=False
        )
        self._list = ft.ListView(
            [
                self._pull.control,
                self._above,
                _heading("On this device", self._device),
                self._installed.control,
                _heading("Catalogue"),
                self._chips,
                self._nothing,
                self._catalogue.control,
            ],
            expand=True,
            spacing=14,
            padding=ft.Padding.only(left=20, right=20, top=4, bottom=24),
        )
        check = parts.icon_button(
            ft.Icons.UPDATE, "Check for updates", lambda _: self._actions.check_updates(), size=20
        )
        more = ft.PopupMenuButton(
            icon=parts.signed(ft.Icons.MORE_VERT, "More", size=22),
            tooltip="More",
            items=[
                ft.PopupMenuItem(
                    content="Clean up", icon=ft.Icons.CLEANING_SERVICES_OUTLINED,
                    on_click=lambda _: self._actions.ask_tidy(),
                ),
                ft.PopupMenuItem(
                    content="Clear cached models", icon=ft.Icons.DELETE_SWEEP_OUTLINED,
                    on_click=lambda _: self._actions.ask_clear(),
                ),
            ],
        )  # fmt: skip
        title = ft.Text("Models", size=16, weight=ft.FontWeight.W_600)
        self.control: ft.Control = ft.Column(
            [
                ft.Container(
                    ft.Row([ft.Semantics(content=title, header=True, expand=True), check,
                            ft.Semantics(identifier="models-menu", content=more)]),
                    padding=ft.Padding.only(left=20, right=16, top=10, bottom=6),
                    height=52,
                ),
                ft.Row(
                    [ft.Container(self._list, width=MOST_WIDTH, expand=True, expand_loose=True)],
                    alignment=ft.MainAxisAlignment.CENTER,
                    vertical_alignment=ft.CrossAxisAlignment.STRETCH,
                    expand=True,
                ),
            ],
            spacing=0,
            expand=True,
        )  # fmt: skip

    # ── the shell calls ──

    async def on_show(self) -> None:
        """Follow the models and the engine; find out what fits."""
        backend = self.shell.backend
        self._stops = [
            backend.listen(self._backend_changed),
            backend.models.listen(self._models_changed),
        ]
        models = self.presenter.models
        await models.fits.read()
        await models.refresh()
        self.shell.run(self._assess)

    async def on_hide(self) -> None:
        """Follow nothing any more; what is under way goes on."""
        for stop in self._stops:
            stop()
        self._stops = []
        self._installed.clear()
        self._catalogue.clear()

    def on_resize(self) -> None:
        """As many columns as fit."""
        self._pull.lay_out(is_compact=self.shell.is_compact)
        if self._stops:
            self._draw_cards()

    def commands(self) -> list[Command]:
        """Return what Ctrl-K offers of the view."""
        return [
            Command(title="Check models for updates", icon=ft.Icons.UPDATE,
                    run=self._actions.check_updates),
            Command(title="Clear cached models", icon=ft.Icons.DELETE_SWEEP_OUTLINED,
                    run=self._actions.ask_clear),
        ]  # fmt: skip

    # ── what the user does ──

    def _get(self, reference: str) -> None:
        try:
            self.presenter.models.pull(reference)
        except ValueError:
            self.shell.notify("Write a name or an address first.")
            return
        except OnhandError as error:
            self.presenter.failure = error
            self._show()
            return
        self._pull.clear()
        self.presenter.sight = self.presenter.failure = None
        self._show()

    async def _look(self, reference: str) -> None:
        if not reference:
            self.shell.notify("Write a name or an address first.")
            return
        self.presenter.is_looking = True
        self._pull.draw()
        self.shell.update(self._pull.control)
        await self.presenter.look(reference)
        self._show()

    def _look_at(self, offer: Offer) -> None:
        async def look() -> None:
            await self.presenter.models.fits.look(offer.name)
            self._show()

        self.shell.run(look)

    def _ask_get(self, offer: Offer) -> None:
        """Get a model of the catalogue; ask first where it will not run."""
        fit = offer.fit

        async def get() -> None:
            self._get(offer.name)

        if fit is not None and fit.verdict == "no":
            self.shell.dialogs.confirm(
                f"Get {offer.title} all the same?", f"{fit.title}. {fit.reason}", get, action="Get"
            )
        else:
            self._get(offer.name)

    def _use(self, id: str | None) -> None:
        self.shell.navigate("chat")
        self.shell.use_model(id)

    # ── what changes ──

    async def _assess(self) -> None:
        with suppress(OSError):  # a folder that cannot be read: the store says so itself
            await self.presenter.models.assess()

    def _models_changed(self, job: Job | None) -> None:
        if job is None or (job in self._jobs) != (job in self.presenter.models.jobs.all):
            self._show()
        else:
            self._painter.touch()

    def _backend_changed(self, status: Status) -> None:
        if status.phase != "loading":
            self._show()

    # ── drawing ──

    def _show(self) -> None:
        """Draw and send what is not cards; cards come row by row."""
        presenter = self.presenter
        self._pull.draw()
        self._device.value = presenter.device
        failures = (presenter.failure, presenter.models.problem)
        self._above.controls = [parts.error_card(one) for one in failures if one is not None]
        self._above.controls += self._job_rows()
        self._draw_chips()
        self.shell.update(self._list)
        self._draw_cards()

    def _draw_cards(self) -> None:
        presenter, backend = self.presenter, self.shell.backend
        n_columns = self._n_columns()
        engine = backend.open_engine
        bundled = Bundled.of(None if engine is None else engine.info.model, backend.model is None)
        self._installed.show([bundled, *presenter.cards], self._card, n_columns)
        offers = presenter.offers
        self._nothing.visible = not offers
        self._catalogue.show(
            [(one, one.fit is None or presenter.has_room(one.fit)) for one in offers],
            lambda pair: offer_card(
                pair[0], has_room=pair[1], get=self._ask_get, look=self._look_at
            ),
            n_columns,
        )

    def _card(self, card: Bundled | Card) -> ft.Control:
        if isinstance(card, Bundled):
            return bundled_card(card, use=lambda: self._use(None))
        return installed_card(card, self._acts)

    def _job_rows(self) -> list[ft.Control]:
        jobs = self.presenter.models.jobs
        before, self._jobs = self._jobs, {}
        for job in jobs.all:
            self._jobs[job] = before.get(job) or JobRow(
                job,
                pause=jobs.pause,
                resume=jobs.resume,
                cancel=self._cancel,
                dismiss=jobs.dismiss,
                use=lambda job: self._use(job.model_id),
            )
            self._jobs[job].show()
        return [row.control for row in self._jobs.values()]

    def _cancel(self, job: Job) -> None:
        self.presenter.models.jobs.cancel(job)
        if job.kind != "verify" and job.done_bytes:
            self.shell.notify(
                f"Cancelled. {size(job.done_bytes)} are kept, so that it can go on later.",
                action="Clean up",
                on_action=lambda _: self._actions.ask_tidy(),
            )

    def _draw_chips(self) -> None:
        presenter = self.presenter

        def choose(use: str) -> None:
            presenter.use = use
            self._show()

        def only(event: ft.ControlEvent) -> None:
            presenter.only_fitting = bool(event.control.selected)
            self._show()

        def chip(use: str) -> ft.Control:
            label, is_on = use.capitalize() or "All", presenter.use == use
            return ft.Semantics(
                identifier=f"filter-{use or 'all'}",
                content=_chip(label, is_on, lambda _: choose(use)),
            )

        fitting = _chip("Only what fits", presenter.only_fitting, only)
        self._chips.controls = [
            *(chip(use) for use in ("", *USES)),
            ft.Semantics(identifier="filter-fitting", content=fitting),
        ]

    def _n_columns(self) -> int:
        width = min(self.shell.inner_width, MOST_WIDTH) - 40
        return max(1, min(3, int((width + 14) // (CARD_WIDTH + 14))))

    async def _paint(self) -> None:
        """Draw how far the jobs are."""
        for row in self._jobs.values():
            if row.show():
                self.shell.update(row.control)


def _heading(text: str, below: ft.Text | None = None) -> ft.Control:
    lines: list[ft.Control] = [
        ft.Semantics(header=True, content=ft.Text(text, size=16, weight=ft.FontWeight.W_600))
    ]
    if below is not None:
        lines.append(below)
    return ft.Container(
        ft.Column(lines, spacing=2, tight=True), padding=ft.Padding.only(top=10, left=4)
    )


def _chip(label: str, is_on: bool, on_select: Callable[[ft.ControlEvent], None]) -> ft.Chip:
    return ft.Chip(
        label=ft.Text(label, size=13),
        selected=is_on,
        shape=ft.RoundedRectangleBorder(radius=16),
        padding=ft.Padding.symmetric(horizontal=6, vertical=4),
        on_select=on_select,
    )
