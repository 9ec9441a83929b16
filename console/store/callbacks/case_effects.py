"""What is shown of a case at once that was handed to another desk, or given its topic."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from contract.domain.callback import Callback, CallbackState
from contract.domain.case import Case
from contract.domain.ids import DeskId
from contract.wire.changes import Kind
from contract.wire.commands import AssignTopic, HandOverCase

type Effect = tuple[Kind, str, msgspec.Struct | None]  # None: the row is gone


def case_effects(
    data: HandOverCase | AssignTopic,
    sees_desk: Callable[[DeskId], bool],
    look: Callable[[Kind, str], Any],
) -> list[Effect]:
    """Return the rows as they are then; a desk out of sight gives none."""
    callback: Callback | None = look(Kind.CALLBACK, data.callback_id)
    if callback is None:
        return []  # no longer at a desk of the operator's
    case: Case | None = look(Kind.CASE, callback.case_id)
    if isinstance(data, HandOverCase):
        return _handed_over(data, callback, case, is_seen=sees_desk(data.desk_id))
    effects: list[Effect] = [
        (Kind.CALLBACK, callback.id, replace(callback, topic_id=data.topic_id))
    ]
    if case is not None:
        effects.append((Kind.CASE, case.id, replace(case, topic_id=data.topic_id)))
    return effects


def _handed_over(
    data: HandOverCase, callback: Callback, case: Case | None, *, is_seen: bool
) -> list[Effect]:
    if callback.desk_id == data.desk_id:
        return []  # it has gone already, only the verdict was lost
    free = replace(
        callback,
        desk_id=data.desk_id,
        state=CallbackState.OPEN,
        holder_id=None,
        holder_name="",
        lease_until_at=None,
    )
    effects: list[Effect] = [(Kind.CALLBACK, callback.id, free if is_seen else None)]
    if case is not None:
        moved = replace(case, desk_id=data.desk_id)
        effects.append((Kind.CASE, case.id, moved if is_seen else None))
    return effects
