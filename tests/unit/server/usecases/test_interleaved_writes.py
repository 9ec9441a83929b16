"""What two people, or one and the clock, write at the same moment: neither is lost."""

from datetime import timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from contract.domain.account import Role
from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE, CardId, DeskId, QueueId, ReportId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportCause, ReportState
from contract.domain.knowledge_entries.learning import LearnedCard, LearnedWord
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.queue import Queue
from contract.wire.commands import Status, WithdrawEntry
from contract.wire.duty import DutyReport
from contract.wire.queues import EmergencyText
from server.knowledge_import.import_knowledge import store_knowledge
from server.knowledge_import.knowledge_files import Knowledge
from server.store.duty.duties import accounts_at
from server.store.engine.connection import Connection
from server.store.knowledge.searches import keep_gap, release
from server.store.sync.replicated_rows import find
from server.usecases.accounts.account_rows import account_from, account_row
from server.usecases.accounts.manage_accounts import add_account, set_desks
from server.usecases.duty.duty_sign_in import begin_duty
from server.usecases.duty.take_report import take_report
from server.usecases.knowledge.learning.learn_each_night import _tidy
from server.usecases.knowledge.learning.unlearn_card import stored_words
from server.usecases.knowledge.maintenance.report_entry import forget_closed_reports
from server.usecases.knowledge.maintenance.verification_campaign import _reopen_unanswered
from server.usecases.routing.known_queues import set_emergency
from server.usecases.sync.apply_command import apply_command
from tests.support.knowledge.search_records import a_search, told
from tests.support.known import known
from tests.support.servers.interleaved_writes import Meanwhile, interleaved, put_row
from tests.support.servers.maintenance_records import a_card, an_editor, put_knowledge
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, SCHOOLS, TAXES, a_command, an_account

pytestmark = pytest.mark.postgresql
LEAD = an_account("lead", role=Role.TEAM_LEAD)
LONG_AGO = NOW - timedelta(days=60)


def test_what_an_owner_answers_on_the_last_day_is_kept(
    postgresql_service: RecordedService,
) -> None:
    database = postgresql_service.database
    database.write_now(lambda c: put_row(c, EDITING_SCOPE, an_old_report(ReportState.ASKED)))

    def answer(connection: Connection, meanwhile: Meanwhile) -> None:
        turn_report(connection, ReportState.DONE)
        meanwhile()

    interleaved(database, answer, lambda c: _reopen_unanswered(c, NOW))
    after = known(database.read_now(lambda c: find(c, EntryReport, "report-1")))
    assert (after.state, after.answer) == (ReportState.DONE, "Va bene")


def test_a_report_taken_up_again_when_it_was_to_be_forgotten_is_there(
    postgresql_service: RecordedService,
) -> None:
    database = postgresql_service.database
    database.write_now(lambda c: put_row(c, EDITING_SCOPE, an_old_report(ReportState.DISMISSED)))

    def take_up(connection: Connection, meanwhile: Meanwhile) -> None:
        turn_report(connection, ReportState.OPEN)
        meanwhile()

    assert interleaved(database, take_up, lambda c: forget_closed_reports(c, NOW)) == 0
    assert database.read_now(lambda c: find(c, EntryReport, "report-1")) is not None


def an_old_report(state: ReportState) -> EntryReport:
    return EntryReport(
        id=ReportId("report-1"),
        cause=ReportCause.REVIEW_DUE,
        state=state,
        reported_at=LONG_AGO,
        asked_at=LONG_AGO,
        closed_at=LONG_AGO,
    )


def turn_report(connection: Connection, state: ReportState) -> None:
    report = known(find(connection, EntryReport, "report-1", lock=True))
    put_row(connection, EDITING_SCOPE, replace(report, state=state, answer="Va bene"))


def test_an_emergency_set_during_an_import_is_announced(
    postgresql_service: RecordedService,
) -> None:
    database = postgresql_service.database
    queue = Queue(id=QueueId("generale"), name="Informazioni")
    database.write_now(lambda c: put_row(c, BASE_SCOPE, queue))
    renamed = Knowledge(
        desks=(),
        topics=(),
        offices=(),
        cards=(),
        faqs=(),
        thesaurus=(),
        queues=(replace(queue, name="Centralino"),),
    )

    def announce(connection: Connection, meanwhile: Meanwhile) -> None:
        set_emergency(connection, LEAD, "generale", EmergencyText(name="allagamento"), NOW)
        meanwhile()

    interleaved(database, announce, lambda c: store_knowledge(c, renamed, NOW))
    after = known(database.read_now(lambda c: find(c, Queue, "generale")))
    assert (after.name, after.emergency_text) == ("Centralino", "allagamento")


def test_of_two_orders_for_the_desks_of_an_account_the_last_one_counts_whole(
    postgresql_service: RecordedService,
) -> None:
    """Else she could read the cases of a desk that neither order left her."""
    database = postgresql_service.database
    add = partial(add_account, login="anna", display_name="anna", role=Role.LEVEL_TWO)
    database.write_now(lambda c: add(c, password_hash="", desk_ids=[DeskId("anagrafe")], now=NOW))

    def to_taxes(connection: Connection, meanwhile: Meanwhile) -> None:
        set_desks(connection, "anna", [TAXES], NOW)
        meanwhile()

    interleaved(database, to_taxes, lambda c: set_desks(c, "anna", [SCHOOLS], NOW))
    row = known(database.read_now(lambda c: account_row(c, "anna")))
    assert database.read_now(lambda c: account_from(c, row)).desk_ids == (SCHOOLS,)


def test_a_card_withdrawn_while_the_night_tidies_another_leaves_no_word(
    postgresql_service: RecordedService,
) -> None:
    service, database = postgresql_service, postgresql_service.database
    put_knowledge(service, a_card(), a_card(id="vecchia", withdrawn="Non vale più"))
    cards = tuple(LearnedCard(card_id=CardId(one), impact=0.5) for one in ("tari", "vecchia"))
    put_knowledge(service, LearnedWord(id="it:bollo", language="it", stem="bollo", cards=cards))
    told(service, 1, a_search("bollo", linked=("vecchia",)))
    withdraw = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="tari", why="Sbagliata")

    def tidy(connection: Connection, meanwhile: Meanwhile) -> None:
        _tidy(connection, NOW)
        meanwhile()

    command = a_command(withdraw)
    verdict = interleaved(database, tidy, lambda c: apply_command(c, an_editor(), command, NOW))
    assert verdict.status is Status.APPLIED
    assert database.read_now(stored_words) == []


def test_a_gap_read_of_two_words_released_at_once_hides_none(
    postgresql_service: RecordedService,
) -> None:
    """Else what citizens lacked would never be proposed to the editors."""
    database = postgresql_service.database
    database.write_now(lambda c: keep_gap(c, "search-1", "#a #b", "somebody", "tari"))

    def release_one(connection: Connection, meanwhile: Meanwhile) -> None:
        release(connection, "#a", "it", "bollo")
        meanwhile()

    interleaved(database, release_one, lambda c: release(c, "#b", "it", "auto"))
    rows = database.read_now(lambda c: c.execute("SELECT words FROM search_gap"))
    assert [row["words"] for row in rows] == ["auto bollo"]


def test_a_window_heard_again_while_somebody_signs_in_at_its_seat_stays_off(
    postgresql_service: RecordedService,
) -> None:
    """Else both would be there: what is offered to one would ring at the other's phone."""
    database = postgresql_service.database
    seat = (
        "INSERT INTO seat (seat, account_id, device_id, last_seen) VALUES ('1001', 'anna', '', 0)"
    )
    database.write_now(lambda c: c.execute(seat))
    report = DutyReport(seat="1001", boot="boot-1")

    def sign_in(connection: Connection, meanwhile: Meanwhile) -> None:
        connection.execute("UPDATE seat SET account_id = 'bruno' WHERE seat = '1001'")
        begin_duty(connection, "bruno", "1001", NOW)
        meanwhile()

    interleaved(database, sign_in, lambda c: take_report(c, "anna", "1001", report, NOW))
    assert database.read_now(lambda c: accounts_at(c, "1001")) == ["bruno"]
