"""Long texts are cut at sentences and can be put together again as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onhand.rewrite.pieces import split_text


def _joined(text: str, max_words: int) -> str:
    return "".join(piece.text + piece.space for piece in split_text(text, max_words))


@given(st.text(alphabet="ab .!?\n", max_size=200), st.integers(1, 20))
def test_nothing_is_lost_but_leading_space(text: str, max_words: int) -> None:
    assert _joined(text, max_words) == text.lstrip()


def test_a_short_text_is_one_piece() -> None:
    assert [piece.text for piece in split_text("Hi. How are you?", 60)] == ["Hi. How are you?"]


def test_paragraphs_stay_apart() -> None:
    pieces = split_text("One two.\n\nThree four.", 60)
    assert [(piece.text, piece.space) for piece in pieces] == [
        ("One two.", "\n\n"),
        ("Three four.", ""),
    ]


def test_sentences_are_grouped_up_to_the_limit_and_never_cut() -> None:
    text = "One two three. Four five six. Seven eight nine ten eleven twelve thirteen."
    assert [piece.text for piece in split_text(text, 6)] == [
        "One two three. Four five six.",
        "Seven eight nine ten eleven twelve thirteen.",
    ]


def test_a_title_does_not_end_a_sentence() -> None:
    assert len(split_text("Ask Dr. Wong about it. Then call.", 5)) == 2
