"""Looks for closed cases whose number nobody has at hand, and opens the one that is meant."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from console.model.callbacks.closed_found import NotSearched
from console.screens.callbacks.find_case_panel import FindCasePanel
from console.screens.kit.feature import Frame
from console.screens.kit.moments import full_day, rome_day
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.callbacks.closed_case_search import ClosedCaseSearchViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.callback import AttemptOutcome
from contract.domain.ids import DeskId
from contract.wire.claims import ClosedCase, ClosedCasesAsked
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.kit.typed_text import cursor_of
from widgets.panels.closed_case_finder import ClosedCaseFinder
from widgets.tables.hit_list import HitRow

OWN, ON_LINE = "own", "line"


class ClosedCasesPanel(QObject):
    def __init__(
        self,
        models: SeatModels,
        frame: Frame,
        find_case: FindCasePanel,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(frame.host)
        self._models = models
        self._search = models.of(ClosedCaseSearchViewModel)
        self._frame = frame
        self._find_case = find_case
        self._now = now
        self._words = StateTexts(self)
        self._back_from: QWidget | None = None  # had the focus as a case of the list was opened
        self._search.changed.connect(self._on_changed)

    @cached_property
    def panel(self) -> ClosedCaseFinder:
        panel = ClosedCaseFinder(self._frame.host)
        panel.asked.connect(self._ask)
        panel.went_on.connect(self._search.go_on)
        panel.opened.connect(self._open)
        self._find_case.panel.dismissed.connect(self._on_read)
        return panel

    def open(self) -> None:
        self.panel.words.set_value("")
        self.panel.offer_places(self._places())
        self.panel.offer_limits(self._times(), self._outcomes())
        self._search.clear()
        self.panel.open()

    def _places(self) -> list[Choice]:
        """Whoever is on the line first: that is whose case is looked for."""
        account, call = self._models.operator.account, self._models.call.main
        places = [Choice(OWN, self.tr("Aperte da me"))]
        if account is not None:
            all_desks = account.may(Capability.MONITOR_READ)
            own = account.desk_ids if account.may(Capability.CASE_WORK) else ()
            desks = [one for one in self._models.editor.desks if all_desks or one.id in own]
            places = [*(Choice(one.id, one.name) for one in desks), *places]
        if call is not None and call.call.number and call.key:
            places.insert(0, Choice(ON_LINE, self.tr("Di chi è in linea")))
        return places

    def _times(self) -> list[Choice]:
        return [
            Choice("", self.tr("sempre")),
            Choice("31", self.tr("un mese")),
            Choice("92", self.tr("tre mesi")),
            Choice("366", self.tr("un anno")),
        ]

    def _outcomes(self) -> list[Choice]:
        outcomes = (Choice(one, self._words.outcome(one)) for one in AttemptOutcome)
        return [Choice("", self.tr("qualsiasi")), *outcomes]

    def _ask(self) -> None:
        panel, days = self.panel, self.panel.since.value()
        outcome = panel.outcome.value()
        asked = ClosedCasesAsked(
            words=panel.words.value().strip(),
            since=self._now() - timedelta(days=int(days)) if days else None,
            outcome=AttemptOutcome(outcome) if outcome else None,
        )
        where, call = panel.where.value(), self._models.call.main
        if where == ON_LINE and call is not None:
            asked = replace(asked, phone=call.call.number, call_key=call.key)
        elif where == ON_LINE:  # gone meanwhile: nobody asks for that number any more
            panel.offer_places(self._places())
            gone = self.tr("Non c'è più nessuno in linea: scegli tra quali cercare.")
            panel.show_cases((), gone, can_go_on=False)
            return
        elif where != OWN:
            asked = replace(asked, desk_id=DeskId(where))
        self._search.ask(asked)

    def _open(self, row: int) -> None:
        cases = self._search.rows
        if 0 <= row < len(cases):
            self.panel.close_panel()
            self._back_from = cursor_of(self.panel)
            self._find_case.open(cases[row].number)

    def _on_read(self) -> None:
        """By Esc they come back to the list: the next one may be meant. Elsewhere was a choice."""
        before, self._back_from = self._back_from, None
        if before is not None and before is cursor_of(self.panel):
            self.panel.open()
            self.panel.rows.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_changed(self) -> None:
        search = self._search
        rows = [self._row(case) for case in search.rows]
        self.panel.show_cases(rows, self._sentence(), can_go_on=search.can_go_on)

    def _sentence(self) -> str:
        search = self._search
        if search.is_asking:
            return self.tr("Cerco fra le pratiche chiuse…")
        if search.fault is not None:
            return self._fault(search.fault)
        if not search.was_asked:
            return self.tr("Per un numero di pratica: Ctrl+Maiusc+N.")
        found = self.tr("%n pratiche chiuse", "", len(search.rows))
        if not search.rows:
            found = self.tr("Nessuna pratica chiusa")
        if search.searched_back_to is None:
            return self.tr("{0}. Non c'è altro.").format(found)
        day = left_to_right(full_day(rome_day(search.searched_back_to)))
        return self.tr("{0}, cercando fino al {1}.").format(found, day)

    def _fault(self, fault: NotSearched) -> str:
        return {
            NotSearched.OFFLINE: self.tr(
                "Senza collegamento le pratiche chiuse non si possono cercare. Riprova fra poco."
            ),
            NotSearched.REFUSED: self.tr("Non puoi cercare fra queste pratiche."),
            NotSearched.TOO_MANY: self.tr(
                "In quest'ora hai cercato troppe volte senza una telefonata. Riprova più tardi."
            ),
            NotSearched.NOT_ANSWERED: self.tr(
                "Il server non ha potuto cercare. Cerca per numero (Ctrl+Maiusc+N), o riprova."
            ),
        }[fault]

    def _row(self, case: ClosedCase) -> HitRow:
        editor = self._models.editor
        topic = next((one.path for one in editor.topics if one.id == case.topic_id), "")
        desk = next((one.name for one in editor.desks if one.id == case.desk_id), "")
        closed = self.tr("chiusa il {0}").format(left_to_right(full_day(rome_day(case.closed_at))))
        outcome = self._words.outcome(case.outcome) if case.outcome is not None else ""
        whose = isolated(one_line(case.name)) if case.is_readable else ""
        asked = (
            isolated(one_line(case.asked)) if case.is_readable else self.tr("di un altro ufficio")
        )
        title = (left_to_right(case.number), whose or isolated(topic))
        rest = (isolated(topic) if whose else "", closed, isolated(desk), outcome, asked)
        return HitRow(*(" · ".join(filter(None, parts)) for parts in (title, rest)))
