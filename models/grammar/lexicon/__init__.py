"""The words: nouns, verbs, describing words and names, and the rules that inflect them."""
