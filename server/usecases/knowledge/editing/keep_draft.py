"""Keeps what an editor types on the server too, so that it outlives her seat; private to her."""

from datetime import datetime

from contract.domain.account import Account
from contract.wire import reason_codes
from contract.wire.commands import DropDraft
from contract.wire.editing import DRAFTS_LIMIT, KeepDraft, KeepDraftReply, KeptDraft, KeptDrafts
from server.store.engine.connection import Connection, Row, instant
from server.store.engine.readable_rows import readable
from server.store.knowledge import kept_drafts
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome

_ID_LIMIT = 100
BODY_LIMIT = 1_000_000  # characters: every field full, and what was seen before


def keep_draft(
    connection: Connection, account: Account, device_id: str, told: KeepDraft, now: datetime
) -> KeepDraftReply:
    """Keep the newest text, or return what the editor's other seat kept. Raise Refused."""
    _require_storable(told)
    place = _place(account, told.entry_kind, told.entry_id)
    # The others: a draft that is here already may always be written again.
    if kept_drafts.others_kept(connection, place) >= DRAFTS_LIMIT:
        raise Refused(reason_codes.TOO_LARGE, limit=str(DRAFTS_LIMIT))
    number = kept_drafts.keep_draft(
        connection, {**place, "device_id": device_id}, told.body, told.seen_number, now
    )
    # None: the editor's other seat kept a text not seen here; it is shown, not written over.
    if number is not None:
        return KeepDraftReply(number=number)
    row = kept_drafts.kept_draft(connection, place)
    if row is None:
        raise Refused(reason_codes.INVALID, field="entry_id")
    return KeepDraftReply(number=row["number"], other=_draft(row, device_id))


def drafts_of(connection: Connection, account: Account, device_id: str) -> KeptDrafts:
    rows = kept_drafts.kept_drafts(connection, account.id)
    drafts = readable("kept_draft", "entry_id", rows, lambda row: _draft(row, device_id))
    return KeptDrafts(drafts=tuple(drafts))


def drop_draft(work: CommandWork, data: DropDraft) -> Outcome:
    """Forget a kept draft of one's own; where there is none any more it is well, too."""
    place = _place(work.account, data.entry_kind, data.entry_id)
    # By its number: what was kept after the hand-over stays.
    kept_drafts.drop_draft(work.connection, place, data.number)
    return Outcome()


def _require_storable(told: KeepDraft) -> None:
    if not 1 <= len(told.entry_id) <= _ID_LIMIT or "\0" in told.entry_id:
        raise Refused(reason_codes.INVALID, field="entry_id")
    # "" stands for a draft that is gone.
    if not told.body or "\0" in told.body:
        raise Refused(reason_codes.INVALID, field="body")
    if len(told.body) > BODY_LIMIT:
        raise Refused(reason_codes.TEXT_TOO_LONG, field="body", limit=str(BODY_LIMIT))


def _place(account: Account, kind: str, entry_id: str) -> Row:
    return {"account_id": account.id, "entry_kind": str(kind), "entry_id": entry_id}


def _draft(row: Row, device_id: str) -> KeptDraft:
    return KeptDraft(
        entry_kind=row["entry_kind"],
        entry_id=row["entry_id"],
        body=row["body"],
        number=row["number"],
        is_own=row["device_id"] == device_id,
        kept_at=instant(row["kept_at"]),
    )
