"""The command line: one file for each family of commands."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from matchbot.commands.table import cli

    cli()
