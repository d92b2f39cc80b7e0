"""Answers of a given form: JSON schemas, types, regular expressions, Lark grammars; JSON repair.

Pure: no runtime, no wire. llguidance is imported by the first check or mask, not by this package.
"""

from onhand.structured.constraint import ConstraintVocabulary, TokenConstraint
from onhand.structured.instance import build_instance
from onhand.structured.repair import repair_json
from onhand.structured.response import ResponseFormat
from onhand.structured.schema import schema_of

__all__ = [
    "ConstraintVocabulary",
    "ResponseFormat",
    "TokenConstraint",
    "build_instance",
    "repair_json",
    "schema_of",
]
