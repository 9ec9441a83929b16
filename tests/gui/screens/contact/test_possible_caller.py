"""While it rings, the open case of a possible caller stands before what they called for before."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from console.screens.contact.contact_screen import ContactScreen
from contract.domain.case import Case
from contract.domain.ids import CaseId, DeskId
from tests.support.known import known
from widgets.kit.plain_text import without_isolates


async def test_the_open_case_comes_first_with_its_number(app: QApplication) -> None:
    async with staged(app, "ringing", is_painted=False) as (window, seat):
        caller = seat.models.caller
        match = known(caller.match)
        of_case, *others = match.recent_contacts
        case = Case(
            id=CaseId("open-1"),
            number="2026-000004",
            desk_id=DeskId("tributi"),
            contact_id=of_case.id,
            opened_by=of_case.operator_id,
            opened_at=of_case.closed_at,
            topic_id=known(of_case.topic_id),
            caller=of_case.caller,
            question="",
        )
        cases = (case, replace(case, id=CaseId("open-2"), number="2026-000001"))
        recent = (replace(of_case, case_id=case.id), *others)
        caller.matches = (replace(match, open_cases=cases, recent_contacts=recent),)
        caller.changed.emit()
        (row,) = window.part(ContactScreen).citizen.callers.rows.hits()
        told = without_isolates(row.subtitle).split(" · ")
        assert told[2:4] == ["pratica 2026-000004 aperta: Tassa rifiuti", "altre aperte: 1"]
        assert "Tassa rifiuti" not in told, "said once, with the case"
        assert len(told) == 4 + len(others)
