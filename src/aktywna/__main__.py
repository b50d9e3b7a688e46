"""Lets `python -m aktywna` do what `aktywna` does."""

from aktywna.cli.app import main

main()
