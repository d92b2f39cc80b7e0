"""Errors come out of the wire with their type (tests/public/test_wire.py has the messages)."""

from __future__ import annotations

from typing import Any

import pytest

from onhand import errors
from onhand.errors import OnhandError, StateMismatchError, from_data, to_data
from onhand.worker.framing import FrameDecoder, FrameEncoder
from onhand.worker.messages import (
    Failed,
    Finished,
    Frame,
    Sampled,
)


def over_the_wire(error: Exception) -> Exception:
    """Send an error as a worker does."""
    frame = FrameEncoder().encode(Frame([Failed(1, to_data(error))]))
    decoder: FrameDecoder[Frame] = FrameDecoder(Frame)
    ((failed,),) = [received.reports for received in decoder.feed(bytes(frame))]
    assert isinstance(failed, Failed)
    return from_data(failed.error)


def all_errors() -> list[type[OnhandError]]:
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, OnhandError)
    ]


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_every_error_keeps_its_type(kind: type[OnhandError]) -> None:
    if kind is StateMismatchError:
        error: OnhandError = StateMismatchError("n_ctx", 512, 64)
    else:
        error = kind("It broke at 5.", hint="Mend it.", native_log=["a", "b"], n=5, cause="x")
    received = over_the_wire(error)
    assert type(received) is kind
    assert str(received) == str(error)
    assert isinstance(received, OnhandError)
    assert (received.hint, received.native_log) == (error.hint, error.native_log)
    assert received.details == error.details


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in all_errors()]
    assert len(set(codes)) == len(codes)


def test_a_mismatch_keeps_its_fields() -> None:
    received = over_the_wire(StateMismatchError("kv type", "q8_0", "f16"))
    assert isinstance(received, StateMismatchError)
    assert (received.field, received.expected, received.found) == ("kv type", "q8_0", "f16")


@pytest.mark.parametrize("error", [ValueError("out of range"), TypeError("no str")])
def test_a_programmers_mistake_keeps_its_type(error: Exception) -> None:
    received = over_the_wire(error)
    assert type(received) is type(error)
    assert str(received) == str(error)


def test_an_unknown_code_of_a_newer_peer_is_still_an_error() -> None:
    data = {**OnhandError("new").to_data(), "code": "from_the_future"}
    assert type(from_data(data)) is OnhandError


def test_one_frame_holds_all_of_a_step() -> None:
    reports: list[Any] = [
        Sampled(1, 65, "A", 1, (-0.5, [(65, -0.5)])),
        Finished(1, "stop", "", 0, 2, 9, b"", (0.0, 1.0, None, 2.0, None, None), "END"),
    ]
    decoder: FrameDecoder[Frame] = FrameDecoder(Frame)
    (frame,) = decoder.feed(bytes(FrameEncoder().encode(Frame(reports))))
    assert frame.reports == reports
