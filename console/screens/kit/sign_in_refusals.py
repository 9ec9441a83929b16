"""What is asked at the sign-in page, and why it let nobody in, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from widgets.kit.plain_text import left_to_right


class FactorRefusals(QObject):
    """What is asked beside the password, and why digits were not taken."""

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


class PasswordRefusals(QObject):
    """What a new password must be, and why one was not taken."""

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


class ProviderRefusals(QObject):
    """The way through the city's identity provider, and why nobody came in by it."""

    def in_browser(self) -> str:
        return self.tr("Continua nel browser: lì la città ti chiede chi sei. Poi torna qui.")

    def at_the_end(self) -> str:
        """Say in the browser that it is done there."""
        return self.tr("Qui hai finito. Chiudi questa pagina e torna alla console.")

    def reasons(self) -> dict[str, str]:
        """Return a sentence for each code."""
        return {
            "provider_silent": self.tr(
                "Il servizio di accesso della città non risponde. Riprova tra poco; chi ha una "
                "password può entrare con quella."
            ),
            "provider_refused": self.tr(
                "L'accesso dal browser non è stato confermato. Riprova; se succede ancora, chiama "
                "l'assistenza."
            ),
            "unknown_identity": self.tr(
                "La città ti riconosce, ma qui nessun accesso ha il tuo nome. Chiedi al tuo "
                "responsabile."
            ),
            "other_identity": self.tr(
                "Nel browser è entrata un'altra persona: qui può continuare solo chi stava "
                "lavorando."
            ),
            "no_browser": self.tr(
                "Su questa postazione non si apre nessun browser. Entra con la password o chiama "
                "l'assistenza."
            ),
            "browser_left": self.tr(
                "Nel browser l'accesso non è stato completato. Riprova, o entra con la password."
            ),
            "password_once": self.tr(
                "Il tuo lavoro su questa postazione si apre con la password: entra una volta con "
                "quella, poi basta il browser."
            ),
        }


class SeatRefusals(QObject):
    """Why nobody may sign in at this computer."""

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
