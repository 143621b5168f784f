"""The command `hedgerow`: parse, call one function, print. One file for each family of commands."""

from analysis.cli.command_line import main

__all__ = ["main"]
