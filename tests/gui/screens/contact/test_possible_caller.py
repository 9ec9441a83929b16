"""While it rings, the open case of a possible caller stands before what they called for before."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.ids import CaseId, DeskId
from contract.wire.claims import CallerMatch
from tests.support.known import known
from widgets.kit.plain_text import without_isolates


def an_open_case(of: Contact) -> Case:
    return Case(
        id=CaseId("open-1"),
        number="2026-000004",
        desk_id=DeskId("tributi"),
        contact_id=of.id,
        opened_by=of.operator_id,
        opened_at=of.closed_at,
        topic_id=known(of.topic_id),
        caller=of.caller,
        question="",
    )


def with_cases(match: CallerMatch) -> CallerMatch:
    """Return the match with two open cases; of one the last contact tells."""
    of_case, *others = match.recent_contacts
    case = an_open_case(of_case)
    cases = (case, replace(case, id=CaseId("open-2"), number="2026-000001"))
    recent = (replace(of_case, case_id=case.id), *others)
    return replace(match, open_cases=cases, recent_contacts=recent)


def reasons(window: MainWindow) -> list[tuple[str, ...]]:
    """Return what stands in the list below who may be calling."""
    contacts = window.part(ContactScreen).citizen.contacts
    contacts.flush()
    return [one.cells[1:] for one in contacts.records()] if contacts.isVisible() else []


async def test_why_the_citizen_may_be_calling_is_a_list_of_its_own_open_cases_first(
    app: QApplication,
) -> None:
    async with staged(app, "ringing") as (window, seat):
        caller = seat.models.caller
        match = known(caller.match)
        caller.matches = (with_cases(match),)
        caller.changed.emit()
        citizen = window.part(ContactScreen).citizen
        (row,) = citizen.callers.rows.hits()
        told = without_isolates(row.subtitle).split(" · ")
        assert told[2:] == ["pratica 2026-000004 aperta: Tassa rifiuti", "altre aperte: 1"]
        assert reasons(window) == [
            ("Tassa rifiuti", "aperta"),
            ("Tassa rifiuti", "aperta"),
            ("Carta d'identità", "II livello"),
            ("Orari e sedi", "risolta"),
        ]
        assert citizen.contacts.accessibleName() == "Forse chiama per"
        caller.confirm(0)
        assert citizen.contacts.accessibleName() == "Ultimi contatti"


async def test_of_two_possible_callers_no_list_says_why_one_of_them_calls(
    app: QApplication,
) -> None:
    async with staged(app, "ringing-two") as (window, _):
        assert reasons(window) == []
        for row in window.part(ContactScreen).citizen.callers.rows.hits():
            assert "Tassa rifiuti" in row.subtitle


async def test_where_the_list_has_no_room_the_caller_s_row_says_the_reasons(
    app: QApplication,
) -> None:
    async with staged(app, "ringing") as (window, _):
        window.resize(1100, 768)
        await settle()
        (row,) = window.part(ContactScreen).citizen.callers.rows.hits()
        assert reasons(window) == []
        assert "Tassa rifiuti" in row.subtitle
