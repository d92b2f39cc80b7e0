"""What a chat template that never ends does to an answer that is running beside it.

    .venv/bin/python bench/hanging_template.py

One chat streams from the bundled model; meanwhile another renders a template that loops until its
time limit of 2 s. Gaps between the tokens of the running answer, with and without it. No peer: in
llama-cpp-python a template runs in the caller's thread without a limit.
"""

from __future__ import annotations

import asyncio
import time

from measuring import Options, note, percentile, run, table

from onhand import ContextParams, Engine, TokenEvent
from onhand.chat.chat import Chat
from onhand.errors import TemplateError

HANGING = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


async def measure(options: Options) -> str:
    """Return the table of gaps."""
    alone: list[float] = []
    beside: list[float] = []
    async with Engine.open(context_params=ContextParams(n_ctx=1024)) as engine:
        for round_ in range(options.n_rounds):
            note(f"round {round_ + 1} of {options.n_rounds}")
            alone += await gaps_ms(engine.chat(), None)
            beside += await gaps_ms(engine.chat(), engine.chat(template=HANGING))
    rows = [
        (name, len(gaps), *(f"{percentile(gaps, share):.1f}" for share in (0.5, 0.99, 1.0)))
        for name, gaps in (("alone", alone), ("beside the template", beside))
    ]
    return table(("the answer runs", "gaps", "median ms", "p99 ms", "longest ms"), rows)


async def gaps_ms(chat: Chat, hanging: Chat | None) -> list[float]:
    """Return the milliseconds between tokens for two seconds."""
    rendering = asyncio.create_task(_rendered(hanging)) if hanging is not None else None
    found: list[float] = []
    begun = last = time.perf_counter()
    while time.perf_counter() - begun < 2:
        async for event in chat.stream("Go on.", ignore_eog=True, max_tokens=400):
            now = time.perf_counter()
            if isinstance(event, TokenEvent):
                found.append((now - last) * 1e3)
            last = now
            if now - begun > 2:
                break
        chat.undo()
        last = time.perf_counter()
    if rendering is not None:
        await rendering
    return found


async def _rendered(chat: Chat) -> None:
    try:
        await chat.send("Hi")
    except TemplateError:
        return
    raise AssertionError("the template came to an end")


if __name__ == "__main__":
    run(measure, n_rounds=3, description=__doc__)
