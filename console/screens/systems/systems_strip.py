"""The band on top for whoever keeps the house running: how many seats, what is wrong with them."""

from PySide6.QtCore import QObject

from console.screens.systems.systems_texts import SystemsTexts
from console.viewmodels.systems.systems import SystemsViewModel
from widgets.cards.call_strip import CallStrip, StripState
from widgets.cards.strip_buttons import StripAction

AGAIN = "systems.again"


class SystemsStrip(QObject):
    def __init__(self, strip: CallStrip, model: SystemsViewModel, texts: SystemsTexts) -> None:
        super().__init__(strip)
        self._strip = strip
        self._model = model
        self._texts = texts
        strip.setObjectName("systems_strip")
        strip.setAccessibleName(self.tr("Stato dei sistemi"))
        strip.action_triggered.connect(lambda _: self._read_again())
        model.changed.connect(self.refresh)
        self.refresh()

    @property
    def widget(self) -> CallStrip:
        return self._strip

    def say(self, sentence: str) -> None:
        """Why a key did nothing is said in the status line: there are no calls here."""

    def spoken_state(self) -> str:
        if not self._strip.isVisible():
            return ""
        state = self._strip.state()
        return ", ".join(part for part in (state.word, state.who, state.detail) if part)

    def refresh(self) -> None:
        now, model, texts = self._model.now, self._model, self._texts
        who = detail = ""
        if now is not None:
            who = f"{texts.head(now)} · {texts.summary(now)}"
            detail = texts.versions(now, model.told_at, is_old=model.is_old)
        self._strip.show_state(
            StripState(
                look="systems",
                word=self.tr("Sistemi"),
                who=who,
                detail=detail,
                actions=(StripAction(name=AGAIN, label=self.tr("Rileggi"), icon="refresh-cw"),),
            )
        )

    def _read_again(self) -> None:
        """Ask now, for accounts and queues too."""
        self._model.refresh()
        self._model.refresh_setup()
