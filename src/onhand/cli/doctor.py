"""`onhand doctor`: what is installed, what loads, why something does not."""

from __future__ import annotations

import click

from onhand import diagnostics
from onhand.cli import output
from onhand.cli.devices import device_table
from onhand.cli.main import EXIT_RUNTIME
from onhand.cli.options import json_option
from onhand.machine import Machine

EPILOG = """
\b
Examples:
  onhand doctor
  onhand doctor --json > report.json     # for a bug report
Exit status 1: no runtime loads, so that no model can run.
"""


@click.command(epilog=EPILOG)
@json_option
def doctor(as_json: bool) -> int:
    """Say what is installed, which runtimes load and why not, and where things are kept."""
    machine, reports = Machine.here(), diagnostics.probe_runtimes()
    if as_json:
        runtimes = [
            output.plain(report) | {"is_available": report.is_available} for report in reports
        ]
        output.write_json(output.plain(machine) | {"runtimes": runtimes}, indent=2)
    else:
        sections = [_machine(machine), _packages(machine), _storage(machine)]
        sections += [_runtime(report) for report in reports]
        output.write("\n\n".join(sections) + "\n")
    return 0 if any(report.is_available for report in reports) else EXIT_RUNTIME


def _machine(machine: Machine) -> str:
    free, total = output.size(machine.memory_available_bytes), output.size(machine.memory_bytes)
    cpus = "unknown" if machine.n_cpus is None else str(machine.n_cpus)
    return _facts(
        "machine",
        {
            "onhand": machine.onhand,
            "python": f"{machine.python}, {machine.executable}",
            "system": machine.system,
            "processor": f"{machine.cpu or 'unknown'}, {cpus} logical processors for this process",
            "memory": f"{free} of {total} available",
        },
    )


def _packages(machine: Machine) -> str:
    return _facts(
        "packages",
        {name: version or "not installed" for name, version in machine.packages.items()},
    )


def _storage(machine: Machine) -> str:
    network = f"forbidden by {machine.offline_by}" if machine.offline_by else "the store may use it"
    space = f"{output.size(machine.disk_free_bytes)} free"
    writable = "" if machine.is_writable else ", NOT writable"
    facts = {
        "kept in": f"{machine.data_directory} ({space}{writable})",
        "bundled": machine.bundled_model or "MISSING: reinstall the package",
        "network": network,
    }
    if machine.blocked_models:
        facts["blocked"] = ", ".join(machine.blocked_models) + " (crashed while loading)"
    return _facts("models", facts)


def _runtime(report: diagnostics.RuntimeReport) -> str:
    title = f"runtime {report.name}"
    if report.info is None:
        return _facts(title, {"loads": "NO", "why": report.problem, "do": report.hint or "–"})
    facts = {
        "loads": f"yes, version {report.info.version}",
        "build": report.info.build or "–",
        "library": report.info.library_path or "–",
    }
    found = "\n".join("  " + line for line in device_table(list(report.devices)).splitlines())
    return f"{_facts(title, facts)}\n  devices\n{found}"


def _facts(title: str, facts: dict[str, str]) -> str:
    width = max(map(len, facts))
    return "\n".join([title, *(f"  {name.ljust(width)}  {value}" for name, value in facts.items())])
