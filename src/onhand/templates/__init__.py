"""Chat templates: Jinja rendered as Hugging Face does, bounded; built-in ones; what one supports.

Pure: no runtime, no wire. jinja2 is imported by the first render, never by importing this.
"""

from onhand.templates.builtin import BUILTIN_TEMPLATES, BuiltinTemplate, builtin_for
from onhand.templates.limits import TemplateLimits
from onhand.templates.plain import messages_data
from onhand.templates.probe import TemplateTraits, probe
from onhand.templates.template import ChatTemplate

__all__ = [
    "BUILTIN_TEMPLATES",
    "BuiltinTemplate",
    "ChatTemplate",
    "TemplateLimits",
    "TemplateTraits",
    "builtin_for",
    "messages_data",
    "probe",
]
