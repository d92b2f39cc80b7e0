"""Markdown is cut where it can be drawn in pieces, while it comes token by token."""

from __future__ import annotations

import random

import pytest

from onhand.ui.chat.blocks import MOST_OPEN_CHARS, Block, BlockSplitter, blocks_of

TEXT = """# Title

A paragraph
of two lines.

1. one

2. two

   still two
3. three

```python
def f():

    return 1
```

| a | b |
|---|---|
| 1 | 2 |

The end."""


def streamed(text: str, sizes: random.Random) -> BlockSplitter:
    """Return a splitter that got `text` in pieces of random size, looked at after each."""
    splitter = BlockSplitter()
    while text:
        size = sizes.randint(1, 7)
        splitter.feed(text[:size])
        _ = splitter.open
        text = text[size:]
    splitter.finish()
    return splitter


def test_paragraphs_lists_tables_and_code_are_blocks() -> None:
    assert blocks_of(TEXT) == [
        Block("text", "# Title"),
        Block("text", "A paragraph\nof two lines."),
        Block("text", "1. one\n\n2. two\n\n   still two\n3. three"),
        Block("code", "def f():\n\n    return 1", "python"),
        Block("text", "| a | b |\n|---|---|\n| 1 | 2 |"),
        Block("text", "The end."),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_pieces_that_it_comes_in_do_not_matter(seed: int) -> None:
    assert streamed(TEXT, random.Random(seed)).finished == blocks_of(TEXT)


def test_finished_blocks_never_change_while_more_comes() -> None:
    splitter, seen = BlockSplitter(), list[Block]()
    for char in TEXT:
        splitter.feed(char)
        assert splitter.finished[: len(seen)] == seen
        seen = list(splitter.finished)


def test_the_open_block_is_what_is_not_finished() -> None:
    splitter = BlockSplitter()
    splitter.feed("First.\n\nSecond, as far")
    assert splitter.open == Block("text", "First.\n\nSecond, as far")
    splitter.feed(" as it goes.\n")
    assert splitter.finished == [Block("text", "First.")]
    assert splitter.open == Block("text", "Second, as far as it goes.")


def test_code_is_shown_as_code_before_its_fence_is_closed() -> None:
    splitter = BlockSplitter()
    splitter.feed("```sh\nls -l\necho")
    assert splitter.open == Block("code", "ls -l\necho", "sh")


def test_a_fence_is_not_shown_while_it_is_written() -> None:
    splitter = BlockSplitter()
    splitter.feed("```py\nx = 1\n```")
    assert splitter.open == Block("code", "x = 1", "py")


def test_shorter_and_other_fences_inside_code_are_text() -> None:
    text = "````md\n```\ninner\n```\n~~~\n````\nafter"
    assert blocks_of(text) == [
        Block("code", "```\ninner\n```\n~~~", "md"),
        Block("text", "after"),
    ]


def test_code_that_is_never_closed_is_a_block_at_the_end() -> None:
    assert blocks_of("```\nx\n") == [Block("code", "x")]


@pytest.mark.parametrize("fence", ["", "```\n"])
def test_an_open_block_never_grows_without_bound(fence: str) -> None:
    """Else each update would send all of it again: a long answer would cost their square."""
    splitter = BlockSplitter()
    splitter.feed(fence)
    for index in range(1500):
        splitter.feed(f"word{index} ")
        assert splitter.open is None or len(splitter.open.text) <= MOST_OPEN_CHARS
    splitter.finish()
    words = " ".join(block.text for block in splitter.finished).split()
    assert words == [f"word{index}" for index in range(1500)]
    assert all(block.is_continued for block in splitter.finished[1:])


def test_long_code_is_cut_between_lines() -> None:
    lines = [f"x{index} = {index}" for index in range(1000)]
    blocks = blocks_of("```py\n" + "\n".join(lines) + "\n```")
    assert len(blocks) > 1
    assert all(block.kind == "code" and block.language == "py" for block in blocks)
    assert "\n".join(block.text for block in blocks).split("\n") == lines


def test_nothing_and_space_give_no_block() -> None:
    assert blocks_of("") == blocks_of("\n \n") == []
    assert BlockSplitter().open is None
