"""What keeping conversations costs a turn, and what the disk prefix cache saves the first one.

    python bench/library.py [--models 1.2b] [--rounds 2]

"a turn" is `Chat.send` on a scripted model that says 40 bytes in no time, so that what is left is
onhand's own: without a library, and in one, which writes twice a turn, flushed to the disk. The
write alone is `Database.save` of one more exchange. The prefix cache: each engine is opened anew;
the first token of the first answer under a system prompt of about 1,000 tokens, computed and from
the disk (file in the page cache), and the cost of a cache that is on but has nothing.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from measuring import Options, Spread, alternate, model_file, model_line, note, ratios, run, table

from onhand import Chat, ContextParams, Engine, Library, Message, TokenEvent
from onhand.library.database import Database
from onhand.library.records import Change
from onhand.testing import FakeModel
from streams import N_CTX

N_PERSONA = 1000
TEMPLATE = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"
WORDS = "You are a careful editor who keeps names, numbers and dates as they are. "


async def measure(options: Options) -> str:
    """Return the tables."""
    parts = ["## The library and the disk prefix cache\n", await _turns(options), _writes(options)]
    return "\n".join([*parts, *[await _prefixes(name, options) for name in options.models]])


async def _turns(options: Options) -> str:
    n_turns = 20 if options.is_quick else 200
    model = FakeModel(replies={"?": "x" * 40}, n_ctx=8192, chat_template=TEMPLATE)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Engine.open(model) as opened,
            Library.open(Path(folder) / "chats.sqlite3", snapshot_delay_s=None) as library,
        ):

            async def bare() -> float:
                async with opened.chat("Be brief.", overflow="window") as chat:
                    return await _per_turn_ms(chat, n_turns)

            async def kept() -> float:
                conversation = await library.new(opened, "Be brief.", overflow="window")
                taken = await _per_turn_ms(conversation.chat, n_turns)
                await library.delete(conversation.id)
                return taken

            found = await alternate({"bare": bare, "kept": kept}, options.n_rounds)
    rows = [
        ["without a library", Spread.of(found["bare"]).text(2)],
        ["in a library", Spread.of(found["kept"]).text(2)],
    ]
    return f"{n_turns} turns of one chat:\n\n" + table(["", "ms a turn"], rows) + "\n"


async def _per_turn_ms(chat: Chat, n_turns: int) -> float:
    started = time.perf_counter()
    for index in range(n_turns):
        await chat.send(f"{index % 10}?")
    return (time.perf_counter() - started) * 1e3 / n_turns


def _writes(options: Options) -> str:
    rows = []
    for n_messages in (10, 1000):
        with tempfile.TemporaryDirectory() as folder:
            database = Database(Path(folder) / "db.sqlite3")
            before = tuple(Message.user(f"message {n} of some words") for n in range(n_messages))
            revision, times = database.save(_change(0, before, ()))[1], []
            for index in range(20 if options.is_quick else 200):
                new = Message.user(f"more of {index}"), Message.assistant(f"said of {index}")
                started = time.perf_counter()
                revision = database.save(_change(revision, new, before))[1]
                times.append((time.perf_counter() - started) * 1e3)
                before = (*before, *new)
            started = time.perf_counter()
            database.load("a")
            loaded = (time.perf_counter() - started) * 1e3
            started = time.perf_counter()
            database.search("words", 10)
            searched = (time.perf_counter() - started) * 1e3
            database.close()
        text = Spread.of(times).text(2)
        rows.append([f"{n_messages:,} messages before", text, f"{loaded:.1f}", f"{searched:.1f}"])
    head = ["", "write an exchange, ms", "load all, ms", "search, ms"]
    return "The database alone:\n\n" + table(head, rows) + "\n"


def _change(revision: int, new: tuple[Message, ...], kept: tuple[Message, ...]) -> Change:
    return Change("a", revision, len(kept), new, kept, "title", "{}", "{}", "model")


async def _prefixes(name: str, options: Options) -> str:
    n_persona = 100 if options.is_quick else N_PERSONA
    path, n_threads = model_file(name), options.n_threads
    times: dict[str, list[float]] = {"computed": [], "nothing on the disk": [], "from the disk": []}
    entry_bytes, facts = 0, ""
    for round_ in range(options.n_rounds):
        with tempfile.TemporaryDirectory() as folder:
            for key, cache in (
                ("computed", None),
                ("nothing on the disk", folder),
                ("from the disk", folder),
            ):
                note(f"{name}, round {round_ + 1} of {options.n_rounds}: {key}")
                params = ContextParams(n_ctx=N_CTX, n_threads=n_threads)
                async with Engine.open(path, context_params=params, prefix_cache=cache) as opened:
                    persona = await _persona(opened, n_persona)
                    first_ms, cached, total = await _first(opened, persona)
                times[key].append(first_ms)
                if (cached > 0) != (key == "from the disk"):
                    raise RuntimeError(f"{key}: {cached} of {total} tokens were cached")
                facts = f"{total} tokens of prompt, {cached} of them from the disk"
            entry_bytes = _size(folder)
    rows = [
        [key, Spread.of(values).text(0), ratios(times["computed"], values).text(1, " ×")]
        for key, values in times.items()
    ]
    head = ["the first token of the first answer", "ms", "sooner than computed"]
    facts = f"{facts}; the entry has {entry_bytes:,} bytes"
    return f"{model_line(name)}; {facts}:\n\n" + table(head, rows) + "\n"


def _size(folder: str) -> int:
    return sum(item.stat().st_size for item in Path(folder).iterdir())


async def _persona(opened: Engine, n_tokens: int) -> str:
    n_words = len(await opened.tokenize(WORDS, add_special=False))
    return WORDS * max(1, n_tokens // n_words)


async def _first(opened: Engine, persona: str) -> tuple[float, int, int]:
    """Return milliseconds to the first token, cached tokens, tokens of the prompt."""
    async with opened.chat(persona, template="chatml") as chat:
        started, first = time.perf_counter(), 0.0
        stream = chat.stream("Hello", temperature=0.0, max_tokens=2, ignore_eog=True)
        async for event in stream:
            if isinstance(event, TokenEvent) and not first:
                first = (time.perf_counter() - started) * 1e3
        usage = (await stream.reply()).usage
    return first, usage.cached_tokens, usage.prompt_tokens


if __name__ == "__main__":
    run(measure, models=("1.2b",), n_rounds=2, description=__doc__)
