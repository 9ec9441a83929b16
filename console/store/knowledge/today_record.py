"""The server's answer about today, as one of the replica's small facts."""

import logging

from console.store.replica.cipher import Connection
from console.store.session.session_record import get_fact, set_fact
from contract.domain.ids import CardId
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.knowledge_today import KnowledgeToday

log = logging.getLogger(__name__)
_FACT = "today"


def save_today(connection: Connection, told: KnowledgeToday) -> None:
    set_fact(connection, _FACT, encode(told).decode())


def today(connection: Connection) -> KnowledgeToday | None:
    """Return the last answer; None for none, or for one of another version."""
    text = get_fact(connection, _FACT)
    if text is None:
        return None
    try:
        return decode(text.encode(), KnowledgeToday)
    except MalformedMessage:
        log.warning("what was told of today cannot be read")
        return None


def asked_today(connection: Connection) -> tuple[CardId, ...]:
    """Return the cards the city asks for most; none without an answer."""
    told = today(connection)
    return tuple(one.card_id for one in told.asked) if told is not None else ()
