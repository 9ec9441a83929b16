"""Ctrl+O: what was typed in panels and not handed over; each is opened, copied or thrown away."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.model.contact.unsent_input import (
    BULK_HOURS,
    KEPT_FOR_AN_ENTRY,
    OF_A_CALL,
    Typed,
    is_refused,
    kind_of,
    meant_place,
    read_words,
    subject_of,
)
from console.screens.kit.feature import Door, Feature
from console.screens.kit.moments import day_and_time
from console.shell.work_page import WorkPage
from console.viewmodels.kit.notices import Level
from console.viewmodels.kit.unsent_input import WAITING
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Account
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.panels.order_panel import OrderPanel
from widgets.tables.numbered_list import NumberedRow
from widgets.tables.record_model import Column, Record

_OPEN, _COPY, _DROP = "open", "copy", "drop"


class UnsentInputText(QObject):
    """Names for what is typed in panels and not handed over, and what it is about."""

    def __init__(self, features: Iterable[Feature], parent: QObject) -> None:
        super().__init__(parent)
        self._kinds = {kind: one for feature in features for kind, one in feature.inputs.items()}

    def title(self, place: str) -> str:
        """Return which panel it was typed in."""
        known = self._kinds.get(kind_of(place))
        return known.title if known is not None else self.tr("Testo")

    def kind(self, place: str) -> str:
        """Return the same, and whether the server refused it."""
        title = self.title(place)
        return self.tr("Non accettato: {0}").format(title) if is_refused(place) else title

    def door(self, place: str, typed: Typed) -> Door | None:
        """Return what opens the panel at this place; None: the call, or the entry, is gone."""
        known = self._kinds.get(kind_of(place))
        return known.door(place, typed) if known is not None else None

    def about(self, place: str, typed: Typed) -> str:
        """Return whom or what it is about, "" where nobody noted it."""
        if kind_of(place) == "block":
            return left_to_right(spoken(subject_of(place)))
        return one_line(typed.about.title)

    def words(self, place: str, typed: Typed) -> str:
        """Return what stands there, as one line that keeps its own direction."""
        return " · ".join(isolated(one_line(text, len(text))) for text in self.texts(place, typed))

    def texts(self, place: str, typed: Typed) -> tuple[str, ...]:
        return read_words(place, typed.words)


class UnsentInputPanel(QObject):
    """After a sign-in one quiet line says that words wait; the list is there at any time."""

    def __init__(
        self,
        models: SeatModels,
        page: WorkPage,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._models = models
        self._page = page
        self._typed = models.words
        self._now = now
        self._text = UnsentInputText(page.features, self)
        self._place = ""  # that is asked about
        self._done = ""  # what was done with the last one
        models.words.places_changed.connect(self._take_back)
        models.words.came_back.connect(self._tell)
        models.operator.signed_in.connect(self._tell)
        models.notices.acted.connect(self._on_acted)

    @cached_property
    def panel(self) -> OrderPanel:
        """Made when it is first asked for."""
        panel = OrderPanel(
            self.tr("Testi scritti e non inviati"),
            (
                Column(title=self.tr("Che cosa"), width=26),
                Column(title=self.tr("Riguarda"), width=0),
                Column(title=self.tr("Scritto"), width=12, is_ltr=True, may_go=True),
            ),
            self._page,
        )
        panel.setObjectName("panel_words_panel")
        panel.picked.connect(self._on_picked)
        panel.ordered.connect(self._on_ordered)
        panel.returned.connect(self._say)
        self._models.words.places_changed.connect(self._refresh)
        return panel

    def open(self) -> None:
        self._models.notices.take_back(WAITING)
        self._done = ""
        if self.panel.is_asking:
            self.panel.back()
        self._show()
        self.panel.mark_first()
        self.panel.open()

    def reminder(self) -> str:
        """Return in a few words that something waits, "" while nothing does."""
        return self.tr("testi non inviati: Ctrl+O") if self._typed.waiting else ""

    def _tell(self, _: Account | None = None) -> None:
        if self._typed.waiting:
            self._models.notices.tell(WAITING, Level.INFORM)

    def _on_acted(self, key: str) -> None:
        if key == WAITING:
            self.open()

    def _take_back(self) -> None:
        if not self._typed.waiting:
            self._models.notices.take_back(WAITING)

    def _refresh(self) -> None:
        if not self.panel.isHidden():
            self._show()

    def _show(self) -> None:
        waiting = self._typed.waiting
        self.panel.show_records([self._record(*pair) for pair in waiting.items()])
        self._say()

    def _record(self, place: str, typed: Typed) -> Record:
        about = self._text.about(place, typed) or self._text.words(place, typed)
        if is_refused(place):  # not before the title, which has no room for it
            about = self.tr("Non accettato · {0}").format(isolated(about))
        at = day_and_time(typed.typed_at, self._now())
        return Record(key=place, cells=(self._text.title(place), about, at))

    def _on_picked(self, place: str) -> None:
        typed = self._typed.waiting.get(place)
        if typed is None:
            return
        self._place, self._done = place, ""
        about = isolated(self._text.about(place, typed))
        words = self._text.words(place, typed)
        parts = (self._text.kind(place), about, f"«{words}»" if words else "")
        self.panel.ask(
            " · ".join(part for part in parts if part),
            [
                NumberedRow(
                    _OPEN, self.tr("Vai avanti a scriverlo"), enabled=self._door() is not None
                ),
                NumberedRow(_COPY, self.tr("Copialo")),
                NumberedRow(_DROP, self.tr("Eliminalo")),
            ],
        )
        self._say()

    def _say(self) -> None:
        self.panel.say(self._sentence(), self._hint())

    def _sentence(self) -> str:
        if self._done:
            return self._done
        if not self._typed.waiting:
            return self.tr("Non c'è niente di scritto e non inviato.")
        if not self.panel.is_asking or self._door() is not None:
            return ""
        if not self._typed.may_take_up(self._place) and kind_of(self._place) != BULK_HOURS:
            return self.tr("Lì ora c'è un altro testo: questo si può copiare.")
        if kind_of(self._place) in OF_A_CALL:
            return self.tr("La telefonata di allora non è più in linea: il testo si può copiare.")
        return self.tr("Da qui non si può riaprire: il testo si può copiare.")

    def _hint(self) -> str:
        if self.panel.is_asking:
            return self.tr("Una cifra o Invio lo fa. Esc torna all'elenco.")
        if not self._typed.waiting:
            return self.tr("Esc chiude.")
        keys = self.tr("Invio apre un testo. Esc chiude.")
        kept = self.tr("Un testo resta {0} giorni, quello di una telefonata uno solo.")
        return f"{keys} {kept.format(KEPT_FOR_AN_ENTRY.days)}"

    def _door(self) -> Door | None:
        typed = self._typed.waiting.get(self._place)
        if typed is None or not self._typed.may_take_up(self._place):
            return None
        return self._text.door(meant_place(self._place), typed)

    def _on_ordered(self, what: str) -> None:
        typed, door = self._typed.waiting.get(self._place), self._door()
        if what == _OPEN and door is not None:
            self.panel.close_panel()
            self._typed.take_up(self._place)
            door()
            return
        if what == _COPY and typed is not None:
            QGuiApplication.clipboard().setText("\n".join(self._text.texts(self._place, typed)))
            self._done = self.tr("Copiato.")
        elif what == _DROP:
            self._typed.drop(self._place)
            self._done = self.tr("Eliminato.")
        self.panel.back()
        self._show()
