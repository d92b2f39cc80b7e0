"""The blocking streams of events: of a generation and of a chat's answer."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from onhand import portal
from onhand import stream as _stream
from onhand.chat import turn as _turn
from onhand.portal import Blocking
from onhand.types.events import Event


class GenerationStream:
    """The events of one generation: an iterator and a context manager. Leaving it cancels."""

    def __init__(self, stream: _stream.GenerationStream) -> None:
        self._async = stream

    def __iter__(self) -> Iterator[Event]:
        """Yield the events; a `break` cancels the generation."""
        yield from _events(self)

    def __next__(self) -> Event:
        """Return the next event."""
        return _next_event(self)

    def __enter__(self) -> GenerationStream:
        """Start the generation."""
        portal.run(self._async.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended."""
        self.close()

    def close(self) -> None:
        """Cancel the generation, if it has not ended, and wait until the session is free again."""
        portal.run(self._async.aclose())

    def cancel(self) -> None:
        """End the generation early; what was generated can still be read, then `DoneEvent`."""
        portal.call(self._async.cancel)

    text = Blocking(_stream.GenerationStream.text)
    collect = Blocking(_stream.GenerationStream.collect)


class ChatStream:
    """The events of one answer: an iterator and a context manager. Leaving it cancels."""

    def __init__(self, stream: _turn.ChatStream) -> None:
        self._async = stream

    def __iter__(self) -> Iterator[Event]:
        """Yield the events; a `break` cancels the answer."""
        yield from _events(self)

    def __next__(self) -> Event:
        """Return the next event."""
        return _next_event(self)

    def __enter__(self) -> ChatStream:
        """Start the answer."""
        portal.run(self._async.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended."""
        self.close()

    def close(self) -> None:
        """Cancel the answer, if it has not ended, and wait until the chat is free again."""
        portal.run(self._async.aclose())

    def cancel(self) -> None:
        """End the answer early; what was generated can still be read, then `DoneEvent`."""
        portal.call(self._async.cancel)

    reply = Blocking(_turn.ChatStream.reply)
    text = Blocking(_turn.ChatStream.text)


def _events(stream: GenerationStream | ChatStream) -> Iterator[Event]:
    """Yield a stream's events and close it at the end, also when the reader leaves early."""
    try:
        while True:
            try:
                event = next(stream)
            except StopIteration:
                return
            yield event
    finally:
        stream.close()


def _next_event(stream: GenerationStream | ChatStream) -> Event:
    asynchronous = stream._async
    try:
        return asynchronous.next_ready() or portal.run(asynchronous.__anext__())
    except StopAsyncIteration:
        raise StopIteration from None
    except KeyboardInterrupt:
        stream.close()
        raise
