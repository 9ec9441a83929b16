"""Opening times of an office: a line for each day, exceptions and seasons one a line."""

import msgspec
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from contract.domain.opening_lines import (
    HoursLines,
    UnreadableLine,
    bands_of,
    times_of,
)
from widgets.labelled_field import Choice, ChoiceField, LabelledField, LineField, TextField
from widgets.theme import SPACE_S, SPACE_XS, scaled

DAYS_ACROSS_PX = 380


class HoursField(LabelledField):
    """value() is JSON of HoursLines, whatever was typed; a line that says no time says so."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        self._grid = QWidget()
        super().__init__(name, label, self._grid, parent)
        self._lines = HoursLines()
        plain = label.replace("&", "")
        self._grid.setAccessibleName(plain)
        self._days = [self._day(name, plain, day) for day in range(7)]
        self._exceptions = TextField(
            f"{name}_exceptions",
            self.tr("Giorni diversi, uno per riga"),
            placeholder=self.tr("24/12/2026 | 8:30-12 | vigilia"),
            lines=2,
        )
        self._seasons = TextField(
            f"{name}_seasons",
            self.tr("Stagioni, una per riga"),
            placeholder=self.tr("01/07-31/08 | lun-ven 8-14 | orario estivo"),
            lines=2,
        )
        self._holidays = ChoiceField(f"{name}_holidays", self.tr("Festivi"))
        self._appointment = QCheckBox(self.tr("Solo su appuntamento"))
        self._note = LineField(f"{name}_note", self.tr("Nota sugli orari"))
        self._parts = (self._exceptions, self._seasons, self._holidays, self._note)
        for part in self._parts:
            part.editor.setAccessibleName(f"{plain}, {part.label.text()}")
        self._appointment.setAccessibleName(f"{plain}, {self._appointment.text()}")
        self._build()
        self._connect()
        self.setFocusProxy(self._days[0].editor)
        self.label.setBuddy(self._days[0].editor)
        self.set_value("")

    def value(self) -> str:
        return msgspec.json.encode(self._typed()).decode()

    def set_value(self, value: str) -> None:
        self._lines = msgspec.json.decode(value, type=HoursLines) if value else HoursLines()
        for field, text in zip(self._days, self._lines.week, strict=True):
            field.set_value(text)
        self._exceptions.set_value(self._lines.exceptions)
        self._seasons.set_value(self._lines.seasons)
        self._note.set_value(self._lines.note)
        self._offer_holidays(self._lines.holidays)
        self._appointment.blockSignals(True)
        self._appointment.setChecked(self._lines.by_appointment)
        self._appointment.blockSignals(False)
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_note"):
            self._arrange()

    def _day(self, name: str, label: str, day: int) -> LineField:
        word = QLocale().dayName(day + 1)
        field = LineField(f"{name}_{day}", word, placeholder=self.tr("chiuso"), left_to_right=True)
        field.editor.setAccessibleName(f"{label}, {word}")
        field.edited.connect(self._on_edited)
        return field

    def _build(self) -> None:
        layout = QVBoxLayout(self._grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        self._week = QGridLayout()
        self._week.setSpacing(SPACE_XS)
        self._week.setHorizontalSpacing(SPACE_S)
        layout.addLayout(self._week)
        for part in (self._exceptions, self._seasons, self._holidays, self._appointment):
            layout.addWidget(part)
        layout.addWidget(self._note)
        self._across = 0
        self._arrange()

    def _arrange(self) -> None:
        """Days in two columns where there is room; the order of Tab stays that of the week."""
        across = 2 if self.width() >= scaled(DAYS_ACROSS_PX) else 1
        if across == self._across:
            return
        self._across = across
        for day, field in enumerate(self._days):
            self._week.addWidget(field, day // across, day % across)

    def _connect(self) -> None:
        for part in self._parts:
            part.edited.connect(self._on_edited)
        self._appointment.toggled.connect(self._on_edited)

    def _offer_holidays(self, chosen: str) -> None:
        choices = [
            Choice("", self.tr("Come il servizio o l'ente")),
            Choice("closed", self.tr("Chiuso")),
            Choice("as_usual", self.tr("Aperto come sempre")),
        ]
        if self._lines.holidays == "own":
            choices.append(Choice("own", self.tr("Regole proprie, già scritte")))
        self._holidays.set_choices(choices)
        self._holidays.set_value(chosen)

    def _typed(self) -> HoursLines:
        return msgspec.structs.replace(
            self._lines,
            week=tuple(field.value() for field in self._days),
            exceptions=self._exceptions.value(),
            seasons=self._seasons.value(),
            holidays=self._holidays.value(),
            by_appointment=self._appointment.isChecked(),
            note=self._note.value(),
        )

    def _on_edited(self, *_: object) -> None:
        self._check()
        self.edited.emit(self.value())

    def _check(self) -> None:
        """Say under each line what cannot be read in it."""
        unreadable = self.tr("Scrivi gli orari così: 8:30-12:30, 14-17")
        for field in self._days:
            field.show_error("" if _is_readable(field.value()) else unreadable)
        blank = HoursLines()
        for part, lines in (("exceptions", self._exceptions), ("seasons", self._seasons)):
            fault = _fault(msgspec.structs.replace(blank, **{part: lines.value()}))
            words = self.tr("Questa riga non si legge: {0}").format(fault)
            lines.show_error(words if fault else "")


def _is_readable(text: str) -> bool:
    try:
        bands_of(text)
    except UnreadableLine:
        return False
    return True


def _fault(lines: HoursLines) -> str:
    try:
        times_of(lines)
    except UnreadableLine as fault:
        return fault.line
    return ""
