"""Thoughts and answers are told apart, however the stream is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.chat.markers import MarkerFinder
from onhand.chat.reasoning import Piece, ReasoningParams, ReasoningSplitter, opens_thought


def split(
    pieces: list[str], *, is_open: bool = False, params: ReasoningParams | None = None
) -> tuple[str, str]:
    """Return (thought, answer)."""
    splitter = ReasoningSplitter(params or ReasoningParams(), is_open=is_open)
    found = [piece for text in pieces for piece in splitter.feed(text)] + splitter.finish()
    assert all(piece.text for piece in found)
    return (
        "".join(piece.text for piece in found if piece.is_reasoning),
        "".join(piece.text for piece in found if not piece.is_reasoning),
    )


WHOLE = "<think>\nIt is < 3 </thin and\n\nso on.\n</think>\n\nThe answer <think> is 4.\n"


@given(st.lists(st.integers(0, len(WHOLE)), max_size=8))
def test_the_cuts_of_the_stream_do_not_matter(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(WHOLE)]
    pieces = [WHOLE[a:b] for a, b in pairwise(edges)]
    thought, answer = split(pieces)
    assert thought == "It is < 3 </thin and\n\nso on."
    assert answer == "The answer <think> is 4.\n"


def test_an_answer_without_thought_is_passed_on_at_once() -> None:
    splitter = ReasoningSplitter(ReasoningParams())
    assert splitter.feed("Hello") == [Piece("Hello", False)]
    assert splitter.feed(" < wor") == [Piece(" < wor", False)]


def test_text_is_held_back_only_while_it_may_be_a_tag() -> None:
    splitter = ReasoningSplitter(ReasoningParams())
    assert splitter.feed("<thi") == []
    assert splitter.feed("rd>") == [Piece("<third>", False)]


def test_the_prompt_may_have_opened_the_thought() -> None:
    assert split(["\nhm", "m\n</thi", "nk>\nYes."], is_open=True) == ("hmm", "Yes.")
    assert opens_thought("<assistant><think>\n", ReasoningParams())
    assert not opens_thought("<think>\n\n</think>\n\n", ReasoningParams())


def test_a_thought_that_does_not_end_is_a_thought() -> None:
    assert split(["<think>on and on</thi"]) == ("on and on</thi", "")


def test_an_empty_thought_gives_no_event() -> None:
    assert split(["<think>\n\n</think>\n\nYes."]) == ("", "Yes.")


def test_other_tags_work_the_same() -> None:
    params = ReasoningParams(open="[THINK]", close="[/THINK]")
    assert split(["[TH", "INK]a[", "/THINK]b"], params=params) == ("a", "b")


def test_the_token_limit_asks_for_the_thought_to_be_closed() -> None:
    splitter = ReasoningSplitter(ReasoningParams(max_tokens=3), is_open=True)
    for text in ("a", "b"):
        splitter.feed(text)
        assert not splitter.is_over_limit
    assert splitter.feed("c</", n_tokens=1) == [Piece("c", True)]
    assert splitter.is_over_limit
    assert splitter.close() == [Piece("</", True)]
    assert not splitter.is_over_limit
    assert splitter.closing_text == "\n</think>\n\n"
    assert splitter.feed("Yes.") == [Piece("Yes.", False)]
    assert splitter.n_tokens == 3


def test_tokens_of_the_answer_do_not_count() -> None:
    splitter = ReasoningSplitter(ReasoningParams(max_tokens=2), is_open=True)
    splitter.feed("a</think>b")
    splitter.feed("c")
    splitter.feed("d")
    assert splitter.n_tokens == 1
    assert not splitter.is_over_limit


@pytest.mark.parametrize("bad", [{"open": " "}, {"close": ""}, {"max_tokens": -1}])
def test_bad_params_are_refused(bad: dict) -> None:
    with pytest.raises(ValueError, match="ReasoningParams"):
        ReasoningParams(**bad)


@given(st.text(alphabet="<a>b", max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_a_finder_finds_what_find_finds(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    finder, before, marker, after = MarkerFinder(["<a>", "<b"]), "", None, ""
    for a, b in pairwise(edges):
        if marker is not None:
            after += text[a:b]
            continue
        plain, marker, rest = finder.feed(text[a:b])
        before += plain
        after += rest
    before += finder.finish()
    hits = [(text.find(one), one) for one in ("<a>", "<b") if one in text]
    if not hits:
        assert (before, marker, after) == (text, None, "")
    else:
        at, first = min(hits)
        assert (before, marker, after) == (text[:at], first, text[at + len(first) :])


def test_the_longest_of_markers_at_one_place_wins_even_when_cut() -> None:
    finder = MarkerFinder(["<f", "<f=x>"])
    assert finder.feed("a<f=") == ("a", None, "")
    assert finder.feed("x>b") == ("", "<f=x>", "b")
    assert finder.feed("<fo") == ("", "<f", "o")
