"""What a user of the package may count on, held to the code."""
