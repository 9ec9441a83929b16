"""Erasing a citizen: the rows stay for the account of the day, nothing in them names a person."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import structs

from contract.domain.callback import Callback, CallbackAttempt, CallbackState
from contract.domain.caller import Citizen
from contract.domain.case import Case, CaseActivity, CaseState
from contract.domain.contact import Contact
from server.store.contacts.citizen_words import drop_told
from server.store.contacts.citizens import delete_citizen
from server.store.engine.connection import Connection, Row
from server.store.engine.row_codec import codec_of
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.refused_work import forget_words
from server.store.sync.replicated_rows import KINDS, TABLES, mark_deleted, write_row
from server.usecases.citizens.citizen_records import CitizenRecords, records_of
from server.usecases.citizens.citizen_traces import numbers_of, only_of
from server.usecases.citizens.emptied_rows import (
    emptied_activity,
    emptied_attempt,
    emptied_callback,
    emptied_case,
    emptied_contact,
)
from server.usecases.citizens.erased_marks import ErasedMarks, number_subject
from server.usecases.citizens.known_again import subjects_of
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

ERASED = "citizen.erased"


def erase_citizen(
    connection: Connection,
    citizen: Citizen,
    marks: ErasedMarks,
    now: datetime,
    *,
    by: str = "",
    private: Sequence[bytes] = (),
) -> list[str]:
    """Erase the citizen and all that belongs to them; return files of voicemail to delete.

    by: who asked, for the audit. private: what opens refused work. Raise OSError.
    """
    found = records_of(connection, citizen, private)
    # First: cut short after it, a restore or a second try still erases all of it.
    own = only_of(connection, citizen, numbers_of(connection, citizen))
    marks.add(subjects_of(connection, citizen, found) | set(map(number_subject, own)), now)
    files = erase_records(connection, found, now)
    delete_citizen(connection, citizen.id)
    write_audit(connection, None, ERASED, " ".join(filter(None, (citizen.id, by))), now)
    return files


def erase_records(connection: Connection, found: CitizenRecords, now: datetime) -> list[str]:
    """Empty rows of what names a person; return files of voicemail to delete."""
    edit = FeedEdit(connection, now=now, hides=True)
    rewrite = _Rewriting(connection, edit)
    rewrite(found.contacts, Contact, emptied_contact)
    rewrite(found.cases, Case, lambda one: _case(one, now))
    rewrite(found.activities, CaseActivity, emptied_activity)
    rewrite(found.callbacks, Callback, _callback)
    rewrite(found.attempts, CallbackAttempt, emptied_attempt)
    edit.finish()
    _empty_messages(connection, found)
    _empty_calls(connection, found)
    return [str(row["file"]) for row in found.voicemails if row["file"]]


class _Rewriting:
    """Writes the emptied form of rows; one that was deleted stays so, and no seat hears of it."""

    def __init__(self, connection: Connection, edit: FeedEdit) -> None:
        self._connection = connection
        self._edit = edit

    def __call__[S: (Contact, Case, CaseActivity, Callback, CallbackAttempt)](
        self,
        rows: Sequence[Row],
        kind: type[S],
        emptied: Callable[[S], S],
    ) -> None:
        for row in rows:
            try:
                value = codec_of(kind).value(row)
            except Exception:  # noqa: BLE001 - whatever is wrong with it, it is this row
                # Nobody can say where in it a person stands: it goes whole, also out of the feed.
                self._edit.remove(KINDS[kind], row["id"])
                self._connection.execute(f"DELETE FROM {TABLES[KINDS[kind]]} WHERE id = :id", row)
                log.warning("a row of kind %s could not be read and was deleted", KINDS[kind])
                continue
            if (empty := emptied(value)) == value:
                continue
            if not row["deleted"]:
                # What no seat copies any more is erased where it is, and comes back to nobody.
                self._edit.put_where_it_is(empty)
                continue
            write_row(self._connection, empty, row["scope"], is_new=False)
            mark_deleted(self._connection, KINDS[kind], row["id"], row["version"])


def _case(one: Case, now: datetime) -> Case:
    closed_at = one.closed_at or now
    return structs.replace(emptied_case(one), state=CaseState.CLOSED, closed_at=closed_at)


def _callback(one: Callback) -> Callback:
    state = CallbackState.GIVEN_UP if one.state is CallbackState.GIVEN_UP else CallbackState.DONE
    return structs.replace(emptied_callback(one), state=state, lease_until_at=None)


def _empty_messages(connection: Connection, found: CitizenRecords) -> None:
    for row in found.mails:
        connection.execute("UPDATE mail SET recipient = '' WHERE id = :id", row)
    for row in found.texts:
        sql = "UPDATE text_message SET recipient = '', body = '' WHERE id = :id"
        connection.execute(sql, row)
    forget_words(connection, [row["command_id"] for row in found.refused])
    for row in found.contacts:
        drop_told(connection, row["id"])
    for row in found.earlier:
        connection.execute("DELETE FROM contact_history WHERE id = :id", row)


def _empty_calls(connection: Connection, found: CitizenRecords) -> None:
    for row in found.calls:
        connection.execute(
            "UPDATE queue_call SET caller = '' WHERE id = :id AND from_seat = 0", row
        )
    for row in found.transfers:
        connection.execute(
            "UPDATE call_transfer SET caller_phone = '', note = '', contact = '',"
            " override_reason = NULL WHERE id = :id",
            row,
        )
    for row in found.voicemails:
        # Its row goes with the file (ForgetVoicemails): a file alone is somebody's message.
        connection.execute(
            "UPDATE voicemail SET at = 0, call_id = '', queue_id = '', caller = '', file = '',"
            " case_id = NULL, callback_id = NULL WHERE id = :id",
            row,
        )
    for row in found.blocks:
        connection.execute("DELETE FROM blocked_number WHERE phone = :phone", row)
