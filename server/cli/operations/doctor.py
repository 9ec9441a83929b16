"""chiamaroma-server doctor: is everything in order, and if not, what to do."""

import argparse
import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from server.api.tls_certificate import CERT_FILE, KEY_FILE, days_left
from server.cli.accounts.account_checks import factor_finding, leaked_finding, seat_finding
from server.cli.exchange.exchange_checks import exchange_findings
from server.cli.finding import BAD, GOOD, WARNING, Finding, report
from server.cli.operations.backup_checks import backup_finding
from server.cli.operations.certificate import warnings_of
from server.cli.operations.identity_checks import identity_finding
from server.cli.operations.message_checks import (
    mail_finding,
    mails_finding,
    sms_finding,
    texts_finding,
)
from server.cli.operations.usable_certificate import UnusableCertificate, check_certificate
from server.cli.operations.voicemail_checks import voicemail_finding
from server.cli.refusals import store_sentence
from server.settings import ServerSettings
from server.store.engine.connection import Connection, millis
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase, is_sqlite, sqlite_path
from server.store.migrations import differences, newer_revision
from server.store.operations.audit_log import first_broken_line
from server.store.sync.unreadable_rows import listed_rows
from server.usecases.citizens.erase_again import VOICEMAIL_FOLDER
from server.usecases.citizens.erased_marks import marks_file, unreadable_lines
from server.usecases.citizens.forget_old_citizens import NEVER_CLOSED, never_closed
from server.usecases.operations.audit_head import AuditBroken, head_file, verify_audit
from server.usecases.operations.back_up import quick_check
from server.usecases.operations.backup_content import BackupBroken
from server.usecases.operations.forget_old_rows import last_done
from server.usecases.operations.server_keys import keys_file, read_keys
from server.usecases.operations.trusted_clock import DOUBT, ahead_by

log = logging.getLogger(__name__)

WARN_FREE_MB = 1024
MISSED_NIGHTS = 2
NAMED_ROWS = 10


def examine(settings: ServerSettings, options: argparse.Namespace) -> int:
    return report(all_findings(settings), as_json=options.json)


def all_findings(settings: ServerSettings) -> Iterator[Finding]:
    """Yield a finding per check; a check never stops the others."""
    yield from _database(settings)
    yield _certificate(settings, datetime.now(UTC))
    yield _disk(settings)
    yield _erased(settings)
    yield backup_finding(settings)
    yield leaked_finding(settings)
    yield from exchange_findings(settings)
    yield mail_finding(settings.mail)
    yield sms_finding(settings.sms)
    if settings.oidc is not None:
        yield identity_finding(settings.oidc, settings.accounts.second_factor)


def _database(settings: ServerSettings) -> Iterator[Finding]:
    if is_sqlite(settings.database) and not sqlite_path(settings.database).exists():
        yield Finding(check="database", state=BAD, text="There is none yet: start the server once.")
        return
    try:
        database = ServerDatabase.open(settings.database)
    except StoreFault as fault:
        yield Finding(check="database", state=BAD, text=store_sentence(fault, settings.database)[0])
        return
    try:
        yield _answered("database", database, _counts)
        yield _integrity(settings)
        yield _schema(settings)
        yield _answered("rows", database, _rows)
        yield _answered("audit", database, lambda c: _audit(c, settings))
        yield _answered("retention", database, _retention)
        yield _answered("clock", database, _clock)
        days = settings.retention.citizens_days
        yield _answered("old cases", database, lambda c: _old_cases(c, days))
        roles = settings.accounts.second_factor
        yield _answered("2nd factor", database, lambda c: factor_finding(c, roles))
        seats = settings.accounts.seats
        yield _answered("seats", database, lambda c: seat_finding(c, seats))
        yield _answered("mails", database, mails_finding)
        yield _answered("texts", database, texts_finding)
        voices = settings.data_dir / VOICEMAIL_FOLDER
        yield _answered("voicemail", database, lambda c: voicemail_finding(c, voices))
    finally:
        database.close()


def _answered(
    check: str, database: ServerDatabase, look: Callable[[Connection], tuple[str, str]]
) -> Finding:
    try:
        state, text = database.read_now(look)
    except Exception as error:
        log.debug("the check %s", check, exc_info=error)
        state, text = BAD, "It cannot be read: see what the check of the schema says."
    return Finding(check=check, state=state, text=text)


def _counts(connection: Connection) -> tuple[str, str]:
    count = connection.number("SELECT COUNT(*) AS n FROM account WHERE is_active = 1")
    # A server that answers and lets nobody in is not well.
    if not count:
        return WARNING, "It answers, but nobody can sign in: add an account."
    return GOOD, f"It answers; {count} accounts can sign in."


def _rows(connection: Connection) -> tuple[str, str]:
    listed = listed_rows(connection)
    if not listed:
        return GOOD, "No row is known that cannot be read."
    named = ", ".join(f"{one['table_name']} {one['row_id']}" for one in listed[:NAMED_ROWS])
    more = f" and {len(listed) - NAMED_ROWS} more" if len(listed) > NAMED_ROWS else ""
    return BAD, f"Cannot be read, and all pages lack them until they are mended: {named}{more}."


def _audit(connection: Connection, settings: ServerSettings) -> tuple[str, str]:
    keys = read_keys(keys_file(settings.data_dir))
    if keys is None:
        broken = first_broken_line(connection)
        if broken is not None:
            return BAD, f"Line {broken} was altered or is missing."
        return GOOD, "Its chain is whole; its head is kept from the first start on."
    try:
        head = verify_audit(connection, head_file(settings.data_dir), keys.audit)
    except AuditBroken as error:
        return BAD, f"{str(error).capitalize()}."
    return GOOD, f"Its {head.seq} lines are whole."


def _erased(settings: ServerSettings) -> Finding:
    path, check = marks_file(settings.data_dir), "erased marks"
    try:
        unreadable = unreadable_lines(path)
    except OSError as error:
        text = f"{path} cannot be read ({error.strerror}): what seats send waits for it."
        return Finding(check=check, state=BAD, text=text)
    if unreadable:
        text = (
            f"{unreadable} lines of {path} cannot be read: whom they name could come back by a "
            "restore. Put the lines back from the newest file beside the backups."
        )
        return Finding(check=check, state=BAD, text=text)
    return Finding(check=check, state=GOOD, text="Who was erased stays so after a restore.")


def _retention(connection: Connection) -> tuple[str, str]:
    done, now = last_done(connection), datetime.now(UTC)
    if done is not None:
        days = (now - done).days
        state = WARNING if days > MISSED_NIGHTS else GOOD
        return state, f"Old rows were looked for {days} days ago."
    before = millis(now - timedelta(days=MISSED_NIGHTS))
    row = connection.one(
        "SELECT 1 AS old FROM queue_call WHERE arrived_at < :b LIMIT 1", {"b": before}
    )
    return WARNING if row else GOOD, "Old rows were never looked for: a server does it each night."


def _clock(connection: Connection) -> tuple[str, str]:
    if ahead := ahead_by(connection, datetime.now(UTC)):
        return BAD, f"{DOUBT % ahead.days}."
    return GOOD, "It agrees with what the server knew."


def _old_cases(connection: Connection, days: int) -> tuple[str, str]:
    if kept := never_closed(connection, days, datetime.now(UTC)):
        return WARNING, f"{NEVER_CLOSED % (kept, days)}: their desks should close them."
    return GOOD, f"None is open for more than {days} days."


def _integrity(settings: ServerSettings) -> Finding:
    if not is_sqlite(settings.database):
        return Finding(check="integrity", state=GOOD, text="PostgreSQL looks after it.")
    try:
        quick_check(sqlite_path(settings.database))
    except BackupBroken as error:
        return Finding(check="integrity", state=BAD, text=f"{error}. Restore a backup.")
    return Finding(check="integrity", state=GOOD, text="The file is whole.")


def _schema(settings: ServerSettings) -> Finding:
    try:
        newer, lacking = newer_revision(settings.database), differences(settings.database)
    except Exception as error:
        log.debug("the schema", exc_info=error)
        return Finding(check="schema", state=BAD, text="It cannot be read: restore a backup.")
    if newer:
        text = f"A newer version wrote it (revision {newer}): install that version here."
        return Finding(check="schema", state=BAD, text=text)
    if lacking:
        return Finding(
            check="schema", state=BAD, text="Not of this version: run chiamaroma-server migrate."
        )
    return Finding(check="schema", state=GOOD, text="It is of this version.")


def _certificate(settings: ServerSettings, now: datetime) -> Finding:
    path = settings.tls_cert_file or settings.data_dir / CERT_FILE
    if not path.exists():
        return Finding(
            check="certificate", state=WARNING, text="None yet: the first start makes it."
        )
    try:
        check_certificate(path, settings.tls_key_file or settings.data_dir / KEY_FILE)
        days = days_left(path, now)
    except UnusableCertificate as error:
        return Finding(check="certificate", state=BAD, text=f"{error}.")
    warned = " ".join(warnings_of(settings))
    state = BAD if days < 0 else WARNING if warned else GOOD
    return Finding(check="certificate", state=state, text=warned or f"{path}: {days} days left.")


def _disk(settings: ServerSettings) -> Finding:
    folder = settings.data_dir
    # Before the first start the folder is not there yet: its disk is.
    while not folder.exists():
        folder = folder.parent
    free_mb = shutil.disk_usage(folder).free >> 20
    state = WARNING if free_mb < WARN_FREE_MB else GOOD
    return Finding(check="disk", state=state, text=f"{free_mb} MB free at {folder}.")
