"""How a CSV file is written, as the options of a command say."""

import argparse

from server.cli.knowledge.format_names import DELIMITERS
from server.knowledge_import.csv_records import CsvShape


def named_shape(options: argparse.Namespace) -> CsvShape:
    """Return the shape; what was not named is as usual."""
    return CsvShape(options.encoding or "", DELIMITERS.get(options.delimiter, ","))
