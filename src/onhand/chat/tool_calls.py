"""Tool calls in a model's answer: found and read while it streams."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from onhand.chat.call_bodies import (
    Call,
    call_in_gemma,
    call_in_named_json,
    call_in_parameters,
    calls_in_json,
    calls_in_python,
)
from onhand.chat.call_formats import FORMATS, TAG, ToolCallFormat
from onhand.chat.json_spans import JsonSpans
from onhand.chat.markers import MarkerFinder
from onhand.chat.tools import Tool
from onhand.templates.probe import PROBE_ARGUMENTS, PROBE_TOOL, TemplateTraits
from onhand.types.events import ToolCallEvent

Output: TypeAlias = "str | ToolCallEvent"
_BLANKS = " \t\r\n"


class ToolCallParser:
    """Turns an answer's stream into text and tool calls. One generation, one thread.

    A call is reported while it grows (`is_complete` False) and once when it is complete. Text that
    looked like a call and is none comes out as text: nothing is lost but blanks behind a call.
    """

    def __init__(
        self,
        format: ToolCallFormat,
        tools: Iterable[Tool] = (),
        *,
        new_id: Callable[[], str] | None = None,
    ) -> None:
        """Begin.

        Args:
            format: how the model writes calls.
            tools: the tools that were offered: they give arguments their types, and a bare JSON
                answer counts as a call only when it names one.
            new_id: makes a call's id; None: "call00001" and so on.
        """
        self._format = format
        self._schemas = {tool.name: tool.parameters for tool in tools}
        counter = itertools.count(1)
        self._new_id = new_id or (lambda: f"call{next(counter):05d}")
        self._finder = self._outside()
        self._body: _Body | None = None
        self._may_be_bare = format.is_bare
        self._blanks = ""
        self._between = _BLANKS
        self._follows_call = False

    def feed(self, text: str) -> list[Output]:
        """Take a piece of the answer and return what is certain by now."""
        outputs: list[Output] = []
        while text:
            if self._body is not None:
                text = self._feed_body(text, outputs)
            elif self._may_be_bare:
                text = self._feed_start(text, outputs)
            else:
                before, marker, text = self._finder.feed(text)
                self._say(outputs, before)
                if marker in self._format.wrappers:
                    self._follows_call, self._blanks = True, ""
                elif marker is not None:
                    self._body = _Body(self._format, marker, self._schemas, self._new_id)
        return outputs

    def finish(self) -> list[Output]:
        """Return what was held back; the stream is over. A call that is not complete is text."""
        outputs: list[Output] = []
        if self._body is not None:
            body, self._body = self._body, None
            outputs.extend(body.finish())
        self._say(outputs, self._finder.finish())
        _add(outputs, "" if self._follows_call else self._blanks)
        self._blanks = ""
        return outputs

    def _say(self, outputs: list[Output], text: str) -> None:
        """Add text; blanks behind a call wait until more text shows that they matter."""
        if self._follows_call:
            text, self._blanks = self._blanks + text, ""
            if not text.strip(_BLANKS):
                self._blanks = text
                return
            self._follows_call = False
        _add(outputs, text)

    def _outside(self) -> MarkerFinder:
        format = self._format
        return MarkerFinder([format.open, *format.extra_opens, *format.wrappers])

    def _feed_start(self, text: str, outputs: list[Output]) -> str:
        """Decide by an answer's first character whether all of it is a call."""
        stripped = (self._blanks + text).lstrip(self._between)
        if not stripped:
            self._blanks += text
            return ""
        lead, self._blanks = self._blanks, ""
        self._may_be_bare = self._follows_call = False
        if stripped[0] == "{":
            self._body = _Body(self._format, "", self._schemas, self._new_id)
            return stripped
        return lead + text

    def _feed_body(self, text: str, outputs: list[Output]) -> str:
        body = self._body
        if body is None:
            return text
        made, rest = body.feed(text)
        for output in made:
            _add(outputs, output)
        if rest is None:
            return ""
        self._body = None
        self._follows_call = body.n_calls > 0
        self._blanks = ""
        self._may_be_bare = self._format.is_bare and self._follows_call
        self._between = _BLANKS + ";"  # Llama separates calls so
        return rest


class _Body:
    """The text of a call, or of several in one JSON value, from its opening marker on."""

    def __init__(
        self,
        format: ToolCallFormat,
        marker: str,
        schemas: Mapping[str, Any],
        new_id: Callable[[], str],
    ) -> None:
        self._format = format
        self._marker = marker
        self._schemas = schemas
        self._new_id = new_id
        self._text = ""
        self._spans = JsonSpans() if format.kind in ("json", "named_json") else None
        self._n_followed = 0
        self._offset = 0
        self._closing = MarkerFinder([format.close]) if format.close else None
        self._id = ""
        self._name = ""
        self._reported = ""
        self.n_calls = 0

    def feed(self, text: str) -> tuple[list[Output], str | None]:
        """Take text; return what came of it, and the rest when the body is over, else None."""
        if self._spans is not None and not self._spans.is_over:
            return self._feed_json(text)
        return self._feed_until_close(text)

    def finish(self) -> list[Output]:
        """Return what is left when the stream ends inside the body."""
        if self._closing is not None:
            self._text += self._closing.finish()
        if self._spans is None or not self._spans.is_over:
            return self._read_rest() if self._spans is None else self._as_text()
        return [] if self.n_calls else self._as_text()

    def _feed_json(self, text: str) -> tuple[list[Output], str | None]:
        spans = self._spans
        assert spans is not None  # for the type checker: the caller looked
        self._text += text
        start = self._n_followed
        if not start:  # blanks, or a name, come before the value
            start = _value_start(self._text, self._format)
            if start < 0:
                return self._without_value()
            self._offset = start
        taken = spans.feed(self._text[start:])
        self._n_followed = start + taken
        outputs = self._closed_calls()
        if spans.opened is not None and not spans.is_over:
            outputs += self._progress()
        if not spans.is_over:
            return outputs, None
        rest, self._text = self._text[self._n_followed :], self._text[: self._n_followed]
        if self._closing is None:
            return outputs + ([] if self.n_calls else self._as_text()), rest
        more, left = self._feed_until_close(rest)
        return outputs + more, left

    def _without_value(self) -> tuple[list[Output], str | None]:
        """No value yet: wait, unless the closing marker shows that none will come."""
        close = self._format.close
        if close and close in self._text:
            before, _, rest = self._text.partition(close)
            self._text = before + close
            return self._as_text(), rest
        return [], None

    def _feed_until_close(self, text: str) -> tuple[list[Output], str | None]:
        if self._closing is None:
            return [], text
        before, marker, rest = self._closing.feed(text)
        self._text += before
        if self._spans is not None and before.strip(" \n\r\t,"):
            return self._another_value(before, marker, rest)
        if marker is None:
            return [], None
        if self._spans is None:
            outputs = self._read_rest(marker)
        else:
            outputs = [] if self.n_calls else self._as_text(marker)
        return outputs, rest

    def _another_value(
        self, before: str, marker: str | None, rest: str
    ) -> tuple[list[Output], str | None]:
        """A second JSON value before the closing marker: read it like the first."""
        text = before.lstrip(" \n\r\t,")
        if text[:1] not in ("{", "["):
            return [], (rest if marker is not None else None)
        again = _Body(self._format, "", self._schemas, self._new_id)
        outputs, left = again.feed(text + (marker or ""))
        self.n_calls += again.n_calls
        self._spans, self._text, self._n_followed = again._spans, again._text, again._n_followed
        self._id, self._name, self._reported = again._id, again._name, again._reported
        self._offset = again._offset
        if marker is None:
            return outputs, None
        return outputs, (left or "") + rest

    def _closed_calls(self) -> list[Output]:
        spans = self._spans
        assert spans is not None
        outputs: list[Output] = []
        for start, end in spans.closed:
            text = self._text[self._offset + start : self._offset + end]
            try:
                calls = self._calls_of(text)
            except (ValueError, RecursionError):
                continue
            outputs += [self._complete(call) for call in calls]
        spans.closed.clear()
        return outputs

    def _calls_of(self, text: str) -> list[Call]:
        if self._format.kind == "named_json":
            return [call_in_named_json(self._text[: self._offset] + text, self._format)]
        calls = calls_in_json(text, self._format)
        if not self._marker and self._format.is_bare and self._schemas:
            for name, _ in calls:
                if name not in self._schemas:
                    raise ValueError(f"{name} is no tool that was offered")
        return calls

    def _complete(self, call: Call) -> ToolCallEvent:
        name, arguments = call
        text = json.dumps(arguments, ensure_ascii=False)
        event = ToolCallEvent(self._id or self._new_id(), name, arguments, text, True)
        self._id = self._name = self._reported = ""
        self.n_calls += 1
        return event

    def _progress(self) -> list[Output]:
        """Report the open call once its name is known, each time its arguments grow."""
        spans = self._spans
        assert spans is not None
        assert spans.opened is not None
        text = self._text[self._offset + spans.opened :]
        head = self._text[: self._offset]
        name, arguments = _partial(text, head, self._format)
        if not name or (self._schemas and self._format.is_bare and name not in self._schemas):
            return []
        if self._name == name and self._reported == arguments:
            return []
        self._id = self._id or self._new_id()
        self._name, self._reported = name, arguments
        return [ToolCallEvent(self._id, name, {}, arguments, False)]

    def _read_rest(self, marker: str = "") -> list[Output]:
        """Read a body that ends at its closing marker."""
        try:
            if self._format.kind == "python":
                calls = calls_in_python(self._text)
            elif self._format.kind == "gemma":
                calls = [call_in_gemma(self._text, self._format)]
            else:
                calls = [call_in_parameters(self._text, self._format, self._schemas)]
        except (ValueError, RecursionError):
            return self._as_text(marker)
        if not marker:
            return self._as_text()  # cut off: what is there may not be all of it
        return [self._complete(call) for call in calls]

    def _as_text(self, marker: str = "") -> list[Output]:
        return [self._marker + self._text + marker]


def _value_start(text: str, format: ToolCallFormat) -> int:
    """Return where the JSON value starts in a body; -1: not yet."""
    if format.kind == "named_json":
        return text.find("{")
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    return min(starts, default=-1)


def _partial(text: str, head: str, format: ToolCallFormat) -> tuple[str, str]:
    """Return the name and the arguments' text of a call that is still being written."""
    if format.kind == "named_json":
        found = re.search(format.name_pattern, head)
        return (found[1], text) if found else ("", "")
    if not format.name_key:
        found = re.match(r'\{\s*"((?:[^"\\]|\\.)*)"\s*:\s*', text)
        return (found[1], text[found.end() :]) if found else ("", "")
    name = re.search(rf'"{format.name_key}"\s*:\s*"((?:[^"\\]|\\.)*)"', text)
    arguments = re.search(r'"(?:arguments|parameters)"\s*:\s*', text)
    return (name[1] if name else ""), (text[arguments.end() :] if arguments else "")


def _add(outputs: list[Output], output: Output) -> None:
    """Add to the outputs; neighbouring texts are joined, empty ones dropped."""
    if isinstance(output, str) and outputs and isinstance(outputs[-1], str):
        outputs[-1] += output
    elif output:
        outputs.append(output)


def detect_format(traits: TemplateTraits) -> ToolCallFormat | None:
    """Return the format in which a template writes calls; None: none that is known.

    Every format reads the call that `probe` let the template write, and the first that finds
    exactly that call is the one. A JSON call between markers that no format knows makes a format
    of those markers.
    """
    text = traits.tool_call_text.removeprefix(traits.generation_prompt).strip()
    for format in FORMATS:
        if _reads(format, text):
            return format
    return _derived(text, is_headed=not traits.tool_call_text.startswith(traits.generation_prompt))


def _reads(format: ToolCallFormat, text: str) -> bool:
    parser = ToolCallParser(format, [Tool(PROBE_TOOL)])
    outputs = [*parser.feed(text), *parser.finish()]
    calls = [one for one in outputs if isinstance(one, ToolCallEvent) and one.is_complete]
    return len(calls) == 1 and (calls[0].name, calls[0].arguments) == (PROBE_TOOL, PROBE_ARGUMENTS)


def _derived(text: str, *, is_headed: bool) -> ToolCallFormat | None:
    """Make a format of the markers around a JSON call; a header of the turn is left out."""
    for start in (match.start() for match in re.finditer(r"[{\[]", text)):
        try:
            value, length = json.JSONDecoder().raw_decode(text[start:])
        except (ValueError, RecursionError):
            continue
        call = value[0] if isinstance(value, list) and value else value
        open, close = text[:start].strip(), text[start + length :].strip()
        opens, closes = TAG.findall(open), TAG.findall(close)
        open, close = (opens[-1] if is_headed and opens else open), (closes[0] if closes else "")
        keys = _keys(call)
        if keys is None or not open:
            continue
        return ToolCallFormat(
            name="json",
            kind="json",
            open=open,
            close=close,
            name_key=keys[0],
            arguments_key=keys[1],
        )
    return None


def _keys(call: Any) -> tuple[str, str] | None:
    """Return the keys under which a probe call has its name and its arguments."""
    if not isinstance(call, dict):
        return None
    if call == {PROBE_TOOL: PROBE_ARGUMENTS}:
        return "", ""
    names = [key for key, value in call.items() if value == PROBE_TOOL]
    arguments = [key for key, value in call.items() if value == PROBE_ARGUMENTS]
    return (names[0], arguments[0]) if names and arguments else None
