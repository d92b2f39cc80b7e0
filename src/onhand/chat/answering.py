"""Sets an answer up: the prompt, the form it must have, what its text is read for."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from onhand.chat.call_formats import TAG, ToolCallFormat
from onhand.chat.history import OverflowPolicy
from onhand.chat.prompt import ChatPrompt, Prompt, check_overflow
from onhand.chat.reading import AnswerReader
from onhand.chat.reasoning import ReasoningParams, ReasoningSplitter, opens_thought
from onhand.chat.required_call import RequiredCall, required_call
from onhand.chat.tool_calls import ToolCallParser, detect_format
from onhand.chat.tools import Tool
from onhand.errors import CapabilityError
from onhand.stream import GenerationStream
from onhand.structured import ResponseFormat
from onhand.templates import TemplateTraits
from onhand.types.message import Message
from onhand.types.params import check_range
from onhand.types.sampling import SamplingParams
from onhand.worker.messages import Generate

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
        if self.overflow is not None:
            check_overflow(self.overflow)
        check_range("stream", "deadline_s", self.deadline_s, 0.001, 1e6)
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
        message: the request of it.
        reader: what reads its text.
        form: the form that its text has; None: free.
        prompt: what it is generated from.
        opening: text that was put into the answer's mouth, to be read first.
        closing: text that belongs after it.
        started: when it was asked for, in seconds of `time.monotonic`.
    """

    stream: GenerationStream
    message: Generate
    reader: AnswerReader
    form: ResponseFormat | None
    prompt: Prompt
    opening: str
    closing: str
    started: float

    def n_left(self, n_tokens: int) -> int | None:
        """Return how many tokens an answer may still have after `n_tokens`; None: no limit."""
        limit = SamplingParams.from_dict(self.message.sampling).max_tokens
        return None if limit is None else limit - n_tokens

    def continued(self, session: Session, text: str, n_tokens: int) -> GenerationStream:
        """Return the generation that goes on after `text`, as if the model had written it."""
        sampling = SamplingParams.from_dict(self.message.sampling)
        message = session._message(
            text,
            sampling=sampling.replace(seed=self.message.seed, max_tokens=self.n_left(n_tokens)),
            overflow=self.message.overflow,
            n_keep=self.message.n_keep,
            deadline_s=_remaining(self.message.deadline_s, self.started),
            priority=self.message.priority,
            parse_special=True,
            stop_token_ids=self.message.stop_token_ids,
            visible=self.message.visible,
        )
        return session._stream(message)


async def prepare(
    prompts: ChatPrompt, session: Session, messages: Sequence[Message], options: AnswerOptions
) -> Answer:
    """Return the answer to `messages`, ready to start.

    Raises:
        ContextFullError, TemplateError: see `ChatPrompt.make`.
        GrammarError: the response format is invalid or cannot be satisfied.
        CapabilityError: the template has no tools, or writes calls in no known way.
    """
    started = time.monotonic()
    tools = () if options.tool_choice == "none" else options.tools
    described = await prompts.describe()
    format = _tool_format(described.traits, tools)
    call = await _call(options, described.traits, format)
    form = await _form(options) if call is None else call.form
    prompt = await prompts.make(messages, session, tools, options.overflow)
    reasoning = _reasoning(options, described.traits)
    is_open = reasoning is not None and opens_thought(prompt.text, reasoning)
    may_think = form is None and not (reasoning is not None and reasoning.max_tokens == 0)
    opening, closing = ("", "") if call is None else (call.opening, call.closing)
    unthinking = reasoning.closing_text if reasoning and is_open and not may_think else ""
    if unthinking or opening:
        prompt = await prompts.extended(prompt, unthinking + opening, session)
    splitter = None
    if reasoning is not None and form is None:
        splitter = ReasoningSplitter(reasoning, is_open=is_open and may_think)
    parser = None
    if format is not None:
        parser = ToolCallParser(format, tools, new_id=_new_ids(messages))
    sampling = session._sampling_from(options.sampling)
    message = session._message(
        prompt.tokens,
        replaces=True,
        sampling=sampling.replace(stop=(*sampling.stop, *described.stops)),
        overflow="error" if prompt.n_keep is None else "shift",
        n_keep=prompt.n_keep,
        deadline_s=_remaining(options.deadline_s, started),
        priority=options.priority,
        response_format=None if form is None else form.to_data(),
        stop_token_ids=list(described.stop_token_ids),
        visible=_visible(described.traits, None if form else reasoning, format),
    )
    stream = session._stream(message)
    reader = AnswerReader(splitter, parser)
    return Answer(stream, message, reader, form, prompt, opening, closing, started)


def _remaining(deadline_s: float | None, started: float) -> float | None:
    """Return what is left of a deadline; at least a millisecond."""
    return None if deadline_s is None else max(0.001, deadline_s - (time.monotonic() - started))


def _visible(
    traits: TemplateTraits, reasoning: ReasoningParams | None, format: ToolCallFormat | None
) -> list[str]:
    """Return the control tokens whose text is read here: tags of thoughts and of calls."""
    texts: list[str] = []
    if reasoning is not None:
        texts += [reasoning.opening, reasoning.closing]
    if format is not None:
        texts += [format.open, format.close, *format.extra_opens, *format.wrappers, format.quote]
        frame = traits.generation_prompt + traits.turn_end
        texts += [tag for tag in TAG.findall(traits.tool_call_text) if tag not in frame]
    return list(dict.fromkeys(text for text in texts if text))


def _new_ids(messages: Sequence[Message]) -> Callable[[], str]:
    """Return what names calls by ids that the chat has not used; Mistral wants nine characters."""
    used = {call.id for message in messages for call in message.tool_calls}
    unused = (id for id in map("call{:05d}".format, itertools.count(len(used) + 1)))
    return lambda: next(id for id in unused if id not in used)


def _reasoning(options: AnswerOptions, traits: TemplateTraits) -> ReasoningParams | None:
    """Return how thoughts are marked: as the caller says, else as the template does."""
    given = options.reasoning
    if given is not None and given.open is not None:
        return given
    opened, closed = traits.reasoning_open.strip(), traits.reasoning_close.strip()
    if opened and closed:
        return (given or ReasoningParams()).replace(open=opened, close=closed)
    return given


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


async def _call(
    options: AnswerOptions, traits: TemplateTraits, format: ToolCallFormat | None
) -> RequiredCall | None:
    """Return the call that must be made; None: none must."""
    if options.tool_choice != "required" or format is None:
        return None
    return await asyncio.to_thread(required_call, format, traits, options.tools)


async def _form(options: AnswerOptions) -> ResponseFormat | None:
    """Return the form of the answer; None: free."""
    if options.response_format is None:
        return None
    return await asyncio.to_thread(ResponseFormat.of, options.response_format)
