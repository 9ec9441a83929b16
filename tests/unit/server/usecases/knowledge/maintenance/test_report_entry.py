"""An operator says that an entry is wrong: it reaches the editors, and the owner by mail."""

from contract.domain.account import Role
from contract.domain.ids import EDITING_SCOPE, ContactId
from contract.domain.knowledge_entries.entry_report import TEXT_LIMIT, MailState, ReportState
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire import reason_codes
from contract.wire.commands import AnswerReport, RecordContact, Status, Verdict
from server.store.messages.outgoing import SendState
from server.store.messages.owner_mails import mail_counts, newest_mail
from server.store.operations.audit_log import audit_page
from tests.support.servers.maintenance_records import (
    CARD,
    OFFICE,
    OWNER,
    a_card,
    a_report,
    an_editor,
    an_office,
    put_knowledge,
    report_of,
    set_up_mail,
)
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import a_clerk, a_contact, an_account

OPERATOR = an_account()


def refusal(verdict: Verdict) -> str | None:
    assert verdict.status is Status.REJECTED
    return verdict.reason


def waiting(service: RecordedService) -> int:
    return service.database.read_now(mail_counts).get(SendState.WAITING, 0)


def test_server_says_who_told_which_entry_and_who_answers_for_it(knowing: RecordedService) -> None:
    told = a_report(
        author_id="somebody-else",
        author_name="Somebody Else",
        title="Made up",
        owner_email="made-up@example.org",
        times=40,
        contact_id=ContactId("contact-c1"),
        queue_id="tributi",
    )
    verdict = knowing.send(OPERATOR, told)
    assert verdict.status is Status.APPLIED
    report = report_of(knowing)
    assert (report.author_id, report.author_name) == (OPERATOR.id, OPERATOR.display_name)
    assert (report.title, report.owner_email, report.times) == ("Pagare la TARI", OWNER, 1)
    assert (report.contact_id, report.queue_id) == ("contact-c1", "tributi")


def test_the_owner_is_asked_at_once(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    report = report_of(knowing)
    assert (report.state, report.mail) == (ReportState.ASKED, MailState.WAITING)
    mail = knowing.database.read_now(lambda c: newest_mail(c, report.id))
    assert mail is not None
    assert mail.recipient == OWNER


def test_without_mail_or_owner_the_report_waits_for_an_editor(service: RecordedService) -> None:
    put_knowledge(service, an_office(), a_card())
    service.send(OPERATOR, a_report())
    assert report_of(service).state is ReportState.OPEN
    set_up_mail(service)
    put_knowledge(service, an_office(owner_email="nobody\r\nBcc: all@example.org"))
    service.send(OPERATOR, a_report("r2", field="costs"))
    assert (report_of(service, "r2").state, report_of(service, "r2").owner_email) == (
        ReportState.OPEN,
        "",
    )
    assert waiting(service) == 0


def test_editors_and_level_two_see_it_and_level_one_does_not(knowing: RecordedService) -> None:
    verdict = knowing.send(OPERATOR, a_report())
    assert set(verdict.marks) == {EDITING_SCOPE}
    for account in (an_editor(), a_clerk()):
        page = knowing.snapshot(account, EDITING_SCOPE)
        assert [row.id for row in page.rows] == ["report-r1"]
    assert EDITING_SCOPE not in knowing.pull(OPERATOR, {}, None).scopes


def test_the_same_fault_told_again_is_counted_and_its_words_added(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    knowing.send(an_account("op2"), a_report("r2", text="Oggi chiudeva alle 13."))
    knowing.send(an_account("op3"), a_report("r3", text="Oggi chiudeva alle 13."))
    report = report_of(knowing)
    assert report.times == 3
    assert report.text == "Chiude alle 13, non alle 12.\n– Oggi chiudeva alle 13."
    assert waiting(knowing) == 1


def test_whoever_tells_a_fault_of_which_much_is_told_already_is_read_too(
    knowing: RecordedService,
) -> None:
    told = [f"{number} " + "molto da dire " * 140 for number in range(4)]
    for number, text in enumerate(told):
        knowing.send(an_account(f"op{number}"), a_report(f"r{number}", text=text))
    first, second = report_of(knowing, "r0"), report_of(knowing, "r2")
    assert (first.times, second.times) == (2, 2)
    assert all(text.strip() in first.text + second.text for text in told)


def test_another_field_is_another_report(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    knowing.send(OPERATOR, a_report("r2", field="costs"))
    assert report_of(knowing, "r2").times == 1


def test_a_fault_told_after_the_first_was_settled_is_new(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    knowing.send(an_editor(), AnswerReport(report_id="report-r1", state=ReportState.DONE))
    knowing.send(OPERATOR, a_report("r2"))
    assert report_of(knowing, "r2").times == 1
    assert report_of(knowing).times == 1


def test_a_citizens_number_and_fiscal_code_never_leave(knowing: RecordedService) -> None:
    text = "Lo dice RSSMRA85T10A562S al 333 1234567, il centralino 06 67101 è giusto."
    verdict = knowing.send(OPERATOR, a_report(text=text))
    assert verdict.detail == {"removed": "fiscal_code,phone"}
    assert report_of(knowing).text == "Lo dice […] al […], il centralino 06 67101 è giusto."


def test_what_is_no_report_is_refused(knowing: RecordedService) -> None:
    assert refusal(knowing.send(OPERATOR, a_report(text="  "))) == reason_codes.MISSING_FIELD
    long = a_report(text="a" * (TEXT_LIMIT + 1))
    assert refusal(knowing.send(OPERATOR, long)) == reason_codes.TEXT_TOO_LONG
    unknown = a_report(entry_id="no-such")
    assert refusal(knowing.send(OPERATOR, unknown)) == reason_codes.UNKNOWN_ENTRY
    exchange = an_account("x", role=Role.EXCHANGE)
    assert refusal(knowing.send(exchange, a_report())) == reason_codes.FORBIDDEN


def test_an_office_is_reported_to_whoever_answers_above_it(knowing: RecordedService) -> None:
    put_knowledge(
        knowing, an_office(id="sportello", owner_email="", parent_id=OFFICE, name="Sportello")
    )
    knowing.send(OPERATOR, a_report(entry_kind=EntryKind.OFFICE, entry_id="sportello"))
    assert report_of(knowing).owner_email == OWNER


def test_offices_in_a_circle_have_no_owner(knowing: RecordedService) -> None:
    put_knowledge(
        knowing,
        an_office(id="a", owner_email="", parent_id="b"),
        an_office(id="b", owner_email="", parent_id="a"),
    )
    knowing.send(OPERATOR, a_report(entry_kind=EntryKind.OFFICE, entry_id="a"))
    assert report_of(knowing).owner_email == ""


def test_editors_close_dismiss_and_take_up_again(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    closing = AnswerReport(report_id="report-r1", state=ReportState.DISMISSED, note="È giusto.")
    assert refusal(knowing.send(OPERATOR, closing)) == reason_codes.FORBIDDEN
    knowing.send(an_editor(), closing)
    report = report_of(knowing)
    assert (report.state, report.note, report.closed_by) == (
        ReportState.DISMISSED,
        "È giusto.",
        "ed1",
    )
    assert waiting(knowing) == 0, "the mail that has not left stays here"
    assert refusal(knowing.send(an_editor(), closing)) == reason_codes.REPORT_STATE
    knowing.send(an_editor(), AnswerReport(report_id="report-r1", state=ReportState.OPEN))
    assert report_of(knowing).state is ReportState.OPEN
    asked = AnswerReport(report_id="report-r1", state=ReportState.ASKED)
    assert knowing.send(an_editor(), asked).status is Status.APPLIED
    assert report_of(knowing).state is ReportState.ASKED
    actions = [line.action for line in knowing.database.read_now(audit_page)]
    assert actions == ["knowledge.reported", *["knowledge.report"] * 3]


def test_nobody_can_put_an_answer_into_the_owners_mouth(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    for state in (ReportState.CONFIRMED, ReportState.DENIED, ReportState.OPEN):
        data = AnswerReport(report_id="report-r1", state=state)
        assert refusal(knowing.send(an_editor(), data)) == reason_codes.REPORT_STATE
    unknown = AnswerReport(report_id="no-such", state=ReportState.DONE)
    assert refusal(knowing.send(an_editor(), unknown)) == reason_codes.UNKNOWN_REPORT


def test_asking_needs_an_owner_and_a_way(service: RecordedService) -> None:
    put_knowledge(service, an_office(), a_card())
    service.send(OPERATOR, a_report())
    asked = AnswerReport(report_id="report-r1", state=ReportState.ASKED)
    assert refusal(service.send(an_editor(), asked)) == reason_codes.NO_MAIL
    set_up_mail(service)
    put_knowledge(service, an_office(owner_email=""))
    assert refusal(service.send(an_editor(), asked)) == reason_codes.NO_OWNER
    put_knowledge(service, an_office(owner_email="altro@comune.example"))
    service.send(an_editor(), asked)
    assert report_of(service).owner_email == "altro@comune.example"


def test_a_closed_contact_counts_the_cards_it_was_answered_with(knowing: RecordedService) -> None:
    knowing.send(OPERATOR, a_report())
    knowing.send(OPERATOR, _told_about(CARD, "gone"))
    rows = knowing.database.read_now(lambda c: c.execute("SELECT * FROM entry_use"))
    assert [(row["entry_id"], row["linked"], row["reported"]) for row in rows] == [(CARD, 1, 1)]


def _told_about(*cards: str) -> RecordContact:
    return RecordContact(contact=a_contact(card_ids=cards))
