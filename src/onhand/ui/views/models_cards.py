"""Draws models: those that are installed, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.backend import BUNDLED_NAME
from onhand.ui.models.fit import Fit
from onhand.ui.models.presenter import Bundled, Card, Offer

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


def bundled_card(card: Bundled, *, use: Callable[[], Any]) -> ft.Control:
    """Return the card of the model that comes with the package, which is always there."""
    return _card(
        "bundled",
        [
            _head(BUNDLED_NAME, card.is_used, []),
            _facts(card.facts),
            ft.Text("Comes with onhand: rewrites short messages, for trying things out.", size=13),
            _buttons(_use_button("bundled", BUNDLED_NAME, card.is_used, lambda _: use())),
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
    lines = [
        _head(offer.title, False, []),
        _facts(offer.facts),
        *([ft.Text(offer.description, size=13)] if offer.description else []),
        ft.Text(f"For {', '.join(offer.uses)}", size=12.5) if offer.uses else _facts(""),
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
    said = "\n".join(filter(None, [fit.pace, reason]))
    return [
        ft.Row(
            [
                ft.Icon(icon, size=16, color=color),
                ft.Text(fit.title, size=13.5, weight=ft.FontWeight.W_600),
            ],
            spacing=6,
        ),
        ft.Text(said, size=12.5, color=theme.DIM, style=ft.TextStyle(height=1.4),
                margin=ft.Margin.only(left=22)),
    ]  # fmt: skip


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
    right = list(tools)
    if is_used:
        right.insert(
            0,
            ft.Container(
                ft.Text("In use", size=12, color=ft.Colors.ON_PRIMARY_CONTAINER),
                bgcolor=ft.Colors.PRIMARY_CONTAINER,
                border_radius=8,
                padding=ft.Padding.symmetric(horizontal=8, vertical=2),
            ),
        )
    text = ft.Text(
        title, size=15, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS
    )
    return ft.Row(
        [ft.Semantics(header=True, expand=True, content=text), *right], spacing=6, height=32
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


def _sign_line(icon: ft.IconData, color: ft.ColorValue, text: str) -> ft.Control:
    return ft.Row(
        [
            ft.Icon(icon, size=16, color=color),
            ft.Text(text, size=12.5, color=theme.DIM, expand=True),
        ],
        spacing=6,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
