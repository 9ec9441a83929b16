"""Text typed in the editors' panels and not sent: what each is called, and the way back to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.model.contact.unsent_input import BULK_HOURS, Typed, subject_of
from console.screens.editing.editing_screen import EDITING, EditingScreen
from console.screens.kit.feature import Door, Frame, InputKind
from console.viewmodels.editing.editing_models import EditingModels
from contract.domain.knowledge_entries.revision import EntryKind


class EditingInputs(QObject):
    def __init__(
        self, models: EditingModels, frame: Frame, screen: Callable[[], EditingScreen]
    ) -> None:
        super().__init__(frame.host)
        self._models = models
        self._frame = frame
        self._screen = screen
        doors: dict[str, tuple[str, Callable[[str, Typed], Door | None]]] = {
            "review": (self.tr("Nota di revisione"), self._review),
            "withdraw": (self.tr("Motivo del ritiro"), self._withdraw),
            "report": (self.tr("Risposta a una segnalazione"), self._report),
            "proposal": (self.tr("Riga del dizionario"), self._proposal),
            BULK_HOURS: (self.tr("Orari di molti uffici"), self._bulk),
            "field": (self.tr("Altro testo di un campo"), self._field),
        }
        self.kinds = {
            kind: InputKind(title=title, door=self._for_editors(door))
            for kind, (title, door) in doors.items()
        }

    def _for_editors(
        self, door: Callable[[str, Typed], Door | None]
    ) -> Callable[[str, Typed], Door | None]:
        """Return the door as it is for who may edit: it leads to the editors' page first."""

        def found(place: str, typed: Typed) -> Door | None:
            inner = door(subject_of(place), typed) if self._models.list.may_edit else None
            return None if inner is None else lambda: self._go(inner)

        return found

    def _go(self, door: Door) -> None:
        self._frame.show_module(EDITING)
        door()

    def _bulk(self, _: str, __: Typed) -> Door | None:
        return lambda: self._screen().bulk.open()

    def _proposal(self, subject: str, _: Typed) -> Door | None:
        if self._models.learning.proposal(subject) is None:
            return None
        return lambda: self._screen().learning.open_at(subject)

    def _withdraw(self, _: str, typed: Typed) -> Door | None:
        about = typed.about
        if not about.id:
            return None
        return lambda: self._screen().panels.ask_withdraw_of(EntryKind(about.kind), about.id)

    def _field(self, _: str, typed: Typed) -> Door | None:
        about = typed.about
        return lambda: self._models.editor.open(EntryKind(about.kind), about.id)

    def _review(self, subject: str, _: Typed) -> Door | None:
        found = [one for one in self._models.list.work.revisions if one.id == subject]
        if not found:
            return None
        return lambda: self._models.editor.open(found[0].entry_kind, found[0].entry_id)

    def _report(self, subject: str, _: Typed) -> Door | None:
        reports = [one for one in self._models.list.work.reports if one.id == subject]
        return (lambda: self._screen().panels.ask_report(reports)) if reports else None
