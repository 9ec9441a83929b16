"""Of a large import an editor sees one line to decide on, and some entries to look at."""

from datetime import date
from typing import Any

from console.model.editing.editing_work import (
    SAMPLE,
    EditingWork,
    Group,
    decisions_in,
    groups_of,
)
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId, RevisionId
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState

ME = Account(id=AccountId("me"), login="redi", display_name="Redi", role=Role.EDITOR)


def of_batch(number: int, **changes: Any) -> Revision:
    fields: dict[str, Any] = {
        "id": RevisionId(f"r-{number}"),
        "entry_kind": EntryKind.OFFICE,
        "entry_id": f"o-{number}",
        "body": "",
        "state": RevisionState.IN_REVIEW,
        "batch_id": "b",
    }
    return Revision(**(fields | changes))


def test_one_line_of_an_import_is_decided_on_and_nine_more_are_to_be_looked_at() -> None:
    brought = tuple(of_batch(number) for number in range(95))
    items = groups_of(EditingWork(revisions=brought), ME, date(2026, 12, 1))[Group.TO_REVIEW]
    first, *samples = items
    assert (first.batch_size, first.is_sample) == (95, False)
    assert [one.entry_id for one in items] == [f"o-{number}" for number in range(0, 95, SAMPLE)]
    assert all(one.is_sample and one.batch_size == 1 for one in samples)
    assert decisions_in(items) == 1


def test_offices_whose_hours_changed_at_once_say_the_same_and_are_one_line() -> None:
    changed = tuple(of_batch(number, author_ids=(AccountId("rina"),)) for number in range(95))
    [item] = groups_of(EditingWork(revisions=changed), ME, date(2026, 12, 1))[Group.TO_REVIEW]
    assert item.batch_size == 95
