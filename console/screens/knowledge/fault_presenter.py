"""Binds the report of a fault to its panel: which entry, where in it, what is wrong."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.model.contact.unsent_input import Typed
from console.model.knowledge.entry_fault import TEXT_LIMIT, FaultPlace
from console.screens.kit.feature import Door, InputKind
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from contract.domain.knowledge_entries.personal_data import Removed
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.kit.plain_text import one_line
from widgets.panels.fault_panel import FaultPanel
from widgets.tables.numbered_list import NumberedRow


class FaultPresenter(QObject):
    def __init__(self, model: EntryFaultViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self.panel = FaultPanel(
            self.tr("Errore nella scheda"),
            self.tr("Dov'è l'errore"),
            self.tr("Che cosa è sbagliato"),
            window,
        )
        self.panel.place_chosen.connect(model.choose)
        self.panel.edited.connect(model.type)
        self.panel.entered.connect(model.send)
        model.changed.connect(self._refresh)
        model.sent.connect(self.panel.close_panel)
        model.opened.connect(self._show)

    def inputs(self) -> dict[str, InputKind]:
        """Return what is typed here and not sent."""
        return {"fault": InputKind(title=self.tr("Errore nella scheda"), door=self._door)}

    def _door(self, _: str, typed: Typed) -> Door | None:
        about = typed.about
        return (lambda: self._model.go_on(about)) if about.id else None

    def open(self) -> None:
        if self._model.open():
            self._show()

    def _show(self) -> None:
        model = self._model
        rows = [NumberedRow(place.key, self._label(place)) for place in model.places]
        self.panel.show_fault(one_line(model.title), rows, model.chosen, model.text, TEXT_LIMIT)
        self._refresh()
        self.panel.open()

    def _refresh(self) -> None:
        hint = self.tr("↑ ↓ dov'è l'errore · Invio segnala · Esc chiude, il testo resta")
        self.panel.say(self._sentence(), hint)

    def _sentence(self) -> str:
        if self._model.is_empty_refused:
            return self.tr("Scrivi che cosa è sbagliato, poi Invio.")
        # Said while it is typed: a report goes to others, and must hold no citizen.
        if not self._model.removed:
            return ""
        names = ", ".join(self._removed(kind) for kind in self._model.removed)
        return self.tr("Non serve il dato del cittadino. Sarà tolto: {0}.").format(names)

    def _removed(self, kind: Removed) -> str:
        return {
            Removed.FISCAL_CODE: self.tr("il codice fiscale"),
            Removed.PHONE: self.tr("il numero di telefono"),
            Removed.EMAIL: self.tr("l'indirizzo e-mail"),
            Removed.CARD: self.tr("il numero di carta o di conto"),
        }[kind]

    def _label(self, place: FaultPlace) -> str:
        name = self._field(place.field)
        if place.kind is EntryKind.OFFICE:
            return f"{name} · {one_line(place.title)}"
        return name

    def _field(self, field: str) -> str:
        return {
            "answer": self.tr("Risposta alla domanda"),
            "desk_times": self.tr("Orari"),
            "phones": self.tr("Telefoni"),
            "address": self.tr("Indirizzo"),
            "email": self.tr("E-mail"),
            "how_to_get_there": self.tr("Come si arriva"),
            "what_is_needed": self.tr("Che cosa serve"),
            "costs": self.tr("Costi"),
            "times": self.tr("Tempi"),
            "how_to": self.tr("Come si fa"),
            "say": self.tr("Da dire"),
        }.get(field, self.tr("Altro"))
