"""Length-prefixed msgpack: four bytes of length, little-endian, then the message."""

from __future__ import annotations

import struct
from typing import Generic, TypeVar

import msgspec

_LENGTH = struct.Struct("<I")
MAX_FRAME_BYTES = 1 << 31

T = TypeVar("T")


class FrameEncoder:
    """Encodes messages to frames; not thread-safe."""

    __slots__ = ("_encoder",)

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()

    def encode(self, message: object) -> bytearray:
        """Return the frame of `message`.

        Raises:
            ValueError: it is larger than a frame can be.
        """
        frame = bytearray(4)
        self._encoder.encode_into(message, frame, 4)
        if len(frame) > MAX_FRAME_BYTES:
            raise ValueError(f"a message of {len(frame)} bytes does not fit a frame")
        _LENGTH.pack_into(frame, 0, len(frame) - 4)
        return frame


class FrameDecoder(Generic[T]):
    """Cuts a byte stream into messages of one type; not thread-safe."""

    __slots__ = ("_buffer", "_decoder")

    def __init__(self, message_type: object) -> None:
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(message_type)
        self._buffer = bytearray()

    def feed(self, data: bytes | memoryview) -> list[T]:
        """Take bytes and return the messages that are complete now.

        Raises:
            msgspec.DecodeError: the bytes are no messages of that type.
        """
        buffer = self._buffer
        buffer += data
        messages: list[T] = []
        start = 0
        while len(buffer) - start >= 4:
            (length,) = _LENGTH.unpack_from(buffer, start)
            end = start + 4 + length
            if len(buffer) < end:
                break
            messages.append(self._decoder.decode(memoryview(buffer)[start + 4 : end]))
            start = end
        if start:
            del buffer[:start]
        return messages
