"""What a large import brings is decided on at once; only what has something wrong, by itself."""

from collections.abc import Sequence

from contract.domain.ids import CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from server.knowledge_import.import_drafts import MANY
from server.knowledge_import.import_knowledge import store_knowledge
from server.knowledge_import.import_summary import ImportWay
from server.knowledge_import.knowledge_files import Knowledge
from server.usecases.knowledge.editing.open_revisions import open_revisions
from tests.support.knowledge.knowledge_desk import ADA, BEA, KnowledgeDesk, a_card, an_office
from tests.support.servers.server_records import NOW, TARI, TAXES

AS_DRAFTS = ImportWay(keeps_others=True, reads_drafts=True, drafts=lambda kind, *_: kind in DRAFTED)
DRAFTED = ("office", "card", "faq")


def imported(
    desk: KnowledgeDesk,
    cards: Sequence[ServiceCard],
    offices: Sequence[Office] = (),
    faqs: Sequence[Faq] = (),
) -> dict[str, Revision]:
    """Return what waits for editors then, by entry."""
    knowledge = Knowledge(
        topics=(Topic(id=TARI, path="Tributi › TARI", desk_id=TAXES),),
        desks=(Desk(id=TAXES, name="Tributi", topic_ids=(TARI,)),),
        offices=tuple(offices),
        cards=tuple(cards),
        faqs=tuple(faqs),
        thesaurus=(),
    )
    write = desk.service.database.write_now
    write(lambda c: store_knowledge(c, knowledge, NOW, AS_DRAFTS))
    return {one.entry_id: one for one in open_ones(desk)}


def many_cards(**overrides: object) -> list[ServiceCard]:
    return [
        a_card(f"c{number:03}", title=f"Servizio {number}", **overrides) for number in range(MANY)
    ]


def a_faq(faq_id: str, card_id: str) -> Faq:
    return Faq(id=FaqId(faq_id), card_id=CardId(card_id), question="Quanto costa?", answer="Nulla.")


def test_one_decision_publishes_all_without_an_error_and_the_rest_stays(
    desk: KnowledgeDesk,
) -> None:
    cards = many_cards(office_ids=(OfficeId("o1"),))
    faults = [a_card("faulty", say=""), a_card("stray", office_ids=(OfficeId("nowhere"),))]
    faqs = [a_faq("f1", "c000"), a_faq("f2", "faulty")]
    waiting = imported(desk, [*cards, *faults], [an_office("o1")], faqs)
    alone = {"faulty", "stray", "f2"}
    assert {key for key, one in waiting.items() if one.state is RevisionState.DRAFT} == alone
    (batch_id,) = {one.batch_id for key, one in waiting.items() if key not in alone}
    told = desk.done(ADA, desk.batch(batch_id)).detail
    assert told["published"] == str(MANY + 2)
    assert desk.card("c001").office_ids == ("o1",)
    newest, *_ = desk.versions("c001")
    assert (newest.author_names, newest.reviewer_id) == (("import",), "ada")
    assert {one.entry_id for one in open_ones(desk)} == {"faulty", "stray", "f2"}


def test_one_that_was_sent_back_alone_stays_and_the_others_are_published(
    desk: KnowledgeDesk,
) -> None:
    waiting = imported(desk, many_cards())
    wrong = waiting["c003"]
    desk.done(ADA, desk.approval(wrong, is_approved=False, note="Non è nostro."))
    told = desk.done(ADA, desk.batch(wrong.batch_id)).detail
    assert told["published"] == str(MANY - 1)
    (left,) = open_ones(desk)
    assert (left.entry_id, left.state, left.review_note) == (
        "c003",
        RevisionState.DRAFT,
        "Non è nostro.",
    )


def test_one_that_an_editor_writes_in_is_that_editors_and_no_part_of_the_decision(
    desk: KnowledgeDesk,
) -> None:
    waiting = imported(desk, many_cards())
    command = desk.edit_of(None, entry_id="c003", costs="16 euro")
    desk.done(BEA, command)
    told = desk.done(BEA, desk.batch(waiting["c003"].batch_id)).detail
    assert told["published"] == str(MANY - 1)
    (left,) = open_ones(desk)
    assert (left.entry_id, left.author_ids) == ("c003", ("bea",))


def test_a_second_import_of_the_same_makes_no_second_decision(desk: KnowledgeDesk) -> None:
    assert imported(desk, many_cards()) == imported(desk, many_cards())


def test_few_are_read_one_by_one(desk: KnowledgeDesk) -> None:
    waiting = imported(desk, many_cards()[1:])
    assert {one.state for one in waiting.values()} == {RevisionState.DRAFT}


def open_ones(desk: KnowledgeDesk) -> list[Revision]:
    kinds = (EntryKind.OFFICE, EntryKind.CARD, EntryKind.FAQ)
    found = [
        desk.service.database.read_now(lambda c, kind=kind: open_revisions(c, kind))  # type: ignore[misc]
        for kind in kinds
    ]
    return [one for every in found for one in every.values()]
