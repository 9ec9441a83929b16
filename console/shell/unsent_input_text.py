"""Names for what is typed in panels and not handed over, and what it is about."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from console.model.contact.unsent_input import Typed, kind_of, read_words, subject_of
from console.screens.kit.feature import Door, Feature
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import isolated, left_to_right, one_line


class UnsentInputText(QObject):
    def __init__(self, features: Iterable[Feature], parent: QObject) -> None:
        super().__init__(parent)
        self._kinds = {kind: one for feature in features for kind, one in feature.inputs.items()}

    def kind(self, place: str) -> str:
        """Return which panel it was typed in."""
        known = self._kinds.get(kind_of(place))
        return known.title if known is not None else self.tr("Testo")

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
