"""Decide what a field with two texts shall say."""

import msgspec

from contract.domain.knowledge_entries.entry_fields import (
    BadField,
    body_of,
    plain_value,
    title_of,
    with_values,
)
from contract.domain.knowledge_entries.revision import OPEN_STATES
from contract.wire import reason_codes
from contract.wire.commands import SettleClash
from server.usecases.knowledge.editing.field_limits import check_field
from server.usecases.knowledge.editing.lay_edits import signed
from server.usecases.knowledge.editing.open_revisions import begin, entry_in, revision_in, save
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def settle_clash(work: CommandWork, data: SettleClash) -> Outcome:
    """Write the value; the other texts of the field go. Raise Refused."""
    begin(work)
    revision = revision_in(
        work, data.revision_id, *OPEN_STATES, seen_version=data.seen_version or None
    )
    left = tuple(clash for clash in revision.clashes if clash.field != data.field)
    if left == revision.clashes:
        raise Refused(reason_codes.INVALID, field="field")
    try:
        value = plain_value(revision.entry_kind, data.field, data.value)
    except BadField as bad:
        raise Refused(reason_codes.INVALID, field=data.field) from bad
    check_field(data.field, value)
    entry = with_values(entry_in(revision), {data.field: value})
    settled = msgspec.structs.replace(
        revision, body=body_of(entry), title=title_of(entry), clashes=left
    )
    save(work, signed(work, settled))
    return Outcome()
