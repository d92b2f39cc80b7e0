"""Plain values that every layer speaks: parameters, events, information. Standard library only."""
