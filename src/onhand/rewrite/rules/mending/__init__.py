"""Typing mended, before every tone: spelling, grammar, names, run-on sentences."""
