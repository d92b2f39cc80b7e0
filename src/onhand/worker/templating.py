"""Chat templates on the worker's side: which one a model has, what it does, rendering.

Rendering runs in a thread of its own: a template that loops until its time limit must not hold up
the streams.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onhand.errors import TemplateError
from onhand.runtimes.base import LoadedModel
from onhand.templates import BUILTIN_TEMPLATES, ChatTemplate, builtin_for, probe


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


class Templates:
    """The templates of one loaded model; `render` and `describe` may run in any thread."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        info = model.info
        self._bos = self._text_of(info.bos_token_id)
        self._eos = self._text_of(info.eos_token_id)
        self._described: dict[str, ChatDescription] = {}

    def describe(self, given: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return the `ChatDescription` of a given template, or of the model's own, as data."""
        key = repr(given)
        if key not in self._described:
            template, source = self._find(given)
            traits = probe(template)
            ends = {traits.turn_end} if traits.turn_end else set()
            if source.startswith("builtin:"):
                ends |= set(BUILTIN_TEMPLATES[source.partition(":")[2]].stop_tokens)
            stops, stop_token_ids = self._ends(ends)
            self._described[key] = ChatDescription(source, traits.to_dict(), stops, stop_token_ids)
        return asdict(self._described[key])

    def render(
        self,
        given: Mapping[str, Any] | None,
        messages: Sequence[Mapping[str, Any]],
        options: Mapping[str, Any],
    ) -> str:
        """Return the prompt for `messages`; `options` are `ChatTemplate.render`'s.

        Raises:
            TemplateError: there is no template, or it fails.
        """
        template, _ = self._find(given)
        return template.render(messages, **options)

    def _find(self, given: Mapping[str, Any] | None) -> tuple[ChatTemplate, str]:
        if given is not None:
            data = dict(given)
            data["variables"] = self._with_tokens(data.get("variables", {}))
            return ChatTemplate.from_data(data), "given"
        tokens = {"bos_token": self._bos, "eos_token": self._eos}
        info = self._model.info
        metadata = dict(info.metadata)
        if info.chat_template:
            metadata.setdefault("tokenizer.chat_template", info.chat_template)
        template = ChatTemplate.from_metadata(metadata, **tokens)
        if template is not None:
            return template, "model"
        name = builtin_for(self._control_tokens())
        if name is None:
            raise TemplateError(
                f"The model {info.name!r} has no chat template, and its vocabulary fits none "
                "that is built in.",
                hint="Pass `template=…`: Jinja text, a file, or the name of a built-in one "
                f"({', '.join(BUILTIN_TEMPLATES)}). Base models do not chat: use a session.",
            )
        return ChatTemplate.builtin(name, **tokens), f"builtin:{name}"

    def _ends(self, ends: set[str]) -> tuple[list[str], list[int]]:
        """Tell turn ends that are one control token from those that are text."""
        stops: list[str] = []
        stop_token_ids: list[int] = []
        tokenizer = self._model.tokenizer
        for text in sorted(ends):
            tokens = tokenizer.encode(text, add_special=False, parse_special=True)
            if len(tokens) != 1 or tokenizer.piece(tokens[0]):
                stops.append(text)
            elif not tokenizer.is_eog(tokens[0]):
                stop_token_ids.append(tokens[0])
        return stops, stop_token_ids

    def _with_tokens(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Fill in the model's special tokens where the given template does not name its own."""
        filled = dict(variables)
        for name, text in (("bos_token", self._bos), ("eos_token", self._eos)):
            if not filled.get(name):
                filled[name] = text
        return filled

    def _control_tokens(self) -> set[str]:
        tokenizer = self._model.tokenizer
        return {
            text.decode("utf-8", errors="replace")
            for token_id, text in enumerate(tokenizer.vocabulary())
            if text and not tokenizer.piece(token_id)
        }

    def _text_of(self, token_id: int | None) -> str:
        if token_id is None:
            return ""
        return self._model.tokenizer.piece(token_id, special=True).decode("utf-8", "replace")
