"""The one door of every command: key, menu, palette, strip, link, and the window's own cross."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from console.screens.kit.command import Command, Valid
from console.viewmodels.session.session import SessionState

_NEEDED = {SessionState.SIGNED_IN: Valid.SIGNED_IN, SessionState.LOCKED: Valid.LOCKED}
_ELSEWHERE = {
    SessionState.LOCKED: "locked",
    SessionState.STORE_BROKEN: "store_broken",
}


class RefusalTexts(QObject):
    """Why a command is not offered now, in one short line that fits the strip, and what to do."""

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
            "text_largest": self.tr("Il testo è già il più grande."),
            "text_smallest": self.tr("Il testo è già il più piccolo."),
            "text_normal": self.tr("Il testo ha già la grandezza normale."),
            "not_allowed": self.tr("Il tuo accesso non lo permette."),
        }


class CommandGate(QObject):
    """A command that is not offered now does nothing, whoever asked for it, but say why."""

    ran = Signal(str)  # name
    refused = Signal(str, str)  # name, and the code of why not

    def __init__(
        self, commands: Sequence[Command], state: Callable[[], SessionState], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._by_name = {command.name: command for command in commands}
        self._state = state

    def run(self, name: str) -> None:
        command = self._by_name[name]
        if reason := self._reason_against(command):
            self.refused.emit(name, reason)
        else:
            self.ran.emit(name)
            command.run()

    def _reason_against(self, command: Command) -> str:
        state = self._state()
        if command.valid < _NEEDED.get(state, Valid.ALWAYS):
            return _ELSEWHERE.get(state, "signed_out")
        return "" if command.is_offered() else command.why()
