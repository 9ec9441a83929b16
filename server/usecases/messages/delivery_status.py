"""What became of a sending is published to its operator; to the team too when she is off duty."""

from datetime import datetime, timedelta
from functools import partial

import msgspec

from contract.domain.agents.agent import DutyState
from contract.domain.ids import TEAM_SCOPE, CardId, ContactId, account_scope
from contract.domain.sending import Sending, SendingProblem, SendingState, Way
from contract.wire.changes import Kind
from server.store.duty.duties import find_duty
from server.store.engine.connection import Connection, millis
from server.store.messages.outgoing import OUTBOXES, OutgoingMessage, SendState, give_up
from server.store.operations.in_steps import AT_ONCE
from server.store.operations.old_rows import past_mark, set_mark
from server.store.sync.feed_edit import FeedEdit, forget_old
from server.store.sync.replicated_rows import find
from server.usecases.operations.rows_aside import RowsAside
from server.usecases.sync.command_work import CommandWork

KEPT_WAITING = timedelta(days=7)  # three that a mail is tried, three that a clock may be ahead
SHOWN_FOR = timedelta(days=30)
_FORGOTTEN_UNTIL = "sendings_forgotten_until"  # in meta
_SHOWN_AS = {
    SendState.WAITING: SendingState.WAITING,
    SendState.SENDING: SendingState.WAITING,
    SendState.SENT: SendingState.SENT,
    SendState.DELIVERED: SendingState.DELIVERED,
    SendState.UNCERTAIN: SendingState.UNCERTAIN,
    SendState.FAILED: SendingState.FAILED,
    SendState.DROPPED: SendingState.FAILED,
}


def begin_sending(
    work: CommandWork, message: OutgoingMessage, way: Way, *, title: str, language: str
) -> None:
    """Show the operator that the server has it."""
    sending = Sending(
        id=message.id,
        contact_id=ContactId(message.contact_id),
        card_id=CardId(message.card_id),
        title=title,
        language=language,
        way=way,
        operator_id=work.account.id,
        operator_name=work.account.display_name,
        asked_at=work.now,
        changed_at=work.now,
    )
    work.edit.put(account_scope(work.account.id), sending)


def publish_sending(
    connection: Connection,
    sending_id: str,
    state: SendState,
    now: datetime,
    problem: SendingProblem | None = None,
) -> None:
    """Store how far a card came and show it; what is shown already is not shown again."""
    sending = find(connection, Sending, sending_id, lock=True)
    if sending is None or (sending.state, sending.problem) == (_SHOWN_AS[state], problem):
        return
    turned = sending.turned(_SHOWN_AS[state], now, problem)
    edit = FeedEdit(connection, now=now)
    edit.put(account_scope(turned.operator_id), turned)
    if turned.needs_word and _is_off_duty(connection, turned.operator_id):
        edit.put(TEAM_SCOPE, msgspec.structs.replace(turned, id=f"team-{turned.id}"))
    edit.finish()


def give_up_sendings(connection: Connection, now: datetime) -> int:
    """Forget whose cards did not leave for days, and tell who sent them; return how many, some."""
    before = now - KEPT_WAITING
    given_up = [one for outbox in OUTBOXES for one in give_up(connection, outbox, before)]
    aside = RowsAside("sendings", lambda: now)
    for sending_id in given_up:
        ended = (connection, sending_id, SendState.FAILED, now, SendingProblem.EXPIRED)
        # What cannot be shown to who sent it must keep no address of a citizen here.
        aside.tried(connection, sending_id, partial(publish_sending, *ended))
    return len(given_up)


def forget_sendings(connection: Connection, now: datetime) -> int:
    """Take the oldest ones out of the feed; whose and what they were goes with that."""
    loses, before = "contact_id = '', operator_id = '', operator_name = ''", now - SHOWN_FOR
    # Those of years stay as tombstones: each time they would be read again.
    only = f"changed_at >= {past_mark(connection, _FORGOTTEN_UNTIL, millis(now))}"
    gone = forget_old(
        connection, Kind.SENDING, "changed_at", before, now, only=only, loses=loses, limit=AT_ONCE
    )
    if len(gone) < AT_ONCE:
        set_mark(connection, _FORGOTTEN_UNTIL, millis(before))
    return len(gone)


def _is_off_duty(connection: Connection, operator_id: str) -> bool:
    known = find_duty(connection, operator_id)
    return known is None or known.duty.state is DutyState.OFF
