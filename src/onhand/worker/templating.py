"""Chat templates on the worker's side: which one a model has, what it does, rendering.

Rendering runs in a thread of its own: a template that loops until its time limit must not hold up
the streams. The vocabulary is asked in the worker's thread only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from onhand.errors import TemplateError
from onhand.runtimes.base import LoadedModel
from onhand.templates import (
    BUILTIN_TEMPLATES,
    ChatTemplate,
    TemplateTraits,
    builtin_for,
    messages_data,
    probe,
)
from onhand.types.message import Message

MAX_KEPT = 32
"""Templates whose description is kept; an app may pass any number of its own."""


@dataclass(frozen=True, slots=True)
class ChatDescription:
    """A template and what goes with it.

    Attributes:
        source: "model", "builtin:<name>" or "given".
        traits: `TemplateTraits` as data.
        stops: texts that end a turn besides the model's own end-of-generation tokens.
        stop_token_ids: control tokens that end a turn besides those.
    """

    source: str
    traits: dict[str, Any]
    stops: list[str]
    stop_token_ids: list[int]


class TemplateInUse:
    """A template, and what it does with a conversation, found when first asked for. Any thread."""

    def __init__(self, template: ChatTemplate, source: str) -> None:
        self.template = template
        self.source = source

    @cached_property
    def traits(self) -> TemplateTraits:
        """What the template does; it is rendered about twenty times for it.

        Raises:
            TemplateError: it exceeds its limits.
        """
        return probe(self.template)

    def render(self, messages: Sequence[Mapping[str, Any]], options: Mapping[str, Any]) -> str:
        """Return the prompt for `messages`; `options` are `ChatTemplate.render`'s.

        Raises:
            TemplateError: the template fails.
        """
        made = [Message.from_dict(data) for data in messages]
        traits = self.traits
        if not traits.supports_system:
            made = _without_system(made)
        data = messages_data(made)
        if traits.needs_text_arguments:
            _write_arguments(data)
        if traits.needs_parts:
            _make_parts(data)
        return self.template.render(data, **options)


class Templates:
    """The templates of one loaded model. Worker thread only; what it returns is for any."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        info = model.info
        self._bos = self._text_of(info.bos_token_id)
        self._eos = self._text_of(info.eos_token_id)
        self._found: dict[str, TemplateInUse] = {}

    def find(self, given: Mapping[str, Any] | None) -> TemplateInUse:
        """Return a given template, the model's own, or the built-in one for its vocabulary.

        Raises:
            TemplateError: there is none.
        """
        key = repr(given)
        if key not in self._found:
            if len(self._found) >= MAX_KEPT:
                del self._found[next(iter(self._found))]
            self._found[key] = self._find(given)
        return self._found[key]

    def describe(self, template: TemplateInUse) -> dict[str, Any]:
        """Return the `ChatDescription` of a template as data."""
        traits, source = template.traits, template.source
        ends = {traits.turn_end} if traits.turn_end else set()
        if source.startswith("builtin:"):
            ends |= set(BUILTIN_TEMPLATES[source.partition(":")[2]].stop_tokens)
        stops, stop_token_ids = self._ends(ends)
        return asdict(ChatDescription(source, traits.to_dict(), stops, stop_token_ids))

    def _find(self, given: Mapping[str, Any] | None) -> TemplateInUse:
        if given is not None:
            data = dict(given)
            data["variables"] = self._with_tokens(data.get("variables", {}))
            return TemplateInUse(ChatTemplate.from_data(data), "given")
        tokens = {"bos_token": self._bos, "eos_token": self._eos}
        info = self._model.info
        metadata = dict(info.metadata)
        if info.chat_template:
            metadata.setdefault("tokenizer.chat_template", info.chat_template)
        template = ChatTemplate.from_metadata(metadata, **tokens)
        if template is not None:
            return TemplateInUse(template, "model")
        name = builtin_for(self._control_tokens())
        if name is None:
            raise TemplateError(
                f"The model {info.name!r} has no chat template, and its vocabulary fits none "
                "that is built in.",
                hint="Pass `template=…`: Jinja text, a file, or the name of a built-in one "
                f"({', '.join(BUILTIN_TEMPLATES)}). Base models do not chat: use a session.",
            )
        return TemplateInUse(ChatTemplate.builtin(name, **tokens), f"builtin:{name}")

    def _ends(self, ends: set[str]) -> tuple[list[str], list[int]]:
        """Tell turn ends that are one control token from those that are text."""
        stops: list[str] = []
        stop_token_ids: list[int] = []
        for text in sorted(ends):
            token_id = self._control_token(text)
            if token_id is None:
                stops.append(text)
            elif not self._model.tokenizer.is_eog(token_id):
                stop_token_ids.append(token_id)
        return stops, stop_token_ids

    def _with_tokens(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Fill in the model's special tokens where the given template does not name its own."""
        filled = dict(variables)
        for name, text in (("bos_token", self._bos), ("eos_token", self._eos)):
            if not filled.get(name):
                filled[name] = text
        return filled

    def _control_tokens(self) -> set[str]:
        """Return those control tokens of the vocabulary that a built-in template may ask for."""
        asked = {
            text for built_in in BUILTIN_TEMPLATES.values() for text in built_in.control_tokens
        }
        return {text for text in asked if self._control_token(text) is not None}

    def _control_token(self, text: str) -> int | None:
        tokenizer = self._model.tokenizer
        tokens = tokenizer.encode(text, add_special=False, parse_special=True)
        return tokens[0] if len(tokens) == 1 and not tokenizer.piece(tokens[0]) else None

    def _text_of(self, token_id: int | None) -> str:
        if token_id is None:
            return ""
        return self._model.tokenizer.piece(token_id, special=True).decode("utf-8", "replace")


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """Put the system messages at the start before the first user's text.

    Templates that know no system role refuse it or leave it out.
    """
    n_lead = 0
    while n_lead < len(messages) and messages[n_lead].role == "system":
        n_lead += 1
    rest = list(messages[n_lead:])
    texts = [message.text for message in messages[:n_lead] if message.text]
    first = next((n for n, message in enumerate(rest) if message.role == "user"), None)
    if not texts or first is None:
        return list(messages)
    rest[first] = Message.user("\n\n".join([*texts, rest[first].text]))
    return rest


def _write_arguments(data: Sequence[dict[str, Any]]) -> None:
    """Turn the calls' arguments into JSON text, for templates that print them as they are."""
    for message in data:
        for call in message.get("tool_calls", ()):
            function = call["function"]
            function["arguments"] = json.dumps(function["arguments"], ensure_ascii=False)


def _make_parts(data: Sequence[dict[str, Any]]) -> None:
    """Turn texts into lists of one part, for templates that read nothing else."""
    for message in data:
        if isinstance(message.get("content"), str):
            message["content"] = [{"type": "text", "text": message["content"]}]
