"""Opening times of an office: a line for each day, exceptions and seasons a row each."""

import msgspec
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from contract.domain.opening_times.opening_holiday_lines import OWN, UnreadableLine
from contract.domain.opening_times.opening_lines import HoursLines, bands_of, lines_from, times_of
from widgets.fields.hours_grid import HoursGrid
from widgets.fields.labelled_field import Choice, ChoiceField, LabelledField, LineField
from widgets.fields.rows_field import RowsField
from widgets.kit.cell_row import BAR, RowColumn
from widgets.kit.plain_text import isolated, set_spoken_name


class HoursField(LabelledField):
    """value() is JSON of HoursLines, whatever was typed; a line that says no time says so.

    It says so beside its name: no line moves while another is typed.
    """

    def __init__(
        self, name: str, label: str, parent: QWidget | None = None, *, in_parts: bool = False
    ) -> None:
        """in_parts: make_part() makes its dozens of cells, a few at each call."""
        self._grid = HoursGrid()
        super().__init__(name, label, self._grid, parent)
        self._lines = HoursLines()
        self._name, self._plain = name, label.replace("&", "")
        self._grid.setAccessibleName(self._plain)
        # Of the class, not bound: a field given up half made would hold itself.
        self._unmade = [
            HoursField._make_days,
            HoursField._make_exceptions,
            HoursField._make_seasons,
            HoursField._make_holidays,
            HoursField._make_dates,
            HoursField._make_note,
            HoursField._finish,
        ]
        while not in_parts and not self.is_made:
            self.make_part()

    @property
    def is_made(self) -> bool:
        return not self._unmade

    def make_part(self) -> None:
        self._unmade.pop(0)(self)

    def value(self) -> str:
        return msgspec.json.encode(self._typed()).decode()

    def set_value(self, value: str) -> None:
        self._lines = lines_from(value)
        for field, text in zip(self._days, self._lines.week, strict=True):
            field.set_value(text)
        self._exceptions.set_value(self._lines.exceptions)
        self._seasons.set_value(self._lines.seasons)
        self._note.set_value(self._lines.note)
        self._offer_holidays()
        self._eve.set_value(self._lines.eve)
        for field, text in zip(self._valid, self._validity(), strict=True):
            field.set_value(text)
        # What a program shows is not an edit: it would make a draft of an entry nobody touched.
        self._appointment.blockSignals(True)
        self._appointment.setChecked(self._lines.by_appointment)
        self._appointment.blockSignals(False)
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.arrange(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._grid.arrange(self.width())

    def _make_days(self) -> None:
        self._days = [self._day(self._name, self._plain, day) for day in range(7)]

    def _make_exceptions(self) -> None:
        self._exceptions = self._rows("exceptions", self.tr("Giorni diversi"), self.tr("Giorno"))

    def _make_seasons(self) -> None:
        day = self.tr("Dal giorno al giorno")
        self._seasons = self._rows("seasons", self.tr("Stagioni"), day)

    def _make_holidays(self) -> None:
        self._holidays = ChoiceField(f"{self._name}_holidays", self.tr("Festivi"))
        self._patron_day = ChoiceField(f"{self._name}_patron_day", self.tr("29 giugno"))

    def _make_dates(self) -> None:
        name = self._name
        self._eve = LineField(
            f"{name}_eve",
            self.tr("Vigilia di festivo, fino alle"),
            placeholder=self.tr("12:00"),
            left_to_right=True,
        )
        self._valid = [
            LineField(f"{name}_valid_{end}", words, placeholder=day, left_to_right=True)
            for end, words, day in (
                ("from", self.tr("Orario valido dal"), self.tr("gg/mm/aaaa")),
                ("until", self.tr("fino al"), self.tr("gg/mm/aaaa")),
            )
        ]
        self._rules = (self._holidays, self._patron_day, self._eve, *self._valid)

    def _make_note(self) -> None:
        self._appointment = QCheckBox(self.tr("Solo su appuntamento"))
        self._note = LineField(f"{self._name}_note", self.tr("Nota sugli orari"))
        self._parts = (self._exceptions, self._seasons, *self._rules, self._note)
        for part in self._parts:
            set_spoken_name(part.editor, f"{self._plain}, {part.label.text()}")
        set_spoken_name(self._appointment, f"{self._plain}, {self._appointment.text()}")

    def _finish(self) -> None:
        below = (self._appointment, self._note)
        self._grid.fill(self._days, (self._exceptions, self._seasons), self._rules, below)
        self._connect()
        self.setFocusProxy(self._days[0].editor)
        self.label.setBuddy(self._days[0].editor)
        self.set_value("")

    def _rows(self, name: str, label: str, day: str) -> RowsField:
        cells = (
            RowColumn(label=day, left_to_right=True),
            RowColumn(label=self.tr("Chiuso o orario"), left_to_right=True),
            RowColumn(label=self.tr("Motivo")),
        )
        return RowsField(f"{self._name}_{name}", label, cells)

    def _day(self, name: str, label: str, day: int) -> LineField:
        word = QLocale().dayName(day + 1)
        field = LineField(f"{name}_{day}", word, placeholder=self.tr("chiuso"), left_to_right=True)
        set_spoken_name(field.editor, f"{label}, {word}")
        field.edited.connect(self._on_edited)
        return field

    def _connect(self) -> None:
        for part in self._parts:
            part.edited.connect(self._on_edited)
        self._appointment.toggled.connect(self._on_edited)

    def _validity(self) -> tuple[str, str]:
        return self._lines.valid_from, self._lines.valid_until

    def _offer_holidays(self) -> None:
        """Rules that only bands say can be kept, not typed."""
        says = (
            Choice("closed", self.tr("Chiuso")),
            Choice("as_usual", self.tr("Aperto come sempre")),
        )
        own = Choice(OWN, self.tr("Regole proprie, già scritte"))
        for field, as_others, chosen in (
            (self._holidays, self.tr("Come il servizio o l'ente"), self._lines.holidays),
            (self._patron_day, self.tr("Come gli altri festivi"), self._lines.patron_day),
        ):
            # Rules that only bands can say are shown and kept; choosing them anew is not possible
            # here.
            kept = (own,) if chosen == OWN else ()
            field.set_choices((Choice("", as_others), *says, *kept))
            field.set_value(chosen)

    def _typed(self) -> HoursLines:
        return msgspec.structs.replace(
            self._lines,
            week=tuple(field.value() for field in self._days),
            exceptions=self._exceptions.value(),
            seasons=self._seasons.value(),
            holidays=self._holidays.value(),
            patron_day=self._patron_day.value(),
            eve=self._eve.value(),
            valid_from=self._valid[0].value(),
            valid_until=self._valid[1].value(),
            by_appointment=self._appointment.isChecked(),
            note=self._note.value(),
        )

    def _on_edited(self, *_: object) -> None:
        self._check()
        self.edited.emit(self.value())

    def _check(self) -> None:
        """Say beside the name of each line what cannot be read in it."""
        # Said beside each day and never refused: a line that is half typed is kept as it is.
        unreadable = self.tr("Scrivi gli orari così: 8:30-12:30, 14-17")
        for field in self._days:
            field.show_error("" if _is_readable(field.value()) else unreadable)
        blank = HoursLines()
        for part, lines in (("exceptions", self._exceptions), ("seasons", self._seasons)):
            fault = _fault(msgspec.structs.replace(blank, **{part: lines.value()}))
            shown = fault.replace(BAR, "·")
            words = self.tr("Questa riga non si legge: {0}").format(isolated(shown))
            lines.show_error(words if fault else "")
        self._check_holidays()
        for part, field in zip(("valid_from", "valid_until"), self._valid, strict=True):
            fault = _fault(msgspec.structs.replace(blank, **{part: field.value()}))
            field.show_error(self.tr("La data si scrive così: 31/12/2026.") if fault else "")

    def _check_holidays(self) -> None:
        """29 June and the eves differ from a rule for holidays: there must be one."""
        first = self.tr("Scegli prima che cosa vale nei festivi.")
        has_rule = bool(self._holidays.value())
        self._patron_day.show_error(first if self._patron_day.value() and not has_rule else "")
        fault = _fault(HoursLines(holidays="closed", eve=self._eve.value()))
        hour = self.tr("Scrivi l'ora così: 12:00") if fault else ""
        is_alone = bool(self._eve.value().strip()) and not has_rule
        self._eve.show_error(hour or (first if is_alone else ""))


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
