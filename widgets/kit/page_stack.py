"""Pages on top of each other, of which one is shown."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from widgets.kit.theme import dress_by_parts
from widgets.kit.wardrobe import hold_parts


class PageStack(QFrame):
    """Not a QStackedWidget: of that a screen reader says "layered pane" before each field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hold_parts(self)
        self._pages = QStackedLayout(self)

    def add_page(self, page: QWidget) -> None:
        """Put a page behind the others; the first one added is shown."""
        for _ in self.take_in(page):
            pass

    def take_in(self, page: QWidget) -> Iterator[None]:
        """Put a page behind the others, and give it its looks a part at a time."""
        self._pages.addWidget(page)
        yield from dress_by_parts(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out; whoever made it ends it."""
        self._pages.removeWidget(page)

    def show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)

    def shown_page(self) -> QWidget:
        page = self._pages.currentWidget()
        assert page is not None, "a stack without pages"
        return page


class AsHighAsShown(PageStack):
    """Only the page that is shown asks for room: one behind took it from what stands above."""

    def sizeHint(self) -> QSize:
        return self.shown_page().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.shown_page().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's own name
        return False  # its layout would answer for the highest page
