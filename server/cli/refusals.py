"""Expected errors of the administration as one sentence and an exit code."""

import os

from server.cli import exit_codes
from server.cli.advice import access_advice, file_sentence, is_full
from server.cli.database_lock import DatabaseInUse
from server.cli.operations.usable_certificate import UnusableCertificate
from server.gateways.exchange_setup.exchange_key import UnusableKey
from server.gateways.exchange_setup.exchange_plan import UnusablePlan
from server.gateways.exchange_setup.speech import SpeechFailed, SpeechMissing
from server.settings import ServerSettings
from server.store.engine.faults import (
    NewerSchema,
    OtherDatabase,
    StandbyOnly,
    StoreBusy,
    StoreFault,
    StoreFull,
    StoreUnavailable,
)
from server.store.engine.postgresql_tools import ToolFailed, ToolMissing
from server.store.engine.server_database import is_sqlite, sqlite_path
from server.usecases.accounts.enrolled_seats import UnusableSeat
from server.usecases.accounts.manage_accounts import LoginTaken, UnknownLogin, UnusableLogin
from server.usecases.accounts.password_hash import WeakPassword
from server.usecases.citizens.citizen_records import NobodyFound
from server.usecases.duty.keep_skills import UnusableSkill
from server.usecases.operations.age_keys import UnusableIdentity
from server.usecases.operations.audit_head import AuditBroken
from server.usecases.operations.backup_content import (
    BackupBroken,
    BackupThere,
    NotSaved,
    Unsealed,
)
from server.usecases.operations.server_keys import KeysMissing


def sentence_for(error: Exception, settings: ServerSettings) -> tuple[str, int] | None:
    """Return what to tell the administrator; None for an error nobody expected."""
    match error:
        case UnusableCertificate():
            return f"{error}.", exit_codes.WRONG_SETTING
        case StoreFault():
            return store_sentence(error, settings.database)
        case NotSaved() if isinstance(error.__cause__, Exception):
            return _not_saved_sentence(error.__cause__, settings)
        case OSError() if error.filename is not None:
            return f"{file_sentence(error)}.", exit_codes.CANNOT_WRITE
    return _account_sentence(error) or _backup_sentence(error) or _work_sentence(error)


def _not_saved_sentence(cause: Exception, settings: ServerSettings) -> tuple[str, int] | None:
    if (known := sentence_for(cause, settings)) is None:
        return None
    advice = (
        "Nothing was changed: an upgrade saves everything first. Mend that, or make a backup of"
        " your own and run chiamaroma-server migrate --no-backup."
    )
    return f"{known[0]} {advice}", known[1]


def _work_sentence(error: Exception) -> tuple[str, int] | None:
    match error:
        case DatabaseInUse():
            return f"A server is running on {error}: stop it first.", exit_codes.IN_USE
        case UnusableKey():
            return f"{error}.", exit_codes.WRONG_DATA
        case UnusablePlan():
            return f"{error}.", exit_codes.WRONG_SETTING
        case SpeechMissing():
            return (
                f"{error} is not installed: apt-get install {error}, or record the files yourself.",
                exit_codes.UNAVAILABLE,
            )
        case SpeechFailed():
            return f"espeak-ng did not speak: {error}.", exit_codes.UNAVAILABLE
        case ToolMissing():
            return f"The program {error} of PostgreSQL is not installed.", exit_codes.UNAVAILABLE
        case ToolFailed():
            return f"PostgreSQL refused: {error}.", exit_codes.UNAVAILABLE
    return None


def _backup_sentence(error: Exception) -> tuple[str, int] | None:
    match error:
        case BackupBroken():
            return f"This backup cannot be used: {error}.", exit_codes.WRONG_DATA
        case BackupThere():
            return (
                f"{error} is there already and stays as it is: name a file that is not there yet.",
                exit_codes.CANNOT_WRITE,
            )
        case Unsealed():
            return (
                f"{error} would lie in clear: name who opens it, in the setting backup.recipients"
                " (chiamaroma-server keys identity makes one), or say --plain.",
                exit_codes.USAGE,
            )
        case UnusableIdentity():
            return f"{error} is no recipient, and no file of identities.", exit_codes.USAGE
        case NobodyFound():
            return str(error), exit_codes.UNKNOWN_SUBJECT
        case AuditBroken():
            return f"The audit is broken: {error}.", exit_codes.WRONG_DATA
        case KeysMissing():
            return (
                f"The keys of this database are not in {error}: put back the file of its backup, or"
                " chiamaroma-server keys anew makes others, which no seat knows.",
                exit_codes.WRONG_DATA,
            )
    return None


def _account_sentence(error: Exception) -> tuple[str, int] | None:
    match error:
        case LoginTaken():
            return (
                "There is an account with this login already: account desks, account skills and"
                " account password change it.",
                exit_codes.WRONG_DATA,
            )
        case UnknownLogin():
            return "There is no account with this login.", exit_codes.UNKNOWN_SUBJECT
        case UnusableLogin():
            return "A login is 1 to 100 characters without spaces.", exit_codes.WRONG_DATA
        case UnusableSeat():
            return (
                "A seat is a line such as 1001, or 1 to 32 letters, digits, - and _.",
                exit_codes.WRONG_DATA,
            )
        case UnusableSkill():
            return (
                f"{error} is not a skill: write it:5, tributi:4 or topic:cie:3, levels 1 to 5.",
                exit_codes.WRONG_DATA,
            )
        case WeakPassword():
            return str(error), exit_codes.WRONG_DATA
    return None


def store_sentence(fault: StoreFault, database: str) -> tuple[str, int]:
    """Return what is wrong with the database of this URL, what to do, and the exit code."""
    from sqlalchemy import make_url  # not before: most refusals do without it

    shown = make_url(database).render_as_string()  # without its password
    path = sqlite_path(database) if is_sqlite(database) else None
    place = path or shown
    if isinstance(fault, NewerSchema):
        sentence = f"{place} was written by a newer ChiamaRoma (schema {fault}): install that one"
        return f"{sentence}, or restore a backup of this one.", exit_codes.WRONG_DATA
    if isinstance(fault, StandbyOnly | OtherDatabase):
        return _takeover_sentence(fault, shown), exit_codes.UNAVAILABLE
    # SQLite tells a full disk in several ways: the disk itself is asked.
    if isinstance(fault, StoreFull) or (path is not None and is_full(path)):
        return f"The disk of {place} is full: free some space.", exit_codes.CANNOT_WRITE
    if isinstance(fault, StoreBusy):
        return f"{place} is held by another program: try again in a minute.", exit_codes.UNAVAILABLE
    if not isinstance(fault, StoreUnavailable):
        return f"{place} refused a value that it has no room for.", exit_codes.UNAVAILABLE
    if path is None:
        advice = "Does PostgreSQL run there, and are address, user and password right?"
        return f"{place} does not answer ({fault}). {advice}", exit_codes.UNAVAILABLE
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return f"{path} cannot be written: {access_advice(path)}.", exit_codes.CANNOT_WRITE
    advice = "is it a database of this server? Else chiamaroma-server restore puts a backup there"
    return f"{path} cannot be used ({fault}): {advice}.", exit_codes.UNAVAILABLE


def _takeover_sentence(fault: StandbyOnly | OtherDatabase, place: str) -> str:
    if isinstance(fault, StandbyOnly):
        return f"{place} is a standby, which takes no work: promote it once its primary is off."
    return f"Another PostgreSQL has taken over at {place}: a new start goes on there."
