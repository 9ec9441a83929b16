"""Binds the change of one's own password to its panel: what was refused, in words."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.screens.kit.texts import Texts
from console.screens.settings.password_panel import PasswordPanel
from console.viewmodels.session.own_password import OwnPasswordViewModel


class PasswordPresenter(QObject):
    def __init__(self, model: OwnPasswordViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self._wording = Texts(self)
        self.panel = PasswordPanel(self.tr("Cambia la password"), window)
        self.panel.tell_rules(self._wording.passwords.rules())
        self.panel.submitted.connect(model.change)
        model.changed.connect(self.refresh)

    def open(self) -> None:
        self._model.begin()
        self.refresh()
        self.panel.open()

    def refresh(self) -> None:
        model, panel = self._model, self.panel
        panel.set_busy(model.is_busy)
        if model.is_busy:
            panel.say("info", self.tr("Controllo le password…"))
        elif model.is_done:
            panel.clear()
            panel.say("ok", self._done())
        else:
            panel.say("error", self._refused(model.refusal))
            self._ask_again(model.refusal)

    def _ask_again(self, code: str) -> None:
        panel = self.panel
        if code == "bad_credentials":
            panel.clear(panel.now)
        elif code.startswith("password_"):
            panel.clear(panel.new, panel.again)

    def _done(self) -> str:
        return self.tr(
            "Password cambiata. Vale da adesso, anche per sbloccare questa postazione; altrove "
            "il tuo accesso è stato chiuso."
        )

    def _refused(self, code: str) -> str:
        own = {
            "bad_credentials": self.tr(
                "La password attuale non è corretta. Controlla le maiuscole e riprova."
            ),
            "unreachable": self.tr(
                "Il server non risponde: la password si cambia solo con il collegamento. Se quando "
                "torna non va più bene quella vecchia, vale già quella nuova."
            ),
        }
        return own.get(code, self._wording.sign_in_refused(code))
