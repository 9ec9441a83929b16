"""chiamaroma-server retention …: what the next night would forget, or do it now."""

import argparse
import asyncio
import dataclasses
import json
import sys
from datetime import UTC, datetime

from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.settings import RetentionSettings, ServerSettings
from server.store.engine.connection import Connection
from server.usecases.citizens.forget_old_citizens import (
    NEVER_CLOSED,
    ForgetOldCitizens,
    citizens_due,
    never_closed,
)
from server.usecases.operations.forget_old_audit import audit_due
from server.usecases.operations.forget_old_rows import Due, ForgetOldRows, what_is_due
from server.usecases.operations.trusted_clock import DOUBT, accept_clock, ahead_by
from server.usecases.sync.withdraw_old_rows import WithdrawOldRows, copies_due

Options = argparse.Namespace


def retention_show(settings: ServerSettings, options: Options) -> int:
    """Change nothing."""
    with opened_database(settings) as database:
        due, kept = database.read_now(lambda c: _due(c, settings.retention))
    if options.json:
        print(json.dumps([dataclasses.asdict(one) | {"before": str(one.before)} for one in due]))
        return exit_codes.DONE
    for one in due:
        print(_as_line(one))
    if kept:
        print(NEVER_CLOSED % (kept, settings.retention.citizens_days))
    return exit_codes.DONE


def retention_run(settings: ServerSettings, _: Options) -> int:
    with opened_database(settings) as database:
        if ahead := database.read_now(lambda c: ahead_by(c, _now())):
            print(f"{DOUBT % ahead.days}.", file=sys.stderr)
            return exit_codes.PROBLEMS_FOUND
        forget = ForgetOldRows(database=database, periods=settings.retention, clock=_now)
        days = settings.retention.citizens_days
        forget_citizens = ForgetOldCitizens(database=database, days=days, clock=_now)
        gone = {**asyncio.run(forget()), "of citizens": asyncio.run(forget_citizens())}
        days = settings.retention.copies_days
        left = asyncio.run(WithdrawOldRows(database=database, days=days, clock=_now)())
    for what, rows in gone.items():
        print(f"{what:<42} {rows:>9}")
    print(f"{sum(gone.values())} rows emptied or deleted.")
    print(f"{left} rows left the copies of seats.")
    return exit_codes.DONE


def retention_accept_clock(settings: ServerSettings, _: Options) -> int:
    now = _now()
    with opened_database(settings) as database:
        database.write_now(lambda c: accept_clock(c, now, os_user()))
    print(f"It is {now:%Y-%m-%d %H:%M} UTC: what is old by that is deleted from the next hour on.")
    return exit_codes.DONE


def _due(connection: Connection, periods: RetentionSettings) -> tuple[list[Due], int]:
    """Return what is due, and how many cases keep who they are about."""
    now, days = _now(), periods.citizens_days
    due = [
        *what_is_due(connection, periods, now),
        *citizens_due(connection, days, now),
        *copies_due(connection, periods.copies_days, now),
        audit_due(connection, periods.audit_days, now),
    ]
    return due, never_closed(connection, days, now)


def _as_line(due: Due) -> str:
    return f"{due.what:<42} {due.rows:>9} of before {due.before} to be {due.verb}"


def _now() -> datetime:
    return datetime.now(UTC)
