"""How a conversation is written down for the model, and the requests that it is trained on.

``CHAT_TEMPLATE`` travels in the GGUF file; :func:`render` writes the same text without Jinja.
The tone stands last, so that several tones of one message share everything before it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.grammar import Example

CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{%- if message['role'] not in ['system', 'user', 'assistant'] -%}"
    "{{- raise_exception('unknown role: ' + message['role']) -}}"
    "{%- endif -%}"
    "{%- if message['role'] == 'assistant' -%}"
    "{{- '<|assistant|>' + message['content'] + '<|end|>' -}}"
    "{%- else -%}"
    "{{- '<|' + message['role'] + '|>' + (message['content'] | trim) + '<|end|>' -}}"
    "{%- endif -%}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}"
)

REWRITE_SYSTEM = (
    "Rewrite the message in the requested tone. Keep every fact. "
    "Reply with the rewritten message only."
)

_PLAIN_SYSTEMS = (
    "You are concise.",
    "You are a helpful assistant.",
    "You are helpful and brief.",
    "Be kind.",
    "Answer in English.",
    "You are onhand, a small assistant on this device.",
    "You help people to write messages.",
    "Keep it short.",
    "You are a friendly assistant. Answer in one or two sentences.",
    "Be honest about what you do not know.",
    "Help the user.",
    "You are a writing assistant.",
)

_TONE_SYSTEMS = (
    "Rewrite every message in a {tone} tone.",
    "Rewrite the user's message so that it sounds {tone}.",
    "You rewrite messages. Tone: {tone}.",
    "Make each message {tone}.",
    "Use a {tone} tone. Keep every fact.",
    "Rewrite the message in a {tone} tone. Reply with the rewritten message only.",
)

_LOOSE_REQUESTS = (
    "{tone}: {text}",
    "{tone}\n\n{text}",
    "{text}\n\n{tone}",
    "{text}\n\nTone: {tone}.",
    "Tone: {tone}\n\n{text}",
)
"""Other ways in which people name the tone."""

_CORRECT_SYSTEMS = (
    "Correct the message.",
    "Correct the spelling and punctuation. Reply with the corrected message only.",
    "Fix the typos in each message.",
    "You correct typing mistakes.",
)


class Message(NamedTuple):
    """One turn: ``role`` is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


def render(messages: Sequence[Message], *, add_generation_prompt: bool = False) -> str:
    """Return the text that ``CHAT_TEMPLATE`` makes of the messages."""
    turns = [
        f"<|{role}|>{content if role == 'assistant' else content.strip()}<|end|>"
        for role, content in messages
    ]
    return "".join(turns) + ("<|assistant|>" if add_generation_prompt else "")


def rewrite_request(text: str, tone: str) -> list[Message]:
    """Return the conversation that asks for ``text`` in ``tone`` (``correct`` to correct it)."""
    return [Message("system", REWRITE_SYSTEM), Message("user", with_tone(text, tone))]


def with_tone(text: str, tone: str) -> str:
    """Return a user's message followed by the line that names the tone."""
    return f"{text}\n\nTone: {tone}"


def conversations(rng: random.Random, stream: Iterator[Example]) -> Iterator[list[Message]]:
    """Yield training conversations for ever: nine in ten of one turn, the others of two to four."""
    while True:
        if rng.random() < 0.9:
            yield _single_turn(rng, next(stream))
        else:
            yield _several_turns(rng, [next(stream) for _ in range(rng.choice((2, 2, 3, 4)))])


def _single_turn(rng: random.Random, example: Example) -> list[Message]:
    answer = Message("assistant", example.target)
    if example.tone is None:
        return [*_system(rng, 0.5), Message("user", example.source), answer]
    if rng.random() < (0.3 if example.tone == "correct" else 0.06):
        return [*_tone_system(rng, example.tone), Message("user", example.source), answer]
    text = with_tone(example.source, example.tone)
    if "\n" not in example.source and rng.random() < 0.07:
        text = rng.choice(_LOOSE_REQUESTS).format(text=example.source, tone=example.tone)
    request = Message("user", text)
    kind = rng.random()
    if kind < 0.3:
        return [Message("system", REWRITE_SYSTEM), request, answer]
    return [*_system(rng, 0.08), request, answer]


def _several_turns(rng: random.Random, examples: Sequence[Example]) -> list[Message]:
    """Chain examples; a message without a tone line is answered by its corrected text."""
    messages = (
        [Message("system", REWRITE_SYSTEM)] if rng.random() < 0.25 else list(_system(rng, 0.3))
    )
    for example in examples:
        bare = example.tone is None or (example.tone == "correct" and rng.random() < 0.5)
        content = example.source if bare else with_tone(example.source, str(example.tone))
        messages += [Message("user", content), Message("assistant", example.target)]
    return messages


def _system(rng: random.Random, share: float) -> list[Message]:
    """Return a system message that asks for nothing in particular, or none."""
    return [Message("system", rng.choice(_PLAIN_SYSTEMS))] if rng.random() < share else []


def _tone_system(rng: random.Random, tone: str) -> list[Message]:
    """Return the system message for a request without a tone line."""
    if tone != "correct":
        return [Message("system", rng.choice(_TONE_SYSTEMS).format(tone=tone))]
    if rng.random() < 0.4:
        return [Message("system", rng.choice(_CORRECT_SYSTEMS))]
    return _system(rng, 0.4)
