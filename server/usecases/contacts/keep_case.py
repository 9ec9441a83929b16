"""The only place where a case is written: in the audit stands who did it, and in which fields."""

from datetime import datetime

from contract.domain.case import Case
from contract.domain.ids import desk_scope
from contract.wire.changes import Kind
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.operations.write_audit import write_audit
from server.usecases.sync.command_work import CommandWork

_COUNTED = ("version",)


def keep_case(work: CommandWork, case: Case) -> Case:
    """Write the case of a command."""
    line = _line(work.connection, case)
    if line is None:
        return case  # a version that grows without a change would be a change to whoever compares
    work.audit(*line)
    return work.edit.put(desk_scope(case.desk_id), case)


def write_case(
    connection: Connection,
    edit: FeedEdit,
    case: Case,
    now: datetime,
    *,
    account_id: str | None = None,
) -> None:
    """Write a case that follows from a call. account_id None: the server did it by itself."""
    line = _line(connection, case)
    if line is not None:
        write_audit(connection, account_id, *line, now)
        edit.put(desk_scope(case.desk_id), case)


def take_back_case(work: CommandWork, case: Case) -> None:
    if find(work.connection, Case, case.id) is not None:
        work.audit("case.taken_back", case.id)
        work.edit.remove(Kind.CASE, case.id)


def _line(connection: Connection, case: Case) -> tuple[str, str] | None:
    """Return action and subject of the audit; None: nothing has changed."""
    known = find(connection, Case, case.id)
    if known is None:
        return "case.opened", case.id
    changed = _changed(known, case)
    return ("case.changed", f"{case.id} {','.join(changed)}") if changed else None


def _changed(one: Case, other: Case) -> list[str]:
    """Return the names of the fields in which the two differ."""
    names = (name for name in Case.__struct_fields__ if name not in _COUNTED)
    return [name for name in names if getattr(one, name) != getattr(other, name)]
