"""chiamaroma-server queue …: the queues of waiting calls, and the account of a day."""

import argparse
import dataclasses
import json
import sys
from datetime import UTC, date, datetime

import msgspec

from contract.domain.opening_times.opening_hours import ROME
from contract.domain.queue import Queue
from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.cli.terminal import say, say_json
from server.knowledge_import.knowledge_tables import cell
from server.knowledge_import.queue_sheet import queue_cells
from server.settings import ServerSettings
from server.usecases.operations.forget_old_rows import calls_kept_from
from server.usecases.routing.call_account import CallAccount, day_account
from server.usecases.routing.known_queues import known_queues
from server.usecases.routing.routing_work import is_open

Options = argparse.Namespace


def queue_list(settings: ServerSettings, options: Options) -> int:
    queues = _queues(settings)
    if options.json:
        say_json([msgspec.to_builtins(queue) for queue in queues])
        return exit_codes.DONE
    now = datetime.now(UTC)
    for queue in queues:
        state = "open" if is_open(queue, "it", now) else "closed"
        numbers = ", ".join(way.number for way in queue.entries)
        say(f"{queue.id:<24}{queue.priority}  {state:<8}{queue.name}  {numbers}".rstrip())
    return exit_codes.DONE


def queue_show(settings: ServerSettings, options: Options) -> int:
    for queue in _queues(settings):
        if queue.id == options.queue:
            own = queue_cells(queue)
            for name in queue.__struct_fields__:
                say(f"{name:<20} {own.get(name) or cell(getattr(queue, name))}".rstrip())
            return exit_codes.DONE
    print(f"chiamaroma-server: There is no queue {options.queue}.", file=sys.stderr)
    return exit_codes.UNKNOWN_SUBJECT


def queue_account(settings: ServerSettings, options: Options) -> int:
    """Print what became of the calls of a day; 0 only when all of them are accounted for."""
    try:
        day = date.fromisoformat(options.day) if options.day else datetime.now(ROME).date()
    except ValueError:
        print(f"chiamaroma-server: {options.day} is not a day.", file=sys.stderr)
        return exit_codes.WRONG_DATA
    with opened_database(settings) as database:
        kept_from = database.read_now(calls_kept_from)
        account = database.read_now(lambda c: day_account(c, day))
    # "Deleted", not "differs": the day's calls were forgotten as the settings say.
    if kept_from is not None and day < kept_from:
        print(f"chiamaroma-server: Calls of before {kept_from} are deleted.", file=sys.stderr)
        return exit_codes.WRONG_DATA
    _print(account, as_json=options.json)
    return exit_codes.DONE if account.is_balanced else exit_codes.WRONG_DATA


def _print(account: CallAccount, *, as_json: bool) -> None:
    figures = dataclasses.asdict(account)
    if as_json:
        print(json.dumps(figures))
        return
    for name, count in figures.items():
        print(f"{name:<20} {count}")


def _queues(settings: ServerSettings) -> list[Queue]:
    with opened_database(settings) as database:
        return list(database.read_now(known_queues).values())
