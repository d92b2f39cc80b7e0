"""Everything the diagnostics view knows, as Markdown to be sent to whoever can help."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Sequence

from onhand.diagnostics import RuntimeReport
from onhand.machine import Machine
from onhand.ui.diagnostics.log_ring import LogLine, without_secrets

Facts = Sequence[tuple[str, str]]


def report(
    *,
    machine: Machine | None,
    runtimes: Iterable[RuntimeReport],
    sections: Iterable[tuple[str, Facts]],
    events: Iterable[str],
    log: Iterable[LogLine],
) -> str:
    """Return the report. There are no prompts, no answers and no secrets in it.

    Args:
        machine: facts about the machine; None: not asked yet.
        runtimes: which load here, and why not.
        sections: title and facts of each further part.
        events: what the governor did, in words.
        log: the last lines of the log.
    """
    parts = ["# onhand diagnostics"]
    if machine is not None:
        parts.append(_section("Machine", _machine(machine)))
    parts += [_section(title, facts) for title, facts in sections]
    parts += [_section(f"Runtime {one.name}", runtime_facts(one)) for one in runtimes]
    parts.append("## Governor's log\n\n" + (_lines(events) or "Nothing happened."))
    parts.append("## Log\n\n" + (_lines(map(log_line, log)) or "Nothing was logged."))
    return without_secrets("\n\n".join(parts)) + "\n"


def runtime_facts(found: RuntimeReport) -> list[tuple[str, str]]:
    """Return whether a runtime loads here, why not, and what it can use."""
    if found.info is None:
        return [("Available", "no"), ("Why", found.problem), ("What to do", found.hint or "–")]
    facts = [("Available", f"yes, version {found.info.version}")]
    if found.info.build:
        facts.append(("Build", found.info.build))
    for device in found.devices:
        first = ", used first" if device.is_primary else ""
        said = f"{device.description or device.name} ({device.type}, {device.registry}{first})"
        facts.append(("Device", said))
    return facts


def log_line(line: LogLine) -> str:
    """Return a line of the log with its time and level."""
    time = datetime.datetime.fromtimestamp(line.at).strftime("%H:%M:%S")
    return f"{time} {logging.getLevelName(line.level).lower()} {line.logger}: {line.text}"


def _machine(machine: Machine) -> list[tuple[str, str]]:
    installed = (f"{name} {version}" for name, version in machine.packages.items() if version)
    return [
        ("onhand", machine.onhand),
        ("Python", machine.python),
        ("System", machine.system),
        ("Processor", f"{machine.cpu or 'unknown'}, {machine.n_cpus or 'unknown'} threads"),
        ("Packages", ", ".join(installed)),
        ("Kept in", machine.data_directory + ("" if machine.is_writable else " (NOT writable)")),
        ("Network", f"forbidden by {machine.offline_by}" if machine.offline_by else "allowed"),
        ("Blocked models", ", ".join(machine.blocked_models) or "none"),
    ]


def _section(title: str, facts: Facts) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {name}: {value}" for name, value in facts)


def _lines(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"```\n{text}\n```" if text else ""
