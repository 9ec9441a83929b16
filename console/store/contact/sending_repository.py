"""What was sent to citizens: what became of it, and the notices of what did not arrive."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from console.store.replica.cipher import Connection
from console.store.replica.outbox import waiting_commands
from console.store.replica.replica_rows import shown_all
from console.store.session.notice_repository import add_notice
from console.store.session.session_record import account, get_fact, set_fact, texts_a_day
from contract.domain.ids import ContactId, NoticeId
from contract.domain.mail_address import is_number
from contract.domain.notice import Notice
from contract.domain.sending import Sending, SendingState, Way, day_began
from contract.wire.changes import Kind
from contract.wire.commands import SendCard, SendCaseNumber

# Counted apart from the replica: between the server's verdict and the row that comes back,
# neither the outbox nor the replica holds the SMS, and one too many could be asked for.
_ASKED_HERE = "texts_asked_here"  # "2026-11-26 17": day in Rome, how many
NEWS_FOR = timedelta(days=3)  # a seat that copies everything anew tells nothing older


def sendings_by_contact(connection: Connection) -> Mapping[ContactId, tuple[Sending, ...]]:
    """Return what the operator sent, the oldest first."""
    found: defaultdict[ContactId, list[Sending]] = defaultdict(list)
    # By id as well: two cards of one moment must stand in the same order on every seat.
    for one in sorted(_own(connection), key=lambda one: (one.asked_at, one.id)):
        found[one.contact_id].append(one)
    return {contact_id: tuple(ones) for contact_id, ones in found.items()}


def texts_left(connection: Connection, now: datetime) -> int | None:
    """Return how many SMS the operator may still ask for today; None: the server did not say.

    Between the server's word and the row that comes back neither side of the replica has one:
    what was asked here is counted by itself as well.
    """
    limit = texts_a_day(connection)
    if not limit:
        return None
    # A day of Rome, as the server counts it: a seat in another time zone must not allow more.
    began = day_began(now)
    told = sum(one.way is Way.SMS and one.asked_at >= began for one in _own(connection))
    waiting = sum(
        isinstance(command.data, SendCard | SendCaseNumber) and is_number(command.data.to)
        for command in waiting_commands(connection)
    )
    # The larger of both: neither misses what the other one knows, what both know counts once.
    return max(0, limit - max(told + waiting, _asked_here(connection, now)))


def note_text(connection: Connection, now: datetime) -> None:
    """Count an SMS asked for at this seat."""
    count = _asked_here(connection, now) + 1
    set_fact(connection, _ASKED_HERE, f"{day_began(now).date()} {count}")


def _asked_here(connection: Connection, now: datetime) -> int:
    day, _, count = (get_fact(connection, _ASKED_HERE) or "").partition(" ")
    return int(count) if day == str(day_began(now).date()) else 0


def tell_unfortunate(connection: Connection, now: datetime) -> bool:
    """Store a notice of each card that did not arrive, once; return whether one was new.

    A lead gets those of colleagues off duty; whoever sent one is never told of it twice.
    """
    who = account(connection)
    told = False
    for one in shown_all(connection, Kind.SENDING):
        is_own = who is not None and one.operator_id == who.id
        # A lead's own sending has two rows, one of the team: one notice is enough.
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
        "title" if one.card_id else "case_number": one.title,
        "way": str(one.way),
        "problem": str(one.problem or ""),
        "at": one.asked_at.isoformat(),
        "contact_id": str(one.contact_id),
    }
    # Only what surely failed is called so: a card in doubt may have arrived.
    is_sure = one.state is SendingState.FAILED
    # Named by its state too: from doubt to failure is news, the same state copied anew is none.
    return Notice(
        id=NoticeId(f"{one.id}:{one.state}"),
        code="card_not_arrived" if is_sure else "card_in_doubt",
        at=one.changed_at,
        subject=subject if is_own else subject | {"operator": one.operator_name},
    )
