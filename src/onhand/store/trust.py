"""Which keys are trusted for which models, and what they must never be followed back to."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from onhand.errors import SignatureError
from onhand.store.layout import Layout, write_json
from onhand.store.manifest import Manifest, parse_time


@dataclass(frozen=True, slots=True)
class PinnedKey:
    """A key that is trusted for some models; those models are accepted from no one else.

    Attributes:
        public_key: "ed25519:…".
        pattern: ids that it is for, with "*" and "?", case ignored; "*": all.
        name: whose key it is, for people.
    """

    public_key: str
    pattern: str = "*"
    name: str = ""

    @property
    def key_id(self) -> str:
        """Its short name in signatures."""
        from onhand.store.signing import key_id

        return key_id(self.public_key)


class Trust:
    """The pinned keys of a store, those of its files and those of the app's code.

    Args:
        layout: the store.
        keys: keys that the app brings along; they are not written to the store.
        now: the present, UTC; tests bring their own.
    """

    def __init__(
        self,
        layout: Layout,
        keys: Iterable[PinnedKey] = (),
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._pins = layout.keys / "pinned.json"
        self._seen = layout.keys / "seen.json"
        self._own = tuple(keys)
        self._now = now

    def keys(self) -> list[PinnedKey]:
        """Return all pinned keys.

        Raises:
            SignatureError: the file that holds them is damaged: nothing is trusted then.
        """
        data = _read(self._pins, [])
        try:
            stored = [PinnedKey(row["public_key"], row["pattern"], row["name"]) for row in data]
        except (KeyError, TypeError) as error:
            raise _damaged(self._pins) from error
        return [*self._own, *stored]

    def pin(self, key: PinnedKey) -> None:
        """Trust a key from now on; the same key for the same ids replaces itself.

        Raises:
            SignatureError: it is no public key.
        """
        wanted = (key.key_id, key.pattern)
        kept = [item for item in self._stored() if (item.key_id, item.pattern) != wanted]
        self._write([*kept, key])

    def unpin(self, key_id: str) -> int:
        """Stop trusting a key, by the beginning of its id; return how many pins went.

        Raises:
            SignatureError: several keys begin so.
        """
        stored = self._stored()
        kept = [item for item in stored if not item.key_id.startswith(key_id)]
        if len({item.key_id for item in stored if item not in kept}) > 1:
            raise SignatureError(f"Several keys begin with {key_id!r}.", hint="Give more digits.")
        if len(kept) < len(stored):
            self._write(kept)
        return len(stored) - len(kept)

    def check(self, manifest: Manifest) -> tuple[str, ...]:
        """Return the pinned keys that vouch for `manifest`; empty when none is pinned for its id.

        Raises:
            SignatureError: it has expired; or keys are pinned for its id, and it is unsigned,
                signed by others or wrongly, or older than one that was accepted before.
        """
        name = f"{manifest.id} {manifest.version}"
        if manifest.expires_at is not None and parse_time(manifest.expires_at) <= self._now():
            raise SignatureError(
                f"The manifest of {name} expired at {manifest.expires_at}.",
                hint="Ask the publisher for a newer one, and check this device's clock.",
            )
        pinned = self._pinned_for(manifest.id)
        if not pinned:
            return ()
        self._check_not_replayed(manifest, name)
        from onhand.store.signing import is_signed_by

        valid = {key.key_id for key in pinned if is_signed_by(manifest, key.public_key)}
        if not valid:
            signers = ", ".join(item.key_id for item in manifest.signatures)
            raise SignatureError(
                f"The manifest of {name} is "
                + (f"signed by {signers} only" if signers else "unsigned")
                + f", but {', '.join(sorted({key.key_id for key in pinned}))} is pinned for it.",
                hint="`onhand trust list` shows the pinned keys.",
            )
        return tuple(sorted(valid))

    def refuse_unsigned(self, model_id: str) -> None:
        """Raise SignatureError when a key is pinned for an id whose source cannot sign."""
        pinned = self._pinned_for(model_id)
        if pinned:
            raise SignatureError(
                f"{model_id} comes without a signed manifest, but "
                f"{', '.join(sorted({key.key_id for key in pinned}))} is pinned for it.",
                hint="Pin the key for fewer ids (`onhand trust add … --for 'mine/*'`).",
            )

    def _pinned_for(self, model_id: str) -> list[PinnedKey]:
        # case ignored, as many file systems do: "Writer" must not get at the folder of "writer"
        wanted = model_id.lower()
        return [key for key in self.keys() if fnmatch.fnmatchcase(wanted, key.pattern.lower())]

    def _check_not_replayed(self, manifest: Manifest, name: str) -> None:
        seen = self._seen_dates().get(manifest.id)
        if seen is None:
            return
        if parse_time(manifest.created_at) < parse_time(seen["created_at"]):
            raise SignatureError(
                f"The manifest of {name} is of {manifest.created_at}, but one of "
                f"{seen['created_at']} was accepted before: an old one is being replayed.",
                hint="To go back on purpose, use `onhand rollback`.",
            )

    def remember(self, manifest: Manifest) -> None:
        """Note that `manifest` was accepted by a signature: nothing older will be."""
        seen = self._seen_dates()
        known = seen.get(manifest.id)
        if known is None or parse_time(known["created_at"]) < parse_time(manifest.created_at):
            seen[manifest.id] = {"created_at": manifest.created_at, "version": manifest.version}
            write_json(self._seen, seen)

    def _seen_dates(self) -> dict[str, dict[str, str]]:
        data = _read(self._seen, {})
        try:
            return {name: {key: str(row[key]) for key in row} for name, row in data.items()}
        except (AttributeError, TypeError, KeyError) as error:
            raise _damaged(self._seen) from error

    def _stored(self) -> list[PinnedKey]:
        return self.keys()[len(self._own) :]

    def _write(self, keys: list[PinnedKey]) -> None:
        rows = [
            {"public_key": key.public_key, "pattern": key.pattern, "name": key.name} for key in keys
        ]
        write_json(self._pins, rows)


def _read(path: Any, empty: Any) -> Any:
    """Return a file's JSON; `empty` when it is not there; never `empty` for a damaged one."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return empty
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if type(data) is not type(empty):
        raise _damaged(path)
    return data


def _damaged(path: Any) -> SignatureError:
    return SignatureError(
        f"{path} is damaged, so that nobody is trusted.",
        hint="Restore it, or remove it and pin the keys again with `onhand trust add`.",
    )
