"""Names for what is typed in panels and not handed over, and what it is about."""

from PySide6.QtCore import QObject

from console.model.contact.unsent_input import BULK_HOURS, Typed, kind_of, read_words, subject_of
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import isolated, left_to_right, one_line


class UnsentInputText(QObject):
    def kind(self, place: str) -> str:
        """Return which panel it was typed in."""
        return {
            "fault": self.tr("Errore nella scheda"),
            "review": self.tr("Nota di revisione"),
            "withdraw": self.tr("Motivo del ritiro"),
            "report": self.tr("Risposta a una segnalazione"),
            "proposal": self.tr("Riga del dizionario"),
            BULK_HOURS: self.tr("Orari di molti uffici"),
            "block": self.tr("Motivo di un blocco"),
            "transfer": self.tr("Nota per chi riceve"),
            "closed-line": self.tr("Motivo per una linea chiusa"),
            "member": self.tr("Messaggio a un collega"),
            "queue": self.tr("Testo di emergenza"),
        }.get(kind_of(place), self.tr("Testo"))

    def about(self, place: str, typed: Typed) -> str:
        """Return whom or what it is about, "" where nobody noted it."""
        if kind_of(place) == "block":
            return left_to_right(spoken(subject_of(place)))
        return one_line(typed.about.title)

    def words(self, place: str, typed: Typed) -> str:
        """Return what stands there, as one line that keeps its own direction."""
        return " · ".join(isolated(one_line(text, len(text))) for text in self.texts(place, typed))

    def texts(self, place: str, typed: Typed) -> tuple[str, ...]:
        return read_words(place, typed.words)
