"""Who calls: the citizen's fields, possible callers to confirm, the last contacts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.fields.field_group import FieldGroup
from widgets.fields.labelled_field import Choice, ChoiceField, LineField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel, set_spoken_name
from widgets.kit.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TABLE_ROW_PX,
    scaled,
    set_look,
)
from widgets.tables.hit_list import HitRow
from widgets.tables.possible_callers import PossibleCallers
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

CONTACTS_SHOWN, CONTACT_PX = 3, 32
ROOMY_PX = 130  # of room kept below the fields: with less, rows of contacts are lower
ALL_CONTACTS = 20
ANY_PX = 16_777_215  # no limit of Qt


class CitizenCard(QFrame):
    """Fields: name, fiscal_code, phone, municipio, language. Matches are guesses to confirm."""

    edited = Signal(str, str)  # field, value
    match_confirmed = Signal(int)
    contact_opened = Signal(str)  # key of one of the last contacts
    link_offered = Signal()  # or not any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("citizen_card")
        self.setAccessibleName(self.tr("Cittadino"))
        self.setProperty("panel", "true")
        self.fields = FieldGroup(self)
        self._is_open, self._kept_px = True, 0
        self.callers = PossibleCallers()
        self._slot = QWidget()
        self._slot.setObjectName("citizen_slot")
        self._in_slot = QVBoxLayout(self._slot)
        self._beside: QVBoxLayout | None = None  # where possible callers stand in a wide window
        self._contacts_title = ElidedLabel("", "section")
        self._title = ElidedLabel(self.tr("Cittadino"), "section")
        self._rows = QWidget()
        self.contacts = RecordTable(
            self.tr("Ultimi contatti"),
            (
                Column(title=self.tr("Data"), width=6, is_ltr=True),
                Column(title=self.tr("Argomento"), width=0, is_strong=True),
                Column(title=self.tr("Esito"), is_tag=True),
            ),
        )
        self.history = QWidget()
        self.history_link = action_button("citizen_history", "", kind="link")
        set_look(self.history_link, "place", "chip")
        self.history_link.hide()
        self._contacts_most = CONTACTS_SHOWN
        self._count, self._has_link = 0, False
        self._build()
        self._connect()
        self.set_matches(())
        self.set_contacts(())

    def set_choices(self, municipi: Sequence[Choice], languages: Sequence[Choice]) -> None:
        for name, choices in (("municipio", municipi), ("language", languages)):
            field = self.fields.field(name)
            assert isinstance(field, ChoiceField)
            field.set_choices(choices)

    def values(self) -> dict[str, str]:
        return self.fields.values()

    def set_values(self, values: Mapping[str, str]) -> None:
        self.fields.set_values(values)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.fields.show_errors(errors)

    def show_error(self, name: str, sentence: str) -> None:
        """Say an error under one field without moving the focus; "" takes it away."""
        self.fields.field(name).show_error(sentence)

    def focus_field(self, name: str, cursor: int = -1) -> None:
        self.fields.focus_field(name, cursor)

    def focused_field(self) -> tuple[str, int]:
        return self.fields.focused_field()

    def set_matches(self, matches: Sequence[HitRow], sentence: str = "") -> None:
        """Offer possible callers: title is the name, subtitle why and their last topics."""
        self.callers.show_matches(matches, sentence)
        self._show_parts()

    def set_open(self, *, is_open: bool) -> None:
        """Show the fields while a contact is open; without one there is nothing to fill in."""
        self._is_open = is_open
        self._show_parts()

    def _show_parts(self) -> None:
        """Give possible callers the place of the last contacts: they say the topics of these."""
        self._stand_callers()
        self._fit_slot()
        in_one = self._is_in_slot(self.history) and self._is_in_slot(self.callers)
        # Before there is a form both have room: why they call is looked at while it rings.
        gives_way = self.callers.has_rows and in_one and self._is_open
        has_contacts = bool(self._count) and not gives_way
        self._rows.setVisible(self._is_open)
        self._contacts_title.setVisible(has_contacts)
        self.contacts.setVisible(has_contacts)
        says_something = has_contacts or self.callers.says_something
        self._title.setVisible(self._is_open or says_something)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "history"):
            self._fit_slot()

    def keep_room(self, room_px: int) -> None:
        """Have the same room below the fields whoever is found, and when; 0: what is there."""
        if room_px != self._kept_px:
            self._kept_px = room_px
            self._fit_slot()

    def _fit_slot(self) -> None:
        """Fit what is found into the room that is kept while a form stands below."""
        is_kept = self._is_open and self._kept_px > 0
        self.callers.fit(is_kept=is_kept)
        is_low = is_kept and self._kept_px < ROOMY_PX and self._is_in_slot(self.history)
        self.contacts.row_px = TABLE_ROW_PX if is_low else CONTACT_PX
        self.contacts.want_exactly(min(self._count, self._contacts_most))
        height = scaled(self._kept_px)
        self._slot.setMinimumHeight(height if is_kept else 0)
        self._slot.setMaximumHeight(height if is_kept else ANY_PX)

    def leave_room(self, bar_px: int) -> None:
        """Take the room of a scroll bar beside it from the margin: no field moves for it."""
        layout = self.layout()
        assert layout is not None
        end = max(0, SPACE_L - bar_px)
        left, right = (end, SPACE_L) if self.isRightToLeft() else (SPACE_L, end)
        layout.setContentsMargins(left, SPACE_M, right, SPACE_S)

    def focus_matches(self) -> bool:
        """Go to the possible callers, where Enter confirms; False when there are none."""
        if not self.callers.has_rows:
            return False
        self.callers.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def set_contacts(self, records: Sequence[Record], title: str = "") -> None:
        """Cells: day, topic, outcome as a tag; title: what they are, "" for the last contacts."""
        usual = self.tr("Ultimi contatti · {0}").format(len(records))
        self._contacts_title.show_text(title or usual)
        set_spoken_name(self.contacts, title or self.tr("Ultimi contatti"))
        self.contacts.set_records(records)
        self.history_link.show_words(self.tr("%n contatti", "", len(records)), "F3")
        self._count = len(records)
        self.history_link.setVisible(self._has_link and bool(records))
        self._show_parts()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_S)
        self.leave_room(0)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title, 1)
        head.addWidget(self.history_link)
        layout.addLayout(head)
        layout.addWidget(self._rows)  # first: who is found, or confirmed, moves no field
        layout.addWidget(self._slot)
        self._in_slot.setContentsMargins(0, 0, 0, 0)
        self._in_slot.setSpacing(SPACE_XS)
        self._in_slot.addStretch(1)
        self._stand_callers()  # before the fields, as Tab goes
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, SPACE_S)
        rows.setSpacing(SPACE_S)
        for fields, shares in self._new_rows():
            row = QHBoxLayout()
            row.setSpacing(SPACE_S)
            for field, share in zip(fields, shares, strict=True):
                self.fields.add(field)
                row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            rows.addLayout(row)
        self.contacts.horizontalHeader().hide()
        set_look(self.contacts, "ground", "none")
        set_look(self.contacts, "place", "receipt")
        past = QVBoxLayout(self.history)
        past.setContentsMargins(0, 0, 0, 0)
        past.setSpacing(SPACE_XS)
        past.addWidget(self._contacts_title)
        past.addWidget(self.contacts)
        self.hold_history()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def hold_history(self) -> None:
        """Have the last contacts below the fields: where they belong unless there is more room."""
        if not self._is_in_slot(self.history):
            self._in_slot.insertWidget(self._in_slot.count() - 1, self.history)
            self.history.show()

    def stand_callers(self, beside: QVBoxLayout | None) -> None:
        """Have possible callers on top of what stands beside, where the form is; None: here."""
        self._beside = beside
        self._stand_callers()

    def _stand_callers(self) -> None:
        # While it rings there is no form, and they are what the operator looks at first.
        column = self._beside if self._beside is not None and self._is_open else self._in_slot
        if column.indexOf(self.callers) < 0:
            column.insertWidget(0, self.callers)
            if column is self._beside:
                self.callers.lower()  # Tab comes to them before what stands below them
        self.callers.setVisible(self.callers.says_something)

    def _is_in_slot(self, part: QWidget) -> bool:
        return self._in_slot.indexOf(part) >= 0

    def offer_link(self, *, is_offered: bool) -> None:
        """Have a link to the last contacts, where they do not stand below the fields."""
        is_new, self._has_link = is_offered is not self._has_link, is_offered
        self.history_link.setVisible(is_offered and bool(self._count))
        if is_new:
            self.link_offered.emit()

    @property
    def has_link(self) -> bool:
        return self._has_link

    def show_all_contacts(self, *, is_all: bool) -> None:
        """Show as many of the last contacts as there are, or the last few."""
        self._contacts_most = ALL_CONTACTS if is_all else CONTACTS_SHOWN
        self._show_parts()  # they may stand elsewhere now: possible callers take their room below

    def _new_rows(self) -> tuple[tuple[tuple[LineField | ChoiceField, ...], tuple[int, ...]], ...]:
        name = LineField("name", self.tr("Cognome e &nome"))
        phone = LineField("phone", self.tr("&Telefono"), left_to_right=True)
        code = LineField("fiscal_code", self.tr("Codice &fiscale"), left_to_right=True)
        municipio = ChoiceField("municipio", self.tr("&Municipio"), characters=3)
        language = ChoiceField("language", self.tr("Lin&gua"))
        return ((name, phone), (1, 1)), ((code, municipio, language), (5, 3, 4))

    def _connect(self) -> None:
        self.fields.edited.connect(self.edited)
        self.callers.confirmed.connect(self.match_confirmed)
        self.contacts.opened.connect(self.contact_opened)
