"""Pure rules of generation: stop matching, UTF-8, context shift. No runtime, no wire, no clock."""
