"""After a publication: reports, translations, imports beside it, withdrawals, old versions."""

from datetime import date, timedelta
from typing import Any

from contract.domain.ids import EDITING_SCOPE, KNOWLEDGE_SCOPE, ReportId, RevisionId
from contract.domain.knowledge_entries.entry_fields import values_of
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.knowledge import is_stale
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.wire import reason_codes
from contract.wire.commands import EditRevision, RequestReview, RestoreVersion, WithdrawEntry
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.discard_revision import SHOWN_FOR, forget_closed_revisions
from server.usecases.knowledge.editing.open_revisions import entry_in
from tests.support.knowledge.knowledge_desk import ADA, BEA, CLEO, KnowledgeDesk, a_card
from tests.support.servers.server_records import NOW, a_clerk


def test_reports_that_a_publication_mends_are_done(desk: KnowledgeDesk) -> None:
    card = a_card(valid_until=date(2026, 11, 1), review_on=date(2026, 11, 1))
    desk.publish(card)
    causes = {
        "told": ReportCause.OPERATOR,
        "other": ReportCause.OPERATOR,
        "expired": ReportCause.EXPIRED,
        "due": ReportCause.REVIEW_DUE,
    }

    def report(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for name, cause in causes.items():
            one = EntryReport(id=ReportId(name), cause=cause, entry_id=card.id, reported_at=NOW)
            edit.put(EDITING_SCOPE, one)
        edit.finish()

    desk.service.database.write_now(report)
    edit = desk.edit_of(desk.card(), valid_until="2027-12-31", costs="16 euro")
    fields = {name: getattr(edit, name) for name in edit.__struct_fields__}
    verdict = desk.done(ADA, EditRevision(**(fields | {"report_ids": ("told",)})))
    desk.done(CLEO, desk.approval(desk.in_review(desk.revision(verdict.detail["revision_id"]))))
    states = {name: desk.report(name).state for name in causes}
    assert states == {
        "told": ReportState.DONE,
        "other": ReportState.OPEN,
        "expired": ReportState.DONE,
        "due": ReportState.OPEN,  # nobody has said when to look again
    }
    assert (desk.report("told").closed_by, desk.report("told").closed_at) == ("cleo", NOW)


def test_a_translation_is_stale_when_its_original_is_published_again(desk: KnowledgeDesk) -> None:
    english = a_card("tari-en", language="en", original_id="tari-rimborso", original_version=1)
    desk.publish(english)
    assert not is_stale(desk.card("tari-en"), desk.card())
    desk.published(ADA, desk.card(), costs="16 euro")
    assert is_stale(desk.card("tari-en"), desk.card())


def import_costs(desk: KnowledgeDesk, **fields: Any) -> None:
    """Publish the card by other means than a revision."""

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(KNOWLEDGE_SCOPE, a_card(**fields))
        edit.finish()

    desk.service.database.write_now(work)


def test_what_was_imported_meanwhile_stays_where_the_revision_says_nothing(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    import_costs(desk, how_to="Con il modulo.")
    desk.done(CLEO, desk.approval(revision))
    assert (desk.card().costs, desk.card().how_to) == ("16 euro", "Con il modulo.")


def test_withdrawing_takes_effect_at_once_and_outlives_an_open_revision(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    withdraw = WithdrawEntry(
        entry_kind=EntryKind.CARD, entry_id="tari-rimborso", why="Importo sbagliato"
    )
    desk.done(a_clerk(), withdraw)
    assert desk.card().withdrawn == "Importo sbagliato"
    assert desk.audit()[-1].subject == "card tari-rimborso v2 fields withdrawn"
    assert "sbagliato" not in desk.audit()[-1].subject
    desk.done(CLEO, desk.approval(revision))
    assert (desk.card().withdrawn, desk.card().costs) == ("Importo sbagliato", "16 euro")
    desk.published(ADA, desk.card(), withdrawn="")
    assert desk.card().withdrawn == ""
    assert [one.version for one in desk.versions("tari-rimborso")] == [4, 3, 2, 1]


def test_what_is_wrong_in_one_language_is_withdrawn_in_all(desk: KnowledgeDesk) -> None:
    desk.publish(a_card("tari-en", language="en", original_id="tari-rimborso", original_version=1))
    withdraw = WithdrawEntry(
        entry_kind=EntryKind.CARD, entry_id="tari-rimborso", why="Importo sbagliato"
    )
    desk.done(ADA, withdraw)
    assert desk.card("tari-en").withdrawn == "Importo sbagliato"
    assert desk.audit()[-1].subject == "card tari-en v2 fields withdrawn"


def test_a_line_of_the_thesaurus_that_is_withdrawn_is_gone(desk: KnowledgeDesk) -> None:
    line = desk.published(
        ADA, None, kind=EntryKind.THESAURUS, entry_id="t1", line="monnezza = rifiuti"
    )
    assert line.state is RevisionState.PUBLISHED
    withdraw = WithdrawEntry(entry_kind=EntryKind.THESAURUS, entry_id="t1", why="inutile")
    desk.done(ADA, withdraw)
    assert desk.refused(ADA, withdraw) == (reason_codes.UNKNOWN_ENTRY, {"field": "entry_id"})


def test_nothing_is_withdrawn_without_a_reason(desk: KnowledgeDesk) -> None:
    withdraw = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="tari-rimborso", why=" ")
    assert desk.refused(ADA, withdraw) == (reason_codes.MISSING_FIELD, {"field": "why"})


def test_an_old_version_comes_back_through_a_review(desk: KnowledgeDesk) -> None:
    desk.published(ADA, desk.card(), costs="16 euro", say="Altro.")
    desk.published(ADA, desk.card(), how_to="Con il modulo.")
    restore = RestoreVersion(
        revision_id=RevisionId("back"),
        entry_kind=EntryKind.CARD,
        entry_id="tari-rimborso",
        entry_version=1,
    )
    desk.done(BEA, restore)
    desk.done(CLEO, desk.approval(desk.in_review(desk.revision("back"), BEA)))
    assert values_of(desk.card()) == values_of(a_card())
    assert desk.card().version == 4
    missing = RestoreVersion(
        revision_id=RevisionId("x"),
        entry_kind=EntryKind.CARD,
        entry_id="tari-rimborso",
        entry_version=9,
    )
    assert desk.refused(BEA, missing)[0] == reason_codes.UNKNOWN_ENTRY


def test_an_old_version_does_not_wipe_out_what_somebody_is_writing(desk: KnowledgeDesk) -> None:
    desk.published(ADA, desk.card(), costs="16 euro")
    desk.edited(ADA, desk.card(), how_to="Con il modulo.", costs="20 euro")
    restore = RestoreVersion(
        revision_id=RevisionId("back"),
        entry_kind=EntryKind.CARD,
        entry_id="tari-rimborso",
        entry_version=1,
    )
    revision = desk.revision(desk.done(BEA, restore).detail["revision_id"])
    assert values_of(entry_in(revision))["how_to"] == "Con il modulo."
    assert [(one.field, one.other) for one in revision.clashes] == [("costs", '""')]


def test_a_revision_published_long_ago_leaves_the_seats_and_not_the_history(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.published(ADA, desk.card(), costs="16 euro")
    draft = desk.edited(ADA, desk.card(), costs="17 euro")
    database = desk.service.database
    later = NOW + SHOWN_FOR
    assert database.write_now(lambda c: forget_closed_revisions(c, later)) == 0
    later += timedelta(seconds=1)
    assert database.write_now(lambda c: forget_closed_revisions(c, later)) == 1
    row = database.read_now(
        lambda c: c.one("SELECT deleted, body FROM revision WHERE id = :id", {"id": revision.id})
    )
    assert row is not None
    assert (row["deleted"], "16 euro" in row["body"]) == (1, True)
    assert desk.revision(draft.id) == draft
    assert len(desk.versions("tari-rimborso")) == 2


def test_what_was_imported_into_the_same_field_is_read_before_it_is_published(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), say="Il rimborso si chiede subito."))
    import_costs(desk, say="Il rimborso TARI si chiede allo sportello.")
    assert desk.refused(CLEO, desk.approval(revision))[0] == reason_codes.STALE_REVISION
    draft = desk.revision(revision.id)
    assert draft.state is RevisionState.DRAFT
    assert values_of(entry_in(draft))["say"] == "Il rimborso TARI si chiede subito."
    desk.done(CLEO, desk.approval(desk.in_review(draft)))
    import_costs(desk, say="Prima.")
    draft = desk.edited(ADA, desk.card(), title="Un titolo")
    import_costs(desk, say="Prima.", title="Un altro")
    asked = RequestReview(revision_id=draft.id, seen_version=draft.version)
    assert desk.refused(ADA, asked)[0] == reason_codes.STALE_REVISION
    assert [one.other for one in desk.revision(draft.id).clashes] == ['"Un altro"']
