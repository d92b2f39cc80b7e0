"""What a saved state says of itself, and whether an engine can take its cache."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from onhand.errors import StateCorruptError, StateMismatchError
from onhand.state.format import Buffer, Container

ROPE_FIELDS: Final = ("scaling", "freq_base", "freq_scale", "is_beyond_original")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a cache's bytes depend on besides its tokens; two that are equal can exchange caches.

    Attributes:
        runtime: name of the runtime.
        library_build: version and build of its native library.
        model: fingerprint of the model file, see `fingerprint`.
        tokenizer: fingerprint of its vocabulary.
        adapters: "fingerprint*scale" of each LoRA adapter, in order.
        media_projector: fingerprint of the projector; None: there is none.
        kv_types: types of the cached keys and values, such as "f16/f16".
        rope: how positions are encoded, by `ROPE_FIELDS`; None: as the model says.
        flash_attention: as the context was opened; None: decided by the library.
    """

    runtime: str
    library_build: str
    model: str
    tokenizer: str
    adapters: tuple[str, ...] = ()
    media_projector: str | None = None
    kv_types: str = "f16/f16"
    rope: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    flash_attention: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-able data that `from_dict` turns back into an equal identity."""
        data = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return data | {"adapters": list(self.adapters), "rope": dict(self.rope)}

    @classmethod
    def from_dict(cls, data: Any) -> Identity:
        """Build from JSON data.

        Raises:
            StateCorruptError: a field is missing, unknown, or of another type.
        """
        if not isinstance(data, dict) or set(data) != {f.name for f in dataclasses.fields(cls)}:
            raise StateCorruptError("The state's header has no complete identity.")
        values = {name: _typed(name, data[name], kind) for name, kind in _IDENTITY_TYPES.items()}
        if not all(isinstance(adapter, str) for adapter in values["adapters"]):
            raise StateCorruptError("The state's header has impossible adapters.")
        if not set(values["rope"]) <= set(ROPE_FIELDS):
            raise StateCorruptError("The state's header has an impossible rope.")
        return cls(**{**values, "adapters": tuple(values["adapters"])})

    def mismatch(self, saved: Identity) -> StateMismatchError | None:
        """Return the first field in which a saved state differs from this engine, or None."""
        for field in dataclasses.fields(self):
            expected, found = getattr(self, field.name), getattr(saved, field.name)
            if expected != found:
                return StateMismatchError(field.name, _plain(expected), _plain(found))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateHeader:
    """The header of a saved state.

    Attributes:
        onhand: version of onhand that wrote it; for people.
        created_at: when, ISO 8601 in UTC.
        model_name: the model's name; for people.
        identity: what the cache depends on.
        n_ctx: tokens that a session could hold in the engine that wrote it.
        n_tokens: tokens of the session.
        n_cached: tokens at their start that the KV holds; 0: there is none.
        pending_bytes: half a character that the tokens end in.
        chat: messages and settings of a chat; None: a session was saved.
    """

    onhand: str
    created_at: str
    model_name: str
    identity: Identity
    n_ctx: int
    n_tokens: int
    n_cached: int
    pending_bytes: bytes = b""
    chat: Mapping[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-able data that `from_dict` turns back into an equal header."""
        data = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        chat = None if self.chat is None else dict(self.chat)
        pending = self.pending_bytes.hex()
        return data | {"identity": self.identity.to_dict(), "pending_bytes": pending, "chat": chat}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> StateHeader:
        """Build from JSON data; unknown fields of a newer release are passed over.

        Raises:
            StateCorruptError: a field is missing, or of another type.
        """
        values = {
            name: _typed(name, data.get(name, ...), kind) for name, kind in _HEADER_TYPES.items()
        }
        try:
            values["pending_bytes"] = bytes.fromhex(values["pending_bytes"])
        except ValueError:
            raise StateCorruptError("The state's header has impossible pending bytes.") from None
        return cls(identity=Identity.from_dict(data.get("identity")), **values)


@dataclass(frozen=True, slots=True)
class SavedState:
    """A session as it is saved.

    Attributes:
        header: what it says of itself.
        tokens: the session's tokens.
        kv: the cache of the first `header.n_cached` of them; empty: none.
    """

    header: StateHeader
    tokens: list[int]
    kv: Buffer

    @classmethod
    def of(cls, container: Container) -> SavedState:
        """Check that a container's sections belong together.

        Raises:
            StateCorruptError: they contradict one another.
        """
        header = StateHeader.from_dict(container.header)
        n_tokens = len(container.tokens)
        if header.n_tokens != n_tokens or not 0 <= header.n_cached <= n_tokens:
            raise StateCorruptError(
                f"The state's header says {header.n_cached} cached of {header.n_tokens} tokens, "
                f"but there are {n_tokens}."
            )
        if bool(header.n_cached) != bool(len(container.kv)):
            raise StateCorruptError("The state's header and KV contradict each other.")
        return cls(header, container.tokens.tolist(), container.kv)


_TEXT, _COUNT = (str,), (int,)
_IDENTITY_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "runtime": _TEXT,
    "library_build": _TEXT,
    "model": _TEXT,
    "tokenizer": _TEXT,
    "adapters": (list,),
    "media_projector": (str, type(None)),
    "kv_types": _TEXT,
    "rope": (dict,),
    "flash_attention": (bool, type(None)),
}
_HEADER_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "onhand": _TEXT,
    "created_at": _TEXT,
    "model_name": _TEXT,
    "n_ctx": _COUNT,
    "n_tokens": _COUNT,
    "n_cached": _COUNT,
    "pending_bytes": _TEXT,
    "chat": (dict, type(None)),
}


def _typed(name: str, value: Any, kinds: tuple[type, ...]) -> Any:
    if type(value) not in kinds:
        raise StateCorruptError(f"The state's header has no sound {name!r}.")
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
