"""Nouns taken back to one: "keys" to "key"."""
# ruff: noqa: E501, SIM905 - word lists read best as words

from __future__ import annotations

from onhand.rewrite.rules.mending.dictionary import frequency

NOT_PLURAL = frozenset(
    "news bus gas glass class boss address access series lens business process species maths means physics always towards alas plus yes this its his hers us was is has as focus virus status campus bonus census menus thus dress mess loss less press success progress express congress princess mattress witness darkness illness fitness illness bias chaos cosmos photos basis crisis analysis diagnosis tennis politics economics athletics headquarters crossroads gallows works barracks christmas atlas canvas texas james thomas perhaps besides afterwards sometimes ours yours theirs pants".split()
)
"""Words in -s that are no plurals of another."""


def singular(plural: str) -> str:
    """Return the singular of a plural in s, or "" for a word that is none."""
    if plural in NOT_PLURAL or plural.endswith("ss"):
        return ""
    if plural.endswith("ies") and frequency(plural[:-3] + "y"):
        return plural[:-3] + "y"
    if plural.endswith(("xes", "ches", "shes", "sses")):
        return plural[:-2]
    return plural[:-1] if frequency(plural[:-1]) > 500 else ""
