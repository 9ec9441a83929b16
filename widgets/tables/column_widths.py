"""How the columns of a table share its width: numbers and tags are whole, words give way."""

from PySide6.QtWidgets import QTableView

from widgets.tables.record_model import LEAST_CHARS, Column, RecordModel

MARK_CHARS = 3


class ColumnWidths:
    """is_short: there is no room for all; the columns take what their words need."""

    def __init__(self, table: QTableView, records: RecordModel) -> None:
        self._table = table
        self._records = records
        self._has_tags = any(column.is_tag for column in self._columns().values() if column)
        self.is_short = False

    def begin(self) -> None:
        """Give each column the width it asks for."""
        for section, column in self._columns().items():
            if column is None or column.width:
                self._table.setColumnWidth(section, self._wanted(section))
        self.share()

    def share(self) -> None:
        """Columns without a width share what the others leave, but stay readable."""
        columns = self._columns()
        free = [section for section, column in columns.items() if column and not column.width]
        if not free:
            return
        # One that is put away takes nothing: the first column has what it would take.
        free = [section for section in free if not self._is_put_away(section)] or [min(columns)]
        width = self._table.viewport().width()
        room = width - sum(map(self._least, free))
        seen = [one for one in columns if one not in free and not self._is_put_away(one)]
        wanted = {section: self._wanted(section) for section in seen}
        for section in self._without_room(wanted, room):
            del wanted[section]
        self._set(wanted, room)
        taken = sum(self._table.columnWidth(section) for section in wanted)
        # A name gives way down to what no column does without, before the table scrolls sideways.
        floor = self._table.fontMetrics().averageCharWidth() * LEAST_CHARS
        for section in free:
            self._table.setColumnWidth(section, max(floor, (width - taken) // len(free)))

    def _set(self, wanted: dict[int, int], room: int) -> None:
        """Without room for all, take no more than the words shown: large text in a small window.

        Widths the operator drew by hand stay as long as there is room.
        """
        is_short = sum(wanted.values()) > room
        if not is_short and not self.is_short and not self._has_tags:
            return
        self.is_short = is_short
        if is_short:
            wanted = self._squeezed({s: min(w, self._needed(s)) for s, w in wanted.items()}, room)
        for section, width in wanted.items():
            self._table.setColumnWidth(section, width)

    def _without_room(self, wanted: dict[int, int], room: int) -> list[int]:
        """Hide the columns that may go, from the last on, as long as there is no room for all."""
        columns = self._columns()
        may_go = [s for s in reversed(wanted) if (one := columns[s]) is not None and one.may_go]
        if not may_go:
            return []
        for section in may_go:  # hidden, it would need nothing, and come and go in turns
            self._table.setColumnHidden(section, False)
        staying = {s: min(width, self._needed(s)) for s, width in wanted.items()}
        gone = []
        for section in may_go:
            is_there = sum(staying.values()) <= room
            self._table.setColumnHidden(section, not is_there)
            if not is_there:
                del staying[section]
                gone.append(section)
        return gone

    def _is_put_away(self, section: int) -> bool:
        """Return whether the table's owner hid it; what may go is hidden by its width alone."""
        column = self._records.column(section)
        may_go = column is not None and column.may_go
        return self._table.isColumnHidden(section) and not may_go

    def _squeezed(self, widths: dict[int, int], room: int) -> dict[int, int]:
        """Take what is too much from columns of words: they end in "…", and nothing scrolls."""
        over, squeezed = sum(widths.values()) - room, dict(widths)
        for section in sorted(widths, key=lambda one: widths[one], reverse=True):
            column = self._records.column(section)
            if over <= 0 or column is None or column.is_ltr or column.is_number or column.is_tag:
                continue
            least = min(self._least(section), widths[section])
            squeezed[section] = max(least, widths[section] - over)
            over -= widths[section] - squeezed[section]
        return squeezed

    def _columns(self) -> dict[int, Column | None]:
        return {at: self._records.column(at) for at in range(self._records.columnCount())}

    def _least(self, section: int) -> int:
        column = self._records.column(section)
        letter = self._table.fontMetrics().averageCharWidth()
        asked = letter * (column.least if column is not None else LEAST_CHARS)
        # Short names need not all of it: what may go would go for an empty place.
        return max(letter * LEAST_CHARS, min(asked, self._needed(section)))

    def _wanted(self, section: int) -> int:
        column = self._records.column(section)
        if column is not None and column.is_tag:
            return self._table.sizeHintForColumn(section)  # a tag is never cut
        metrics = self._table.fontMetrics()
        characters = column.width if column else MARK_CHARS
        title = metrics.horizontalAdvance(column.title) if column else 0
        return max(metrics.averageCharWidth() * characters + 10, round(title * 1.1) + 14)

    def _needed(self, section: int) -> int:
        title = self._table.horizontalHeader().sectionSizeHint(section)
        return max(title, self._table.sizeHintForColumn(section))
