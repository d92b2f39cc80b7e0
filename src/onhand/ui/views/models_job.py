"""Draws what takes a while: bytes, rate, what is left; pause, resume, cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.models.job import Job

Act = Callable[[Job], Any]


class JobRow:
    """One job.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self, job: Job, *, pause: Act, resume: Act, cancel: Act, dismiss: Act, use: Act
    ) -> None:
        """Make the controls; the functions are what the buttons call."""
        self._job = job
        name = job.title
        self._title = ft.Text(job.heading, size=14, weight=ft.FontWeight.W_600, expand=True,
                              max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)  # fmt: skip
        self._bar = ft.ProgressBar(
            value=0, bar_height=6, border_radius=3, semantics_label=job.heading
        )
        self._state = ft.Text("", size=13, color=theme.DIM)
        self._error = ft.Container()
        self._pause = _button(ft.Icons.PAUSE, f"Pause {name}", lambda _: pause(job))
        self._resume = _button(ft.Icons.PLAY_ARROW, f"Resume {name}", lambda _: resume(job))
        self._cancel = _button(ft.Icons.CLOSE, f"Cancel {name}", lambda _: cancel(job))
        self._dismiss = _button(ft.Icons.DONE, f"Dismiss {name}", lambda _: dismiss(job))
        self._use = ft.Row(
            [
                ft.FilledTonalButton(
                    "Use in chat",
                    icon=ft.Icons.FORUM_OUTLINED,
                    tooltip=f"Use {name} in chat",
                    on_click=lambda _: use(job),
                )
            ]
        )
        self._again = lambda _: resume(job)
        self.control: ft.Control = ft.Semantics(
            identifier=f"{job.kind}-{name}",
            container=True,
            content=parts.card(
                ft.Column(
                    [
                        ft.Row(
                            [self._title, self._pause, self._resume, self._cancel, self._dismiss],
                            spacing=0,
                            height=34,
                        ),
                        self._bar,
                        ft.Semantics(live_region=True, content=self._state),
                        self._error,
                        self._use,
                    ],
                    spacing=8,
                    tight=True,
                ),
                padding=ft.Padding.only(left=18, right=10, top=8, bottom=14),
            ),
        )
        self._shown: tuple[object, ...] = ()
        self.show()

    def show(self) -> bool:
        """Draw how far it is; return whether anything changed."""
        job = self._job
        shown = (job.phase, job.state, job.share, job.failure)
        if shown == self._shown:
            return False
        self._shown = shown
        self._title.value, self._state.value = job.heading, job.state
        self._use.visible = job.phase == "done" and job.kind == "pull"
        self._bar.visible = not job.is_over
        self._bar.value = None if job.share is None and job.is_moving else job.share or 0.0
        self._bar.color = None if job.is_moving else ft.Colors.OUTLINE
        self._pause.visible = job.can_pause
        self._resume.visible = job.phase == "paused"
        self._cancel.visible = not job.is_over
        self._dismiss.visible = job.is_over
        failure = job.failure
        self._error.content = (
            None if failure is None else parts.error_card(failure, on_retry=self._again)
        )
        self._error.visible = failure is not None
        return True


def _button(icon: ft.IconData, label: str, on_click: Callable[[Any], Any]) -> ft.IconButton:
    return parts.icon_button(
        icon,
        label,
        on_click,
        size=20,
        visual_density=ft.VisualDensity.COMPACT,
        padding=6,
        size_constraints=ft.BoxConstraints(min_width=34, min_height=34),
    )
