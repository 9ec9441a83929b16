"""What is asked beside the password, and why digits were not taken."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from widgets.kit.plain_text import left_to_right


class FactorRefusals(QObject):
    def hint(self) -> str:
        return self.tr("Sei cifre dall'app del telefono, o un codice di riserva.")

    def shown(self, detail: Mapping[str, str]) -> str:
        """Return what a new second factor is, to be typed into a telephone; "" for none."""
        if "secret" not in detail:
            return ""
        secret, codes = _in_fours(detail["secret"]), detail.get("codes", "").split()
        # Two in a line: the page has room for what is typed below them.
        kept = "\n".join(
            left_to_right("   ".join(codes[at : at + 2])) for at in range(0, len(codes), 2)
        )
        text = self.tr(
            "1. Nell'app di verifica del telefono aggiungi ChiamaRoma con questa chiave:\n{0}\n"
            "2. Conserva su carta i codici di riserva: ciascuno vale una volta, senza telefono.\n"
            "{1}\n3. Scrivi qui sotto le sei cifre che l'app mostra."
        )
        return text.format(left_to_right(secret), kept)

    def reasons(self) -> dict[str, str]:
        """Return a sentence for each code."""
        return {
            "second_factor": self.tr("Scrivi anche il codice di verifica: le sei cifre dell'app."),
            "second_factor_new": self.tr(
                "Da oggi il tuo accesso chiede anche un codice del telefono. Segui i tre passi."
            ),
            "second_factor_wrong": self.tr(
                "Il codice non è quello di adesso, o è già stato usato. Aspetta il prossimo e "
                "riprova; senza telefono usa un codice di riserva."
            ),
        }


def _in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
