"""Ctrl+Z: the last change of the text with the cursor; with none left, the last contact closed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.screens.contact.contact_screen import CONTACT
from console.screens.kit.command import Command, Valid
from console.screens.kit.feature import Frame
from console.screens.kit.menu_texts import MenuTexts
from console.viewmodels.contact.closed_contacts import ClosedContactsViewModel
from widgets.kit.typed_text import can_undo_text, undo_text
from widgets.speech.announcer import Announcer


class UndoCommand(QObject):
    def __init__(self, closed: ClosedContactsViewModel, frame: Frame) -> None:
        super().__init__(frame.host)
        self._closed = closed
        self._frame = frame
        self._announcer = Announcer(frame.host)
        closed.refused.connect(frame.refuse)
        self.command = Command(
            name="undo",
            title=self.tr("Annulla: testo o ultimo contatto"),
            menu=MenuTexts(self).contact(),
            keys=("Ctrl+Z",),
            # Of any text, also of a name at the sign-in: the window takes this key from all fields.
            valid=Valid.ALWAYS,
            run=self._undo,
            is_offered=lambda: can_undo_text(QApplication.focusWidget()) or closed.may_undo,
            why=lambda: "nothing_to_undo",
        )

    def refusals(self) -> dict[str, str]:
        return {
            "nothing_to_undo": self.tr("Niente da annullare."),
            "call_rings": self.tr("Squilla una telefonata: prima rispondi o rifiuta."),
            "contact_in_call": self.tr("Prima salva il contatto della telefonata: F9."),
        }

    def undo_save(self) -> None:
        """Take the last closed contact back, and go to it; a corrected one stays closed."""
        if not self._closed.undoes_correction:
            self._frame.show_module(CONTACT)
        self._closed.undo()

    def _undo(self) -> None:
        # One key with two effects: she must hear which of them it had.
        if undo_text(QApplication.focusWidget()):
            self._announcer.announce(self.tr("Annullato: testo."), kind="undo")
        else:
            self.undo_save()
