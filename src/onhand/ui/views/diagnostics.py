"""The diagnostics view of one window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.diagnostics.presenter import DiagnosticsPresenter
from onhand.ui.palette import Command
from onhand.ui.shell import Shell
from onhand.ui.view import View
from onhand.ui.views import diagnostics_cards as cards
from onhand.ui.views.diagnostics_plot import PlotCard

PLOTS = ("memory", "heat", "rate")


class DiagnosticsView(View):
    """The diagnostics view of one window."""

    def __init__(self, shell: Shell) -> None:
        """Make the controls; nothing is looked at before `on_show`."""
        super().__init__(shell)
        self.presenter: DiagnosticsPresenter = DiagnosticsPresenter(shell.backend)
        self._stop: Callable[[], None] = lambda: None
        self._plots = {name: PlotCard(name) for name in PLOTS}
        self._governor, self._runtimes, self._log = ft.Container(), ft.Container(), ft.Container()
        self._facts = ft.Container()
        self._drawn: dict[str, Any] = {}
        self._kill = ft.OutlinedButton(
            "Kill the worker", icon=ft.Icons.BOLT, on_click=lambda _: self._ask_kill()
        )
        self._trial = ft.Text("", size=13)
        self._trial_ring = ft.ProgressRing(width=14, height=14, stroke_width=2, visible=False)
        self._engine = cards.titled(
            "Engine",
            self._facts,
            ft.Row(
                [ft.Semantics(identifier="kill-worker", content=self._kill), self._trial_ring],
                spacing=12,
            ),
            ft.Semantics(identifier="trial", live_region=True, content=self._trial),
            identifier="engine",
        )
        copy = ft.FilledTonalButton(
            "Copy report", icon=ft.Icons.CONTENT_COPY, on_click=lambda _: self._copy()
        )
        plots = ft.ResponsiveRow(
            [ft.Container(card.control, col={"xs": 12, "md": 4}) for card in self._plots.values()],
            spacing=14,
            run_spacing=14,
        )
        half = {"xs": 12, "md": 6}
        left = ft.Column([self._engine, self._governor], spacing=14, col=half)
        right = ft.Column([self._runtimes, self._log], spacing=14, col=half)
        body = ft.Column(
            [
                plots,
                ft.ResponsiveRow([left, right], spacing=14, run_spacing=14),
                ft.Container(height=16),
            ],
            spacing=14,
            scroll=ft.ScrollMode.AUTO,
            expand=True,
        )
        self.control: ft.Control = ft.Column(
            [
                parts.header(
                    "Diagnostics",
                    ft.Semantics(identifier="copy-report", content=copy),
                    subtitle="This device and this app, now. Nothing of it is sent anywhere.",
                ),
                ft.Container(body, expand=True, padding=ft.Padding.symmetric(horizontal=24)),
            ],
            spacing=0,
            expand=True,
        )

    # ── the shell calls ──

    async def on_show(self) -> None:
        """Follow the readings; ask the runtimes once."""
        self._stop = self.presenter.monitor.listen(self._looked)
        self._draw()
        self.shell.update(self.control)
        if self.presenter.reports is None:
            self.shell.run(self._refresh)

    async def on_hide(self) -> None:
        """Follow nothing any more."""
        self._stop()
        self._stop = lambda: None

    def commands(self) -> list[Command]:
        """Return what Ctrl-K offers of diagnostics."""
        return [
            Command(title="Copy the diagnostics report", icon=ft.Icons.CONTENT_COPY, run=self._copy)
        ]

    # ── what the user does ──

    def _copy(self) -> None:
        async def copy() -> None:
            if self.presenter.reports is None:
                await self._refresh()
            self.shell.copy(self.presenter.report())

        self.shell.run(copy)

    def _ask_kill(self) -> None:
        self.shell.dialogs.confirm(
            "Kill the worker?",
            "The model writes something, its process is killed in the middle of it, and a new one "
            "goes on where it was. Your own answers pause and go on, too.",
            self._try,
            action="Kill it",
        )

    async def _try(self) -> None:
        self._show_trial(is_trying=True)
        self.shell.update(self._engine)
        await self.presenter.kill()
        self._show_trial()
        self.shell.update(self._engine)

    async def _refresh(self) -> None:
        await self.presenter.refresh()
        self._draw_runtimes()
        self.shell.update(self._runtimes)

    async def _again(self, _: ft.ControlEvent) -> None:
        self.presenter.reports = None
        self._draw_runtimes()
        self.shell.update(self._runtimes)
        await self._refresh()

    def _choose_level(self, level: int) -> None:
        self.presenter.level = level
        self._draw_log()
        self.shell.update(self._log)

    # ── drawing ──

    def _looked(self) -> None:
        self._draw()
        self.shell.update(self.control)

    def _draw(self) -> None:
        presenter = self.presenter
        for plot in presenter.plots():
            self._plots[plot.name].show(plot)
        state, worker = presenter.governor(), presenter.worker()
        if self._is_new("governor", state):
            self._governor.content = cards.governor(state)
        if self._is_new("worker", worker):
            self._facts.content = cards.facts(worker)
        self._show_trial(is_trying=presenter.is_trying)
        self._draw_runtimes()
        self._draw_log()

    def _draw_runtimes(self) -> None:
        if self._is_new("runtimes", self.presenter.reports):
            self._runtimes.content = cards.runtimes(self.presenter.reports, again=self._again)

    def _draw_log(self) -> None:
        if self._is_new("log", (self.presenter.monitor.log.n_seen, self.presenter.level)):
            self._log.content = cards.log(
                self.presenter.log_lines(), self.presenter.level, self._choose_level
            )

    def _is_new(self, part: str, shown: Any) -> bool:
        """Whether a part has to be drawn anew: what stays the same keeps focus and clicks."""
        is_new = part not in self._drawn or self._drawn[part] != shown
        self._drawn[part] = shown
        return is_new

    def _show_trial(self, *, is_trying: bool = False) -> None:
        presenter = self.presenter
        why_not = presenter.why_no_trial()
        said, color = why_not, theme.DIM
        if is_trying:
            said = "The model writes, is killed and writes again …"
        elif presenter.failure is not None:
            said = f"{presenter.failure.message} {presenter.failure.hint}".strip()
            color = ft.Colors.ERROR
        elif presenter.trial is not None:
            said = str(presenter.trial)
            color = ft.Colors.ON_SURFACE if presenter.trial.is_same else ft.Colors.ERROR
        self._trial.value, self._trial.color = said, color
        self._trial_ring.visible = is_trying
        self._kill.disabled = bool(why_not) or is_trying
