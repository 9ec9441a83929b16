"""What a new password must be, and why one was not taken."""

from PySide6.QtCore import QObject


class PasswordRefusals(QObject):
    def rules(self) -> str:
        return self.tr(
            "Almeno 12 caratteri, 14 per responsabili e assistenza. Vanno bene tre o quattro "
            "parole che non c'entrano l'una con l'altra."
        )

    def reasons(self) -> dict[str, str]:
        """Return a sentence for each code."""
        return {
            "password_temporary": self.tr(
                "La tua password è provvisoria: l'ha scelta chi amministra gli accessi. Scegline "
                "una tua, con almeno 12 caratteri: 14 per responsabili e assistenza."
            ),
            "password_length": self.tr(
                "La password nuova non ha la lunghezza giusta: almeno 12 caratteri, 14 per "
                "responsabili e assistenza."
            ),
            "password_guessed": self.tr(
                "La password nuova è tra le prime che si indovinano. Prendi tre o quattro parole "
                "che non c'entrano l'una con l'altra."
            ),
            "password_leaked": self.tr(
                "La password nuova è in un elenco di password rubate altrove. Scegline un'altra."
            ),
            "password_unchanged": self.tr(
                "La password nuova è uguale a quella di adesso. Scegline un'altra."
            ),
        }
