"""Opening times of an office: a line for each day, exceptions and seasons a row each."""

import msgspec
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from contract.domain.opening_times.opening_holiday_lines import OWN, UnreadableLine
from contract.domain.opening_times.opening_lines import HoursLines, bands_of, lines_from, times_of
from widgets.fields.labelled_field import Choice, ChoiceField, LabelledField, LineField
from widgets.fields.rows_field import RowsField
from widgets.kit.cell_row import BAR, RowColumn
from widgets.kit.plain_text import isolated, set_spoken_name
from widgets.kit.theme import SPACE_S, SPACE_XS, scaled

DAYS_ACROSS_PX = 380


class HoursField(LabelledField):
    """value() is JSON of HoursLines, whatever was typed; a line that says no time says so.

    It says so beside its name: no line moves while another is typed.
    """

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        self._grid = QWidget()
        super().__init__(name, label, self._grid, parent)
        self._lines = HoursLines()
        plain = label.replace("&", "")
        self._grid.setAccessibleName(plain)
        self._days = [self._day(name, plain, day) for day in range(7)]
        told = self.tr("Chiuso o orario"), self.tr("Motivo")
        day, days = self.tr("Giorno"), self.tr("Dal giorno al giorno")
        self._exceptions = _rows(f"{name}_exceptions", self.tr("Giorni diversi"), day, *told)
        self._seasons = _rows(f"{name}_seasons", self.tr("Stagioni"), days, *told)
        self._holidays = ChoiceField(f"{name}_holidays", self.tr("Festivi"))
        self._patron_day = ChoiceField(f"{name}_patron_day", self.tr("29 giugno"))
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
        self._appointment = QCheckBox(self.tr("Solo su appuntamento"))
        self._note = LineField(f"{name}_note", self.tr("Nota sugli orari"))
        self._rules = (self._holidays, self._patron_day, self._eve, *self._valid)
        self._parts = (self._exceptions, self._seasons, *self._rules, self._note)
        for part in self._parts:
            set_spoken_name(part.editor, f"{plain}, {part.label.text()}")
        set_spoken_name(self._appointment, f"{plain}, {self._appointment.text()}")
        self._build()
        self._connect()
        self.setFocusProxy(self._days[0].editor)
        self.label.setBuddy(self._days[0].editor)
        self.set_value("")

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
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_note"):
            self._arrange()

    def _day(self, name: str, label: str, day: int) -> LineField:
        word = QLocale().dayName(day + 1)
        field = LineField(f"{name}_{day}", word, placeholder=self.tr("chiuso"), left_to_right=True)
        set_spoken_name(field.editor, f"{label}, {word}")
        field.edited.connect(self._on_edited)
        return field

    def _build(self) -> None:
        """Parts are put in from top to bottom: that is the order of Tab."""
        layout = QVBoxLayout(self._grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        self._across = 1
        self._week, self._below = QGridLayout(), QGridLayout()
        for grid in (self._week, self._below):
            grid.setSpacing(SPACE_XS)
            grid.setHorizontalSpacing(SPACE_S)
        layout.addLayout(self._week)
        self._place_days()
        for part in (self._exceptions, self._seasons):
            layout.addWidget(part)
        layout.addLayout(self._below)
        self._place_rules()
        layout.addWidget(self._appointment)
        layout.addWidget(self._note)

    def _arrange(self) -> None:
        """Two columns where there is room."""
        across = 2 if self.width() >= scaled(DAYS_ACROSS_PX) else 1
        # Told at every pixel of a resize.
        if across == self._across:
            return
        self._across = across
        self._place_days()
        self._place_rules()

    def _place_days(self) -> None:
        for day, field in enumerate(self._days):
            self._week.addWidget(field, day // self._across, day % self._across)

    def _place_rules(self) -> None:
        self._below.addWidget(self._holidays, 0, 0, 1, self._across)
        for place, field in enumerate(self._rules[1:]):
            row, column = 1 + place // self._across, place % self._across
            self._below.addWidget(field, row, column)

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


def _rows(name: str, label: str, day: str, state: str, reason: str) -> RowsField:
    cells = (
        RowColumn(label=day, left_to_right=True),
        RowColumn(label=state, left_to_right=True),
        RowColumn(label=reason),
    )
    return RowsField(name, label, cells)


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
