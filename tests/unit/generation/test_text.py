"""Tokens become text that is final: whole characters, nothing that could begin a stop text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from onhand.generation.text import Piece, TextStream
from tests.unit.generation.test_stop import first_match

EMOJI = "👩‍🚀"


def feed_all(stream: TextStream, pieces: list[bytes]) -> list[Piece]:
    """Feed until a stop text matches; then nothing follows, else the flush does."""
    released = []
    for piece in pieces:
        released.append(stream.feed(piece))
        if released[-1].stop is not None:
            return released
    return [*released, stream.flush()]


def split_bytes(data: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in pairwise(bounds)]


def n_tokens_covering(pieces: list[bytes], n_bytes: int) -> int:
    """Return how many tokens begin before byte `n_bytes`."""
    starts = [sum(map(len, pieces[:index])) for index in range(len(pieces))]
    return sum(start < n_bytes for start in starts)


@given(
    st.text(alphabet="abé🙂\n", max_size=30),
    st.lists(st.integers(0, 100), max_size=20),
    st.lists(st.text(alphabet="ab🙂", min_size=1, max_size=4), max_size=3),
)
@example(text="🙂a", places=[1, 4], stops=["🙂a"])  # the stop text begins within a token
@example(text="b🙂a", places=[2, 5], stops=["🙂a"])
@example(text="🙂a", places=[1, 4], stops=["a"])
def test_text_is_the_whole_text_up_to_the_first_stop(
    text: str, places: list[int], stops: list[str]
) -> None:
    pieces = [piece for piece in split_bytes(text.encode(), places) if piece]
    released = feed_all(TextStream(stops), pieces)
    match = first_match(text, stops) if stops else None
    expected = text if match is None else text[: match[0] - len(match[1])]
    assert "".join(piece.text for piece in released) == expected
    assert all("\ufffd" not in piece.text for piece in released)
    n_tokens = sum(piece.n_tokens for piece in released)
    if match is None:
        assert n_tokens == len(pieces)
    else:
        assert n_tokens == n_tokens_covering(pieces, len(expected.encode()))


def test_no_event_has_half_a_character() -> None:
    stream = TextStream()
    pieces = [stream.feed(bytes([byte])) for byte in "é🙂".encode()]
    assert [piece.text for piece in pieces] == ["", "é", "", "", "", "🙂"]
    assert [piece.n_tokens for piece in pieces] == [0, 2, 0, 0, 0, 4]


def test_invalid_bytes_become_replacement_characters_once_that_is_certain() -> None:
    stream = TextStream()
    assert stream.feed(b"\xf0\x9f").text == ""
    assert stream.feed(b"A") == Piece("\ufffdA", 2)


def test_half_a_character_at_the_end_stays_pending_for_the_next_stream() -> None:
    first, data = TextStream(), EMOJI.encode()
    assert first.feed(b"x" + data[:2]).text == "x"
    assert first.flush() == Piece("", 1)
    assert first.pending_bytes == data[:2]
    second = TextStream((), first.pending_bytes)
    assert second.feed(data[2:]) == Piece(EMOJI, 1)


def test_tokens_before_the_half_character_are_released() -> None:
    stream = TextStream()
    assert stream.feed(b"ab") == Piece("ab", 1)
    assert stream.feed(b"\xf0") == Piece("", 0)
    assert stream.feed(b"\x9f") == Piece("", 0)
    assert stream.flush() == Piece("", 2)


def test_a_stop_text_over_three_tokens_is_excluded_and_its_tokens_not_counted() -> None:
    stream = TextStream(["END"])
    assert stream.feed(b"ok ") == Piece("ok ", 1)
    assert stream.feed(b"E") == Piece("", 0)
    assert stream.feed(b"N") == Piece("", 0)
    assert stream.feed(b"D rest") == Piece("", 0, "END")


def test_a_token_that_holds_text_and_the_stop_is_counted() -> None:
    """The token's text is partly the answer, so the token stays in the session."""
    stream = TextStream(["END"])
    assert stream.feed(b"last E") == Piece("last ", 0)
    assert stream.feed(b"ND") == Piece("", 1, "END")


def test_held_text_is_released_when_the_stop_does_not_come() -> None:
    stream = TextStream(["END"])
    assert stream.feed(b"EN") == Piece("", 0)
    assert stream.feed(b"TER") == Piece("ENTER", 2)
    assert stream.feed(b"E") == Piece("", 0)
    assert stream.flush() == Piece("E", 1)


def test_control_tokens_have_no_text_and_are_complete_at_once() -> None:
    assert TextStream(["END"]).feed(b"") == Piece("", 1)
