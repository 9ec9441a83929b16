"""Each working day owners look at what citizens hear most, a few entries at a time."""

from datetime import date, datetime, timedelta

from contract.domain.ids import EDITING_SCOPE
from contract.domain.knowledge_entries.entry_report import (
    EntryReport,
    MailState,
    ReportCause,
    ReportState,
)
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.changes import Kind
from contract.wire.commands import CountUse, EntryUse, Status
from server.store.engine.connection import millis
from server.store.sync.replicated_rows import values_after
from server.usecases.knowledge.maintenance.review_dates import review_due_on, review_period
from server.usecases.knowledge.maintenance.verification_campaign import (
    VerificationCampaign,
    last_campaign,
)
from tests.support.knowledge.search_records import a_search, told
from tests.support.seats.seat import StoppedClock
from tests.support.servers.maintenance_records import (
    OFFICE,
    OWNER,
    a_card,
    a_report,
    an_office,
    put_knowledge,
    set_up_mail,
)
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, an_account

TODAY = date(2026, 11, 25)  # a Wednesday, 11:00 in Rome
OPERATORS = [an_account(f"op{n}") for n in range(4)]


def campaign(
    service: RecordedService, clock: StoppedClock | None = None, a_day: int = 2
) -> VerificationCampaign:
    return VerificationCampaign(
        database=service.database, reviews_a_day=a_day, clock=clock or StoppedClock(NOW)
    )


def reports(service: RecordedService, cause: ReportCause) -> list[EntryReport]:
    found = service.database.read_now(
        lambda c: list(values_after(c, Kind.REPORT, EDITING_SCOPE, "", 500))
    )
    kept = [one for one in found if isinstance(one, EntryReport) and one.cause is cause]
    return sorted(kept, key=lambda one: one.reported_at)


def read(service: RecordedService, card: str, times: int) -> None:
    use = EntryUse(entry_kind=EntryKind.CARD, entry_id=card, read=times)
    assert service.send(OPERATORS[0], CountUse(entries=(use,))).status is Status.APPLIED


async def test_what_is_read_most_is_asked_first_and_no_more_than_so_many_a_day(
    service: RecordedService,
) -> None:
    put_knowledge(service, an_office(verified_on=TODAY))
    put_knowledge(service, *(a_card(id=f"card-{n}", title=f"Scheda {n}") for n in range(5)))
    set_up_mail(service)
    read(service, "card-3", 40)
    read(service, "card-1", 7)
    clock = StoppedClock(NOW)
    run = campaign(service, clock)
    await run()
    asked = reports(service, ReportCause.REVIEW_DUE)
    assert {one.entry_id for one in asked} == {"card-3", "card-1"}
    assert {(one.state, one.mail, one.owner_email) for one in asked} == {
        (ReportState.ASKED, MailState.WAITING, OWNER)
    }
    await run()
    assert len(reports(service, ReportCause.REVIEW_DUE)) == 2, "the day's share is used up"
    clock.advance(timedelta(days=1).total_seconds())
    await run()
    assert len(reports(service, ReportCause.REVIEW_DUE)) == 4


async def test_a_call_about_an_entry_takes_from_the_owners_share(service: RecordedService) -> None:
    put_knowledge(service, an_office(verified_on=TODAY), a_card(), a_card(id="b"), a_card(id="c"))
    set_up_mail(service)
    service.send(OPERATORS[0], a_report())
    await campaign(service)()
    assert len(reports(service, ReportCause.REVIEW_DUE)) == 1


async def test_what_was_verified_lately_is_left_alone_unless_it_is_much_read(
    service: RecordedService,
) -> None:
    verified = TODAY - timedelta(days=100)
    put_knowledge(service, an_office(verified_on=TODAY))
    put_knowledge(service, a_card(id="quiet", verified_on=verified))
    put_knowledge(service, a_card(id="busy", verified_on=verified))
    set_up_mail(service)
    read(service, "busy", 200)
    await campaign(service)()
    assert [one.entry_id for one in reports(service, ReportCause.REVIEW_DUE)] == ["busy"]


async def test_what_nobody_answers_for_waits_for_editors_a_few_at_a_time(
    service: RecordedService,
) -> None:
    put_knowledge(service, an_office(owner_email="", verified_on=TODAY))
    put_knowledge(service, *(a_card(id=f"card-{n}") for n in range(30)))
    set_up_mail(service)
    await campaign(service)()
    await campaign(service)()
    found = reports(service, ReportCause.REVIEW_DUE)
    assert len(found) == 20
    assert {one.state for one in found} == {ReportState.OPEN}


async def test_withdrawn_translated_and_future_entries_are_not_reviewed(
    service: RecordedService,
) -> None:
    put_knowledge(
        service,
        an_office(verified_on=TODAY),
        a_card(id="withdrawn", withdrawn="chiuso"),
        a_card(id="english", language="en", original_id="other"),
        a_card(id="later", valid_from=TODAY + timedelta(days=1)),
    )
    set_up_mail(service)
    await campaign(service)()
    assert reports(service, ReportCause.REVIEW_DUE) == []


async def test_editors_hear_of_what_expired(service: RecordedService) -> None:
    yesterday = TODAY - timedelta(days=1)
    put_knowledge(service, an_office(verified_on=TODAY), a_card(valid_until=yesterday))
    await campaign(service)()
    await campaign(service)()
    (report,) = reports(service, ReportCause.EXPIRED)
    assert (report.entry_id, report.due_on, report.state) == ("tari", yesterday, ReportState.OPEN)


async def test_what_three_people_search_in_vain_is_work_and_what_two_do_stays_unread(
    service: RecordedService,
) -> None:
    for operator in (0, 1, 2, 2):
        told(service, operator, a_search("cambi dimor"))
    for operator in (0, 1):
        told(service, operator, a_search("tribut", rare="ross"))
    for _ in range(5):
        told(service, 0, a_search("sempr stess"))
    await campaign(service)()
    (report,) = reports(service, ReportCause.NO_ANSWER)
    assert (report.text, report.times, report.state) == ("cambi dimor", 4, ReportState.OPEN)
    assert report.author_id is None
    told(service, 3, a_search("cambi dimor"))
    await campaign(service)()
    (report,) = reports(service, ReportCause.NO_ANSWER)
    assert report.times == 5
    month_later = StoppedClock(NOW + timedelta(days=31))
    await campaign(service, month_later)()
    (report,) = reports(service, ReportCause.NO_ANSWER)
    assert report.times == 5


async def test_use_of_what_is_gone_is_passed_over(service: RecordedService) -> None:
    put_knowledge(service, an_office())
    uses = (
        EntryUse(entry_kind=EntryKind.CARD, entry_id="gone", read=1),
        EntryUse(entry_kind=EntryKind.OFFICE, entry_id=OFFICE, read=2, found=1),
    )
    service.send(OPERATORS[0], CountUse(entries=uses))
    (row,) = service.database.read_now(lambda c: c.execute("SELECT * FROM entry_use"))
    assert (row["entry_id"], row["read"], row["found"]) == (OFFICE, 2, 1)


async def test_owners_who_did_not_answer_in_time_leave_it_to_the_editors(
    service: RecordedService,
) -> None:
    put_knowledge(service, an_office(verified_on=TODAY), a_card(verified_on=TODAY))
    set_up_mail(service)
    service.send(OPERATORS[0], a_report())
    clock = StoppedClock(NOW + timedelta(days=14, seconds=1))
    await campaign(service, clock)()
    (report,) = reports(service, ReportCause.OPERATOR)
    assert report.state is ReportState.OPEN


async def test_it_runs_once_on_working_mornings(service: RecordedService) -> None:
    rome_night = datetime.fromisoformat("2026-11-28T05:00:00+01:00")  # a Saturday
    clock = StoppedClock(rome_night)
    run = campaign(service, clock)
    ran = []
    for _ in range(4 * 24):
        clock.advance(3600)
        await run.when_due()
        at = service.database.read_now(last_campaign)
        if at is not None and millis(at) == millis(clock()):
            ran.append(clock().isoformat())
    assert ran == ["2026-11-30T08:00:00+01:00", "2026-12-01T08:00:00+01:00"]


def test_the_more_it_is_read_the_sooner_it_is_due() -> None:
    days = [review_period(weight).days for weight in (0, 10, 100, 1000, 10**7)]
    assert days == sorted(days, reverse=True)
    assert (days[0], days[-1]) == (365, 30)


def test_a_date_that_an_editor_set_is_not_put_off() -> None:
    earlier = TODAY + timedelta(days=3)
    assert review_due_on(TODAY, earlier, 0, TODAY) == earlier
    assert review_due_on(None, None, 0, TODAY) == TODAY
