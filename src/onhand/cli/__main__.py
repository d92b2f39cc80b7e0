"""`python -m onhand.cli` is the `onhand` command."""

from onhand.cli.main import main

main()
