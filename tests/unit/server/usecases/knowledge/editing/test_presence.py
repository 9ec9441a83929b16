"""Editors of one entry see each other, and nobody is kept out by who went home."""

from datetime import datetime, timedelta

import pytest

from contract.domain.account import Account
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.editing import PRESENCE_S, EditingPresence, EditorsPresent
from server.usecases.knowledge.editing.presence import tell_presence
from server.usecases.operations.refused import Refused
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk
from tests.support.servers.server_records import NOW

LATER = NOW + timedelta(seconds=PRESENCE_S - 1)
MUCH_LATER = NOW + timedelta(seconds=PRESENCE_S + 1)


def told(
    desk: KnowledgeDesk,
    account: Account,
    now: datetime = NOW,
    entry_id: str = "k1",
    *,
    writes: bool = False,
    leaves: bool = False,
) -> EditorsPresent:
    presence = EditingPresence(
        entry_kind=EntryKind.CARD, entry_id=entry_id, is_writing=writes, is_leaving=leaves
    )
    return desk.service.database.write_now(lambda c: tell_presence(c, account, presence, now))


def names(present: EditorsPresent) -> list[str]:
    return [one.name for one in present.others]


def test_who_comes_sees_who_is_there_and_whether_she_writes(desk: KnowledgeDesk) -> None:
    assert told(desk, ADA, writes=True).others == ()
    (ada,) = told(desk, BEA, LATER).others
    assert (ada.account_id, ada.name, ada.is_writing, ada.since_at) == ("ada", "ada", True, NOW)
    assert told(desk, CLEO, entry_id="k2").others == ()


def test_who_leaves_or_says_nothing_for_a_minute_is_gone(desk: KnowledgeDesk) -> None:
    told(desk, ADA)
    told(desk, BEA)
    assert names(told(desk, CLEO, LATER)) == ["ada", "bea"]
    told(desk, ADA, LATER, leaves=True)
    assert names(told(desk, CLEO, LATER)) == ["bea"]
    assert told(desk, CLEO, MUCH_LATER).others == ()


def test_who_goes_on_has_been_there_since_she_came(desk: KnowledgeDesk) -> None:
    told(desk, ADA)
    told(desk, ADA, LATER, writes=True)
    (ada,) = told(desk, BEA, MUCH_LATER).others
    assert (ada.since_at, ada.is_writing) == (NOW, True)


@pytest.mark.parametrize("entry_id", ["", "x" * 101, "a\0b"])
def test_an_entry_nobody_could_have_is_refused(desk: KnowledgeDesk, entry_id: str) -> None:
    with pytest.raises(Refused, match="invalid"):
        told(desk, ADA, entry_id=entry_id)
