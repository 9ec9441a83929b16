"""The commands of the contact: save, forward, new, put aside, who calls."""

from functools import partial

from PySide6.QtCore import QObject

from console.screens.contact.contact_screen import CONTACT, ContactScreen
from console.screens.kit.command import Command
from console.screens.kit.feature import Frame
from console.screens.kit.menu_texts import MenuTexts
from console.viewmodels.calls.one_call import IN_CALL
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability


class ContactCommands(QObject):
    """all: in the order of the menu."""

    def __init__(self, models: SeatModels, frame: Frame, screen: ContactScreen) -> None:
        super().__init__(screen)
        self._models = models
        self._frame = frame
        self._screen = screen
        menu, editor = MenuTexts(self).contact(), models.editor
        command = partial(Command, menu=menu, needs=Capability.PHONE_USE)
        self.all = (
            command(
                name="contact.close",
                title=self.tr("Salva e chiudi"),
                daily=self.tr("Salva"),
                keys=("F9",),
                run=self._save,
                is_offered=lambda: (
                    editor.draft is not None or models.status.wrap_up.has_time_to_end
                ),
                why=lambda: "no_contact",
            ),
            command(
                name="contact.forward",
                title=self.tr("Salva e manda al II livello"),
                daily=self.tr("II livello"),
                keys=("Shift+F9",),
                run=editor.closing.forward,
                is_offered=lambda: editor.draft is not None,
                why=lambda: "no_contact",
            ),
            command(
                name="contact.new",
                title=self.tr("Nuovo contatto senza telefonata"),
                keys=("Ctrl+N",),
                run=self._new_contact,
                is_offered=self._may_write,
                why=lambda: "not_allowed",
            ),
            command(
                name="contact.put_aside",
                title=self.tr("Metti da parte il contatto (Da completare)"),
                run=self._put_aside,
                is_offered=lambda: editor.draft is not None and not models.call.is_live,
                why=lambda: "no_contact" if editor.draft is None else "end_call_first",
            ),
            command(
                name="caller.focus",
                title=self.tr("Cittadino: conferma chi chiama"),
                keys=("F3",),
                run=self._to_caller,
                is_offered=self._may_write,
                why=lambda: "not_allowed",
            ),
        )

    def in_hand(self) -> str:
        """The contact is what it is about while one is open and seen."""
        is_open = self._models.editor.draft is not None and self._frame.module == CONTACT
        return self.tr("In questo contatto") if is_open else ""

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_contact": self.tr("Nessun contatto aperto: Ctrl+N."),
            "end_call_first": self.tr("Prima finisci la telefonata."),
            "contact_gone": self.tr("Il contatto è già chiuso: il richiamo non è stato fissato."),
        }

    def _may_write(self) -> bool:
        account = self._models.session.account
        return account is not None and account.may(Capability.CONTACT_WRITE)

    def _save(self) -> None:
        editor = self._models.editor
        if editor.draft is not None:
            editor.closing.close()
            if editor.errors:  # also from another page: what is missing must be seen to be given
                self._frame.show_module(CONTACT)
        else:
            self._models.status.wrap_up.contact_closed()  # nothing is left to write: calls may ring

    def _put_aside(self) -> None:
        """Leave the contact for later; that ends the time after the call, where it may."""
        if not self._models.status.wrap_up.contact_put_aside():
            return
        self._models.editor.parked.put_aside()
        self._models.caller.clear()

    def _new_contact(self) -> None:
        self._frame.show_module(CONTACT)
        call = self._models.call.call
        on_line = call is not None and call.state in IN_CALL
        self._models.editor.begin(phone=call.peer if call is not None and on_line else "")

    def _to_caller(self) -> None:
        self._frame.show_module(CONTACT)
        self._screen.focus_caller()
        self._frame.show_focus()
