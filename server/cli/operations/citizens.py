"""chiamaroma-server citizen: what is stored of somebody, shown, written out, or erased."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

import msgspec

from contract.domain.caller import Citizen
from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.cli.terminal import say
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.store.operations.audit_log import audit_lines
from server.usecases.citizens.citizen_records import (
    UNNAMED,
    CitizenRecords,
    NobodyFound,
    find_citizens,
    records_of,
)
from server.usecases.citizens.erase_again import VOICEMAIL_FOLDER
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import FILE, ErasedMarks, marks_file, merge_marks
from server.usecases.operations.server_keys import keys_file, own_keys
from server.usecases.operations.write_audit import write_audits


def citizen_show(settings: ServerSettings, options: argparse.Namespace) -> int:
    with opened_database(settings) as database:
        found = database.write_now(lambda c: _found(c, options.who, "citizen.shown"))
        private = database.write_now(lambda c: own_keys(c, keys_file(settings.data_dir))).opening
        for one in found:
            rows = database.read_now(partial(records_of, citizen=one, private=private))
            counts = ", ".join(f"{name} {len(kept)}" for name, kept in _tables(rows))
            told = one.details
            say(f"{one.id}  {told.name}  {told.fiscal_code}  {told.phone}")
            say(f"  {counts}")
    return exit_codes.DONE


def citizen_export(settings: ServerSettings, options: argparse.Namespace) -> int:
    with opened_database(settings) as database:
        one = _only(database.write_now(lambda c: _found(c, options.who, "citizen.exported")))
        private = database.write_now(lambda c: own_keys(c, keys_file(settings.data_dir))).opening
        content = database.read_now(lambda c: _everything(c, one, private))
    handle = os.open(options.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(content)))
    print(f"{options.file} has all that is stored of {one.id}.")
    return exit_codes.DONE


def citizen_erase(settings: ServerSettings, options: argparse.Namespace) -> int:
    path, now = marks_file(settings.data_dir), datetime.now(UTC)
    with opened_database(settings) as database:
        one = _only(database.write_now(lambda c: find_citizens(c, options.who)))
        keys = database.write_now(lambda c: own_keys(c, keys_file(settings.data_dir)))
        erase = partial(
            erase_citizen,
            citizen=one,
            marks=ErasedMarks(path, keys.erased),
            now=now,
            by=os_user(),
            private=keys.opening,
        )
        files = database.write_now(erase)
    for name in files:
        (settings.data_dir / VOICEMAIL_FOLDER / name).unlink(missing_ok=True)
    if (folder := settings.backup.folder) is not None and folder.exists():
        # Beside the backups: a new computer begins with one of them.
        merge_marks(folder / FILE, path)
    print(f"{one.id} was erased, and stays so after a restore. Keep {path} with the backups.")
    return exit_codes.DONE


def _found(connection: Connection, who: str, action: str) -> Sequence[Citizen]:
    found = find_citizens(connection, who)
    if not found:
        raise NobodyFound("No citizen has this id, fiscal code or number.")
    subjects = [f"{one.id} {os_user()}" for one in found]
    write_audits(connection, None, action, subjects, datetime.now(UTC))
    return found


def _only(found: Sequence[Citizen]) -> Citizen:
    if len(found) == 1:
        return found[0]
    if not found:
        raise NobodyFound("No citizen has this id, fiscal code or number.")
    raise NobodyFound("Several citizens have this number: name the id that citizen show prints.")


def _everything(
    connection: Connection, citizen: Citizen, private: Sequence[bytes]
) -> dict[str, object]:
    lines = audit_lines(connection) if citizen.id != UNNAMED else ()
    about = [line for line in lines if citizen.id in line.subject]
    rows = dict(_tables(records_of(connection, citizen, private)))
    return {"citizen": citizen, **rows, "audit": about}


def _tables(rows: CitizenRecords) -> list[tuple[str, Sequence[object]]]:
    return list(asdict(rows).items())
