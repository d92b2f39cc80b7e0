"""The formal tone: talk exchanged, fragments completed, short forms written out."""
