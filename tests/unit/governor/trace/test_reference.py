"""docs/reference/trace.md says what the schema says, and the schema what the writer writes."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onhand.governor.events import BudgetMet, GovernorEvent
from onhand.governor.trace.schema import COMMON, KINDS, SEEN, Field, fault_of
from tests.unit.governor.trace.runs import record_run

PAGE = (Path(__file__).parents[4] / "docs" / "reference" / "trace.md").read_text("utf-8")
TYPES = {
    (str,): "text",
    (int,): "integer",
    (int, float): "number",
    (bool,): "true or false",
    (list,): "list",
    (dict,): "object",
}


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M)
    assert found is not None, f"the page has no section {title!r}"
    return found[1]


def rows(title: str) -> list[tuple[str, ...]]:
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    return [row for row in cells if row[0] != "`what`" or row[1] != "kind"]


def expected(fields: dict[str, Field]) -> list[tuple[str, ...]]:
    return [
        (
            f"`{name}`",
            TYPES[field.types] + (", optional" if field.is_optional else ""),
            field.meaning,
        )
        for name, field in fields.items()
    ]


def governor_events(base: type[GovernorEvent] = GovernorEvent) -> Iterator[type[GovernorEvent]]:
    for each in base.__subclasses__():
        yield each
        yield from governor_events(each)


def test_the_page_has_the_fields_of_every_record() -> None:
    assert rows("Every record") == expected(COMMON)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_every_kind_with_its_fields(kind: str) -> None:
    assert rows(f"`{kind}`") == expected(KINDS[kind])


def test_the_page_has_every_decision_and_event() -> None:
    assert BudgetMet in set(governor_events())
    told = {what: (kind, more) for what, kind, more in rows("What decisions and events carry")}
    assert told == {
        f"`{each.kind}`": (
            "event" if each.kind in SEEN else "decision",
            ", ".join(f"`{f.name}`" for f in dataclasses.fields(each) if f.name != "at"),
        )
        for each in governor_events()
    }


def test_the_examples_are_records() -> None:
    examples = re.findall(r"^\{.*\}$", PAGE, re.M)
    assert len(examples) >= 3
    for example in examples:
        assert fault_of(json.loads(example), is_strict=True) is None


def test_what_a_run_writes_is_in_the_schema(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl")
    lines = (tmp_path / "run.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert {fault_of(record, is_strict=True) for record in records} == {None}
    assert {record["kind"] for record in records} == set(KINDS) - {"event"}
