"""chiamaroma-server audit: who did what, for whoever answers for it, and whether it is whole."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from contract.domain.opening_times.opening_hours import ROME
from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.cli.terminal import say, say_json
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.store.operations.audit_log import AuditLine, audit_lines, hash_of_line
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.operations.audit_head import AuditBroken, begin_head, head_file, verify_audit
from server.usecases.operations.server_keys import keys_file, own_keys
from server.usecases.operations.tell_audit_head import to_syslog, told
from server.usecases.operations.write_audit import write_audit


def audit_show(settings: ServerSettings, options: argparse.Namespace) -> int:
    for line, login in _lines(settings, options, "audit.shown"):
        at = line.at.astimezone(ROME).strftime("%Y-%m-%d %H:%M:%S")
        say(f"{line.seq}  {at}  {login or '-'}  {line.action}  {line.subject}")
    return exit_codes.DONE


def audit_export(settings: ServerSettings, options: argparse.Namespace) -> int:
    for line, login in _lines(settings, options, "audit.exported"):
        say_json(msgspec.to_builtins(line) | {"login": login})
    return exit_codes.DONE


def audit_verify(settings: ServerSettings, options: argparse.Namespace) -> int:
    path = head_file(settings.data_dir)
    with opened_database(settings) as database:
        key = database.write_now(lambda c: own_keys(c, keys_file(settings.data_dir))).audit
        head = database.read_now(lambda c: verify_audit(c, path, key))
        if options.head:
            database.read_now(lambda c: _require(c, options.head, head.begun_seq))
    print(f"The audit is whole. Its head is {head.seq}:{head.hash}")
    return exit_codes.DONE


def audit_accept(settings: ServerSettings, _: argparse.Namespace) -> int:
    path = head_file(settings.data_dir)
    with opened_database(settings) as database:
        key = database.write_now(lambda c: own_keys(c, keys_file(settings.data_dir))).audit
        database.write_now(lambda c: _note(c, "audit.accepted"))
        head = database.read_now(lambda c: begin_head(c, path, key))
    to_syslog(f"accepted as it is: {told(head)}")
    print(f"The audit is taken as it is. Its head is {head.seq}:{head.hash}")
    return exit_codes.DONE


def _lines(
    settings: ServerSettings, options: argparse.Namespace, action: str
) -> Iterator[tuple[AuditLine, str]]:
    """Yield what was asked for, each line with a login; that it was read is a line, too."""
    with opened_database(settings) as database:
        logins = {str(one.id): one.login for one in database.read_now(list_accounts)}
        found = database.read_now(lambda c: list(_asked(c, options, logins)))
        database.write_now(lambda c: _note(c, action))
    for line in found:
        yield line, logins.get(line.account_id or "", line.account_id or "")


def _asked(
    connection: Connection, options: argparse.Namespace, logins: dict[str, str]
) -> Iterator[AuditLine]:
    for line in audit_lines(connection):
        who = (line.account_id, logins.get(line.account_id or ""))
        if (
            (options.since is None or line.at >= options.since)
            and (options.account is None or options.account in who)
            and (options.subject is None or options.subject in line.subject)
        ):
            yield line


def _require(connection: Connection, head: tuple[int, str], begun: int) -> None:
    """Raise AuditBroken when the line that a head of the system's log names is another one."""
    number, kept = head
    if number > begun and hash_of_line(connection, number) != kept:
        raise AuditBroken(f"line {number} is not the one that the system's log names")


def _note(connection: Connection, action: str) -> None:
    write_audit(connection, None, action, os_user(), datetime.now(UTC))
