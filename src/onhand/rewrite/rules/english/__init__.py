"""What several tones need to know of English: sentences, orders, clauses, forms of words."""
