"""One exception of hours for many offices: filter, day, what then, and how many that concerns."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from console.model.contact.unsent_input import BULK_HOURS
from console.viewmodels.editing.bulk_hours import BulkHoursViewModel, LineFault
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from contract.domain.knowledge_entries.knowledge import Office
from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.cell_row import BAR, INSTEAD
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.plain_text import one_line, wrapped_label
from widgets.kit.theme import SPACE_S
from widgets.panels.floating_panel import FloatingPanel
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ROWS = 6
SHOWN = 500
_DESK, _PHONE = "desk", "phone"  # as they are kept


class BulkHoursPanel(FloatingPanel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Orari di molti uffici"), parent)
        self.setObjectName("bulk_hours_panel")
        self.filter = LineField(
            "bulk_filter",
            self.tr("Quali uffici: nome, via, municipio"),
            placeholder=self.tr("vuoto: tutti"),
        )
        self.table = RecordTable(
            self.tr("Uffici"),
            (Column(title=self.tr("Ufficio"), width=0), Column(title=self.tr("Mun."), width=6)),
        )
        self.table.want_rows(ROWS)
        self.day = LineField(
            "bulk_day", self.tr("Giorno"), placeholder=self.tr("gg/mm/aaaa"), left_to_right=True
        )
        self.state = LineField(
            "bulk_state",
            self.tr("Stato"),
            placeholder=self.tr("chiuso, oppure 9-12"),
            left_to_right=True,
        )
        self.reason = LineField("bulk_reason", self.tr("Motivo"))
        self.why = LineField("bulk_why", self.tr("Perché, per chi rivede"))
        self.desk = QCheckBox(self.tr("Sportello"))
        self.phone = QCheckBox(self.tr("Telefono"))
        self.count = wrapped_label("", "info")
        self.send = action_button("bulk_send", self.tr("Prepara la revisione"), "", "primary")
        self.desk.setChecked(True)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        boxes = QHBoxLayout()
        boxes.addWidget(self.desk)
        boxes.addWidget(self.phone)
        boxes.addStretch(1)
        for part in (self.filter, self.table, self.day, self.state, self.reason):
            column.addWidget(part)
        column.addLayout(boxes)
        column.addWidget(self.why)
        self._area = column_scroll(self._column)
        self.content.addWidget(self._area)
        self.content.addWidget(self.count)
        self.content.addWidget(self.send)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._bring)

    def first_focus(self) -> QWidget:
        return self.filter.editor

    def line(self) -> str:
        """Return the three fields as they are kept, "" while nothing is typed in them."""
        parts = [field.value().strip().replace(BAR, INSTEAD) for field in self._three()]
        return f" {BAR} ".join(parts) if any(parts) else ""

    def show_line(self, line: str) -> None:
        parts = [part.strip() for part in line.split(BAR, 2)] if line else []
        for field, text in zip(self._three(), [*parts, "", "", ""], strict=False):
            field.set_value(text)
            field.set_cursor_position(0)  # however long, it shows how it begins

    def _three(self) -> tuple[LineField, LineField, LineField]:
        return self.day, self.state, self.reason

    def _bring(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._area, now)


class BulkHoursPresenter(QObject):
    def __init__(
        self, panel: BulkHoursPanel, model: BulkHoursViewModel, typed: UnsentInputViewModel
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._model = model
        self._typed = typed
        self._sent = -1
        for field in (panel.filter, panel.day, panel.state, panel.reason, panel.why):
            field.edited.connect(self._on_edited)
        for box in (panel.desk, panel.phone):
            box.toggled.connect(self._on_edited)
        panel.send.clicked.connect(model.send)
        model.changed.connect(self.refresh)
        model.sent.connect(self._on_sent)

    def open(self) -> None:
        self._sent = -1
        self._model.open()
        self._show_typed()
        self.refresh()
        self._panel.open()

    def refresh(self) -> None:
        panel, model = self._panel, self._model
        panel.table.set_records([_record(one) for one in model.chosen[:SHOWN]])
        panel.table.flush()
        words = self._fault_words(model.fault)
        is_of_day = model.fault in (LineFault.NO_DAY, LineFault.PAST)
        panel.day.show_error(words if is_of_day else "")
        panel.state.show_error("" if is_of_day else words)
        panel.count.setText(self._count())
        panel.send.setEnabled(model.may_send)
        panel.place.refit()

    def _fault_words(self, fault: LineFault | None) -> str:
        if fault is None:
            return ""
        return {
            LineFault.NO_DAY: self.tr("Scrivi il giorno così: 28/11/2026"),
            LineFault.NO_HOURS: self.tr("Scrivi chiuso, oppure 9-12"),
            LineFault.PAST: self.tr("È nel passato. Scegli da oggi in poi."),
            LineFault.UNUSABLE: self.tr("Gli orari si accavallano o sono vuoti."),
        }[fault]

    def _count(self) -> str:
        if self._sent >= 0:
            return self.tr(
                "Inviato per %n uffici: un'altra persona li approva insieme.", "", self._sent
            )
        words = self.tr("%n uffici su {0}, da approvare insieme.", "", len(self._model.chosen))
        return words.replace("{0}", str(self._model.total))

    def _on_edited(self, *_: object) -> None:
        self._sent = -1
        self._take()
        self._keep()

    def _on_sent(self, count: int) -> None:
        self._sent = count
        self._panel.show_line(self._model.line)
        self._panel.why.set_value(self._model.why)
        self._keep()
        self.refresh()

    def _take(self) -> None:
        panel = self._panel
        self._model.choose(
            filter_text=panel.filter.value(),
            line=panel.line(),
            why=panel.why.value(),
            for_desk=panel.desk.isChecked(),
            for_phone=panel.phone.isChecked(),
        )

    def _keep(self) -> None:
        panel = self._panel
        words = panel.filter.value(), panel.line(), panel.why.value()
        boxes = ((panel.desk, _DESK), (panel.phone, _PHONE))
        hours = " ".join(name for box, name in boxes if box.isChecked())
        self._typed.type(BULK_HOURS, (*words, hours) if any(words) else ())

    def _show_typed(self) -> None:
        """Show what she typed before she left the panel, or before a crash of the console."""
        panel = self._panel
        filter_text, line, why, hours = self._typed.of(BULK_HOURS, 4)
        is_kept = bool(filter_text or line or why)
        panel.show_line(line)
        for field, text in ((panel.filter, filter_text), (panel.why, why)):
            field.set_value(text)
        for box, is_on in (
            (panel.desk, _DESK in hours or not is_kept),
            (panel.phone, _PHONE in hours),
        ):
            box.blockSignals(True)
            box.setChecked(is_on)
            box.blockSignals(False)
        self._take()


def _record(office: Office) -> Record:
    return Record(
        key=office.id,
        cells=(one_line(office.name), office.municipio),
        detail=one_line(office.address),
    )
