"""The options by which a command is told how its files are written."""

import argparse

from server.cli.knowledge.format_names import DELIMITERS, ENCODINGS


def add_format(command: argparse.ArgumentParser, formats: dict[str, str]) -> None:
    """formats: what each name of a format means."""
    listed = "; ".join(f"{name}: {about}" for name, about in formats.items())
    command.add_argument("--format", choices=list(formats), metavar="FORMAT", help=listed)


def add_csv_shape(command: argparse.ArgumentParser) -> None:
    option = command.add_argument
    option("--encoding", choices=ENCODINGS, help="of CSV and JSON files that are not UTF-8")
    option("--delimiter", choices=list(DELIMITERS), help="of CSV files (default: ,)")
