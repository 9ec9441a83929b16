"""Expected errors of the administration as one sentence and an exit code."""

from server.cli import exit_codes
from server.cli.database_lock import DatabaseInUse
from server.store.faults import StoreFault, StoreFull, StoreUnavailable
from server.usecases.back_up import BackupBroken
from server.usecases.duty.keep_skills import UnusableSkill
from server.usecases.exchange_key import UnusableKey
from server.usecases.exchange_plan import UnusablePlan
from server.usecases.manage_accounts import LoginTaken, UnknownLogin, UnusableLogin
from server.usecases.password_hash import MIN_LENGTH, WeakPassword
from server.usecases.postgresql_tools import ToolFailed, ToolMissing
from server.usecases.speech import SpeechFailed, SpeechMissing


def sentence_for(error: Exception) -> tuple[str, int] | None:
    """Return what to tell the administrator; None for an error nobody expected."""
    match error:
        case BackupBroken():
            return f"This backup cannot be used: {error}.", exit_codes.WRONG_DATA
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
    return _account_sentence(error) or _store_sentence(error) or _file_sentence(error)


def _account_sentence(error: Exception) -> tuple[str, int] | None:
    match error:
        case LoginTaken():
            return "There is an account with this login already.", exit_codes.WRONG_DATA
        case UnknownLogin():
            return "There is no account with this login.", exit_codes.UNKNOWN_SUBJECT
        case UnusableLogin():
            return "A login is 1 to 100 characters without spaces.", exit_codes.WRONG_DATA
        case UnusableSkill():
            return (
                f"{error} is not a skill: write it:5, tributi:4 or topic:cie:3, levels 1 to 5.",
                exit_codes.WRONG_DATA,
            )
        case WeakPassword():
            return f"A password has at least {MIN_LENGTH} characters.", exit_codes.WRONG_DATA
    return None


def _store_sentence(error: Exception) -> tuple[str, int] | None:
    match error:
        case StoreFull():
            return "The disk of the database is full.", exit_codes.CANNOT_WRITE
        case StoreUnavailable():
            return f"The database does not answer ({error}).", exit_codes.UNAVAILABLE
        case StoreFault():
            return f"The database refused ({type(error).__name__}).", exit_codes.UNAVAILABLE
    return None


def _file_sentence(error: Exception) -> tuple[str, int] | None:
    if not isinstance(error, OSError) or error.filename is None:
        return None
    return f"{error.filename}: {error.strerror}.", exit_codes.CANNOT_WRITE
