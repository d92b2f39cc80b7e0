"""A chat template: messages to the prompt text that a model was trained on.

Rendering follows `apply_chat_template` of the `transformers` library, which defines what the
models' templates mean; docs/reference/templates-tried.md compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onhand.errors import TemplateError
from onhand.templates.builtin import BUILTIN_TEMPLATES
from onhand.templates.limits import Budget, TemplateLimits, budgeted
from onhand.templates.plain import messages_data, plain
from onhand.types.message import Message

_CONTINUE_MARK = "CONTINUE_FINAL_MESSAGE_TAG "
_DEFAULT, _TOOL_USE = "default", "tool_use"


class ChatTemplate:
    """Jinja text, or several by name, with the model's special tokens. Immutable; any thread.

    Nothing is compiled before a render needs it, so a broken template that is never used does
    no harm.
    """

    __slots__ = ("_limits", "_texts", "_variables")

    def __init__(
        self,
        text: str | Mapping[str, str] | Sequence[Mapping[str, str]],
        *,
        bos_token: str = "",
        eos_token: str = "",
        limits: TemplateLimits | None = None,
        **variables: Any,
    ) -> None:
        """Hold a template.

        Args:
            text: Jinja text; or texts by name, as a mapping or as Hugging Face's list of
                `{"name": …, "template": …}`. "default" is used unless tools are given and there
                is a "tool_use".
            bos_token: text of the begin-of-sequence token, for templates that write it.
            eos_token: text of the end-of-sequence token.
            limits: bounds of a render.
            variables: further values that every render sees (`pad_token`, …).

        Raises:
            TypeError: `text` is none of these.
            ValueError: it is empty.
        """
        self._texts = _named_texts(text)
        self._variables = {"bos_token": bos_token, "eos_token": eos_token, **variables}
        self._limits = limits or TemplateLimits()

    @classmethod
    def builtin(cls, name: str, **options: Any) -> ChatTemplate:
        """Return the built-in template `name` (see `BUILTIN_TEMPLATES`).

        Raises:
            ValueError: there is none of that name.
        """
        if name not in BUILTIN_TEMPLATES:
            known = ", ".join(sorted(BUILTIN_TEMPLATES))
            raise ValueError(f"no built-in template {name!r}; there are: {known}")
        return cls(BUILTIN_TEMPLATES[name].text, **options)

    @classmethod
    def from_file(cls, path: str | Path, **options: Any) -> ChatTemplate:
        """Return the template in a file: Jinja text, or a `tokenizer_config.json`.

        Special tokens are taken from the JSON file unless `options` has them.

        Raises:
            TemplateError: the file cannot be read or holds no template.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
            if Path(path).suffix != ".json":
                return cls(text, **options)
            config = json.loads(text)
            tokens = {
                k: _token_text(config[k]) for k in ("bos_token", "eos_token") if config.get(k)
            }
            return cls(config["chat_template"], **{**tokens, **options})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TemplateError(f"No template in {Path(path).name}: {error!r}.") from error

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, str], **options: Any) -> ChatTemplate | None:
        """Return the template of a GGUF file's metadata, named ones included; None: it has none.

        The keys are `tokenizer.chat_template` and `tokenizer.chat_template.<name>`.
        """
        prefix = "tokenizer.chat_template"
        texts = {
            key[len(prefix) + 1 :] or _DEFAULT: text
            for key, text in metadata.items()
            if (key == prefix or key.startswith(prefix + ".")) and text
        }
        return cls(texts, **options) if texts else None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the templates that it holds."""
        return tuple(self._texts)

    @property
    def text(self) -> str:
        """Jinja text of the default template."""
        return self._texts[self._name_for(None)]

    def to_data(self) -> dict[str, Any]:
        """Return JSON-able data from which `from_data` makes an equal template."""
        return {
            "texts": dict(self._texts),
            "variables": plain(self._variables),
            "limits": self._limits.to_dict(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ChatTemplate:
        """Return the template that `to_data` described."""
        limits = TemplateLimits.from_dict(data["limits"])
        return cls(data["texts"], limits=limits, **data["variables"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ChatTemplate) and self.to_data() == other.to_data()

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"<ChatTemplate {', '.join(self._texts)}: {len(self.text)} characters>"

    def render(
        self,
        messages: Iterable[Message | Mapping[str, Any]],
        tools: Sequence[Mapping[str, Any]] | None = None,
        documents: Sequence[Mapping[str, Any]] | None = None,
        add_generation_prompt: bool = True,
        continue_final_message: bool = False,
        *,
        name: str | None = None,
        clock: Callable[[], datetime] | None = None,
        **variables: Any,
    ) -> str:
        """Return the prompt for `messages`.

        Args:
            messages: `Message` values or OpenAI-style dicts.
            tools: JSON schemas of functions that may be called.
            documents: texts that the model may cite.
            add_generation_prompt: end with what starts the assistant's turn.
            continue_final_message: leave the last message open, so that the model goes on with it;
                `add_generation_prompt` is ignored then.
            name: which named template; None: by whether there are tools.
            clock: where `strftime_now` gets the time from; None: the local clock.
            variables: further values for the template (`enable_thinking`, …).

        Raises:
            TemplateError: the template is invalid, refuses the messages, or exceeds its limits.
            TypeError: a message is neither `Message` nor dict.
        """
        chosen = self._name_for(tools, name)
        data = messages_data(messages)
        final = _mark_final(data) if continue_final_message else None
        add_generation_prompt = add_generation_prompt and final is None
        prompt = self._run(
            chosen,
            clock or datetime.now,
            {
                **self._variables,
                **plain(variables),
                "messages": data,
                "tools": plain(list(tools)) if tools is not None else None,
                "documents": plain(list(documents)) if documents is not None else None,
                "add_generation_prompt": add_generation_prompt,
            },
        )
        return prompt if final is None else _cut_at_mark(prompt, final)

    def _name_for(self, tools: object, name: str | None = None) -> str:
        if name is None:
            name = _TOOL_USE if tools is not None and _TOOL_USE in self._texts else _DEFAULT
            if name not in self._texts and len(self._texts) == 1:
                name = next(iter(self._texts))
        if name not in self._texts:
            known = ", ".join(self._texts)
            raise TemplateError(f"There is no template named {name!r}; there are: {known}.")
        return name

    def _run(self, name: str, clock: Callable[[], datetime], variables: dict[str, Any]) -> str:
        from onhand.templates.execution import execute

        text = self._texts[name]
        if len(text) > self._limits.max_template_chars:
            raise TemplateError(
                f"The template has {len(text):,} characters; the limit is "
                f"{self._limits.max_template_chars:,}."
            )
        with budgeted(Budget(self._limits)):
            return execute(text, name, clock, variables)


def _named_texts(text: Any) -> dict[str, str]:
    if isinstance(text, str):
        texts = {_DEFAULT: text}
    elif isinstance(text, Mapping):
        texts = dict(text)
    elif isinstance(text, Sequence) and all(isinstance(entry, Mapping) for entry in text):
        texts = {entry["name"]: entry["template"] for entry in text}
    else:
        raise TypeError(f"a template is text or texts by name, not {type(text).__name__}")
    if not texts or not all(isinstance(t, str) for pair in texts.items() for t in pair):
        raise TypeError("templates are a non-empty mapping from names to Jinja texts")
    if not any(texts.values()):
        raise ValueError("the template is empty")
    return texts


def _token_text(token: Any) -> str:
    return token["content"] if isinstance(token, Mapping) else str(token)


def _mark_final(data: list[dict[str, Any]]) -> str:
    """Put a mark behind the last message's text, and return that text."""
    if not data:
        raise ValueError("continue_final_message needs a message to continue")
    content = data[-1].get("content")
    if isinstance(content, str):
        data[-1]["content"] = content + _CONTINUE_MARK
        return content
    for part in reversed(content or []):
        if isinstance(part, dict) and "text" in part:
            text = str(part["text"])
            part["text"] = text + _CONTINUE_MARK
            return text
    raise ValueError("continue_final_message needs a last message with text")


def _cut_at_mark(prompt: str, final: str) -> str:
    """Cut the prompt behind the last message's text; a template that strips it strips here too."""
    start = prompt.rfind(_CONTINUE_MARK.strip())
    if start < 0 or final.strip() not in prompt:
        raise TemplateError(
            "The template drops or rewrites the final message, so it cannot be continued."
        )
    if prompt.startswith(_CONTINUE_MARK, start):
        return prompt[:start]
    return prompt[:start].rstrip()
