"""What one row of a list of hits holds, and the model of such rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import without_isolates

# A digit chooses a row; ten would need two keys.
NUMBERED_ROWS = 9


@dataclass(frozen=True, slots=True)
class HitRow:
    """One result; mark is a short warning as "scaduta". heading: of the rows from this one on."""

    title: str
    subtitle: str = ""
    mark: str = ""
    heading: str = ""


class HitModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[HitRow, ...] = ()

    def replace(self, rows: Sequence[HitRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def spoken(self, row: int) -> str:
        """Return "1 di 7, titolo, riga": what is heard of a row, wherever one comes to it."""
        hit = self.rows[row]
        place = self.tr("{0} di {1}").format(row + 1, len(self.rows))
        parts = (hit.heading, place, hit.title, hit.mark, hit.subtitle)
        return without_isolates(", ".join(part for part in parts if part))

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # type: ignore[override]
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None


def row_at(index: QModelIndex) -> HitRow:
    model = index.model()
    assert isinstance(model, HitModel)
    return model.rows[index.row()]
