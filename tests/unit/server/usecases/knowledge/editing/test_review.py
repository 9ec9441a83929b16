"""What one editor wrote another one publishes, and only what she has read."""

from datetime import timedelta
from typing import Any

import pytest

from contract.domain.ids import AccountId, CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, ServicePlace
from contract.domain.knowledge_entries.revision import EntryKind, RevisionState
from contract.wire import reason_codes
from contract.wire.commands import RequestReview, ReviewBatch, SettleClash
from server.store.engine.connection import Connection
from server.store.operations.audit_log import first_broken_line
from tests.support.knowledge.knowledge_desk import (
    ADA,
    BEA,
    CLEO,
    KnowledgeDesk,
    a_card,
    an_office,
    raw,
)
from tests.support.servers.server_records import NOW, a_clerk


def handed_over(revision: Any, **overrides: Any) -> RequestReview:
    fields = {"revision_id": revision.id, "seen_version": revision.version}
    return RequestReview(**(fields | overrides))


def test_published_card_is_read_by_operators_and_its_version_is_kept(desk: KnowledgeDesk) -> None:
    revision = desk.published(ADA, desk.card(), costs="16 euro", say="Si chiede per e-mail.")
    card = desk.card()
    assert (card.costs, card.say, card.version) == ("16 euro", "Si chiede per e-mail.", 2)
    assert revision.state is RevisionState.PUBLISHED
    assert revision.reviewer_id == "cleo"
    newest, before = desk.versions(card.id)
    assert (newest.version, newest.author_id, newest.reviewer_id) == (2, "ada", "cleo")
    assert newest.author_names == ("ada",)
    assert before.version == 1  # written before versions were kept
    assert "16 euro" not in before.body


def test_the_audit_says_who_changed_what_and_no_text(desk: KnowledgeDesk) -> None:
    desk.published(ADA, desk.card(), costs="16 euro", say="Si chiede per e-mail.")
    line = desk.audit()[-1]
    assert (line.account_id, line.action) == ("cleo", "knowledge.publish")
    assert line.subject == "card tari-rimborso v2 fields say,costs by ada"
    assert desk.service.database.read_now(first_broken_line) is None


def test_nobody_reviews_what_she_wrote_herself(desk: KnowledgeDesk) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    assert desk.refused(ADA, desk.approval(revision))[0] == reason_codes.OWN_WORK
    assert desk.refused(a_clerk(), desk.approval(revision))[0] == reason_codes.FORBIDDEN
    desk.done(CLEO, desk.approval(revision))


def test_of_two_authors_one_hands_it_over_and_the_other_decides(desk: KnowledgeDesk) -> None:
    desk.edited(ADA, desk.card(), costs="16 euro")
    written = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    assert desk.refused(BEA, handed_over(written, reviewer_id=AccountId("bea")))[0] == (
        reason_codes.OWN_WORK
    )
    desk.done(BEA, handed_over(written))
    waiting = desk.revision(written.id)
    assert desk.refused(BEA, desk.approval(waiting))[0] == reason_codes.OWN_WORK
    desk.done(ADA, desk.approval(waiting))
    card = desk.card()
    assert (card.costs, card.how_to) == ("16 euro", "Con il modulo.")


def test_who_hands_over_what_another_wrote_in_last_has_read_it_and_does_not_decide(
    desk: KnowledgeDesk,
) -> None:
    desk.edited(ADA, desk.card(), costs="16 euro")
    written = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    desk.done(ADA, handed_over(written))
    waiting = desk.revision(written.id)
    assert waiting.author_ids == ("ada", "bea", "ada"), "who began it, and who was the last"
    assert desk.refused(ADA, desk.approval(waiting))[0] == reason_codes.OWN_WORK
    desk.done(BEA, desk.approval(waiting))


def test_what_its_decider_writes_in_again_is_hers_to_hand_over(desk: KnowledgeDesk) -> None:
    desk.edited(ADA, desk.card(), costs="16 euro")
    written = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    desk.done(BEA, handed_over(written))
    again = desk.edited(ADA, desk.card(), say="Si chiede per e-mail.")
    assert again.state is RevisionState.DRAFT
    desk.done(ADA, handed_over(again))
    waiting = desk.revision(again.id)
    assert desk.refused(ADA, desk.approval(waiting))[0] == reason_codes.OWN_WORK
    desk.done(BEA, desk.approval(waiting))


def test_work_sent_back_is_a_draft_with_the_reviewers_note(desk: KnowledgeDesk) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    desk.done(CLEO, desk.approval(revision, is_approved=False, note="Da quando?"))
    back = desk.revision(revision.id)
    assert (back.state, back.review_note) == (RevisionState.DRAFT, "Da quando?")
    assert desk.card() == a_card()
    assert desk.refused(CLEO, desk.approval(back))[0] == reason_codes.REVISION_STATE


def test_a_draft_with_two_texts_is_not_handed_over(desk: KnowledgeDesk) -> None:
    seen = desk.card()
    desk.edited(ADA, seen, title="A")
    revision = desk.edited(BEA, seen, title="B")
    refused = desk.refused(ADA, handed_over(revision))
    assert refused == (reason_codes.HAS_CLASHES, {"field": "title"})
    desk.done(ADA, SettleClash(revision_id=revision.id, field="title", value=raw("C")))
    assert desk.refused(ADA, handed_over(revision))[0] == reason_codes.STALE_REVISION
    desk.in_review(desk.revision(revision.id))


def test_edits_made_offline_are_handed_over_with_the_wish_behind_them(
    desk: KnowledgeDesk,
) -> None:
    edit = desk.edit_of(desk.card(), costs="16 euro")
    desk.done(ADA, edit)
    desk.done(ADA, RequestReview(revision_id=edit.revision_id, seen_version=0))
    assert desk.revision(edit.revision_id).state is RevisionState.IN_REVIEW


def test_edits_that_went_into_a_colleagues_revision_are_read_before_they_are_handed_over(
    desk: KnowledgeDesk,
) -> None:
    late = desk.edit_of(desk.card(), how_to="Con il modulo.")
    begun = desk.edited(BEA, desk.card(), costs="16 euro")
    assert desk.done(ADA, late).detail["revision_id"] == begun.id
    wish = RequestReview(revision_id=late.revision_id, seen_version=0)
    assert desk.refused(ADA, wish)[0] == reason_codes.STALE_REVISION
    assert desk.revision(begun.id).state is RevisionState.DRAFT


def test_nobody_hands_over_unread_what_a_colleague_wrote_meanwhile_and_has_it_approved(
    desk: KnowledgeDesk,
) -> None:
    begun = desk.edited(ADA, desk.card(), costs="16 euro")
    desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    unread = RequestReview(revision_id=begun.id, seen_version=0)
    assert desk.refused(ADA, unread) == (reason_codes.STALE_REVISION, {"version": "2"})
    desk.edited(ADA, desk.card(), say="Si chiede per e-mail.")
    reckoned = begun.version + 1  # with the second edit alone: that of the colleague came between
    for_review = handed_over(begun, seen_version=reckoned, is_own_on_top=True)
    assert desk.refused(ADA, for_review)[0] == reason_codes.STALE_REVISION
    assert desk.revision(begun.id).state is RevisionState.DRAFT


def test_own_edits_on_the_way_are_reckoned_with_what_was_read(desk: KnowledgeDesk) -> None:
    desk.edited(ADA, desk.card(), costs="16 euro")
    read = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    desk.edited(ADA, desk.card(), say="Si chiede per e-mail.")
    wish = handed_over(read, seen_version=read.version + 1, is_own_on_top=True)
    desk.done(ADA, wish)
    desk.done(BEA, desk.approval(desk.revision(read.id)))
    assert desk.card().say == "Si chiede per e-mail."


def test_an_edit_that_was_refused_makes_no_room_for_one_that_nobody_read(
    desk: KnowledgeDesk,
) -> None:
    begun = desk.edited(ADA, desk.card(), costs="16 euro")
    desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    wish = handed_over(begun, seen_version=begun.version + 1, is_own_on_top=True)
    assert desk.refused(ADA, wish)[0] == reason_codes.STALE_REVISION


@pytest.mark.parametrize(
    ("fields", "code", "detail"),
    [
        ({"title": ""}, reason_codes.ENTRY_FAULT, {"field": "title", "check": "title_missing"}),
        ({"say": "x " * 160}, reason_codes.ENTRY_FAULT, {"field": "say", "check": "say_too_long"}),
        ({"topic_id": "none"}, reason_codes.UNKNOWN_REFERENCE, {"field": "topic_id", "id": "none"}),
        ({"office_ids": ["o9"]}, reason_codes.UNKNOWN_REFERENCE, {"field": "office_ids"}),
        ({"original_id": "k9"}, reason_codes.UNKNOWN_REFERENCE, {"field": "original_id"}),
        ({"responsible_id": "o9"}, reason_codes.UNKNOWN_REFERENCE, {"field": "responsible_id"}),
        ({"other_topic_ids": ["t9"]}, reason_codes.UNKNOWN_REFERENCE, {"field": "other_topic_ids"}),
        ({"places": [{"office_id": "o9"}]}, reason_codes.UNKNOWN_REFERENCE, {"field": "places"}),
    ],
)
def test_what_nobody_could_use_is_not_handed_over(
    desk: KnowledgeDesk, fields: dict[str, Any], code: str, detail: dict[str, str]
) -> None:
    revision = desk.edited(ADA, desk.card(), **fields)
    found, told = desk.refused(ADA, handed_over(revision))
    assert found == code
    assert told.items() >= detail.items()


def test_a_question_needs_its_card_and_an_office_stands_beneath_no_office_of_its_own(
    desk: KnowledgeDesk,
) -> None:
    faq = Faq(id=FaqId("f1"), card_id=CardId("tari-rimborso"), question="?", answer="!")
    desk.publish(faq, an_office("o1"), an_office("o2", parent_id=OfficeId("o1")))
    orphan = desk.edited(ADA, faq, card_id="none")
    assert desk.refused(ADA, handed_over(orphan))[0] == reason_codes.UNKNOWN_REFERENCE
    circle = desk.edited(ADA, desk.entry("o1", EntryKind.OFFICE), parent_id="o2")
    found = desk.refused(ADA, handed_over(circle))
    assert found == (reason_codes.OFFICE_CYCLE, {"field": "parent_id", "entry": "o1"})


def test_what_is_referred_to_may_go_before_the_review(desk: KnowledgeDesk) -> None:
    desk.publish(an_office("o1"))
    places = [ServicePlace(office_id=OfficeId("o1"))]
    revision = desk.in_review(desk.edited(ADA, desk.card(), places=places))

    def close_down(connection: Connection) -> None:
        connection.execute("UPDATE office SET deleted = 1")

    desk.service.database.write_now(close_down)
    assert desk.refused(CLEO, desk.approval(revision))[0] == reason_codes.UNKNOWN_REFERENCE


def test_the_reviewer_asked_is_somebody_else_who_may(desk: KnowledgeDesk) -> None:
    revision = desk.edited(ADA, desk.card(), costs="16 euro")
    for name, code in (("ada", reason_codes.OWN_WORK), ("nobody", reason_codes.UNKNOWN_ACCOUNT)):
        asked = handed_over(revision, reviewer_id=AccountId(name))
        assert desk.refused(ADA, asked)[0] == code


def test_a_publication_of_tomorrow_waits_and_is_a_draft_again_when_written_in(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    tomorrow = NOW + timedelta(days=1)
    desk.done(CLEO, desk.approval(revision, publish_at=tomorrow))
    waiting = desk.revision(revision.id)
    assert (waiting.state, waiting.publish_at) == (RevisionState.SCHEDULED, tomorrow)
    assert desk.card() == a_card()
    draft = desk.edited(BEA, desk.card(), how_to="Con il modulo.")
    assert (draft.state, draft.publish_at) == (RevisionState.DRAFT, None)


def test_a_batch_nobody_has_begun_is_unknown(desk: KnowledgeDesk) -> None:
    refused = desk.refused(CLEO, ReviewBatch(batch_id="none", is_approved=True))
    assert refused[0] == reason_codes.UNKNOWN_REVISION


def test_what_waits_for_its_hour_can_be_sent_back_and_not_approved_twice(
    desk: KnowledgeDesk,
) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), costs="16 euro"))
    desk.done(CLEO, desk.approval(revision, publish_at=NOW + timedelta(days=1)))
    waiting = desk.revision(revision.id)
    assert desk.refused(BEA, desk.approval(waiting))[0] == reason_codes.REVISION_STATE
    desk.done(BEA, desk.approval(waiting, is_approved=False, note="Aspettiamo"))
    back = desk.revision(revision.id)
    assert (back.state, back.publish_at) == (RevisionState.DRAFT, None)
