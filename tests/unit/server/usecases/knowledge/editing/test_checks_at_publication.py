"""What is wrong with an entry holds its publication, also one approved for later, and says why."""

from datetime import date, timedelta
from typing import Any

import msgspec

from contract.domain.ids import EDITING_SCOPE, OfficeId, RevisionId
from contract.domain.knowledge_entries.entry_findings import CheckCode
from contract.domain.knowledge_entries.knowledge import Office, ThesaurusLine
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.domain.opening_times.opening_times import DayException, OpeningTimes, week
from contract.wire import reason_codes
from contract.wire.commands import ChangeManyHours, RequestReview, WithdrawEntry
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.knowledge.editing.publish_scheduled import due_batches, publish_due
from tests.support.knowledge.knowledge_desk import (
    ADA,
    BEA,
    CLEO,
    KnowledgeDesk,
    a_card,
    an_office,
    raw,
)
from tests.support.servers.server_records import NOW

SOON = NOW + timedelta(hours=1)
STRIKE = DayException(date(2026, 12, 4), date(2026, 12, 4), (), "sciopero")
WEEK = week((0, 1), (510, 750))


def in_review(desk: KnowledgeDesk, *cards: Any, **fields: Any) -> None:
    """Have revisions in review that no editor's check has seen."""

    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put_many(
            EDITING_SCOPE,
            [
                Revision(
                    id=RevisionId(f"r-{card.id}"),
                    entry_kind=EntryKind.CARD,
                    entry_id=card.id,
                    body=msgspec.json.encode(card).decode(),
                    author_ids=(ADA.id,),
                    **({"state": RevisionState.IN_REVIEW} | fields),
                )
                for card in cards
            ],
        )
        edit.finish()

    desk.service.database.write_now(work)


def held(desk: KnowledgeDesk, name: str) -> list[tuple[CheckCode, str]]:
    revision = desk.revision(name)
    assert revision.state is RevisionState.DRAFT
    return [(one.code, one.field) for one in revision.held_for]


def run_due(desk: KnowledgeDesk) -> int:
    database = desk.service.database
    batches = database.read_now(lambda c: due_batches(c, SOON))
    return sum(database.write_now(lambda c, b=b: publish_due(c, b, SOON)) for b in batches)


def test_an_error_holds_the_publication_and_says_where(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", say="a" * 301, costs="<script>"))
    code, detail = desk.refused(CLEO, desk.approval(desk.revision("r-k1")))
    assert code == reason_codes.ENTRY_FAULT
    assert (detail["entries"], detail["field"], detail["check"]) == ("k1", "say", "say_too_long")
    assert detail["faults"] == "k1/say/say_too_long,k1/costs/html"
    assert held(desk, "r-k1") == [(CheckCode.SAY_TOO_LONG, "say"), (CheckCode.HTML, "costs")]


def test_of_a_batch_only_what_has_errors_goes_back(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", title=""), a_card("k2"), batch_id="molte")
    code, detail = desk.refused(CLEO, desk.batch("molte"))
    assert (code, detail["entries"]) == (reason_codes.ENTRY_FAULT, "k1")
    assert held(desk, "r-k1") == [(CheckCode.TITLE_MISSING, "title")]
    assert desk.done(CLEO, desk.batch("molte")).detail["published"] == "1"
    assert desk.card("k2").version == 1


def test_what_was_approved_for_later_is_looked_at_again_in_its_hour(desk: KnowledgeDesk) -> None:
    faulty = a_card("k1", valid_from=date(2026, 12, 2), valid_until=date(2026, 12, 1))
    in_review(desk, faulty, a_card("k2"), state=RevisionState.SCHEDULED, publish_at=SOON)
    assert run_due(desk) == 1
    assert held(desk, "r-k1") == [(CheckCode.VALIDITY_REVERSED, "valid_until")]
    assert desk.card("k2").version == 1


def test_what_another_one_changed_meanwhile_is_looked_at_with_it(desk: KnowledgeDesk) -> None:
    revision = desk.in_review(desk.edited(ADA, desk.card(), valid_from="2026-12-10"))
    desk.publish(a_card(valid_until=date(2026, 12, 1)))  # an import
    code, detail = desk.refused(CLEO, desk.approval(revision))
    assert (code, detail["check"]) == (reason_codes.ENTRY_FAULT, "validity_reversed")
    assert held(desk, revision.id) == [(CheckCode.VALIDITY_REVERSED, "valid_until")]


def test_who_writes_on_takes_the_mark_away(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", title=""))
    desk.refused(CLEO, desk.approval(desk.revision("r-k1")))
    seen = a_card("k1", title="")
    desk.edited(BEA, seen, title="Rimborso")
    assert desk.revision("r-k1").held_for == ()


def test_warnings_are_listed_and_hold_nothing(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", how_to="[clicca qui](https://comune.example)"))
    verdict = desk.done(CLEO, desk.approval(desk.revision("r-k1")))
    assert verdict.detail == {"published": "1", "warnings": "k1/how_to/link_vague"}


def strike(**overrides: Any) -> ChangeManyHours:
    fields: dict[str, Any] = {
        "batch_id": "sciopero",
        "office_ids": (OfficeId("o1"), OfficeId("o2")),
        "exception": raw(STRIKE),
    }
    return ChangeManyHours(**(fields | overrides))


def test_a_strike_leaves_out_offices_whose_hours_would_not_hold_together(
    desk: KnowledgeDesk,
) -> None:
    overlapping = OpeningTimes(weekly=(*WEEK, *week((0,), (600, 700))))
    desk.publish(
        an_office("o1", desk_times=OpeningTimes(weekly=WEEK)),
        an_office("o2", name="Sede sud", desk_times=overlapping),
    )
    detail = desk.done(ADA, strike()).detail
    assert (detail["begun"], detail["refused"], detail["names"]) == ("1", "1", "Sede sud")
    assert detail["faults"] == "o2/desk_times/band_overlaps"
    desk.done(BEA, desk.batch("sciopero"))
    changed = desk.entry("o1", EntryKind.OFFICE)
    assert isinstance(changed, Office)
    assert changed.desk_times.exceptions == (STRIKE,)
    code, told = desk.refused(ADA, strike(batch_id="altra", office_ids=(OfficeId("o2"),)))
    assert (code, told["names"]) == (reason_codes.ENTRY_FAULT, "Sede sud")


def test_a_value_that_no_file_could_carry_is_held(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", title="t" * 201, owner_email="boh", costs="16\x07 euro"))
    code, detail = desk.refused(CLEO, desk.approval(desk.revision("r-k1")))
    assert (code, detail["check"]) == (reason_codes.ENTRY_FAULT, "value_too_long")
    assert held(desk, "r-k1") == [
        (CheckCode.VALUE_TOO_LONG, "title"),
        (CheckCode.TEXT_UNUSABLE, "costs"),
        (CheckCode.VALUE_MALFORMED, "owner_email"),
    ]


def test_what_is_published_is_clean(desk: KnowledgeDesk) -> None:
    in_review(desk, a_card("k1", title=" Citta\N{COMBINING GRAVE ACCENT} ", costs="16\r\neuro\n"))
    desk.done(CLEO, desk.approval(desk.revision("r-k1")))
    card = desk.card("k1")
    assert (card.title, card.costs) == ("Città", "16\neuro")


def test_a_strike_goes_out_to_offices_whose_old_values_no_file_could_carry(
    desk: KnowledgeDesk,
) -> None:
    """An old value nobody writes anew is a warning: it must not hold what is urgent."""
    times = OpeningTimes(weekly=WEEK, note="primo\x07 piano")
    desk.publish(
        an_office("o1", name="n" * 250, email="boh", desk_times=times),
        an_office("o2", desk_times=OpeningTimes(weekly=WEEK)),
    )
    desk.done(ADA, strike())
    detail = desk.done(BEA, desk.batch("sciopero")).detail
    assert detail["published"] == "2"
    faults = "o1/name/value_too_long,o1/email/value_malformed,o1/desk_times/text_unusable"
    assert detail["warnings"] == faults
    changed = desk.entry("o1", EntryKind.OFFICE)
    assert isinstance(changed, Office)
    assert changed.desk_times.exceptions == (STRIKE,)


def test_an_old_value_written_anew_is_an_error(desk: KnowledgeDesk) -> None:
    desk.publish(a_card("k1", owner_email="boh"))
    revision = desk.edited(ADA, desk.card("k1"), say="Si chiede per posta.")
    desk.in_review(revision)
    revision = desk.edited(ADA, desk.card("k1"), owner_email="mah")
    handed = RequestReview(revision_id=revision.id, seen_version=revision.version)
    code, detail = desk.refused(ADA, handed)
    assert (code, detail["check"]) == (reason_codes.ENTRY_FAULT, "value_malformed")


def test_every_line_of_our_own_thesaurus_may_be_edited(desk: KnowledgeDesk) -> None:
    seen = ThesaurusLine(id="l1", line="cie > carta")
    desk.publish(seen)
    revision = desk.in_review(desk.edited(ADA, seen, line="cie = carta = documento"))
    desk.done(CLEO, desk.approval(revision))
    assert desk.entry("l1", EntryKind.THESAURUS) == ThesaurusLine(
        id="l1", line="cie = carta = documento", version=2
    )


def test_the_reason_of_a_withdrawal_is_written_without_what_no_file_could_carry(
    desk: KnowledgeDesk,
) -> None:
    desk.publish(a_card("k1"))
    why = f"Importo\x1b sbagliato\r\n{'x' * 950}\n"
    desk.done(ADA, WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="k1", why=why))
    withdrawn = desk.card("k1").withdrawn
    assert withdrawn.startswith("Importo  sbagliato\nxxx")
