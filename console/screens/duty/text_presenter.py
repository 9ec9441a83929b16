"""Binds the real-time text of a call to its pane: lines as they grow, letters as they are typed."""

from PySide6.QtCore import QObject

from console.viewmodels.calls.text_conversation import Side, TextConversationViewModel
from widgets.cards.text_pane import TextPane


class TextPresenter(QObject):
    def __init__(self, pane: TextPane, model: TextConversationViewModel) -> None:
        super().__init__(pane)
        self._pane = pane
        self._model = model
        pane.typed.connect(model.type)
        pane.closed.connect(self.close)
        model.began_anew.connect(pane.clear)
        model.line_began.connect(self._on_line_began)
        model.line_changed.connect(self._on_line_changed)
        model.line_gone.connect(pane.drop_line)
        model.said.connect(pane.say)
        model.changed.connect(self.refresh)
        self._was_there = False
        self.refresh()

    def open(self) -> None:
        """Bring the pane and put the cursor into it."""
        if self._model.is_there:
            self._pane.show()
            self._pane.take_focus()

    def close(self) -> None:
        """Put the pane away; what comes meanwhile is in it when it is opened again."""
        self._pane.hide()

    def refresh(self) -> None:
        model = self._model
        if model.is_there is not self._was_there:  # a call with text shows the pane by itself
            self._was_there = model.is_there
            self._pane.setVisible(model.is_there)
        self._pane.set_open(model.is_open)
        self._pane.show_state(self._state())

    def _state(self) -> str:
        if self._model.is_stuck:
            return self.tr("Il testo non parte: il server non risponde. Continua a voce.")
        if not self._model.is_open:
            return self.tr("La telefonata è finita: qui si può solo leggere.")
        return ""

    def _on_line_began(self, row: int) -> None:
        line = self._model.lines[row]
        self._pane.add_line(row, is_citizen=line.side is Side.CITIZEN, text=line.text)

    def _on_line_changed(self, row: int) -> None:
        line = self._model.lines[row]
        self._pane.change_line(row, is_citizen=line.side is Side.CITIZEN, text=line.text)
