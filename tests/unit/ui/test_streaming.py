"""What a long answer costs the window: bytes and updates grow with the answer, not its square."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from onhand.types.events import TokenEvent
from onhand.ui.chat.blocks import blocks_of
from onhand.ui.chat.draft import Draft
from onhand.ui.views.chat_entry import DraftEntry
from tests.unit.ui.desk import desk, scripted
from tests.unit.ui.window import Window, opened

PARAGRAPH = "Words of an answer that goes on for a while, **some bold**, some `code`. " * 4
CODE = "```python\n" + "".join(f"value_{n} = compute({n})\n" for n in range(12)) + "```"
LIST = "\n".join(f"{n}. point number {n} of the list" for n in range(1, 8))
ANSWER = "\n\n".join([PARAGRAPH, CODE, LIST, PARAGRAPH] * 15)
"""About 4,000 tokens of a usual model: 16,000 characters."""


def tokens(text: str) -> list[TokenEvent]:
    """Return the text as tokens of four characters."""
    return [TokenEvent(text[at : at + 4], (at,)) for at in range(0, len(text), 4)]


async def shown(window: Window, text: str, *, tokens_per_update: int) -> ft.Control:
    """Draw an answer as it comes; return its control. `window.sizes` has what was sent."""
    entry, draft = DraftEntry(lambda _: None), Draft()
    window.page.add(entry.control)
    window.sizes.clear()
    for index, token in enumerate(tokens(text)):
        draft.take(token)
        if index % tokens_per_update == 0 and (grown := entry.show(draft)) is not None:
            grown.update()
    draft.blocks.finish()
    if (grown := entry.show(draft)) is not None:
        grown.update()
    return entry.control


async def test_a_4000_token_answer_is_not_sent_again_at_each_update() -> None:
    window = Window()
    await shown(window, ANSWER, tokens_per_update=4)  # 100 tokens a second, 25 updates
    whole_text_each_time = sum(range(0, len(ANSWER), 16))
    assert sum(window.sizes) < whole_text_each_time / 15
    assert max(window.sizes) < 4_000


async def test_the_cost_of_an_update_does_not_grow_with_the_answer() -> None:
    window = Window()
    await shown(window, ANSWER * 2, tokens_per_update=4)
    half = len(window.sizes) // 2
    first, second = sum(window.sizes[:half]), sum(window.sizes[half:])
    assert second < 1.3 * first


@pytest.mark.parametrize("tokens_per_update", [1, 3, 50])
async def test_the_end_looks_like_the_whole_text_drawn_at_once(tokens_per_update: int) -> None:
    window = Window()
    await shown(window, ANSWER, tokens_per_update=tokens_per_update)
    drawn = [one.value for one in window.controls() if isinstance(one, ft.Markdown)]
    text = [block.text for block in blocks_of(ANSWER) if block.kind == "text"]
    assert [one for one in drawn if not one.startswith("```")] == text
    assert len(drawn) == len(blocks_of(ANSWER))


async def test_a_running_answer_updates_the_window_at_most_thirty_times_a_second(
    tmp_path: Path,
) -> None:
    model = scripted({"Hi": "word " * 100}, token_delay_s=0.001)
    async with desk(tmp_path, model) as backend, opened(backend) as window:
        begun = window.loop.time()
        window.sizes.clear()
        await window.write("Hi")
        await window.until(lambda: any("tokens/s" in text for text in window.texts()))
        took = window.loop.time() - begun
        # the message, the list beside it, the end and the meter come on top of the frames
        assert len(window.sizes) <= 30 * took + 20
