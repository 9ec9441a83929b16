"""chiamaroma-server directory: offices, hours and telephones on paper."""

import argparse
import logging
from datetime import UTC, datetime

from contract.domain.opening_times.opening_hours import ROME
from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.gateways.printed_directory.directory_pages import directory_page, pdf_of
from server.knowledge_import import knowledge_tables
from server.knowledge_import.export_knowledge import stored_knowledge
from server.settings import ServerSettings


def print_directory(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Write what operators may answer with today as a PDF."""
    for chatty in ("fontTools", "weasyprint", "weasyprint.progress"):
        logging.getLogger(chatty).setLevel(logging.ERROR)  # they tell each step
    with opened_database(settings) as database:
        stored = database.read_now(stored_knowledge)
    offices = stored[knowledge_tables.OFFICES].values()
    cards = stored[knowledge_tables.CARDS].values()
    today = datetime.now(UTC).astimezone(ROME).date()
    page = directory_page(offices, cards, f"Rubrica degli uffici — {settings.name}", today)
    options.pdf.write_bytes(pdf_of(page))
    print(f"Wrote {options.pdf}.")
    return exit_codes.DONE
