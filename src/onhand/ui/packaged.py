"""The app as `flet build` packages it: one process, files in the app's own folder."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import flet as ft

import onhand
from onhand.ui.app import main_for
from onhand.ui.backend import Backend

STORAGE = "FLET_APP_STORAGE_DATA"
"""Where Flet says the app's private folder is; it sets this before it runs the app."""
PHONES = ("android", "ios")


def keep_private(environment: MutableMapping[str, str]) -> None:
    """Keep models, conversations and records in the app's private folder, if there is one.

    What is set already stays.
    """
    folder = environment.get(STORAGE)
    if folder:
        environment.setdefault("ONHAND_HOME", str(Path(folder) / "onhand"))
        environment.setdefault("HF_HOME", str(Path(folder) / "huggingface"))


def backend_options(platform: str) -> dict[str, Any]:
    """Return how the engine is opened in a packaged app on `platform` (`sys.platform`).

    Python is embedded there: phones have no child processes, and on a desktop `sys.executable` is
    the app. So the worker is a thread; phones get the small context.
    """
    options: dict[str, Any] = {"isolation": "thread"}
    if platform in PHONES:
        options["context_params"] = onhand.ContextParams.mobile()
    return options


def run() -> None:
    """Open the window and return when it is closed."""
    keep_private(os.environ)
    ft.run(main_for(Backend(**backend_options(sys.platform))))
