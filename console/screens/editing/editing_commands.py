"""The commands of the knowledge editor: offered while it is in front and has an entry in hand."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.screens.editing.editing_screen import EDITING, EditingScreen
from console.screens.kit.command import Command
from console.screens.kit.feature import Answer, Frame
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability

NO_ENTRY, SAVED, ELSEWHERE = "no_entry", "nothing_to_save", "not_in_editing"


class EditingCommands(QObject):
    """screen is asked for when a command runs: it is made when an editor signs in."""

    def __init__(
        self, models: SeatModels, frame: Frame, screen: Callable[[], EditingScreen]
    ) -> None:
        super().__init__(frame.host)
        self._models = models
        self._frame = frame
        self._screen = screen
        menu = self.tr("Reda&zione")
        rows: tuple[tuple[str, str, Callable[[], bool], str], ...] = (
            ("save", self.tr("Salva la bozza della voce (Ctrl+S)"), self._is_dirty, SAVED),
            ("act", self.tr("Chiedi o decidi la revisione (F9)"), self._has_entry, NO_ENTRY),
            ("changes", self.tr("Che cosa cambia nella voce"), self._has_entry, NO_ENTRY),
            ("clash", self.tr("Scegli fra testi doppi"), self._has_clash, "no_clash"),
            ("versions", self.tr("Versioni della voce"), self._has_entry, NO_ENTRY),
            ("translate", self.tr("Traduci la scheda"), self._has_entry, NO_ENTRY),
            ("discard", self.tr("Elimina la bozza della voce"), self._has_entry, NO_ENTRY),
            ("withdraw", self.tr("Ritira subito la voce"), self._has_entry, NO_ENTRY),
            (
                "preview",
                self.tr("Anteprima e controlli, o di nuovo il testo"),
                self._has_entry,
                NO_ENTRY,
            ),
            ("report", self.tr("Rispondi alla segnalazione"), self._is_in_front, ELSEWHERE),
            ("new", self.tr("Nuova voce"), self._is_in_front, ELSEWHERE),
            ("bulk", self.tr("Orari di molti uffici"), self._is_in_front, ELSEWHERE),
            (
                "words",
                self.tr("Parole dei cittadini per il dizionario"),
                self._is_in_front,
                ELSEWHERE,
            ),
            (
                "question",
                self.tr("Aggiungi la ricerca alle domande di prova"),
                self._has_found,
                "no_search",
            ),
        )
        self.all = tuple(
            Command(
                name=f"entry.{name}",
                title=title,
                menu=menu,
                keys=("Ctrl+Shift+V",) if name == "changes" else (),
                needs=Capability.KNOWLEDGE_EDIT,
                run=lambda action=name: screen().run(action),  # type: ignore[misc]  # bound per row
                is_offered=lambda may=offered: self._is_in_front() and may(),  # type: ignore[misc]  # likewise
                why=lambda code=code: code if self._is_in_front() else ELSEWHERE,  # type: ignore[misc]  # likewise
            )
            for name, title, offered, code in rows
        )

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_entry": self.tr("Si fa in Redazione, con una voce aperta."),
            "not_in_editing": self.tr("Si fa in Redazione."),
            "nothing_to_save": self.tr("Niente da salvare: la voce è già al sicuro."),
            "no_clash": self.tr("Nessun testo doppio tra cui scegliere."),
            "no_search": self.tr("Prima cerca qualcosa in Redazione."),
        }

    def answers(self) -> dict[str, Answer]:
        """What the keys that all pages share do on the editors' page."""

        def run(action: str) -> Callable[[], None]:
            return lambda: self._screen().run(action)

        return {
            "contact.close": Answer(
                run=run("act"),
                title=self.tr("Chiedi o decidi la revisione"),
                is_offered=self._has_entry,
                why=lambda: NO_ENTRY,
            ),
            "contact.new": Answer(run=run("new"), title=self.tr("Nuova voce")),
            "caller.focus": Answer(
                run=run("preview"), title=self.tr("Anteprima e controlli, o di nuovo il testo")
            ),
            "search.focus": Answer(
                run=lambda: self._screen().focus_search(), title=self.tr("Cerca una voce")
            ),
            "hit.use_selected": Answer(
                run=lambda: self._screen().open_current(),
                is_offered=lambda: self._screen().side.current() is not None,
            ),
            "card.send": Answer(
                run=run("save"),
                title=self.tr("Salva la bozza"),
                is_offered=self._is_dirty,
                why=lambda: SAVED,
            ),
        }

    def _is_dirty(self) -> bool:
        return self._models.editing.editor.is_dirty

    def _is_in_front(self) -> bool:
        return self._frame.module == EDITING

    def _has_entry(self) -> bool:
        return self._models.editing.editor.draft is not None

    def _has_found(self) -> bool:
        return self._is_in_front() and self._screen().side.may_keep_question()

    def _has_clash(self) -> bool:
        revision = self._models.editing.editor.revision
        return revision is not None and bool(revision.clashes)
