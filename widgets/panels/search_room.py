"""How a search panel shares its height: results and filters give way to the card being read."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

MIN_ROWS, MAX_ROWS = 3, 6
GROUPED_ROWS = 3  # more where there are headings among them
LIST_SHARE = 35  # percent of the height the results may take above the card
# What gives way where room is short, one step after the other until the card has its lines:
# (are the filters there, results that are seen, lines of the card).
GIVING_WAY = ((True, MIN_ROWS, 9), (True, 2, 7), (False, 2, 5), (False, 1, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRoom:
    """Heights in pixels. left: of all but filters, results and card; line: 0 without a card.

    is_offered: nothing was searched, the list itself is what is read, as today's news.
    """

    whole: int
    left: int
    filters: int
    row: int
    line: int
    may_hide_filters: bool
    is_grouped: bool
    is_offered: bool

    def shared(self) -> tuple[bool, int]:
        """Return whether the filters are there, and how many results are seen."""
        for has_filters, least, lines in GIVING_WAY:
            filters = self.filters if has_filters or not self.may_hide_filters else 0
            wanted = lines // 2 if self.is_offered else lines
            left = self.left - wanted * self.line - filters
            if left >= least * self.row:
                break
        if least < MIN_ROWS:
            return has_filters, least
        most = MAX_ROWS + (GROUPED_ROWS if self.is_grouped else 0)
        share = self.whole * LIST_SHARE // 100
        return has_filters, max(least, min(most, share // self.row, left // self.row))


def height_of(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
