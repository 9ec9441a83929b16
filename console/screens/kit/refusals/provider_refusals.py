"""What is said on the way through the city's identity provider, and why nobody came in by it."""

from PySide6.QtCore import QObject


class ProviderRefusals(QObject):
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
