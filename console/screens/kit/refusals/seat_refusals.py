"""Why nobody may sign in at this computer, in words."""

from PySide6.QtCore import QObject


class SeatRefusals(QObject):
    def reasons(self) -> dict[str, str]:
        """Return a sentence for each code."""
        return {
            "seat_unproven": self.tr(
                "Questo computer non è registrato come postazione: da qui non si entra. Chiama "
                "l'assistenza, che ha il codice per registrarlo."
            ),
            "seat_other": self.tr(
                "Questo computer è registrato per un'altra linea. Controlla il numero della linea "
                "o chiama l'assistenza."
            ),
            "challenge_void": self.tr("Il server è ripartito proprio ora. Accedi di nuovo."),
        }
