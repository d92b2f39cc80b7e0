"""Draws models: those that are installed, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.models.fit import Fit
from onhand.ui.models.presenter import Card, Offer

SIGNS = {
    "comfortable": (ft.Icons.CHECK_CIRCLE_OUTLINE, theme.GOOD),
    "tight": (ft.Icons.WARNING_AMBER, theme.WARN),
    "no": (ft.Icons.BLOCK, ft.Colors.ERROR),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardActs:
    """What the buttons of an installed model's card call, each with the card.

    Attributes:
        use: talk to it.
        verify: read it again.
        update: get the newer version.
        rollback: go back a version.
        delete: remove it.
        copy: put its reference into the clipboard.
    """

    use: Callable[[Card], Any]
    verify: Callable[[Card], Any]
    update: Callable[[Card], Any]
    rollback: Callable[[Card], Any]
    delete: Callable[[Card], Any]
    copy: Callable[[Card], Any]


def bundled_card(
    name: str, facts: str, fit: Fit | None, *, is_used: bool, use: Callable[[], Any]
) -> ft.Control:
    """Return the card of the model that comes with the package, which is always there."""
    return _card(
        "bundled",
        [
            _head(name, is_used, []),
            _facts(facts),
            _dim("Comes with onhand: rewrites short messages, for trying things out."),
            *fit_lines(fit),
            _buttons(_use_button("bundled", name, is_used, lambda _: use())),
        ],
    )


def installed_card(card: Card, acts: CardActs) -> ft.Control:
    """Return the card of an installed model."""
    menu = [
        _item("Verify every byte", ft.Icons.VERIFIED_OUTLINED, lambda _: acts.verify(card)),
        *(
            [_item(f"Roll back to {card.former[-1][:12]}", ft.Icons.HISTORY,
                   lambda _: acts.rollback(card))]
            if card.former
            else []
        ),
        _item("Copy where it came from", ft.Icons.LINK, lambda _: acts.copy(card)),
        _item("Delete", ft.Icons.DELETE_OUTLINE, lambda _: acts.delete(card)),
    ]  # fmt: skip
    more = ft.PopupMenuButton(
        icon=parts.signed(ft.Icons.MORE_HORIZ, f"More for {card.title}", size=20, color=theme.DIM),
        tooltip="More",
        items=menu,
    )
    buttons = [_use_button(card.id, card.title, card.is_used, lambda _: acts.use(card))]
    if card.has_update:
        buttons.append(
            ft.Semantics(
                identifier=f"update-{card.id}",
                content=ft.OutlinedButton(
                    "Update", icon=ft.Icons.UPGRADE, on_click=lambda _: acts.update(card)
                ),
            )
        )
    return _card(
        f"installed-{card.id}",
        [
            _head(card.title, card.is_used, [more]),
            _facts(card.facts),
            *fit_lines(card.fit),
            _sign_line(ft.Icons.VERIFIED_OUTLINED, theme.GOOD, card.checked),
            *([_sign_line(ft.Icons.UPGRADE, ft.Colors.PRIMARY, card.update)]
              if card.update else []),
            _buttons(*buttons),
        ],
    )  # fmt: skip


def offer_card(
    offer: Offer,
    *,
    has_room: bool,
    get: Callable[[Offer], Any],
    look: Callable[[Offer], Any],
) -> ft.Control:
    """Return the card of a model of the catalogue."""
    fit = offer.fit
    is_too_big = fit is not None and fit.verdict == "no"
    said: ft.Control
    if offer.is_installed:
        said = ft.Text("Installed", size=13, color=theme.GOOD)
    else:
        button = ft.OutlinedButton if is_too_big or not has_room else ft.FilledTonalButton
        said = ft.Semantics(
            identifier=f"get-{offer.name}",
            label=f"Get {offer.title}",
            content=button("Get", icon=ft.Icons.DOWNLOAD, on_click=lambda _: get(offer)),
        )
    closer = ft.Semantics(
        identifier=f"look-{offer.name}",
        label=f"Look closer at {offer.title}",
        content=ft.TextButton(
            "Look closer",
            tooltip="Reads the beginning of the file (some hundred kB) for an exact answer",
            on_click=lambda _: look(offer),
        ),
    )
    uses = ft.Row([_tag(use) for use in offer.uses], wrap=True, spacing=6, run_spacing=6)
    lines = [
        _head(offer.title, False, []),
        _facts(offer.facts),
        *([_dim(offer.description)] if offer.description else []),
        uses,
        *fit_lines(fit),
    ]
    if not has_room:
        lines.append(_sign_line(ft.Icons.SAVE_OUTLINED, ft.Colors.ERROR, "No room on the disk"))
    is_close = fit is not None and not fit.is_rough
    lines.append(_buttons(said, *([] if is_close or offer.is_installed else [closer])))
    return _card(f"offer-{offer.name}", lines)


def fit_lines(fit: Fit | None) -> list[ft.Control]:
    """Return a verdict as lines: title and pace, and why."""
    if fit is None:
        return []
    icon, color = SIGNS[fit.verdict]
    reason = fit.reason
    if fit.largest_n_ctx:
        reason = f"{reason} Up to {fit.largest_n_ctx:,} tokens of context."
    title = ft.Text(fit.title, size=13.5, weight=ft.FontWeight.W_600, expand=True)
    below: list[ft.Control] = [ft.Text(reason, size=12.5, color=theme.DIM)]
    if fit.pace:
        below.insert(0, ft.Text(fit.pace, size=12.5))
    return [
        ft.Column(
            [
                ft.Row([ft.Icon(icon, size=16, color=color), title], spacing=6),
                ft.Container(
                    ft.Column(below, spacing=2, tight=True), padding=ft.Padding.only(left=22)
                ),
            ],
            spacing=2,
            tight=True,
        )
    ]


def _card(identifier: str, lines: list[ft.Control]) -> ft.Control:
    return ft.Semantics(
        identifier=identifier,
        container=True,
        content=parts.card(
            ft.Column(lines, spacing=8, tight=True),
            padding=ft.Padding.only(left=18, right=14, top=12, bottom=14),
        ),
    )


def _head(title: str, is_used: bool, tools: list[ft.Control]) -> ft.Control:
    badge = ft.Container(
        ft.Text("In use", size=12, color=ft.Colors.ON_PRIMARY_CONTAINER),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        border_radius=8,
        padding=ft.Padding.symmetric(horizontal=8, vertical=2),
    )
    return ft.Row(
        [
            ft.Semantics(
                header=True,
                expand=True,
                content=ft.Text(title, size=15, weight=ft.FontWeight.W_600, max_lines=1,
                                overflow=ft.TextOverflow.ELLIPSIS),
            ),
            *([badge] if is_used else []),
            *tools,
        ],
        spacing=6,
        height=32,
    )  # fmt: skip


def _use_button(
    identifier: str, title: str, is_used: bool, on_click: Callable[[Any], Any]
) -> ft.Control:
    label = "Chat" if is_used else "Use in chat"
    return ft.Semantics(
        identifier=f"use-{identifier}",
        label=f"{label}: {title}",
        content=ft.FilledTonalButton(label, icon=ft.Icons.FORUM_OUTLINED, on_click=on_click),
    )


def _item(label: str, icon: ft.IconData, on_click: Callable[[Any], Any]) -> ft.PopupMenuItem:
    return ft.PopupMenuItem(content=label, icon=icon, on_click=on_click)


def _buttons(*buttons: ft.Control) -> ft.Control:
    return ft.Row([*buttons], spacing=8, run_spacing=6, wrap=True)


def _facts(text: str) -> ft.Control:
    return ft.Text(text, size=12.5, color=theme.DIM)


def _dim(text: str) -> ft.Control:
    return ft.Text(text, size=13)


def _sign_line(icon: ft.IconData, color: ft.ColorValue, text: str) -> ft.Control:
    return ft.Row(
        [
            ft.Icon(icon, size=16, color=color),
            ft.Text(text, size=12.5, color=theme.DIM, expand=True),
        ],
        spacing=6,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _tag(use: str) -> ft.Control:
    return ft.Container(
        ft.Text(use, size=11.5, color=ft.Colors.ON_SECONDARY_CONTAINER),
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
        border_radius=8,
        padding=ft.Padding.symmetric(horizontal=8, vertical=2),
    )
