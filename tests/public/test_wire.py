"""Every message arrives as it was sent, alone and in any cutting of the byte stream."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from onhand.worker import messages
from onhand.worker.framing import FrameDecoder, FrameEncoder
from onhand.worker.messages import Frame, HostMessage, Report

TO_WORKER: tuple[type, ...] = get_args(HostMessage)
TO_HOST: tuple[type, ...] = get_args(Report)
PLAIN: dict[Any, list[Any]] = {
    str: ["", "naïve 👩‍🚀 \x00"],
    int: [0, 2**31, -7],
    float: [0.0, -1.5e-7],
    bool: [True, False],
    bytes: [b"", b"\xf0\x9f"],
    Any: [{"nested": [1, "two", None]}, None],
    type(None): [None],
}


def samples(hint: Any) -> list[Any]:
    """Return a few values of an annotated type."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return [value for option in inner for value in samples(option)]
    if origin is Literal:
        return list(inner)
    if origin is list:
        return [[], samples(inner[0])]
    if origin is dict:
        return [{}, {samples(inner[0])[-1]: samples(inner[1])[0]}]
    if origin is tuple:
        return [tuple(samples(item)[0] for item in inner)]
    if issubclass(hint, msgspec.Struct):
        return list(instances(hint))
    raise AssertionError(f"no samples for {hint}")


def instances(kind: type) -> Iterator[Any]:
    """Yield instances that together take every sample of every field."""
    hints = get_type_hints(kind, vars(messages))
    values = {name: samples(hint) for name, hint in hints.items() if not name.startswith("_")}
    for turn in range(max(map(len, values.values()), default=1)):
        yield kind(**{name: found[turn % len(found)] for name, found in values.items()})


@pytest.mark.parametrize("kind", TO_WORKER, ids=lambda kind: kind.__name__)
def test_host_messages_arrive_as_they_were_sent(kind: type) -> None:
    encoder, decoder = FrameEncoder(), FrameDecoder[Any](HostMessage)
    for message in instances(kind):
        assert decoder.feed(bytes(encoder.encode(message))) == [message]


@pytest.mark.parametrize("kind", TO_HOST, ids=lambda kind: kind.__name__)
def test_reports_arrive_as_they_were_sent(kind: type) -> None:
    encoder, decoder = FrameEncoder(), FrameDecoder[Frame](Frame)
    frame = Frame(list(instances(kind)))
    assert decoder.feed(bytes(encoder.encode(frame))) == [frame]


def test_a_stream_cut_anywhere_gives_the_same_messages() -> None:
    encoder = FrameEncoder()
    sent = [Frame(list(instances(kind))) for kind in TO_HOST]
    data = b"".join(bytes(encoder.encode(frame)) for frame in sent)
    for step in (1, 3, 7, len(data)):
        decoder = FrameDecoder[Frame](Frame)
        arrived = []
        for start in range(0, len(data), step):
            arrived += decoder.feed(data[start : start + step])
        assert arrived == sent


def test_bytes_that_are_no_message_are_refused() -> None:
    decoder = FrameDecoder[Frame](Frame)
    with pytest.raises(msgspec.DecodeError):
        decoder.feed(b"\x02\x00\x00\x00\xc1\xc1")


def test_every_message_belongs_to_one_direction() -> None:
    """A message that no union names could be sent by nobody; one in both would be ambiguous."""
    declared = {
        value
        for value in vars(messages).values()
        if isinstance(value, type)
        and issubclass(value, messages.Wire)
        and value is not messages.Wire
    }
    carried = {messages.Replay}  # travels inside Generate
    assert declared == {*TO_WORKER, *TO_HOST, *carried}
    assert not set(TO_WORKER) & set(TO_HOST)
