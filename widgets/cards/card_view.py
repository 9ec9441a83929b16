"""Shows a card to read aloud; all its text is plain, and it never loads anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from widgets.cards.markdown_text import markdown_html, paragraph
from widgets.fields.choice_matching import folded
from widgets.kit.plain_text import places, with_isolated_numbers, without_isolates
from widgets.kit.theme import BODY_PX, READING_PX, current_tokens, scaled

# A short word can stand in a long card thousands of times; each mark costs paint and memory.
MAX_MARKS = 200
LARGE_PX = 21  # what is read aloud need not be larger than this before all text is
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """say is read to the citizen; sections are (heading, text); footer: source and dates.

    badge: one short line below the title, "Aperto adesso…"; is_good tells how it is meant, None:
    neither well nor ill. is_markdown: texts of sections are lists, headings, emphasis.
    """

    title: str
    say: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    warning: str = ""
    badge: str = ""
    is_good: bool | None = None
    is_markdown: bool = False


class CardView(QTextBrowser):
    """A read-only page; words of the search are marked in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view")
        self.setAccessibleName(self.tr("Scheda"))
        # A card opens and loads nothing: an operator says where a link leads (decision 0020).
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        # A cursor: with it a screen reader reads line by line, and keys can select what to copy.
        self.setTextInteractionFlags(
            self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = QAction(self.tr("Copia"), self)
        copy.triggered.connect(lambda: self.copy())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._card: CardText | None = None
        self._words: tuple[str, ...] = ()

    def show_card(self, card: CardText | None, words: Sequence[str] = ()) -> None:
        """Show a card from its top, or nothing; words are those to mark."""
        # The same card again must not jump to its top under who is reading aloud (test_card_view).
        if (card, tuple(words)) == (self._card, self._words):
            return
        self._card, self._words = card, tuple(words)
        self._render()
        self.verticalScrollBar().setValue(0)

    def card(self) -> CardText | None:
        return self._card

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A card is text: nothing is fetched. Qt opens files itself if told there is nothing."""
        # Returning nothing makes Qt open local files by itself (test_no_resource_is_ever_loaded).
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)
            blank.fill(0)
            return blank
        return QByteArray(b" ")

    def copy(self) -> None:
        """Copy plain text without the invisible direction marks.

        Not by createMimeDataFromSelection(): Python and the clipboard would both own its result,
        and the program would crash when it ends.
        """
        selected = self.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(without_isolates(selected))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Taken before Qt's own copy, whose shared data crashed the program at its end.
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._render()

    def _render(self) -> None:
        if self._card is None:
            self.clear()
            return
        tokens = current_tokens()
        say_px = max(scaled(BODY_PX), min(scaled(READING_PX), LARGE_PX))
        self.document().setDefaultStyleSheet(
            f"p{{margin:0 0 6px 0}}"
            f"p.title{{font-size:{scaled(READING_PX)}px;font-weight:600;margin:0 0 6px 0}}"
            f"p.head{{color:{tokens.text2};font-weight:600;margin:8px 0 0 0}}"
            f"p.say_head{{color:{tokens.info_text};font-weight:600;margin:0 0 2px 0}}"
            f"p.say{{font-size:{say_px}px;line-height:110%;margin:0}}"
            f"p.line{{margin:0}}"
            f"p.item{{margin:0 0 2px 12px}}"
            f"p.badge{{font-weight:600;margin:0 0 6px 0}}"
            f"p.warning{{color:{tokens.warning_text};font-weight:600}}"
            f"p.footer{{color:{tokens.text2};margin-top:10px}}"
        )
        self.setHtml(self._html(self._card))
        self.setExtraSelections(self._marks())

    def _html(self, card: CardText) -> str:
        tokens = current_tokens()
        parts = [f'<p class="title">{_shown(card.title)}</p>']
        if card.warning:
            parts += [
                f'<p class="warning">⚠ {_shown(line)}</p>' for line in card.warning.split("\n")
            ]
        if card.badge:
            parts.append(self._badge(card))
        if card.say:
            say = self.tr("DA DIRE")
            parts.append(
                f'<table width="100%" cellpadding="8" bgcolor="{tokens.info_ground}"><tr><td>'
                f'<p class="say_head">{escape(say)}</p>'
                f'<p class="say">{_shown(card.say)}</p></td></tr></table>'
            )
        for heading, text in card.sections:
            if text:
                body = markdown_html(text) if card.is_markdown else paragraph(_lines(text))
                parts.append(f'<p class="head">{_shown(heading)}</p>{body}')
        if card.footer:
            parts.append(f'<p class="footer">{_shown(card.footer)}</p>')
        return "".join(parts)

    def _badge(self, card: CardText) -> str:
        """The sign says what the colour does: not everybody sees it."""
        tokens = current_tokens()
        sign = {True: "●", False: "○", None: "–"}[card.is_good]
        colours = {True: tokens.ok_text, False: tokens.warning_text, None: tokens.text2}
        colour = colours[card.is_good]
        return f'<p class="badge" style="color:{colour}">{sign} {_shown(card.badge)}</p>'

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        marks = []
        look = QTextCharFormat()
        look.setBackground(QColor(current_tokens().hit))
        text = self.toPlainText()
        for start, end in hits_in(text, self._words)[:MAX_MARKS]:
            cursor = QTextCursor(self.document())
            # Qt counts UTF-16 units: behind an emoji a place of Python's text is one too small.
            cursor.setPosition(places(text[:start]))
            cursor.setPosition(places(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        return marks


def hits_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Places (start, end) in text of words that begin with one of the searched words."""
    starts = tuple(folded(word) for word in words if len(word) > 1)
    words_there = _WORD.finditer(folded(text))
    return [word.span() for word in words_there if word[0].startswith(starts)]


def _shown(text: str) -> str:
    return escape(with_isolated_numbers(text)).replace("\n", "<br>")


def _lines(text: str) -> list[str]:
    return [_shown(line) for line in text.split("\n")]
