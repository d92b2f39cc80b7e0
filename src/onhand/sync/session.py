"""The blocking face of a session."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand import portal
from onhand import session as _session
from onhand.portal import Blocking
from onhand.sync.streams import GenerationStream
from onhand.types.sampling import SamplingParams

if TYPE_CHECKING:
    from onhand.sync.engine import Engine


class Session:
    """Tokens that grow by prompts and answers; see `onhand.Session`."""

    def __init__(self, session: _session.Session, engine: Engine) -> None:
        self._async = session
        self._engine = engine

    def __enter__(self) -> Session:
        """Return the session."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session."""
        self.close()

    @property
    def engine(self) -> Engine:
        """The engine that the session belongs to."""
        return self._engine

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens that the session holds; while it generates, those from before."""
        return self._async.tokens

    @property
    def is_generating(self) -> bool:
        """Whether a generation runs in it."""
        return self._async.is_generating

    def generate(
        self,
        prompt: str | Sequence[int] | None = None,
        *,
        sampling: SamplingParams | None = None,
        overflow: _session.Overflow = "error",
        n_keep: int | None = None,
        n_discard: int | None = None,
        deadline_s: float | None = None,
        priority: int = 0,
        parse_special: bool = False,
        response_format: Any = None,
        **options: Any,
    ) -> GenerationStream:
        """Add `prompt` to the session and stream the answer; see `onhand.Session.generate`."""
        stream = self._async.generate(
            prompt,
            sampling=sampling,
            overflow=overflow,
            n_keep=n_keep,
            n_discard=n_discard,
            deadline_s=deadline_s,
            priority=priority,
            parse_special=parse_special,
            response_format=response_format,
            **options,
        )
        return GenerationStream(stream)

    def complete(self, prompt: str | Sequence[int] | None = None, **options: Any) -> str:
        """Generate and return the whole text; the options are `generate`'s."""
        return portal.run(self._async.complete(prompt, **options))

    append = Blocking(_session.Session.append)
    reset = Blocking(_session.Session.reset)
    save = Blocking(_session.Session.save)
    close = Blocking(_session.Session.close)

    def fork(self) -> Session:
        """Return a new session with the same history; the cache is shared, not copied."""
        return Session(portal.call(self._async.fork), self._engine)
