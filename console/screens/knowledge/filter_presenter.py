"""Binds the filters of the search to chips and completions: what stands in the box counts."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import Facet, word_of
from console.screens.knowledge.filter_texts import FilterTexts
from console.viewmodels.knowledge.search_filters import SearchFiltersViewModel
from widgets.fields.filter_row import FilterChip
from widgets.kit.plain_text import left_to_right
from widgets.panels.search_panel import SearchPanel
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitRow


class FilterPresenter(QObject):
    def __init__(self, panel: SearchPanel, model: SearchFiltersViewModel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._model = model
        self._words = FilterTexts(self)
        self._announcer = Announcer(panel.filters)
        model.name_of = self._words.name
        box = panel.field.editor
        assert isinstance(box, QLineEdit)
        box.textChanged.connect(lambda _: self._look())
        box.cursorPositionChanged.connect(lambda *_: self._look())
        panel.filters.pressed.connect(self._on_pressed)
        panel.filters.taken.connect(self._on_taken)
        panel.filters.closed.connect(model.close)
        model.changed.connect(self.refresh)
        model.wish_changed.connect(self._say_wish)
        self.refresh()

    def ask(self, facet: Facet | None = None) -> None:
        """Offer the filters there are, of one kind or of all, behind an @ in the box."""
        self._model.close()
        self._panel.type_text(self._model.asking(facet))
        self._look()  # the text may be the one that was there: no letter tells of it then

    def drop_all(self) -> None:
        if self._model.wish.facets:
            self._panel.type_text(self._model.dropped())

    def refresh(self) -> None:
        model = self._model
        self._panel.filters.show_chips([self._chip(facet) for facet in Facet])
        self._panel.filters.show_options([self._row(one) for one in model.options])
        self._panel.fit_to_filters()

    def _look(self) -> None:
        self._model.look(self._panel.text(), self._panel.field.cursor_position())

    def _chip(self, facet: Facet) -> FilterChip:
        is_on = facet in self._model.wish.facets
        kind = self._words.kind(facet)
        label = self._words.name(self._model.value_of(facet)) if is_on else kind
        hint = self.tr("Filtro attivo: premi per toglierlo.") if is_on else self.tr("Filtro.")
        short = self._words.short(facet)
        has_list = facet is not Facet.OPEN
        return FilterChip(facet, label, is_on=is_on, hint=hint, short=short, has_list=has_list)

    def _row(self, value: FacetValue) -> HitRow:
        name = self._words.name(value)
        word = left_to_right(word_of(value.wish, value.facet))  # as it is typed, its @ in front
        if self._model.has(value):
            return HitRow(self.tr("Togli: {0}").format(name), word)
        count = self.tr("%n voci", "", value.count)
        return HitRow(name, f"{count} · {word}")

    def _on_pressed(self, name: str) -> None:
        facet = Facet(name)
        if facet in self._model.wish.facets:
            self._panel.type_text(self._model.dropped(facet))
        elif facet is Facet.OPEN:
            self._panel.type_text(self._model.opened())
        else:
            self.ask(facet)

    def _on_taken(self, row: int) -> None:
        self._panel.type_text(self._model.taken(self._model.options[row]))

    def _say_wish(self) -> None:
        wished = self._words.all_of(self._model.wish)
        self._announcer.announce(
            self.tr("Solo: {0}.").format(wished) if wished else self.tr("Nessun filtro.")
        )
