"""Answers where a case is, by the number the citizen says, and shows all of it to its desk."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject

from console.model.callbacks.case_file import CaseFile
from console.screens.callbacks.history_texts import HistoryTexts
from console.screens.kit.feature import Frame
from console.screens.kit.moments import day_and_time
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.callbacks.case_search import CaseSearchViewModel, Fault
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.phone_number import spoken
from contract.wire.claims import CaseFound, CaseRecord
from widgets.cases.record_sight import RecordSight
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.panels.case_finder import CaseFinder


class FindCasePanel(QObject):
    def __init__(self, models: SeatModels, frame: Frame, now: Callable[[], datetime]) -> None:
        super().__init__(frame.host)
        self._search = models.of(CaseSearchViewModel)
        self._editor = models.editor
        self._frame = frame
        self._now = now
        self._words = StateTexts(self)
        self._history = HistoryTexts(self)
        self._note = models.of(OpenedRecordsViewModel).note
        self._search.changed.connect(self._on_changed)

    @cached_property
    def panel(self) -> CaseFinder:
        panel = CaseFinder(self._frame.host)
        panel.asked.connect(self._search.ask)
        return panel

    @cached_property
    def _sight(self) -> RecordSight:
        return RecordSight(self.panel, self._note)

    def open(self, number: str = "") -> None:
        """number: of a case to be shown at once."""
        self._search.clear()
        self.panel.field.set_value(number)
        self.panel.open()
        if number:
            self._search.ask(number)

    def _on_changed(self) -> None:
        search = self._search
        # Of what the server told its audit has a line already.
        record = search.found.record if search.found is not None and search.is_copy else None
        self._sight.show(*((("case", record.case.id),) if record is not None else ()))
        if search.found is None:
            self.panel.show_answer(self._sentence(), "", "")
            return
        copy = self.tr("Senza collegamento: come la conosce questa postazione.")
        text = self._text(search.found)
        self.panel.show_answer(copy if search.is_copy else "", self._head(search.found), text)

    def _sentence(self) -> str:
        search, number = self._search, left_to_right(self._search.number)
        if search.is_asking:
            return self.tr("Cerco la pratica {0}…").format(number)
        return {
            None: "",
            Fault.NO_NUMBER: self.tr("Un numero di pratica è come 2026-000123."),
            Fault.UNKNOWN: self.tr("Nessuna pratica ha il numero {0}.").format(number),
            Fault.TOO_MANY: self.tr(
                "In quest'ora hai cercato troppe pratiche di altri. Chiedile al loro ufficio."
            ),
            Fault.OUT_OF_REACH: self.tr(
                "Senza collegamento trovo solo le pratiche del tuo ufficio: la {0} non c'è."
            ).format(number),
        }[search.fault]

    def _head(self, found: CaseFound) -> str:
        topic = next((one.path for one in self._editor.topics if one.id == found.topic_id), "")
        number = self.tr("Pratica {0}").format(left_to_right(found.number))
        return " · ".join(part for part in (number, isolated(topic)) if part)

    def _text(self, found: CaseFound) -> str:
        record = found.record
        where = "\n".join((self._where(found), *self._moments(found)))
        if record is None:
            rest = [self.tr("È di un altro ufficio: qui se ne vede solo lo stato.")]
        else:
            rest = self._record(record)
        return "\n\n".join(part for part in (where, *rest) if part)

    def _where(self, found: CaseFound) -> str:
        desk = next((one.name for one in self._editor.desks if one.id == found.desk_id), "")
        state = self._words.case_state(found.state)
        return " · ".join(part for part in (isolated(desk), state) if part)

    def _moments(self, found: CaseFound) -> list[str]:
        now, lines = self._now(), [self.tr("Aperta: {0}").format(self._at(found.opened_at))]
        if found.closed_at is not None:
            lines.append(self.tr("Chiusa: {0}").format(self._at(found.closed_at)))
        elif found.due_at is not None and found.due_at < now:
            lines.append(self.tr("Richiamo in ritardo: {0}").format(self._at(found.due_at)))
        elif found.due_at is not None:
            lines.append(self.tr("Richiamo entro: {0}").format(self._at(found.due_at)))
        return lines

    def _record(self, record: CaseRecord) -> list[str]:
        case = record.case
        caller = (isolated(one_line(case.caller.name)), left_to_right(spoken(case.caller.phone)))
        file = CaseFile(case=case, activities=record.activities, attempts=record.attempts)
        callback = record.callbacks[-1] if record.callbacks else None
        rows = self._history.rows(callback, file, self._now())
        asked, answer = isolated(case.question), isolated(case.answer)
        told = [f"{isolated(row.when)} · {row.what} {isolated(row.rest)}".strip() for row in rows]
        return [
            " · ".join(part for part in caller if part),
            self.tr("Che cosa chiede: {0}").format(asked) if case.question else "",
            self.tr("Risposta data: {0}").format(answer) if case.answer else "",
            "\n".join((self.tr("Storia"), *told)),
        ]

    def _at(self, at: datetime) -> str:
        return left_to_right(day_and_time(at, self._now()))
