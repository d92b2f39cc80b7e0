"""`onhand app`: chat, rewrite, models and diagnostics in a window or a browser."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import webbrowser

import click

from onhand import errors
from onhand.cli.chats import LibraryChoice, library_options
from onhand.cli.options import model_option

EPILOG = """
\b
Examples:
  onhand app
  onhand app --web --port 8421        # always the same port
  onhand app --web --no-open          # print the address and wait
  onhand app --keyring diary          # conversations encrypted with that key of the keyring
The address holds a secret: whoever has it can use the app from this machine. Ctrl-C ends it.
"""


@click.command("app", epilog=EPILOG)
@model_option
@library_options
@click.option("--web", is_flag=True, help="Open in the browser, also where there is a window.")
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="Port on 127.0.0.1 for the browser; default: any that is free.")  # fmt: skip
@click.option("--no-open", is_flag=True, help="Print the address instead of opening it.")
def app(model: str | None, library: LibraryChoice, web: bool, port: int, no_open: bool) -> None:
    """Open the app: in its own window where there is one, else in the browser."""
    missing = [name for name in ("flet", "flet_web") if importlib.util.find_spec(name) is None]
    if missing:
        raise errors.RuntimeUnavailableError(
            "The app needs Flet, which is not installed.",
            hint='Install it with: pip install "onhand[app]"',
        )
    from onhand.ui import desktop, server
    from onhand.ui.backend import Backend

    backend = Backend(model, library=library.path, key=library.key())
    if not web and not no_open and desktop.is_available():
        desktop.run(backend)
        return

    announced: list[str] = []

    def ready(url: str) -> None:
        announced.append(url)
        click.echo(url)
        if not no_open:
            webbrowser.open(url)

    with contextlib.suppress(KeyboardInterrupt):
        try:
            asyncio.run(server.serve(backend, port=port, on_ready=ready))
        except OSError as error:
            if announced:
                raise
            raise click.UsageError(
                f"cannot listen on 127.0.0.1:{port}: {error.strerror or error}. Choose another "
                "--port, or none for any that is free"
            ) from error
