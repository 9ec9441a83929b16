"""chiamaroma-server retention …: what the next night would forget, or do it now."""

import argparse
import asyncio
import dataclasses
import json
from datetime import UTC, datetime

from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.usecases.operations.forget_old_rows import Due, ForgetOldRows, what_is_due

Options = argparse.Namespace


def retention_show(settings: ServerSettings, options: Options) -> int:
    """Change nothing."""
    with opened_database(settings) as database:
        due = database.read_now(lambda c: what_is_due(c, settings.retention, _now()))
    if options.json:
        print(json.dumps([dataclasses.asdict(one) | {"before": str(one.before)} for one in due]))
        return exit_codes.DONE
    for one in due:
        print(_as_line(one))
    return exit_codes.DONE


def retention_run(settings: ServerSettings, _: Options) -> int:
    with opened_database(settings) as database:
        forget = ForgetOldRows(database=database, periods=settings.retention, clock=_now)
        gone = asyncio.run(forget())
    for what, rows in gone.items():
        print(f"{what:<42} {rows:>9}")
    print(f"{sum(gone.values())} rows emptied or deleted.")
    return exit_codes.DONE


def _as_line(due: Due) -> str:
    return f"{due.what:<42} {due.rows:>9} of before {due.before} to be {due.verb}"


def _now() -> datetime:
    return datetime.now(UTC)
