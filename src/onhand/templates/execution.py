"""Compiling and running a template, every failure as a `TemplateError` with name and line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any

import jinja2

from onhand.errors import TemplateError
from onhand.templates.sandbox import CLOCK, compiled, environment


def execute(text: str, name: str, clock: Callable[[], datetime], variables: dict[str, Any]) -> str:
    """Return what the template prints, within the active budget.

    Raises:
        TemplateError: it is invalid, fails, refuses, or exceeds its limits.
    """
    token = CLOCK.set(clock)
    try:
        template = compiled(text)
        context = template.new_context(variables)
        return str(environment().concat(template.root_render_func(context)))
    except jinja2.TemplateSyntaxError as error:
        message = f"Template {name!r}, line {error.lineno}: {error.message}."
        raise TemplateError(message, line=error.lineno) from error
    except TemplateError as error:
        line = _line_of(error.__traceback__)
        raise _located(error, name, line) from error.__cause__
    except RecursionError:
        raise TemplateError(
            f"Template {name!r} calls itself without end, or nests too deep."
        ) from None
    except MemoryError:
        raise TemplateError(f"Template {name!r} needs more memory than there is.") from None
    except Exception as error:  # a template may raise anything; nothing of it may reach the worker
        line = _line_of(error.__traceback__)
        where = f"Template {name!r}" + (f", line {line}" if line else "")
        reason = f"{type(error).__name__}: {error}".rstrip(".")
        raise TemplateError(f"{where}: {reason}.", line=line) from error
    finally:
        CLOCK.reset(token)


def _located(error: TemplateError, name: str, line: int | None) -> TemplateError:
    where = f" (template {name!r}" + (f", line {line})" if line else ")")
    details = {**error.details, "line": line}
    return TemplateError(error.message + where, hint=error.hint, **details)


def _line_of(traceback: TracebackType | None) -> int | None:
    """Return the template's line that a traceback passes last."""
    line = None
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line
