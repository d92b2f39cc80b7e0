"""Writes cli.md and api.md beside this file from the code: `make docs`.

The command line's reference is its own `--help`; the API's comes from signatures and docstrings,
read from the source without importing it. A test holds both files to what this would write.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "onhand"
WIDTH = 88
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

CLI_HEAD = """# The command line

What `--help` says. Written by `make docs`; a test holds it to the code.
"""
API_HEAD = """# The Python API

Everything at the root of `onhand`, by kind. `onhand.sync` has the handles with the same names,
blocking. Written by `make docs`; a test holds it to the code.
"""


# ── the command line ─────────────────────────────────────────────────────────


def cli_reference() -> str:
    """Return the reference of the command line."""
    from onhand.cli.main import cli

    os.environ["COLUMNS"] = str(WIDTH)
    root = click.Context(cli, info_name="onhand", **cli.context_settings)
    return CLI_HEAD + "\n" + "\n".join(_helps(cli, root))


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    context.max_content_width = context.terminal_width = WIDTH
    level = "#" * (2 + context.command_path.count(" "))
    lines = [line.rstrip() for line in command.get_help(context).rstrip().splitlines()]
    yield "\n".join([f"{level} `{context.command_path}`\n", "```text", *lines, "```\n"])
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _helps(child, click.Context(child, parent=context, info_name=name))


# ── the API ──────────────────────────────────────────────────────────────────


def api_reference() -> str:
    """Return the reference of the public root."""
    parts = [API_HEAD]
    for title, names in _by_kind().items():
        parts.append(f"## {title}\n")
        parts += [entry for name, home in names.items() for entry in _entry(name, home)]
    return "\n".join(parts)


def _by_kind() -> dict[str, dict[str, str]]:
    """Return the exported names with the module of each, grouped for reading."""
    tree = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    homes = {
        alias.name: str(node.module).removeprefix("onhand.")
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module != "onhand"
        for alias in node.names
    }
    kinds: dict[str, dict[str, str]] = {
        title: {} for title in ("Handles", "Parameters", "Events", "Information", "Errors")
    }
    for name, home in homes.items():
        kind = {
            "types.params": "Parameters",
            "types.sampling": "Parameters",
            "types.events": "Events",
            "types.info": "Information",
            "errors": "Errors",
        }.get(home, "Handles")
        kinds[kind][name] = home
    return kinds


def _entry(name: str, home: str) -> Iterator[str]:
    found = _find(name, home)
    if isinstance(found, ast.ClassDef):
        yield from _class(found)
    elif isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield _block("###", name, found)
    else:
        yield f"### `{name}`\n\nA union of types, see `onhand.{home}`.\n"


def _find(name: str, home: str) -> Definition | None:
    path = SOURCE / (home.replace(".", "/") + ".py")
    if not path.exists():
        path = SOURCE / home.replace(".", "/") / "__init__.py"
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, Definition) and node.name == name:
            return node
    return None


def _class(node: ast.ClassDef) -> Iterator[str]:
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    yield f"### `{node.name}`\n"
    fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    if any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
        listed = [ast.unparse(field).replace("lambda :", "lambda:") for field in fields]  # 3.10
        yield f"```python\n{_call(node.name, listed)}\n```\n"
    elif bases:
        yield f"```python\nclass {node.name}({bases})\n```\n"
    yield _doc(node)
    for item in node.body:
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_public(item):
            yield _block("####", f"{node.name}.{item.name}", item)


def _is_public(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return not node.name.startswith("_") and "overload" not in decorators


def _block(level: str, title: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    if "property" in decorators:
        return f"{level} `{title}`{returns.replace(' -> ', ': `')}`\n\n{_doc(node)}"
    prefix = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
    call = _call(f"{prefix}def {node.name}", _parameters(node.args)) + returns
    return f"{level} `{title}`\n\n```python\n{call}\n```\n\n{_doc(node)}"


def _parameters(arguments: ast.arguments) -> list[str]:
    """Return the parameters without self or cls, as they are written."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    defaults += arguments.defaults
    listed = [
        _parameter(argument, default)
        for argument, default in zip(positional, defaults, strict=True)
        if argument.arg not in ("self", "cls")
    ]
    if arguments.vararg:
        listed.append("*" + _parameter(arguments.vararg, None))
    elif arguments.kwonlyargs:
        listed.append("*")
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        listed.append(_parameter(argument, default))
    if arguments.kwarg:
        listed.append("**" + _parameter(arguments.kwarg, None))
    return listed


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    text = argument.arg
    if argument.annotation is not None:
        text += f": {ast.unparse(argument.annotation)}"
    return text if default is None else f"{text} = {ast.unparse(default)}"


def _call(head: str, parameters: list[str]) -> str:
    one_line = f"{head}({', '.join(parameters)})"
    if len(one_line) <= WIDTH:
        return one_line
    return "\n".join([f"{head}(", *(f"    {text}," for text in parameters), ")"])


def _doc(node: Definition) -> str:
    """Return the docstring; its lists of arguments and attributes become Markdown lists."""
    lines, is_list = [], False
    for line in (ast.get_docstring(node) or "").splitlines():
        if line.rstrip(":") in ("Args", "Attributes", "Raises", "Returns", "Raises (when awaited)"):
            lines += [f"**{line.rstrip(':')}**", ""]
            is_list = True
        elif is_list and line.startswith("    ") and not line.startswith("     "):
            lines.append(_item(line.strip()))
        elif is_list and line.startswith("      "):
            lines.append("  " + line.strip())
        else:
            is_list = is_list and not line
            lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def _item(text: str) -> str:
    name, colon, rest = text.partition(": ")
    return f"- `{name}`: {rest}" if colon and " " not in name else f"- {text}"


def pages() -> dict[Path, str]:
    """Return what each file should hold."""
    return {HERE / "cli.md": cli_reference(), HERE / "api.md": api_reference()}


def main() -> None:
    """Write both files."""
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        sys.stderr.write(f"wrote {path.name}\n")


if __name__ == "__main__":
    main()
