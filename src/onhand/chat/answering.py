"""Sets an answer up: the prompt, the form it must have, what its text is read for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from onhand.chat.call_formats import ToolCallFormat
from onhand.chat.history import OverflowPolicy
from onhand.chat.prompt import ChatPrompt, Described, Prompt
from onhand.chat.reading import AnswerReader
from onhand.chat.reasoning import ReasoningParams, ReasoningSplitter, opens_thought
from onhand.chat.tool_calls import ToolCallParser, detect_format
from onhand.chat.tools import Tool, call_format
from onhand.errors import CapabilityError
from onhand.stream import GenerationStream
from onhand.structured import ResponseFormat
from onhand.templates import TemplateTraits
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.session import Session

ToolChoice = Literal["auto", "required", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOptions:
    """What a caller asks of one answer.

    Attributes:
        overflow: policy for this answer; None: the chat's.
        tools: what may be called.
        tool_choice: "auto" the model decides, "required" it must call one, "none" it must not.
        response_format: form of the answer, as `ResponseFormat.of` takes it.
        reasoning: how thoughts are marked and limited; None: as the template marks them.
        deadline_s: seconds.
        priority: higher first.
        sampling: sampling options.
    """

    overflow: OverflowPolicy | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: ToolChoice = "auto"
    response_format: Any = None
    reasoning: ReasoningParams | None = None
    deadline_s: float | None = None
    priority: int = 0
    sampling: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.tool_choice not in ("auto", "required", "none"):
            raise ValueError(
                f"tool_choice must be 'auto', 'required' or 'none', got {self.tool_choice!r}"
            )
        if self.tool_choice == "required":
            if not self.tools:
                raise ValueError("tool_choice='required' needs tools")
            if self.response_format is not None:
                raise ValueError("tool_choice='required' and response_format exclude each other")


@dataclass(slots=True)
class Answer:
    """An answer that is about to start.

    Attributes:
        stream: its generation.
        reader: what reads its text.
        form: the form that its text has; None: free.
        prompt: what it is generated from.
        opening: text that was put into the answer's mouth, to be read first.
        closing: text that belongs after it.
        more: generation options of a continuation.
    """

    stream: GenerationStream
    reader: AnswerReader
    form: ResponseFormat | None
    prompt: Prompt
    opening: str = ""
    closing: str = ""
    more: dict[str, Any] = field(default_factory=dict)


async def prepare(
    prompts: ChatPrompt, session: Session, messages: Sequence[Message], options: AnswerOptions
) -> Answer:
    """Return the answer to `messages`, ready to start.

    Raises:
        ContextFullError, TemplateError: see `ChatPrompt.make`.
        GrammarError: the response format is invalid or cannot be satisfied.
        CapabilityError: the template has no tools, or writes calls in no known way.
    """
    tools = () if options.tool_choice == "none" else options.tools
    described = await prompts.describe()
    format = _tool_format(described.traits, tools)
    form = await _form(options, format)
    prompt = await prompts.make(messages, session, tools, options.overflow)
    reasoning = _reasoning(options, described.traits)
    opening, closing = "", ""
    if options.tool_choice == "required" and format is not None:
        reasoning = None
        opening, closing = format.open, format.close
        prompt = await _opened(prompt, opening, session)
    splitter = None
    if reasoning is not None and form is None:
        splitter = ReasoningSplitter(reasoning, is_open=opens_thought(prompt.text, reasoning))
    parser = ToolCallParser(format, tools) if format is not None and tools else None
    more = _generation_options(session, described, options, reasoning, format)
    message = session._message(
        prompt.value,
        replaces=prompt.replaces,
        overflow="error" if prompt.n_keep is None else "shift",
        n_keep=prompt.n_keep,
        response_format=None if form is None else form.to_data(),
        **more,
    )
    reader = AnswerReader(splitter, parser)
    stream = session._stream(message)
    return Answer(stream, reader, form, prompt, opening, closing, more)


def _generation_options(
    session: Session,
    described: Described,
    options: AnswerOptions,
    reasoning: ReasoningParams | None,
    format: ToolCallFormat | None,
) -> dict[str, Any]:
    sampling = session._sampling_from(options.sampling)
    visible: list[str] = []
    if reasoning is not None:
        visible += [reasoning.open, reasoning.close]
    if format is not None:
        visible += [format.open, format.close, *format.extra_opens, *format.wrappers]
    return {
        "sampling": sampling.replace(stop=(*sampling.stop, *described.stops)),
        "stop_token_ids": list(described.stop_token_ids),
        "visible": [text for text in visible if text],
        "parse_special": True,
        "deadline_s": options.deadline_s,
        "priority": options.priority,
    }


def _reasoning(options: AnswerOptions, traits: TemplateTraits) -> ReasoningParams | None:
    """Return how thoughts are marked: as the caller says, else as the template does."""
    if options.reasoning is not None:
        return options.reasoning
    opened, closed = traits.reasoning_open.strip(), traits.reasoning_close.strip()
    return ReasoningParams(open=opened, close=closed) if opened and closed else None


def _tool_format(traits: TemplateTraits, tools: Sequence[Tool]) -> ToolCallFormat | None:
    if not tools:
        return None
    format = detect_format(traits) if traits.supports_tools else None
    if format is None:
        raise CapabilityError(
            "The chat template shows the model no tools."
            if not traits.supports_tools
            else "The chat template writes tool calls in a way that onhand does not know.",
            hint="Use a model whose template has tools (Qwen, Llama 3, Mistral, …), or pass one.",
        )
    return format


async def _form(options: AnswerOptions, format: ToolCallFormat | None) -> ResponseFormat | None:
    """Return the form of the answer: the caller's, or that of a call that must be made."""
    if options.tool_choice == "required" and format is not None:
        if format.kind != "json" or not format.name_key:
            raise CapabilityError(
                f"Calls in the format {format.name!r} cannot be required.",
                hint="Use tool_choice='auto'.",
            )
        return await asyncio.to_thread(
            call_format,
            options.tools,
            name_key=format.name_key,
            arguments_key=format.arguments_key,
        )
    if options.response_format is None:
        return None
    return await asyncio.to_thread(ResponseFormat.of, options.response_format)


async def _opened(prompt: Prompt, opening: str, session: Session) -> Prompt:
    """Put the beginning of a call into the answer's mouth."""
    if not opening:
        return prompt
    if isinstance(prompt.value, str):
        return Prompt(prompt.value + opening, prompt.text + opening, prompt.replaces, prompt.n_keep)
    tokens = await session.engine.tokenize(opening, add_special=False, parse_special=True)
    return Prompt([*prompt.value, *tokens], prompt.text + opening, prompt.replaces, prompt.n_keep)
