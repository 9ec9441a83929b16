"""Binds the figures of the entries to their panel: period, order, table, sheet."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.screens.kit.entry_texts import EntryTexts
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.entry_figures import (
    PERIODS,
    EntryRow,
    FiguresColumn,
    FiguresOfEntries,
    FiguresOrder,
    FiguresSort,
)
from widgets.fields.labelled_field import Choice, ChoiceField
from widgets.kit.action_button import action_button
from widgets.kit.plain_text import isolated, left_to_right, one_line, wrapped_label
from widgets.kit.theme import SPACE_S
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.record_model import Column, Record
from widgets.tables.sorted_table import SortedTable

ROWS = 10
VAIN = "vain"  # in the place of an order: what was searched and is no entry
BY_COLUMN = "column"  # likewise, of all entries
_PARTIAL = frozenset({FiguresOrder.NEVER_USED, FiguresOrder.OVERDUE})  # lists of some of them
SENDINGS_KEPT = 30  # days
COLUMNS = tuple(FiguresColumn)  # as the table has them


class FiguresPanel(FloatingPanel):
    width_px = 1020

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Come vanno le voci"), parent)
        self.setObjectName("figures_panel")
        self.period = ChoiceField(
            "figures_period",
            self.tr("Periodo"),
            choices=[Choice(str(one), self.tr("%n giorni", "", one)) for one in PERIODS],
        )
        self.order = ChoiceField("figures_order", self.tr("Ordine"))
        self.export = action_button("figures_export", self.tr("Salva come CSV"))
        self.table = SortedTable(
            self.tr("Voci e cifre"),
            (
                Column(title=self.tr("Voce"), width=0),
                Column(title=self.tr("Letta"), width=9, is_ltr=True),
                Column(title=self.tr("Collegata"), width=12, is_ltr=True),
                Column(title=self.tr("Inviata"), width=10, is_ltr=True),
                Column(title=self.tr("Segnalata"), width=12, is_ltr=True),
                Column(title=self.tr("Da rivedere"), width=14, is_ltr=True),
            ),
        )
        self.table.want_rows(ROWS)
        self.sentence = wrapped_label("", "muted")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.order, 3)
        row.addWidget(self.period, 2)
        self.content.addLayout(row)
        for part in (self.table, self.sentence, self.export):
            self.content.addWidget(part)

    def first_focus(self) -> QWidget:
        return self.table


class FiguresPresenter(QObject):
    opened = Signal(object, str)  # EntryKind and id, with Enter by whoever edits

    def __init__(self, model: EntryFiguresViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self._kinds = EntryTexts(self)
        self._is_vain = False
        self.panel = FiguresPanel(window)
        self._announcer = Announcer(self.panel.table)
        self.panel.order.set_choices(self._orders())
        self.panel.order.edited.connect(self._on_order)
        self.panel.period.edited.connect(lambda days: model.choose(days=int(days)))
        self.panel.export.clicked.connect(model.export)
        self.panel.table.opened.connect(self._on_opened)
        self.panel.table.column_chosen.connect(self._on_column)
        model.changed.connect(self.refresh)

    def open(self) -> None:
        if not self._model.may_see:
            return
        self._is_vain = False
        self.panel.period.set_value(str(self._model.days))
        self._model.refresh()
        self._show()
        self.panel.open()

    def refresh(self) -> None:
        if self.panel.isHidden():
            return
        if not self._model.may_see:
            self.panel.close_panel()
            return
        before = self.panel.sentence.text()
        self._show()
        if self.panel.sentence.text() != before:
            self._announcer.announce(self.panel.sentence.text())

    def _show(self) -> None:
        self.panel.table.set_records(self._records())
        self.panel.table.flush()
        self._show_sort()
        self.panel.sentence.setText(self._sentence())
        self.panel.export.setEnabled(self._model.found is not None)

    def _show_sort(self) -> None:
        """Only what the rows in view were sorted by, never what has been asked for just now."""
        sort, order = self._sort, self._model.order
        is_by_column = self._model.sort is not None and order not in _PARTIAL
        if not self._is_vain:
            self.panel.order.set_value(BY_COLUMN if is_by_column else order)
        at = COLUMNS.index(sort.column) if sort is not None else -1
        is_falling = sort is not None and sort.is_falling
        words = self._way(sort) if sort is not None else ""
        self.panel.table.show_sort(at, is_falling=is_falling, words=words)

    @property
    def _sort(self) -> FiguresSort | None:
        found = self._model.found
        return found.sort if found is not None and not self._is_vain else None

    def _way(self, sort: FiguresSort) -> str:
        if sort.column is FiguresColumn.TITLE:
            return self.tr("dalla Z alla A") if sort.is_falling else self.tr("dalla A alla Z")
        if sort.column is FiguresColumn.DUE:
            return (
                self.tr("dalla data più lontana")
                if sort.is_falling
                else self.tr("dalla data più vicina")
            )
        return self.tr("dal più alto") if sort.is_falling else self.tr("dal più basso")

    def _records(self) -> list[Record]:
        found = self._model.found
        if found is None:
            return []
        if self._is_vain:
            return [
                Record(key=f"{VAIN} {at}", cells=(self._sought(one.words, one.times), *[""] * 5))
                for at, one in enumerate(found.vain)
            ]
        return [self._record(row) for row in found.rows]

    def _sought(self, words: str, times: int) -> str:
        return self.tr("«{0}» · cercato {1} volte").format(isolated(one_line(words)), times)

    def _record(self, row: EntryRow) -> Record:
        kind = "" if row.entry_kind is EntryKind.CARD else f"{self._kinds.kind(row.entry_kind)}: "
        due = f"{row.due_on:%d/%m/%Y}" if row.due_on is not None else "–"
        numbers = (row.read, row.linked, row.sent, row.reported)
        return Record(
            key=f"{row.entry_kind} {row.entry_id}",
            cells=(
                kind + isolated(one_line(row.title)),
                *(str(number) if number else "–" for number in numbers),
                f"⚠ {due}" if row.is_overdue else due,
            ),
        )

    def _sentence(self) -> str:
        model, found = self._model, self._model.found
        if model.fault == "away" and found is None:
            return self.tr("Adesso il server non dà queste cifre. Riprova più tardi.")
        if model.fault == "away":
            return self.tr("Il server non risponde: queste sono le cifre che si sapevano prima.")
        if model.fault == "not_saved":
            return self.tr("Il file non si può scrivere. Controlla lo spazio e riprova.")
        if model.saved is not None:
            return self.tr("Salvato: {0}").format(left_to_right(str(model.saved)))
        if found is None:
            return self.tr("Chiedo le cifre al server…")
        return " ".join(self._about(found))

    def _about(self, found: FiguresOfEntries) -> list[str]:
        if self._is_vain and not found.vain:
            return [self.tr("Nessuna ricerca è rimasta senza risultato per tre operatori.")]
        said = [
            self.tr("Dal {0}: {1} voci, {2} mai usate, {3} da rivedere in ritardo.").format(
                f"{found.since:%d/%m/%Y}", found.total, found.unused, found.overdue
            )
        ]
        if not self._is_vain and not found.rows:
            said.insert(0, self.tr("Nessuna voce in questo elenco."))
        if not self._is_vain:
            said = [*self._of_rows(found), *said]
        if self._model.days > SENDINGS_KEPT:
            said.append(self.tr("Gli invii si contano per 30 giorni."))
        if found.rows and not self._is_vain:
            said.append(self.tr("I tasti da 1 a 6, o un clic sul titolo, ordinano per colonna."))
        if self._model.may_edit and found.rows:
            said.append(self.tr("Invio apre la voce. Esc chiude."))
        return said

    def _of_rows(self, found: FiguresOfEntries) -> list[str]:
        """Return how the rows are sorted, and how many there are beyond those that are shown."""
        said = []
        if self._sort is not None:
            table = self.panel.table
            title = table.title_of(COLUMNS.index(self._sort.column))
            said.append(self.tr("«{0}» {1}.").format(title, self._way(self._sort)))
        if found.listed > len(found.rows) > 0:
            said.append(
                self.tr("Si vedono le prime {0} di {1}.").format(len(found.rows), found.listed)
            )
        return said

    def _orders(self) -> list[Choice]:
        names = {
            FiguresOrder.MOST_USED: self.tr("Le più usate"),
            FiguresOrder.READ: self.tr("Le più lette"),
            FiguresOrder.LINKED: self.tr("Le più collegate ai contatti"),
            FiguresOrder.SENT: self.tr("Le più inviate"),
            FiguresOrder.REPORTED: self.tr("Le più segnalate"),
            FiguresOrder.NEVER_USED: self.tr("Mai usate"),
            FiguresOrder.OVERDUE: self.tr("Revisione in ritardo"),
        }
        orders = [Choice(str(order), name) for order, name in names.items()]
        orders.append(Choice(BY_COLUMN, self.tr("Secondo una colonna")))
        return [*orders, Choice(VAIN, self.tr("Cercate senza risultato"))]

    def _on_order(self, value: str) -> None:
        self._is_vain = value == VAIN
        if value == BY_COLUMN:
            self._model.sort_by(FiguresColumn.TITLE)
            return
        self._model.choose(order=None if self._is_vain else FiguresOrder(value))

    def _on_column(self, at: int) -> None:
        if not self._is_vain:
            self._model.sort_by(COLUMNS[at])

    def _on_opened(self, key: str) -> None:
        kind, _, entry_id = key.partition(" ")
        if self._model.may_edit and kind != VAIN:
            self.panel.close_panel()
            self.opened.emit(EntryKind(kind), entry_id)
