"""Commands about the knowledge base: taking it in, writing it out, printing it."""

import argparse
from pathlib import Path

from server.cli.command_options import Commands, add_command
from server.cli.knowledge.format_names import READABLE, WRITABLE
from server.cli.knowledge.format_options import add_csv_shape, add_format

IMPORT_EXAMPLES = """examples:
  chiamaroma-server import knowledge/ --dry-run
  chiamaroma-server import knowledge/ --lang it
  chiamaroma-server import knowledge.xlsx --remove-missing --dry-run
  chiamaroma-server import from-excel/ --encoding windows-1252 --delimiter ';'
  chiamaroma-server import offices/ --keep-others --skip-refused
  chiamaroma-server import services.json --format hsds --topic "nuovi=Da classificare" --country 1
  chiamaroma-server import services.jsonld --format cpsv --topic tributi
  chiamaroma-server import uo.csv --format ipa
  chiamaroma-server import faq.json --format faq --card carta-identita
Nothing is stored unless every row is right; --skip-refused stores the right ones all the same.
What our own CSV files and workbook lack stays, and is named; --remove-missing takes it out.
A file of another format adds, changes only what it speaks of, and comes in as drafts for editors;
--no-as-drafts publishes at once what is complete.
An import that was cut off has changed nothing: give the same command again."""
EXPORT_EXAMPLES = """examples:
  chiamaroma-server export knowledge-copy/
  chiamaroma-server export knowledge.xlsx
  chiamaroma-server export base.json --format hsds
  chiamaroma-server export base.jsonld --format cpsv"""
DIRECTORY_EXAMPLES = """examples:
  chiamaroma-server directory --pdf directory.pdf
Print it while everything works: it is for the day when nothing does."""


def add_import(commands: Commands) -> None:
    taken_in = add_command(
        commands, "import", "take in a knowledge base from files", IMPORT_EXAMPLES
    )(module="knowledge.knowledge_files", function="import_folder")
    taken_in.add_argument("folder", type=Path, metavar="PATH", help="folder or file")
    taken_in.add_argument("--lang", choices=["it", "en"], help="of the problems (default: LANG)")
    add_format(taken_in, READABLE)
    _add_what_becomes_of_rows(taken_in)
    add_csv_shape(taken_in)
    option = taken_in.add_argument
    option("--topic", metavar="ID[=PATH]", help="of cards whose file names none; made if a path")
    option("--card", metavar="ID", help="of FAQs whose file names none")
    option("--country", metavar="CODE", help="calling code of numbers without one (39)")
    option("--content-lang", metavar="CODE", help="of files that do not say it: it, en, fr… (it)")
    mails = "leave out mail addresses with the name of a person; they are told in any case"
    option("--no-personal-mail", action="store_true", help=mails)


def _add_what_becomes_of_rows(taken_in: argparse.ArgumentParser) -> None:
    option = taken_in.add_argument
    option("--dry-run", action="store_true", help="tell what would happen, store nothing")
    option("--skip-refused", action="store_true", help="store the right rows, list the others")
    others = taken_in.add_mutually_exclusive_group()
    keep = "the files are a part of what is there (always so with other people's formats)"
    others.add_argument("--keep-others", action="store_true", help=keep)
    remove = "take out what the files lack; --dry-run says which"
    others.add_argument("--remove-missing", action="store_true", help=remove)
    drafts = "what is new or changed waits for an editor (usual with other people's formats)"
    option("--as-drafts", action=argparse.BooleanOptionalAction, default=None, help=drafts)


def add_export(commands: Commands) -> None:
    written = add_command(commands, "export", "write the knowledge base as files", EXPORT_EXAMPLES)(
        module="knowledge.knowledge_files", function="export_folder"
    )
    written.add_argument("folder", type=Path, metavar="PATH", help="folder or file")
    written.add_argument("--lang", choices=["it", "en"], help="of what is told (default: LANG)")
    add_format(written, WRITABLE)


def add_directory(commands: Commands) -> None:
    printed = add_command(
        commands, "directory", "print offices, hours and telephones", DIRECTORY_EXAMPLES
    )(module="knowledge.directory", function="print_directory")
    printed.add_argument("--pdf", type=Path, required=True, metavar="FILE")
