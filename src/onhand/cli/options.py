"""Options that several commands share, and the values that they make of them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

import onhand
from onhand.cli.main import AS_JSON

F = TypeVar("F", bound=Callable[..., Any])


def utf8_text(value: str) -> str:
    """Return an option's text; a shell's bytes that are no UTF-8 arrive as halves of characters."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter(f"It is not UTF-8 (character {error.start + 1}).") from None
    return value


def model_option(command: F) -> F:
    """Add the option that names the model."""
    add = click.option(
        "--model",
        "-m",
        metavar="FILE|ID",
        help="Model file or id of an installed model.  [default: the bundled one]",
    )
    return add(command)


def json_option(command: F) -> F:
    """Add `--json`, which also makes errors JSON."""
    add = click.option(
        "--json", "as_json", is_flag=True, callback=_note_json, help="Write JSON to stdout."
    )
    return add(command)


def _note_json(ctx: click.Context, _: click.Parameter, is_json: bool) -> bool:
    ctx.meta[AS_JSON] = is_json
    return is_json


def context_options(command: F) -> F:
    """Add the options that lay out the engine."""
    options = (
        click.option("--n-ctx", type=int, help="Tokens of context.  [default: the model's]"),
        click.option("--threads", type=int, help="Compute threads.  [default: physical cores]"),
        click.option(
            "--gpu-layers",
            type=int,
            help="Layers on the accelerator.  [default: all that fit]",
        ),
        click.option(
            "--thread-isolation",
            "isolation",
            flag_value="thread",
            default="auto",
            help="Run the model in this process: no child, no recovery.",
        ),
        click.option(
            "--trust-native-code",
            is_flag=True,
            help="Run the compiled code that an MLC bundle brings along.",
        ),
    )
    return _apply(command, options)


def sampling_options(temperature: str = "the model's own") -> Callable[[F], F]:
    """Add the options that choose tokens.

    Args:
        temperature: what it is by default, for the help.
    """
    options = (
        click.option("--max-tokens", "-n", type=int, help="Most tokens to generate."),
        click.option(
            "--temperature",
            "-t",
            type=float,
            help=f"0 is greedy.  [default: {temperature}]",
        ),
        click.option("--top-k", type=int, help="Keep the k likeliest tokens; 0: off."),
        click.option("--top-p", type=float, help="Keep the likeliest of probability p; 1: off."),
        click.option("--min-p", type=float, help="Drop those under p of the likeliest; 0: off."),
        click.option("--seed", type=int, help="Of the random stream.  [default: a fresh one]"),
        click.option(
            "--stop",
            multiple=True,
            type=utf8_text,
            metavar="TEXT",
            help="End before TEXT; repeatable.",
        ),
        click.option(
            "--grammar",
            type=click.File("r", encoding="utf-8"),
            help="File with a GBNF grammar that the answer must follow.",
        ),
        click.option(
            "--option",
            "-o",
            "more",
            multiple=True,
            metavar="NAME=VALUE",
            help="Any other field of SamplingParams, such as repeat_penalty=1.1; repeatable.",
        ),
    )
    return lambda command: _apply(command, options)


def sampling_from(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sampling options that were given, checked, as `generate` takes them.

    Raises:
        click.UsageError: an unknown name, or a value out of its range.
    """
    names = ("max_tokens", "temperature", "top_k", "top_p", "min_p", "seed", "stop")
    given = {name: options[name] for name in names if options[name] not in (None, ())}
    if options["grammar"] is not None:
        try:
            given["grammar"] = options["grammar"].read()
        except UnicodeDecodeError as error:
            raise click.UsageError(f"The grammar is not UTF-8: {error}.") from error
    known = {field.name for field in dataclasses.fields(onhand.SamplingParams)}
    for text in options["more"]:
        name, separator, value = text.partition("=")
        if not separator or name.replace("-", "_") not in known:
            listed = ", ".join(sorted(known))
            raise click.UsageError(f"--option takes NAME=VALUE, got {text!r}; names: {listed}")
        given[name.replace("-", "_")] = _value(value)
    checked = _checked(onhand.SamplingParams.from_dict, given)
    return {name: getattr(checked, name) for name in given}


def opening_from(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `Engine.open` for the options of `context_options`.

    Raises:
        click.UsageError: a value out of its range.
    """
    context = {"n_ctx": options["n_ctx"], "n_threads": options["threads"]}
    model: dict[str, Any] = _given({"n_gpu_layers": options["gpu_layers"]})
    if options.get("trust_native_code"):
        model["trust_native_code"] = True
    return {
        "isolation": options["isolation"],
        "context_params": _checked(onhand.ContextParams.from_dict, _given(context)),
        "model_params": _checked(onhand.ModelParams.from_dict, model),
    }


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _checked(make: Callable[[dict[str, Any]], Any], data: dict[str, Any]) -> Any:
    try:
        return make(data)
    except (ValueError, TypeError) as error:
        raise click.UsageError(str(error)) from error


def _value(text: str) -> Any:
    """Read a value as JSON where it is JSON, else as text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _apply(command: F, options: Iterable[Callable[[F], F]]) -> F:
    for option in reversed(tuple(options)):
        command = option(command)
    return command
