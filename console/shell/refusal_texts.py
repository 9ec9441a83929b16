"""Why a command is not offered now, in one short line that fits the strip, and what to do."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject


class RefusalTexts(QObject):
    def __init__(self, of_features: Iterable[Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._known = {code: text for texts in of_features for code, text in texts.items()}
        self._known |= self._of_session()

    def sentence(self, code: str) -> str:
        return self._known.get(code, self.tr("Adesso non si può fare."))

    def _of_session(self) -> dict[str, str]:
        return {
            "locked": self.tr("Postazione bloccata: scrivi prima la password."),
            "signed_out": self.tr("Prima entra nella console."),
            "store_broken": self.tr("Prima va riaperto l'archivio di questa postazione."),
            "not_allowed": self.tr("Il tuo accesso non lo permette."),
        }
