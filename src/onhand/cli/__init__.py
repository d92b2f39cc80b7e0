"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

from onhand.cli.main import main

__all__ = ["main"]
