"""Caches of prompt beginnings as files: found by exact fingerprint, within a budget.

An entry is a saved state whose name says all that it is found by:
`<SHA-256 of the identity>-<number of tokens>-<SHA-256 of the token ids>.onhand`, the digests cut to
128 bits. So a listing of the folder is the index, processes can share it, and nothing is opened
before it is needed. The change time is the time of the last use.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from onhand.errors import OnhandError
from onhand.state.files import read_state, remove_stale, write_state
from onhand.state.header import Identity, SavedState

log: logging.Logger = logging.getLogger("onhand.prefix_cache")

SUFFIX: Final = ".onhand"
_DIGEST_LENGTH: Final = 32


class PrefixFiles:
    """The entries of one folder that fit one identity. Methods may block; any one thread."""

    def __init__(
        self, folder: Path, identity: Identity, *, max_bytes: int, key: bytes | None
    ) -> None:
        """Look at what is there; remove what killed writers left behind."""
        self.folder: Path = folder
        self._identity = identity
        self._max_bytes = max_bytes
        self._key = key
        data = json.dumps(identity.to_dict(), sort_keys=True).encode()
        self._lead = hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]
        self._names: dict[str, int] = {}
        remove_stale(folder)
        with contextlib.suppress(FileNotFoundError):
            for item in folder.iterdir():
                lead, n_tokens = _parsed(item.name)
                if lead == self._lead:
                    self._names[item.name] = n_tokens

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find."""
        return not self._names

    def has(self, tokens: Sequence[int]) -> bool:
        """Whether there is an entry of exactly these tokens."""
        return self._name(tokens) in self._names

    def find(self, tokens: Sequence[int]) -> tuple[Path, int] | None:
        """Return the longest entry that `tokens` begin with and go on after, and its length."""
        digest, done, best = hashlib.sha256(), 0, None
        for n_tokens in sorted(set(self._names.values())):
            if n_tokens >= len(tokens):
                break
            digest.update(_token_bytes(tokens[done:n_tokens]))
            done = n_tokens
            name = self._name_of(n_tokens, digest.hexdigest())
            if name in self._names:
                best = self.folder / name, n_tokens
        return best

    def read(self, path: Path, tokens: Sequence[int]) -> SavedState | None:
        """Return an entry that holds `tokens`; None, and it is dropped, where it does not."""
        try:
            state = read_state(path, key=self._key)
            is_right = state.header.identity == self._identity and state.tokens == list(tokens)
            if not is_right or state.header.n_cached != len(tokens):
                self.drop(path, "it is not what its name says")
                return None
            os.utime(path)
        except FileNotFoundError:
            self._names.pop(path.name, None)  # another process made room
            return None
        except (OnhandError, OSError) as error:
            self.drop(path, str(error))
            return None
        return state

    def drop(self, path: Path, reason: str) -> None:
        """Remove an entry that is of no use; it is computed again."""
        log.warning("dropped the cached prefix %s: %s", path.name, reason)
        self._names.pop(path.name, None)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

    def write(self, state: SavedState) -> bool:
        """Keep an entry and make room for it; return whether it is kept.

        Raises:
            OSError, NotEnoughDiskError: it cannot be written.
        """
        if len(state.kv) > self._max_bytes:
            log.info("a prefix of %d bytes is beyond the budget", len(state.kv))
            return False
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / self._name(state.tokens)
        write_state(path, state, key=self._key)
        self._names[path.name] = len(state.tokens)
        self.trim()
        return path.name in self._names

    def trim(self) -> int:
        """Remove the entries that were used longest ago, of any identity; return how many."""
        found = []
        for item in self.folder.iterdir():
            if _parsed(item.name)[0]:
                with contextlib.suppress(OSError):
                    status = item.stat()
                    found.append((status.st_mtime_ns, status.st_size, item))
        room, n_removed = self._max_bytes, 0
        for _, size_bytes, item in sorted(found, key=lambda one: -one[0]):
            if size_bytes <= room:
                room -= size_bytes
            else:
                with contextlib.suppress(OSError):
                    item.unlink(missing_ok=True)
                self._names.pop(item.name, None)
                n_removed += 1
        return n_removed

    def _name(self, tokens: Sequence[int]) -> str:
        digest = hashlib.sha256(_token_bytes(tokens)).hexdigest()
        return self._name_of(len(tokens), digest)

    def _name_of(self, n_tokens: int, digest: str) -> str:
        return f"{self._lead}-{n_tokens}-{digest[:_DIGEST_LENGTH]}{SUFFIX}"


def _parsed(name: str) -> tuple[str, int]:
    """Return the identity and the number of tokens that a file's name says; "" for another's."""
    parts = name.removesuffix(SUFFIX).split("-")
    is_ours = name.endswith(SUFFIX) and len(parts) == 3 and parts[1].isdigit()
    return (parts[0], int(parts[1])) if is_ours else ("", 0)


def _token_bytes(tokens: Sequence[int]) -> bytes:
    ids = array("I", tokens)
    if sys.byteorder == "big":
        ids.byteswap()
    return ids.tobytes()
