"""Citizens' words: what the night proposes for the thesaurus, and the questions it is tried on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import bring_into_sight, column_scroll
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import plain_label, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS
from widgets.panels.floating_panel import FloatingPanel
from widgets.tables.record_detail import RecordDetail
from widgets.tables.record_model import Column
from widgets.tables.record_table import RecordTable

PROPOSALS_SHOWN, QUESTIONS_SHOWN = 5, 3


class LearningPanel(FloatingPanel):
    """Enter goes from a proposal into its line, Enter there accepts; Delete refuses."""

    width_px = 820

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Parole dei cittadini"), parent)
        self.setObjectName("learning_panel")
        self.trial = wrapped_label("", "info")
        self.proposals = RecordTable(
            self.tr("Proposte per il dizionario"),
            (
                Column(title=self.tr("Proposta"), width=0),
                Column(title=self.tr("Stato"), width=12),
                Column(title=self.tr("Volte"), width=6, is_ltr=True),
            ),
        )
        self.proposals.want_rows(PROPOSALS_SHOWN)
        self.detail = RecordDetail(self.proposals)
        self.none = wrapped_label(self.tr("Nessuna proposta: niente da decidere."), "muted")
        self.line = LineField("learning_line", self.tr("Riga del dizionario"))
        self.line.words.set_hint(
            self.tr("Parole dei cittadini, il segno maggiore, parole della scheda. Invio accetta.")
        )
        self.accept = action_button("learning_accept", self.tr("Accetta"), "", "primary")
        self.refuse = action_button("learning_refuse", self.tr("Rifiuta"))
        self.told = wrapped_label("", "info")
        self.questions = RecordTable(
            self.tr("Domande di prova"),
            (
                Column(title=self.tr("Domanda"), width=0),
                Column(title=self.tr("Scheda giusta"), width=0),
            ),
        )
        self.questions.want_rows(QUESTIONS_SHOWN)
        self.no_questions = wrapped_label(
            self.tr("Nessuna ancora: cerca una scheda e aggiungi quello che hai scritto."), "muted"
        )
        self.drop = action_button("learning_drop", self.tr("Togli la domanda"))
        self._column = QWidget()
        self._lay_out()
        self.delete_proposal = _delete_key(self.proposals)
        self.delete_question = _delete_key(self.questions)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._bring)

    def first_focus(self) -> QWidget:
        return self.proposals if self.proposals.records() else self.questions

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        buttons = QWidget()
        flow = FlowLayout(buttons, SPACE_XS)
        flow.addWidget(self.accept)
        flow.addWidget(self.refuse)
        dropping = QHBoxLayout()
        dropping.addWidget(self.drop)
        dropping.addStretch(1)
        heading = plain_label(self.tr("Proposte per il dizionario"), "section")
        for part in (heading, self.none, self.proposals, self.detail, self.line, buttons):
            column.addWidget(part)
        column.addWidget(self.told)
        column.addWidget(plain_label(self.tr("Domande di prova"), "section"))
        for part in (self.no_questions, self.questions):
            column.addWidget(part)
        column.addLayout(dropping)
        column.addStretch(1)
        self._area = column_scroll(self._column, is_high=True)
        self.content.addWidget(self.trial)
        self.content.addWidget(self._area)

    def _bring(self, _: QWidget | None, now: QWidget | None) -> None:
        delete = self.tr("Canc")  # of the table with the cursor: there alone it works
        self.refuse.show_words(self.tr("Rifiuta"), delete if now is self.proposals else "")
        self.drop.show_words(self.tr("Togli la domanda"), delete if now is self.questions else "")
        if now is not None and self._column.isAncestorOf(now):
            bring_into_sight(self._area, now)


def _delete_key(table: RecordTable) -> QShortcut:
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), table)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    return shortcut
