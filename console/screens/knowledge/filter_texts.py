"""The names of filters, as chips, completions and sentences say them."""

from PySide6.QtCore import QObject

from console.model.knowledge.search_facets import FacetValue
from console.model.knowledge.search_wish import Facet, SearchWish
from console.screens.kit.language_texts import LanguageTexts


class FilterTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._languages = LanguageTexts(self)

    def kind(self, facet: Facet) -> str:
        """What a filter of this kind chooses."""
        return {
            Facet.OPEN: self.tr("Aperti adesso"),
            Facet.MUNICIPIO: self.tr("Municipio"),
            Facet.OFFICE: self.tr("Ufficio"),
            Facet.LANGUAGE: self.tr("Lingua"),
        }[facet]

    def short(self, facet: Facet) -> str:
        """The same in one small word."""
        return {
            Facet.OPEN: self.tr("aperti"),
            Facet.MUNICIPIO: self.tr("municipio"),
            Facet.OFFICE: self.tr("ufficio"),
            Facet.LANGUAGE: self.tr("lingua"),
        }[facet]

    def name(self, value: FacetValue) -> str:
        """One filter, on its own."""
        wish = value.wish
        return {
            Facet.OPEN: self.tr("Aperti adesso"),
            Facet.MUNICIPIO: self.tr("Municipio {0}").format(wish.municipio),
            Facet.OFFICE: value.name or wish.office,
            Facet.LANGUAGE: self._languages.name(wish.language).capitalize(),
        }[value.facet]

    def all_of(self, wish: SearchWish) -> str:
        """All that is asked of every result, for the middle of a sentence."""
        parts = [
            self.tr("aperti adesso") if wish.only_open else "",
            self.tr("Municipio {0}").format(wish.municipio) if wish.municipio else "",
            self.tr("ufficio {0}").format(wish.office.replace("-", " ")) if wish.office else "",
            self.tr("in {0}").format(self._languages.name(wish.language)) if wish.language else "",
        ]
        return " · ".join(part for part in parts if part)
