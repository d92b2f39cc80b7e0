"""Every error that onhand raises on purpose, named by the caller's next move.

A programmer's mistake (wrong type, a value out of range, an unknown option) stays
``TypeError`` or ``ValueError``. Everything else is an `OnhandError` child with a stable
`code`, a `hint` that says what to do next and, where native code spoke, its last log lines.
Errors cross the wire between worker and host as plain data, see `to_data` and `from_data`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

_BY_CODE: dict[str, type[OnhandError]] = {}


class OnhandError(Exception):
    """Base of all errors that onhand raises on purpose.

    Attributes:
        code: stable, machine-readable name of the kind of failure.
        message: what happened, with the numbers.
        hint: what to do next; may be empty.
        native_log: last lines that the native library logged; may be empty.
        details: further JSON-able facts, by name.
    """

    code: ClassVar[str] = "error"
    default_hint: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        _BY_CODE.setdefault(cls.code, cls)

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        native_log: Sequence[str] = (),
        **details: Any,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint: str = self.default_hint if hint is None else hint
        self.native_log: tuple[str, ...] = tuple(native_log)
        self.details = details

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    def to_data(self) -> dict[str, Any]:
        """Return this error as JSON-able data that `from_data` turns back into it."""
        return {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "native_log": list(self.native_log),
            "details": self.details,
        }

    @staticmethod
    def from_data(data: dict[str, Any]) -> OnhandError:
        """Return the error that `to_data` described, as an instance of its own class.

        An unknown code (a newer peer) becomes a plain `OnhandError`.
        """
        kind = _BY_CODE.get(data["code"], OnhandError)
        error = kind.__new__(kind)
        OnhandError.__init__(
            error,
            data["message"],
            hint=data["hint"],
            native_log=data["native_log"],
            **data["details"],
        )
        return error


_BY_CODE["error"] = OnhandError

_MISTAKES: dict[str, type[Exception]] = {"ValueError": ValueError, "TypeError": TypeError}


def to_data(error: OnhandError | ValueError | TypeError) -> dict[str, Any]:
    """Return an error, or a programmer's mistake, as data that crosses the wire."""
    if isinstance(error, OnhandError):
        return error.to_data()
    name = "TypeError" if isinstance(error, TypeError) else "ValueError"
    return {"code": name, "message": str(error)}


def from_data(data: dict[str, Any]) -> Exception:
    """Return the exception that `to_data` described, with its type."""
    mistake = _MISTAKES.get(data["code"])
    return mistake(data["message"]) if mistake is not None else OnhandError.from_data(data)


# ── the model ────────────────────────────────────────────────────────────────


class ModelError(OnhandError):
    """Something is wrong with a model or its files."""

    code = "model"


class ModelNotFoundError(ModelError):
    """No such file, name or version. Next move: pull it or correct the name."""

    code = "model_not_found"
    default_hint = "Check the path, or see what is there with `onhand list`."


class ModelCorruptError(ModelError):
    """The bytes are not what they should be. Next move: fetch the model again."""

    code = "model_corrupt"
    default_hint = "Fetch the model again (`onhand pull`), or verify it (`onhand verify`)."


class ModelUnsupportedError(ModelError):
    """The file is sound but no runtime here runs it. Next move: another model or runtime."""

    code = "model_unsupported"
    default_hint = "`onhand doctor` lists the runtimes that are installed and what they load."


class ModelBlockedError(ModelError):
    """The model killed the worker while loading and is refused until told otherwise."""

    code = "model_blocked"
    default_hint = "Open it with `force=True` to try again."


class TokenizerError(ModelError):
    """The text cannot be tokenised by the model's vocabulary."""

    code = "tokenizer"


# ── the device ───────────────────────────────────────────────────────────────


class NotEnoughMemoryError(OnhandError):
    """The device cannot hold it. Next move: a smaller model, context or quantisation."""

    code = "not_enough_memory"
    default_hint = "Take a smaller context (`n_ctx`), a smaller quantisation or a smaller model."


class RuntimeUnavailableError(OnhandError):
    """The native runtime cannot be loaded here. Next move: install it."""

    code = "runtime_unavailable"
    default_hint = "`onhand doctor` says what is missing and how to install it."


class CapabilityError(OnhandError):
    """The runtime or model cannot do this. Next move: the runtime that the message names."""

    code = "capability"


class TraceError(OnhandError):
    """The file is no trace, or damaged in its middle. Next move: another file.

    Details: `line`, the number of the line, from 1.
    """

    code = "trace"
    default_hint = 'Make one with `Governor(trace="run.jsonl")`.'


# ── the engine ───────────────────────────────────────────────────────────────


class EngineError(OnhandError):
    """The engine cannot serve the request."""

    code = "engine"


class EngineBusyError(EngineError):
    """A session generates already, or a queue is full. Next move: wait, or fork the session."""

    code = "engine_busy"
    default_hint = "Wait for the running generation, cancel it, or use `session.fork()`."


class EngineClosedError(EngineError):
    """The engine or session is closed. Next move: open a new one."""

    code = "engine_closed"
    default_hint = "Open the engine again."


class WorkerCrashedError(EngineError):
    """The worker died and recovery gave up.

    Details: `signal` (name or exit status), `deaths` (how many).
    """

    code = "worker_crashed"
    default_hint = "See `native_log` for the last lines of the native library."


class WorkerTimeoutError(EngineError):
    """The worker did not answer in time."""

    code = "worker_timeout"


class ContextFullError(EngineError):
    """The tokens do not fit the context. Next move: shorten, or choose an overflow policy.

    Details: `n_tokens` (needed) and `n_ctx` (available).
    """

    code = "context_full"
    default_hint = "Shorten the prompt, raise `n_ctx`, or choose `overflow='shift'`."


class EmptyPromptError(EngineError, ValueError):
    """There is no token to generate from."""

    code = "empty_prompt"
    default_hint = "Pass some text, or tokens."


class DecodeError(EngineError):
    """The native library refused or failed a computation."""

    code = "decode"


class GrammarError(EngineError):
    """The grammar or schema is invalid or cannot be satisfied."""

    code = "grammar"


class OfflineError(OnhandError):
    """Something tried to reach the network while that is forbidden."""

    code = "offline"
    default_hint = "Unset ONHAND_OFFLINE / HF_HUB_OFFLINE or drop `--offline` to allow it."


# ── chat ─────────────────────────────────────────────────────────────────────


class TemplateError(OnhandError):
    """A chat template is invalid, fails, loops or grows without bound."""

    code = "template"
    default_hint = "Pass another template (`template=…`), or report the model's."


class ToolError(OnhandError):
    """A tool call is malformed, names no tool that was passed, or exceeded its limits."""

    code = "tool"


class StructuredOutputError(OnhandError):
    """The answer does not satisfy the response format.

    Details: `text` (what was generated) and, where one could be made, `repaired`.
    """

    code = "structured_output"


# ── state ────────────────────────────────────────────────────────────────────


class StateError(OnhandError):
    """A saved state cannot be used."""

    code = "state"


class StateCorruptError(StateError):
    """The state file is damaged, truncated, or not one. Nothing was changed."""

    code = "state_corrupt"
    default_hint = "The live session is as it was; use another copy of the file."


class StateMismatchError(StateError):
    """The state belongs to another model, build or context.

    Details and attributes: `field`, `expected`, `found`.
    """

    code = "state_mismatch"
    default_hint = "Restore with `on_mismatch='replay'` to keep the tokens and rebuild the cache."

    def __init__(self, field: str, expected: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(
            f"The saved state does not fit: {field} is {found!r}, expected {expected!r}.",
            field=field,
            expected=expected,
            found=found,
            **kwargs,
        )

    @property
    def field(self) -> str:
        """Name of the field that differs."""
        return str(self.details["field"])

    @property
    def expected(self) -> Any:
        """What this engine has."""
        return self.details["expected"]

    @property
    def found(self) -> Any:
        """What the state has."""
        return self.details["found"]


class StateKeyError(StateError):
    """The key does not open the encrypted state, or none was given."""

    code = "state_key"


class LibraryError(OnhandError):
    """The library of conversations cannot do it."""

    code = "library"


class ConversationNotFoundError(LibraryError):
    """There is no such conversation, or it was deleted meanwhile."""

    code = "conversation_not_found"
    default_hint = "List the conversations: `onhand chats` or `Library.list`."


# ── the store ────────────────────────────────────────────────────────────────


class StoreError(OnhandError):
    """The model store cannot do it."""

    code = "store"


class StoreBusyError(StoreError):
    """Another process writes to the store."""

    code = "store_busy"
    default_hint = "Wait for the other `onhand` to finish."


class DownloadError(StoreError):
    """A download failed for good. What was fetched is kept for a resume."""

    code = "download"
    default_hint = "Run the same command again to resume."


class PullCancelledError(StoreError):
    """The caller cancelled a pull. What was fetched is kept for a resume."""

    code = "pull_cancelled"
    default_hint = "Run the same command again to resume."


class NotEnoughDiskError(StoreError):
    """The disk has too little room."""

    code = "not_enough_disk"
    default_hint = "Free some space (`onhand gc`, `onhand rm`) and try again."


class ManifestError(StoreError):
    """A manifest is malformed or contradicts itself."""

    code = "manifest"


class SignatureError(StoreError):
    """A manifest is unsigned, wrongly signed, expired, or older than what is installed."""

    code = "signature"
