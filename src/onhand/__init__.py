"""onhand: language models on the user's own device."""
