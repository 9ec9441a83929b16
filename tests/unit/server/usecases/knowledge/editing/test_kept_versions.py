"""Every version is kept, whoever wrote it, and can be told and brought back."""

from contract.domain.ids import CardId, FaqId, RevisionId
from contract.domain.knowledge_entries.entry_fields import entry_of, values_of
from contract.domain.knowledge_entries.knowledge import Desk, Faq, ServiceCard, ThesaurusLine, Topic
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import RestoreVersion
from server.knowledge_import.import_knowledge import store_knowledge
from server.knowledge_import.knowledge_files import Knowledge
from tests.support.knowledge.knowledge_desk import ADA, KnowledgeDesk, a_card, an_office
from tests.support.servers.server_records import NOW, TARI, TAXES


def imported(desk: KnowledgeDesk, *cards: ServiceCard) -> None:
    knowledge = Knowledge(
        topics=(Topic(id=TARI, path="Tributi › TARI", desk_id=TAXES),),
        desks=(Desk(id=TAXES, name="Tributi", topic_ids=(TARI,)),),
        offices=(an_office("o1"),),
        cards=cards,
        faqs=(Faq(id=FaqId("f1"), card_id=CardId("tari-rimborso"), question="?", answer="!"),),
        thesaurus=(ThesaurusLine(id="t1", line="a = b"),),
    )
    desk.service.database.write_now(lambda c: store_knowledge(c, knowledge, NOW))


def test_an_import_leaves_the_version_before_it_and_its_own(desk: KnowledgeDesk) -> None:
    imported(desk, a_card(costs="16 euro"))
    newest, before = desk.versions("tari-rimborso")
    assert (newest.version, newest.author_names, newest.author_id) == (2, ("import",), None)
    assert (before.version, before.author_names) == (1, ())
    assert values_of(entry_of(EntryKind.CARD, before.body)) == values_of(a_card())
    for kind, entry_id in (
        (EntryKind.OFFICE, "o1"),
        (EntryKind.FAQ, "f1"),
        (EntryKind.THESAURUS, "t1"),
    ):
        assert [one.version for one in desk.versions(entry_id, kind)] == [1]


def test_an_import_that_changes_nothing_makes_no_version(desk: KnowledgeDesk) -> None:
    imported(desk, a_card(costs="16 euro"))
    imported(desk, a_card(costs="16 euro"))
    assert len(desk.versions("tari-rimborso")) == 2
    imported(desk, a_card(costs="17 euro"))
    assert [one.version for one in desk.versions("tari-rimborso")] == [3, 2, 1]


def test_what_an_import_took_away_comes_back(desk: KnowledgeDesk) -> None:
    imported(desk, a_card("altra"))
    restore = RestoreVersion(
        revision_id=RevisionId("back"),
        entry_kind=EntryKind.CARD,
        entry_id="tari-rimborso",
        entry_version=1,
    )
    desk.done(ADA, restore)
    assert values_of(entry_of(EntryKind.CARD, desk.revision("back").body)) == values_of(a_card())
