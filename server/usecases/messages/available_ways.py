"""On which ways messages leave this server, for those who apply commands."""

from contract.domain.sending import USUAL_TEXTS_A_DAY
from server.store.engine.connection import Connection
from server.store.operations.old_rows import mark, set_mark

MAIL_IS_SET_UP = "mail_is_set_up"  # in meta, by the server that sends
SMS_IS_SET_UP = "sms_is_set_up"  # likewise
TEXTS_A_DAY = "sms_texts_a_day"  # likewise


def note_mail(connection: Connection, is_set_up: bool) -> None:
    """Store whether mails leave this server, for all processes that apply commands."""
    # In the database: with several processes another one may be sending.
    set_mark(connection, MAIL_IS_SET_UP, int(is_set_up))


def sends_mail(connection: Connection) -> bool:
    return bool(mark(connection, MAIL_IS_SET_UP))


def note_sms(connection: Connection, is_set_up: bool, texts_a_day: int = USUAL_TEXTS_A_DAY) -> None:
    """Store whether text messages leave this server, and how many an operator may send."""
    set_mark(connection, SMS_IS_SET_UP, int(is_set_up))
    set_mark(connection, TEXTS_A_DAY, texts_a_day)


def sends_sms(connection: Connection) -> bool:
    return bool(mark(connection, SMS_IS_SET_UP))


def texts_a_day(connection: Connection) -> int:
    """Return how many one operator may send in a day; 0 where none leave."""
    if not sends_sms(connection):
        return 0
    return mark(connection, TEXTS_A_DAY) or USUAL_TEXTS_A_DAY
