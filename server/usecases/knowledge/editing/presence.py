"""Editors of one entry see each other. It keeps nobody out: what both write is merged."""

from datetime import datetime, timedelta

from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.editing import PRESENCE_S, EditingPresence, EditorsPresent, PresentEditor
from server.store.engine.connection import Connection, Row
from server.store.engine.instants import instant
from server.store.knowledge.editing_presence import (
    drop_presence,
    forget_presence,
    note_presence,
    others_present,
)
from server.usecases.operations.refused import Refused

_ID_LIMIT = 100
_LASTS = timedelta(seconds=PRESENCE_S)


def tell_presence(
    connection: Connection, account: Account, told: EditingPresence, now: datetime
) -> EditorsPresent:
    """Note where the account is, and return who else is there. Raise Refused."""
    if not 1 <= len(told.entry_id) <= _ID_LIMIT or "\0" in told.entry_id:
        raise Refused(reason_codes.INVALID, field="entry_id")
    place: Row = {
        "entry_kind": str(told.entry_kind),
        "entry_id": told.entry_id,
        "account_id": account.id,
        "name": account.display_name,
    }
    forget_presence(connection, now)
    if told.is_leaving:
        drop_presence(connection, place)
    else:
        note_presence(connection, place, told.is_writing, now, _LASTS)
    others = others_present(connection, place, now)
    return EditorsPresent(others=tuple(_editor(row) for row in others))


def _editor(row: Row) -> PresentEditor:
    return PresentEditor(
        account_id=AccountId(row["account_id"]),
        name=row["name"],
        is_writing=bool(row["is_writing"]),
        since_at=instant(row["since_at"]),
    )
