"""`onhand keygen`, `sign` and `trust`: who vouches for models."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from onhand.cli.options import json_option
from onhand.cli.store_options import open_store
from onhand.store import Manifest, PinnedKey, read_public_key, write_key_pair
from onhand.store import sign as sign_manifest

KEYGEN_EPILOG = """
\b
Examples:
  onhand keygen release.key               # and release.key.pub
"""

SIGN_EPILOG = """
\b
Examples:
  onhand sign model.json --key release.key
  onhand sign model.json --key release.key --expires-days 90
"""

TRUST_ADD_EPILOG = """
\b
Examples:
  onhand trust add release.key.pub --for 'my-app-*' --name "my team"
  onhand trust add ed25519:AbC…
"""


@click.command(epilog=KEYGEN_EPILOG)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def keygen(path: Path) -> None:
    """Make a key pair: PATH (private, keep it) and PATH.pub (give it away)."""
    try:
        private, public, text = write_key_pair(path)
    except FileExistsError as error:
        raise click.UsageError(f"{error}.") from error
    click.echo(f"private key: {private}\npublic key:  {public}\n{text}")


@click.command(epilog=SIGN_EPILOG)
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Private key of `onhand keygen`.",
)
@click.option("--expires-days", type=click.FloatRange(min=0, min_open=True),
              help="Refuse it after so many days.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              help="File to write; default: the manifest itself.")  # fmt: skip
def sign(manifest: Path, key: Path, expires_days: float | None, output: Path | None) -> None:
    """Sign a manifest, such as `onhand serve-models --write` makes."""
    import dataclasses

    found = Manifest.from_json(manifest.read_bytes())
    if expires_days is not None:
        moment = datetime.now(timezone.utc) + timedelta(days=expires_days)
        expires_at = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        # who signed the manifest before did not sign that date
        found = dataclasses.replace(found, expires_at=expires_at, signatures=())
    signed = sign_manifest(found, key.read_bytes())
    target = output or manifest
    target.write_text(signed.to_json(), encoding="utf-8")
    click.echo(f"signed {signed.id} {signed.version} by {signed.signatures[-1].key_id}: {target}")


@click.group()
def trust() -> None:
    """Pin keys: models that a key is pinned for are accepted from no one else."""


@trust.command("add", epilog=TRUST_ADD_EPILOG)
@click.argument("key")
@click.option("--for", "pattern", default="*", show_default=True,
              help="Ids that it is for, with * and ?.")  # fmt: skip
@click.option("--name", default="", help="Whose key it is.")
def trust_add(key: str, pattern: str, name: str) -> None:
    """Pin a public key, given as text (ed25519:…) or as a .pub file."""
    pinned = PinnedKey(read_public_key(key), pattern, name)
    open_store().trust.pin(pinned)
    click.echo(f"pinned {pinned.key_id} for {pattern}")


@trust.command("list")
@json_option
def trust_list(as_json: bool) -> None:
    """List the pinned keys."""
    keys = open_store().trust.keys()
    if as_json:
        rows = [
            {"key_id": key.key_id, "pattern": key.pattern, "name": key.name,
             "public_key": key.public_key}
            for key in keys
        ]  # fmt: skip
        click.echo(json.dumps(rows))
        return
    for key in keys:
        click.echo(f"{key.key_id}  {key.pattern:24} {key.name}".rstrip())
    if not keys:
        click.echo("No key is pinned: models are accepted unsigned.", err=True)


@trust.command("remove")
@click.argument("key_id")
def trust_remove(key_id: str) -> None:
    """Stop trusting a key, by the beginning of its id."""
    n = open_store().trust.unpin(key_id)
    if not n:
        raise click.UsageError(f"no pinned key begins with {key_id!r}")
    click.echo(f"removed {n} pins")
