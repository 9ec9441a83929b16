"""The way back to where words were typed: which panel opens, while there is something to open."""

from collections.abc import Callable

from console.model.contact.unsent_input import (
    BULK_HOURS,
    OF_A_CALL,
    Typed,
    is_of_call,
    kind_of,
    subject_of,
)
from console.screens.team.team_commands import TeamCommands
from console.shell.panels import Panels
from console.shell.work_page import EDITING, WorkPage
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.knowledge_entries.revision import EntryKind

type Door = Callable[[], None]


class UnsentInputDoors:
    def __init__(
        self, models: SeatModels, page: WorkPage, panels: Panels, team: TeamCommands
    ) -> None:
        self._models = models
        self._page = page
        self._panels = panels
        self._team = team

    def door(self, place: str, typed: Typed) -> Door | None:
        """Return what opens the panel at this place; None: the call, or the entry, is gone."""
        kind = kind_of(place)
        if kind == "fault":
            about = typed.about
            return (lambda: self._models.fault.go_on(about)) if about.id else None
        if kind in OF_A_CALL:
            return self._door_of_call(place)
        if kind in ("member", "queue"):
            may = self._models.team.may_lead
            return (lambda: self._team.team.open_at(place)) if may else None
        may = self._models.editing.list.may_edit
        return self._door_of_editing(place, typed) if may else None

    def _door_of_call(self, place: str) -> Door | None:
        if kind_of(place) == "block":
            is_on_line = self._models.block.on_line == subject_of(place)
            return self._team.block.open if is_on_line else None
        main = self._models.call.main
        is_his = main is not None and is_of_call(place, main.key)
        return self._panels.calls.transfer.show if is_his else None

    def _door_of_editing(self, place: str, typed: Typed) -> Door | None:
        editing, subject = self._page.editing, subject_of(place)
        models, about = self._models.editing, typed.about
        if place == BULK_HOURS:
            return self._in_editing(editing.bulk.open)
        if kind_of(place) == "proposal" and models.learning.proposal(subject) is not None:
            return self._in_editing(lambda: editing.learning.open_at(subject))
        if kind_of(place) == "withdraw" and about.id:
            kind = EntryKind(about.kind)
            return self._in_editing(lambda: editing.panels.ask_withdraw_of(kind, about.id))
        revisions = [one for one in models.list.work.revisions if one.id == subject]
        if kind_of(place) == "review" and revisions:
            one = revisions[0]
            return self._in_editing(lambda: models.editor.open(one.entry_kind, one.entry_id))
        reports = [one for one in models.list.work.reports if one.id == subject]
        if kind_of(place) == "report" and reports:
            return self._in_editing(lambda: editing.panels.ask_report(reports))
        return None

    def _in_editing(self, door: Door) -> Door:
        def go() -> None:
            self._page.show_module(EDITING)
            door()

        return go
