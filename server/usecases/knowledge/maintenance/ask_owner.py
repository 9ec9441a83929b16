"""Ask the owner of an entry by mail: an intent is stored, the job that sends does the rest."""

from datetime import datetime

import msgspec

from contract.domain.ids import EDITING_SCOPE, new_id
from contract.domain.knowledge_entries.entry_report import EntryReport, MailState, ReportState
from contract.wire import reason_codes
from server.store.engine.connection import Connection
from server.store.messages.outgoing import MAILS, OutgoingMessage, add
from server.store.messages.owner_mails import drop_waiting, newest_mail, send_again
from server.store.sync.feed_edit import FeedEdit
from server.usecases.messages.available_ways import sends_mail
from server.usecases.operations.refused import Refused


def ask_owner(
    connection: Connection, edit: FeedEdit, report: EntryReport, now: datetime
) -> EntryReport:
    """Queue a mail with a fresh link; earlier links of the report count no more. Raise Refused."""
    if not report.owner_email:
        raise Refused(reason_codes.NO_OWNER, field="report.owner_email")
    if not sends_mail(connection):
        raise Refused(reason_codes.NO_MAIL)
    # Asked anew it would be a second mail: the receiver can tell only the same one.
    if _tried_again(connection, report, now):
        asked = msgspec.structs.replace(report, mail=MailState.WAITING, mail_fault="")
        return edit.put(EDITING_SCOPE, asked)
    # Its link would be replaced before it leaves.
    drop_waiting(connection, report.id)
    mail = OutgoingMessage(
        id=new_id(), report_id=report.id, recipient=report.owner_email, created_at=now
    )
    add(connection, MAILS, mail, now)
    asked = msgspec.structs.replace(
        report,
        state=ReportState.ASKED,
        asked_at=now,
        answered_at=None,
        mail=MailState.WAITING,
        mail_fault="",
    )
    return edit.put(EDITING_SCOPE, asked)


def _tried_again(connection: Connection, report: EntryReport, now: datetime) -> bool:
    """An uncertain or refused mail is sent again unchanged: receivers see one Message-ID."""
    if report.state is not ReportState.ASKED:
        return False
    mail = newest_mail(connection, report.id)
    # To another owner it is another mail.
    is_same = mail is not None and mail.recipient == report.owner_email
    return mail is not None and is_same and send_again(connection, mail.id, now)
