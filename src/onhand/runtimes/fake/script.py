"""What a fake model says and how it fails, as a value that travels as a model path."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

PREFIX = "fake:"


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeModel(os.PathLike[str]):
    """A scripted model: `Engine.open(FakeModel(replies={"Hi": "Hello!"}))`.

    Its vocabulary is the 256 bytes, so every character beyond ASCII is split over tokens. What it
    says depends only on the tokens in its cache, so that a scheduler that mixes up cells is heard.

    Attributes:
        replies: prompt ending -> reply, ended by an end-of-generation token. A prompt that ends in
            no key gets endless pseudo-random words.
        n_ctx: tokens of context.
        load_delay_s: how long loading takes.
        decode_delay_s: how long a decode call takes, whatever its size.
        token_delay_s: how long it takes a token of the batch.
        n_sequences: sequences that can be resident.
        can_shift: whether the cache can slide.
        can_remove_tail: whether the cache can forget its last tokens.
        can_copy: whether sequences share cells.
        fail_load: message of a load that fails; None: it succeeds.
        die_on_load: kill the worker while loading.
        die_at_decodes: kill the worker in these decode calls, counted from 1 over all lives of
            the model; needs `ledger`.
        die_at_text: kill the worker whenever it computes the last byte of this text.
        fail_at_decodes: raise a decode error in these decode calls.
        death: "kill" (SIGKILL), "abort" (SIGABRT) or "exit" (status 3).
        ledger: file in which decode calls and loads are counted over the worker's lives.
        chat_template: Jinja text of its template; None: it has none.
    """

    replies: Mapping[str, str] = field(default_factory=dict)
    n_ctx: int = 512
    load_delay_s: float = 0.0
    decode_delay_s: float = 0.0
    token_delay_s: float = 0.0
    n_sequences: int = 16
    can_shift: bool = True
    can_remove_tail: bool = True
    can_copy: bool = True
    fail_load: str | None = None
    die_on_load: bool = False
    die_at_decodes: tuple[int, ...] = ()
    die_at_text: str | None = None
    fail_at_decodes: tuple[int, ...] = ()
    death: str = "kill"
    ledger: str | None = None
    chat_template: str | None = None

    def __fspath__(self) -> str:
        """Return the script as a model path, which `parse` reads."""
        return PREFIX + json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def parse(cls, path: str) -> FakeModel:
        """Read what `__fspath__` gave.

        Raises:
            ValueError: it is no fake model's path.
        """
        if not path.startswith(PREFIX):
            raise ValueError(f"not a fake model: {path[:40]!r}")
        data = json.loads(path.removeprefix(PREFIX) or "{}")
        known = {item.name for item in fields(cls)}
        if not set(data) <= known:
            raise ValueError(f"unknown fake model options: {sorted(set(data) - known)}")
        for name in ("die_at_decodes", "fail_at_decodes"):
            data[name] = tuple(data.get(name, ()))
        return cls(**data)
