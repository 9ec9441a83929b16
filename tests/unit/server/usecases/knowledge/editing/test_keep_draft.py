"""What an editor types outlives her seat: kept for herself, at whatever seat she sits down."""

from datetime import timedelta

import pytest

from contract.domain.account import Account
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import DropDraft
from contract.wire.editing import DRAFTS_LIMIT, KeepDraft, KeepDraftReply, KeptDraft
from server.store.knowledge.kept_drafts import GONE_SHOWN_FOR, forget_gone_drafts
from server.usecases.knowledge.editing.keep_draft import drafts_of, keep_draft
from server.usecases.operations.refused import Refused
from tests.support.knowledge.knowledge_desk import ADA, BEA, KnowledgeDesk
from tests.support.servers.server_records import NOW

HERE, THERE = "desk-1", "desk-2"


def kept(
    desk: KnowledgeDesk,
    body: str,
    *,
    seat: str = HERE,
    seen: int = 0,
    account: Account = ADA,
    card: str = "k1",
) -> KeepDraftReply:
    told = KeepDraft(entry_kind=EntryKind.CARD, entry_id=card, body=body, seen_number=seen)
    return desk.service.database.write_now(lambda c: keep_draft(c, account, seat, told, NOW))


def found(desk: KnowledgeDesk, seat: str, account: Account = ADA) -> list[KeptDraft]:
    return list(desk.service.database.read_now(lambda c: drafts_of(c, account, seat)).drafts)


def drop(desk: KnowledgeDesk, number: int) -> None:
    desk.done(ADA, DropDraft(entry_kind=EntryKind.CARD, entry_id="k1", number=number))


def test_another_seat_of_hers_finds_the_newest_text_and_nobody_else_does(
    desk: KnowledgeDesk,
) -> None:
    first = kept(desk, "Si paga")
    second = kept(desk, "Si paga il 16", seen=first.number)
    assert second.number > first.number
    (there,) = found(desk, THERE)
    assert (there.body, there.number, there.is_own) == ("Si paga il 16", second.number, False)
    assert found(desk, HERE)[0].is_own
    assert found(desk, HERE, BEA) == []


def test_a_seat_whose_answer_was_lost_just_sends_again(desk: KnowledgeDesk) -> None:
    kept(desk, "Si paga")
    assert kept(desk, "Si paga il 16").other is None
    assert found(desk, THERE)[0].body == "Si paga il 16"


def test_what_another_seat_kept_unseen_is_shown_and_not_written_over(desk: KnowledgeDesk) -> None:
    there = kept(desk, "Gratis", seat=THERE)
    answer = kept(desk, "Si paga", seat=HERE)
    assert answer.other is not None
    assert (answer.other.body, answer.number) == ("Gratis", there.number)
    assert found(desk, HERE)[0].body == "Gratis"
    assert kept(desk, "Si paga. Gratis", seat=HERE, seen=there.number).other is None


def test_what_was_handed_over_is_gone_and_her_other_seats_hear_of_it(desk: KnowledgeDesk) -> None:
    number = kept(desk, "Si paga").number
    drop(desk, number)
    (gone,) = found(desk, THERE)
    assert (gone.body, gone.number > number) == ("", True)
    assert kept(desk, "Da capo", seat=THERE).other is None


def test_what_was_kept_after_the_hand_over_stays(desk: KnowledgeDesk) -> None:
    first = kept(desk, "Si paga")
    kept(desk, "Si paga il 16", seen=first.number)
    drop(desk, first.number)
    assert found(desk, THERE)[0].body == "Si paga il 16"


def test_one_more_than_anybody_has_in_hand_is_refused_and_the_rest_goes_on(
    desk: KnowledgeDesk,
) -> None:
    for number in range(DRAFTS_LIMIT):
        kept(desk, "Si paga", card=f"k{number}")
    with pytest.raises(Refused):
        kept(desk, "Si paga", card="one-more")
    assert kept(desk, "Si paga il 16").number
    assert kept(desk, "Si paga", card="one-more", account=BEA).number
    drop(desk, kept(desk, "Si paga il 17").number)
    assert kept(desk, "Si paga", card="one-more").number


def test_it_makes_no_version_and_no_revision(desk: KnowledgeDesk) -> None:
    kept(desk, "Si paga")
    rows = desk.service.database.read_now(lambda c: c.execute("SELECT id FROM revision"))
    assert rows == []
    assert desk.card().version == 1


def test_what_has_been_gone_for_a_month_is_forgotten(desk: KnowledgeDesk) -> None:
    drop(desk, kept(desk, "Si paga").number)
    write = desk.service.database.write_now
    write(lambda c: forget_gone_drafts(c, NOW + GONE_SHOWN_FOR))
    assert len(found(desk, THERE)) == 1
    write(lambda c: forget_gone_drafts(c, NOW + GONE_SHOWN_FOR + timedelta(seconds=1)))
    assert found(desk, THERE) == []


@pytest.mark.parametrize("body", ["", "a\0b", "x" * 1_000_001])
def test_what_cannot_be_kept_is_refused(desk: KnowledgeDesk, body: str) -> None:
    with pytest.raises(Refused):
        kept(desk, body)
