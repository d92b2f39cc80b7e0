"""`ResponseFormat`: what an answer must look like, checked before anything is generated."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_origin, is_typeddict

from onhand.errors import GrammarError, StructuredOutputError
from onhand.structured.instance import build_instance
from onhand.structured.repair import repair_json
from onhand.structured.satisfiable import require_finite
from onhand.structured.satisfiable_lark import require_finite_lark
from onhand.structured.schema import is_pydantic_model, schema_of

FormatKind: TypeAlias = Literal["json", "regex", "lark"]
_MAX_GRAMMAR_CHARS = 1_000_000


@dataclass(frozen=True, slots=True)
class ResponseFormat:
    """The form of an answer. Make one by `of`, `json`, `regex` or `lark`; all of them check it.

    Attributes:
        kind: "json", "regex" or "lark".
        grammar: the JSON schema, the pattern or the grammar.
        target: type that `parse` makes of the answer; None: plain data, or text.
        marks: texts that rules of a Lark grammar stand for, and that the model may write as
            control tokens, see `structured.marks`.
    """

    kind: FormatKind
    grammar: Any
    target: Any = None
    marks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: Any) -> ResponseFormat:
        """Return the format that `spec` asks for.

        Args:
            spec: a `ResponseFormat`; a JSON schema (dict, True); OpenAI's `response_format`
                (`{"type": "json_object"}`, `{"type": "json_schema", "json_schema": …}`); "json";
                a pydantic model, dataclass or other type that `schema_of` understands; or a
                compiled regular expression.

        Raises:
            GrammarError: it is invalid, not supported, or can never be satisfied.
            TypeError: it is nothing of the kind.
        """
        if isinstance(spec, cls):
            return spec
        if isinstance(spec, re.Pattern):
            return cls.regex(spec.pattern)
        if spec == "json":
            return cls.json({"type": "object"})
        if isinstance(spec, (Mapping, bool)):
            return cls.json(_openai_schema(spec))
        if _is_type(spec):
            return cls.json(schema_of(spec), target=spec)
        raise TypeError(
            f"a response format is a JSON schema, a type or a ResponseFormat, not {spec!r}; "
            "for texts use ResponseFormat.regex(…) or ResponseFormat.lark(…)"
        )

    @classmethod
    def json(cls, schema: Mapping[str, Any] | bool, *, target: Any = None) -> ResponseFormat:
        """Return the format of a JSON schema; `target` is the type that `parse` makes.

        Raises:
            GrammarError: the schema is invalid, not supported, or can never be satisfied.
        """
        if schema is False:
            raise GrammarError("The schema `false` allows no answer at all.")
        plain: dict[str, Any] = {} if schema is True else _json_round_trip(schema)
        require_finite(plain)
        return cls("json", plain, target)._checked()

    @classmethod
    def regex(cls, pattern: str) -> ResponseFormat:
        """Return the format of a regular expression that the whole answer matches.

        The syntax is that of Rust's `regex` crate: no look-around, no back-references.

        Raises:
            GrammarError: the pattern is invalid or matches nothing.
        """
        if not isinstance(pattern, str):
            raise TypeError(f"a pattern is a str, not {type(pattern).__name__}")
        return cls("regex", pattern)._checked()

    @classmethod
    def lark(cls, grammar: str, *, marks: Mapping[str, str] | None = None) -> ResponseFormat:
        """Return the format of a grammar in llguidance's Lark dialect, whose start is `start`.

        `marks` are further rules by name: texts that may be control tokens of the model.

        Raises:
            GrammarError: the grammar is invalid or matches nothing.
        """
        if not isinstance(grammar, str):
            raise TypeError(f"a grammar is a str, not {type(grammar).__name__}")
        require_finite_lark(grammar)
        return cls("lark", grammar, marks=marks or {})._checked()

    def to_data(self) -> dict[str, Any]:
        """Return JSON-able data for the worker's `TokenConstraint`; `target` stays here."""
        data = {"kind": self.kind, "grammar": self.grammar}
        return {**data, "marks": dict(self.marks)} if self.marks else data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ResponseFormat:
        """Return the format that `to_data` described, without its target and unchecked."""
        return cls(data["kind"], data["grammar"], marks=data.get("marks", {}))

    def parse(self, text: str) -> Any:
        """Return the answer as what was asked for: text, JSON data or an instance of `target`.

        Raises:
            StructuredOutputError: it is cut off or does not fit; `details["repaired"]` holds the
                completed JSON text where one could be made.
        """
        if self.kind != "json":
            return text
        try:
            data = json.loads(text)
            return data if self.target is None else self._instance(data)
        except (ValueError, TypeError, RecursionError) as error:
            raise StructuredOutputError(
                f"The answer does not fit the response format: {error}.",
                hint="Raise max_tokens if it was cut off; `repaired` has it completed.",
                text=text,
                repaired=self.repair(text),
            ) from error

    def repair(self, text: str) -> str | None:
        """Return a cut answer completed as JSON; None: it is not JSON or beyond repair."""
        return repair_json(text) if self.kind == "json" else None

    def _instance(self, data: Any) -> Any:
        if is_pydantic_model(self.target):
            return self.target.model_validate(data)
        return build_instance(self.target, data)

    def _checked(self) -> ResponseFormat:
        from onhand.structured.grammar import check_grammar

        size = len(self.grammar if isinstance(self.grammar, str) else json.dumps(self.grammar))
        if size > _MAX_GRAMMAR_CHARS:
            raise GrammarError(
                f"The {self.kind} grammar has {size:,} characters; at most 1,000,000."
            )
        check_grammar(self.to_data())
        return self


def _openai_schema(spec: Mapping[str, Any] | bool) -> Mapping[str, Any] | bool:
    """Return the schema of OpenAI's `response_format`, or `spec` itself when it is a schema."""
    if isinstance(spec, bool):
        return spec
    if spec.get("type") == "json_object":
        schema = spec.get("schema", {"type": "object"})
        return schema if isinstance(schema, (Mapping, bool)) else {"type": "object"}
    if spec.get("type") == "json_schema":
        inner = spec.get("json_schema")
        schema = inner.get("schema", inner) if isinstance(inner, Mapping) else None
        if not isinstance(schema, (Mapping, bool)):
            raise TypeError('a "json_schema" response format needs json_schema.schema')
        return schema
    return spec


def _is_type(spec: Any) -> bool:
    return (
        inspect.isclass(spec)
        or get_origin(spec) is not None
        or dataclasses.is_dataclass(spec)
        or is_typeddict(spec)
    )


def _json_round_trip(schema: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(json.loads(json.dumps(schema)))
    except (TypeError, ValueError, RecursionError) as error:
        raise GrammarError(f"The schema is no JSON: {error}.") from None
