"""Native libraries behind one protocol, a folder each. No scheduling, no wire."""
