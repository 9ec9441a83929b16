"""Cards sent to citizens: what became of them, and the notices of those that did not arrive."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from console.store.cipher import Connection
from console.store.notice_repository import add_notice
from console.store.replica_rows import shown_all
from console.store.session_record import account
from contract.domain.ids import ContactId, NoticeId
from contract.domain.notice import Notice
from contract.domain.sending import Sending, SendingState
from contract.wire.changes import Kind

NEWS_FOR = timedelta(days=3)  # a seat that copies everything anew tells nothing older


def sendings_by_contact(connection: Connection) -> Mapping[ContactId, tuple[Sending, ...]]:
    """Return what the operator sent, the oldest first."""
    found: defaultdict[ContactId, list[Sending]] = defaultdict(list)
    for one in sorted(_own(connection), key=lambda one: (one.asked_at, one.id)):
        found[one.contact_id].append(one)
    return {contact_id: tuple(ones) for contact_id, ones in found.items()}


def tell_unfortunate(connection: Connection, now: datetime) -> bool:
    """Store a notice of each that did not arrive, once; return whether there was a new one.

    Those of colleagues who are off duty come to their leads, never twice to the one who sent them.
    """
    who = account(connection)
    told = False
    for one in shown_all(connection, Kind.SENDING):
        is_own = who is not None and one.operator_id == who.id
        if not one.needs_word or one.changed_at < now - NEWS_FOR or is_own == _is_of_team(one):
            continue
        told |= add_notice(connection, _notice(one, is_own=is_own))
    return told


def _own(connection: Connection) -> tuple[Sending, ...]:
    who = account(connection)
    found: tuple[Sending, ...] = shown_all(connection, Kind.SENDING)
    return tuple(one for one in found if who and one.operator_id == who.id and not _is_of_team(one))


def _is_of_team(one: Sending) -> bool:
    return one.id.startswith("team-")


def _notice(one: Sending, *, is_own: bool) -> Notice:
    subject = {
        "title": one.title,
        "way": str(one.way),
        "problem": str(one.problem or ""),
        "at": one.asked_at.isoformat(),
        "contact_id": str(one.contact_id),
    }
    is_sure = one.state is SendingState.FAILED
    return Notice(
        id=NoticeId(f"{one.id}:{one.state}"),
        code="card_not_arrived" if is_sure else "card_in_doubt",
        at=one.changed_at,
        subject=subject if is_own else subject | {"operator": one.operator_name},
    )
