"""The commands of the knowledge base: search, filter, use a result, report a fault, send a card."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from console.model.calls.directory_entry import LineKind
from console.screens.kit.command import Command, KeyHint
from console.screens.kit.feature import Frame
from console.screens.kit.menu_texts import MenuTexts
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.screens.knowledge.filter_presenter import FilterPresenter
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from console.viewmodels.session.seat_models import SeatModels
from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.plain_text import without_isolates
from widgets.panels.search_panel import SearchPanel
from widgets.speech.announcer import Announcer


class SearchPlace(Protocol):
    """The page results are searched and used on. name: in the rail."""

    name: str
    search: SearchPanel

    def reveal_search(self) -> None: ...
    def focus_search(self, *, afresh: bool = False) -> None: ...
    def use_hit(self, row: int) -> None: ...


class KnowledgeCommands(QObject):
    """all: in the order of the menu."""

    def __init__(
        self,
        models: SeatModels,
        frame: Frame,
        place: SearchPlace,
        filters: FilterPresenter,
        fault: FaultPresenter,
    ) -> None:
        super().__init__(place.search)
        self._models = models
        self._frame = frame
        self._place = place
        self._filters = filters
        self._fault = fault
        self._menu = MenuTexts(self).knowledge()
        place.search.add_card_action("card.send", self.tr("Invia"), "Ctrl+S", "send")
        said = self.tr("Errore?")
        place.search.add_card_action("entry.fault", said, "Ctrl+E", "flag", kind="flat")
        place.search.card_action.connect(frame.run)
        self._reading = CardReading(place.search.card_view)
        OfficeCallPresenter(place.search.card_view, models, frame.run)
        self.all = (*self._search(), *self._card(), *self._digits())

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_filter": self.tr("Nessun filtro da togliere."),
            "no_result": self.tr("Nessun risultato da usare: F2 per cercare."),
            "no_card": self.tr("Nessuna scheda aperta: F2 per cercare."),
        }

    def hints(self) -> tuple[KeyHint, ...]:
        rows = (
            ("↑↓", self.tr("Scegli un risultato: la scheda segue")),
            (self.tr("PagGiù"), self.tr("Scorri la scheda dalla ricerca")),
            ("Ctrl+↑↓", self.tr("Nella scheda (F6): al titolo prima, al titolo dopo")),
        )
        section = self._menu.replace("&", "")
        return tuple(KeyHint(key=key, title=title, section=section) for key, title in rows)

    def _search(self) -> tuple[Command, ...]:
        command = partial(Command, menu=self._menu)
        return (
            command(
                name="search.focus",
                title=self.tr("Cerca nella banca dati"),
                daily=self.tr("Cerca"),
                keys=("F2",),
                run=self._to_search,
                is_offered=self._has_place,
                why=lambda: "not_allowed",
            ),
            command(
                name="search.filter",
                title=self.tr("Filtra la ricerca"),
                keys=("Ctrl+F",),
                run=self._filter,
                is_offered=self._has_place,
                why=lambda: "not_allowed",
            ),
            command(
                name="search.unfilter",
                title=self.tr("Togli tutti i filtri della ricerca"),
                keys=("Ctrl+Shift+F",),
                run=self._filters.drop_all,
                is_offered=lambda: bool(self._models.of(SearchFiltersViewModel).wish.facets),
                why=lambda: "no_filter",
            ),
            command(
                name="hit.use_selected",
                title=self.tr("Usa la scheda selezionata nel contatto"),
                keys=("Ctrl+Return", "Ctrl+Enter"),
                run=lambda: self._place.use_hit(self._place.search.current_row()),
                is_offered=lambda: self._has_result(self._place.search.current_row()),
                why=lambda: "no_result",
            ),
        )

    def _card(self) -> tuple[Command, ...]:
        command, models = partial(Command, menu=self._menu), self._models
        return (
            command(
                name="entry.fault",
                title=self.tr("Segnala un errore nella scheda"),
                keys=("Ctrl+E",),
                run=self._fault.open,
                is_offered=lambda: self._is_in_front() and models.of(EntryFaultViewModel).can_open,
                why=lambda: "no_card",
            ),
            command(
                name="card.read",
                title=self.tr("Leggi la scheda: orario, avviso, testo da dire"),
                keys=("Ctrl+Shift+L",),
                run=self._reading.read,
                is_offered=lambda: self._is_in_front() and self._reading.can_read,
                why=lambda: "no_card",
            ),
            command(
                name="card.send",
                title=self.tr("Invia la scheda al cittadino"),
                keys=("Ctrl+S",),
                run=models.of(CardSendingViewModel).open,
                is_offered=lambda: self._is_in_front() and models.of(CardSendingViewModel).can_open,
                why=lambda: "no_card",
            ),
        )

    def _digits(self) -> tuple[Command, ...]:
        return tuple(
            Command(
                name=f"hit.use_{digit}",
                title=self.tr("Usa il risultato {0}").format(digit),
                section=self._menu.replace("&", "") if digit == 1 else "",  # one line for all nine
                daily=self.tr("Usa la scheda") if digit == 1 else "",
                shown_key="Ctrl 1…9" if digit == 1 else "",
                keys=(f"Ctrl+{digit}",),
                run=partial(self._place.use_hit, digit - 1),
                is_offered=partial(self._has_result, digit - 1),
                why=lambda: "no_result",
            )
            for digit in range(1, 10)
        )

    def _is_in_front(self) -> bool:
        return self._frame.module == self._place.name

    def _has_place(self) -> bool:
        return self._frame.has_module(self._place.name)

    def _has_result(self, row: int) -> bool:
        return self._is_in_front() and 0 <= row < len(self._place.search.hits())

    def _to_search(self) -> None:
        self._frame.show_module(self._place.name)
        self._place.focus_search(afresh=True)
        self._frame.show_focus()

    def _filter(self) -> None:
        """Only this page has filters; elsewhere the key leads there."""
        self._frame.show_module(self._place.name)
        self._place.reveal_search()
        self._filters.ask()


class CardReading(QObject):
    """Says what of the card in front is read to the citizen; the cursor stays."""

    def __init__(self, view: CardView) -> None:
        super().__init__(view)
        self._view = view
        self._announcer = Announcer(view)

    @property
    def can_read(self) -> bool:
        return self._view.card() is not None

    def read(self) -> None:
        """Announce whether it is open, the notice, the text to say: in the order one needs them."""
        card = self._view.card()
        if card is not None:
            self._announcer.announce(self._aloud(card), kind="card")

    def _aloud(self, card: CardText) -> str:
        tag = next((office.tag for office in card.offices if office.tag), "")
        say = "" if card.is_withdrawn else " ".join(filter(None, (card.question, card.say)))
        parts = (
            _sentence(without_isolates(tag).replace(" · ", ", ")),
            _sentence(self.tr("Attenzione: {0}").format(card.warning)) if card.warning else "",
            self.tr("Da dire: {0}").format(say) if say else "",
        )
        return " ".join(filter(None, parts)) or _sentence(card.title)


def _sentence(words: str) -> str:
    """Begin with a capital and end with a stop: a reader pauses there."""
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


class OfficeCallPresenter(QObject):
    """The buttons at the offices of an answer: to the panel behind F7, the office chosen there."""

    def __init__(self, card: CardView, models: SeatModels, run: Callable[[str], None]) -> None:
        """run is given the name of a command."""
        super().__init__(card)
        self._card = card
        self._models = models
        self._run = run
        card.office_called.connect(self._on_called)
        models.call.changed.connect(self.refresh)
        # In a call the strip has the key: shown twice it would mean two things.
        self._names = {True: (self.tr("Trasferisci qui"), ""), False: (self.tr("Chiama"), "F7")}
        for name in self._names.values():
            card.offer_calls(*name)  # both now: the card leaves room for either
        self.refresh()

    def refresh(self) -> None:
        self._card.offer_calls(*self._names[bool(self._models.call.calls)])

    def _on_called(self, number: int) -> None:
        card = self._card.card()
        self._run("call.transfer")
        directory = self._models.calls.directory
        name = card.offices[number].name if card is not None else ""
        for at, entry in enumerate(directory.found):
            if entry.kind is LineKind.OFFICE and entry.name == name:
                directory.select(at)
                return
