"""A topic that a card proposes: a value only when she has said so."""

from msgspec.structs import replace

from console.model.contact.contact_draft import CardProposal
from console.viewmodels.contact.contact_closing import STILL_WRITING_S
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.contact_fields import Field
from contract.domain.ids import ContactId, DeskId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Topic
from tests.support.waiting import until
from tests.unit.console.viewmodels.contact.test_contact_editor import (
    TALKING,
    an_editor,
    in_a_call,
    opened,
)
from tests.unit.console.viewmodels.seat import a_card, an_ended

CARD = replace(a_card(), office_ids=(OfficeId("office-1"),))
OTHER = replace(a_card("card-2"), topic_id=TopicId("topic-2"))


def topic_of(editor: ContactEditorViewModel) -> tuple[str | None, str | None]:
    """Return the topic that is decided and the one that is proposed."""
    assert editor.draft is not None
    proposal = editor.draft.proposal or CardProposal()
    return editor.draft.topic_id, proposal.topic_id


async def test_a_card_looked_at_proposes_topic_desk_and_office_and_decides_none() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(CARD)
        assert topic_of(editor) == (None, "topic-1")
        assert editor.draft.proposal == CardProposal(
            topic_id=TopicId("topic-1"), desk_id=DeskId("desk-1"), office_id=OfficeId("office-1")
        )
        assert (editor.draft.desk_id, editor.draft.office_id) == (None, None)
        assert editor.missing == ("topic",)
        await until(lambda: editor.is_saved)
        kept = shelf.drafts[editor.draft.contact_id]
        assert kept.proposal == editor.draft.proposal, "after a crash it is a proposal still"


async def test_the_next_card_looked_at_takes_the_place_of_a_proposal() -> None:
    async with an_editor() as (editor, _):
        topics = (*editor.topics, Topic(id=TopicId("topic-2"), path="Tributi", desk_id=None))
        editor.show_choices(topics, editor.desks)
        await opened(editor)
        editor.filling.link_card(CARD)
        editor.filling.link_card(OTHER)
        assert topic_of(editor) == (None, "topic-2")
        assert editor.draft.proposal.desk_id is None, "the desk of the other topic went with it"


async def test_a_key_confirms_what_is_proposed() -> None:
    async with in_a_call() as (editor, _):
        editor.filling.link_card(CARD)
        editor.filling.confirm_proposal()
        assert topic_of(editor) == ("topic-1", None)
        assert (editor.draft.desk_id, editor.draft.office_id) == ("desk-1", "office-1")
        editor.filling.link_card(OTHER)
        assert topic_of(editor) == ("topic-1", None), "a glance changes no decision"


async def test_closing_by_hand_confirms_what_is_proposed() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(CARD)
        editor.closing.close()
        await until(lambda: shelf.closed)
        assert [draft.topic_id for draft in shelf.closed] == ["topic-1"]


async def test_a_card_used_decides_over_what_another_proposed() -> None:
    async with in_a_call() as (editor, _):
        editor.filling.link_card(CARD)
        editor.filling.link_card(OTHER, decides=True)
        assert topic_of(editor) == ("topic-2", None)


async def test_letters_of_her_own_take_the_place_of_a_proposal_and_keep_it() -> None:
    async with in_a_call() as (editor, _):
        editor.filling.link_card(CARD)
        editor.edit(Field.TOPIC_TEXT, "ta")
        assert topic_of(editor) == (None, None)
        editor.filling.link_card(OTHER)
        assert topic_of(editor) == (None, None), "nothing is put over her letters"
        editor.edit(Field.TOPIC_TEXT, "")
        editor.filling.link_card(CARD)
        assert topic_of(editor) == (None, "topic-1"), "an empty field is offered one again"


async def test_no_desk_chosen_by_hand_stays_no_desk() -> None:
    async with in_a_call() as (editor, _):
        editor.edit(Field.DESK, "")
        editor.filling.link_card(CARD)
        editor.filling.confirm_proposal()
        assert editor.draft.desk_id is None


async def test_a_hang_up_saves_nothing_that_a_glance_decided() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(CARD)
        shelf.clock.turn(STILL_WRITING_S)
        editor.call_ended(an_ended(TALKING))
        assert not editor.is_complete(), "it waits for her word"
        assert editor.draft.awaits_topic


async def test_closed_unasked_a_contact_takes_nothing_that_was_only_proposed() -> None:
    async with in_a_call() as (editor, shelf):
        editor.edit(Field.TOPIC, "topic-1")
        editor.filling.link_card(CARD)
        assert editor.draft.proposal == CardProposal(office_id=OfficeId("office-1"))
        shelf.card = CARD
        editor.closing.close_complete()
        await until(lambda: shelf.closed)
        assert [draft.office_id for draft in shelf.closed] == [None]


async def test_a_topic_she_took_out_is_not_filled_in_by_the_key_that_closes() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(CARD, decides=True)
        editor.edit(Field.TOPIC, "")
        shelf.card = OTHER
        editor.closing.close()
        await until(lambda: editor.errors)
        assert dict(editor.errors).keys() == {"topic"}
        assert topic_of(editor) == (None, None)


async def test_a_proposal_takes_the_error_away_that_asked_for_a_topic() -> None:
    async with in_a_call() as (editor, _):
        editor.edit(Field.PHONE, "12")
        editor.closing.close()
        await until(lambda: editor.errors)
        assert ("topic", "missing_field") in editor.errors
        editor.filling.link_card(CARD)
        assert dict(editor.errors).keys() == {"phone"}


async def test_the_next_contact_is_offered_nothing_of_the_last_one() -> None:
    async with in_a_call() as (editor, shelf):
        editor.filling.link_card(CARD)
        closed: list[ContactId] = []
        editor.closed.connect(closed.append)
        editor.closing.close()
        await until(lambda: closed)
        shelf.card = None
        editor.begin()
        await until(lambda: editor.draft is not None)
        assert topic_of(editor) == (None, None)
