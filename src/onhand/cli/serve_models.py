"""`onhand serve-models`: publish a folder of models on this machine or the desk's network."""

from __future__ import annotations

from pathlib import Path

import click

from onhand.store import ModelFolder, ModelServer

EPILOG = """
\b
Examples:
  onhand serve-models ./models
  onhand serve-models ./models --host 0.0.0.0 --key release.key   # for the phone on the desk
  onhand serve-models ./models --write    # manifests for any web server
"""


@click.command("serve-models", epilog=EPILOG)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; 0.0.0.0 lets phones on the same network in.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8420, show_default=True)
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Private key that signs the manifests.")  # fmt: skip
@click.option("--write", is_flag=True,
              help="Write the manifests into the folder for any web server, and exit.")  # fmt: skip
def serve_models(folder: Path, host: str, port: int, key: Path | None, write: bool) -> None:
    """Make manifests for the models in FOLDER and serve both.

    GGUF files (split ones too), .pte files with their tokenizers, MLC folders and zip bundles are
    found; nothing else in the folder is served.
    """
    models = ModelFolder(folder, key.read_bytes() if key else None)
    found = models.models()
    if not found:
        raise click.UsageError(f"there is no model in {folder}")
    if write:
        for model in found:
            target = folder / f"{model.id}.json"
            target.write_text(models.manifest(model).to_json(), encoding="utf-8")
            click.echo(str(target))
        return
    with _listening(models, host, port) as server:
        if not server.is_loopback:
            click.echo(
                f"warning: everyone who can reach {host}:{port} can read these models, over plain "
                "http. Pin a key on the phones (`--key` here, `onhand trust` there).",
                err=True,
            )
        for model in found:
            click.echo(f"{server.url}{model.id}.json")
        click.echo("Ctrl+C stops it.", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)


def _listening(models: ModelFolder, host: str, port: int) -> ModelServer:
    try:
        return ModelServer(models, host, port)
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}; `--port 0` takes a free one"
        ) from error
