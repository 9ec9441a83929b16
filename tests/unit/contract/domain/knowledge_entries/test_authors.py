"""Who wrote in an entry, who wrote last, and who may decide on it."""

from hypothesis import given
from hypothesis import strategies as st

from contract.domain.ids import AccountId, RevisionId
from contract.domain.knowledge_entries.revision import EntryKind, Revision


@given(st.lists(st.sampled_from("abc"), max_size=9))
def test_the_first_and_the_last_author_keep_their_places_and_nobody_is_lost(
    hands: list[str],
) -> None:
    revision = Revision(id=RevisionId("r"), entry_kind=EntryKind.CARD, entry_id="tari", body="")
    assert revision.may_be_decided_by(AccountId("a"))
    for hand in hands:
        revision = revision.written_by(AccountId(hand), hand.upper())
    assert revision.author_ids[:1] == tuple(hands[:1])
    assert revision.author_ids[-1:] == tuple(hands[-1:])
    assert set(revision.author_ids) == set(hands)
    assert len(revision.author_ids) <= len(set(hands)) + 1
    assert revision.author_names == tuple(one.upper() for one in revision.author_ids)
    assert {one for one in "abc" if not revision.may_be_decided_by(AccountId(one))} == set(
        hands[-1:]
    )
