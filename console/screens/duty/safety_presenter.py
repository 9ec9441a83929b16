"""Binds the procedure for somebody in danger to its card, and the choice of which one."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.screens.duty.safety_texts import SafetyTexts
from console.viewmodels.duty.safety import Danger, SafetyViewModel
from widgets.cards.procedure_card import ProcedureCard
from widgets.kit.plain_text import wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.numbered_list import NumberedList, NumberedRow


class DangerMenu(FloatingPanel):
    """What is happening, chosen by one digit."""

    def __init__(self, model: SafetyViewModel, parent: QWidget) -> None:
        super().__init__(self.tr("Sicurezza: che cosa succede?"), parent)
        self.setObjectName("danger_menu")
        words = SafetyTexts(self)
        self._list = NumberedList(self.tr("Che cosa succede"))
        self._list.set_rows([NumberedRow(one.value, words.choice(one)) for one in Danger])
        line = self.tr(
            "La scelta mostra che cosa fare e avvisa i responsabili in silenzio: "
            "chi chiama non sente niente."
        )
        self.content.addWidget(self._list)
        self.content.addWidget(wrapped_label(line, "muted"))
        self._model = model
        self._list.chosen.connect(self._on_chosen)

    def first_focus(self) -> QWidget:
        return self._list

    def _on_chosen(self, value: str) -> None:
        self.close_panel()
        self._model.begin(Danger(value))


class SafetyPresenter(QObject):
    def __init__(self, card: ProcedureCard, model: SafetyViewModel) -> None:
        super().__init__(card)
        self._card = card
        self._model = model
        self._words = SafetyTexts(self)
        self._announcer = Announcer(card)
        self._shown: Danger | None = None
        self._offered: tuple[str, ...] = ()
        card.closed.connect(model.close)
        card.action_triggered.connect(self._on_action)
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        danger = self._model.danger
        if danger is None:
            self._card.put_away()
            self._shown = None
            return
        # The alarm's state changes below the steps: read aloud anew, they would be begun again.
        if danger is not self._shown:
            self._shown = danger
            steps = self._words.steps(danger, joins_112=self._model.can_bring_112)
            self._card.show_procedure(self._words.title(danger), steps)
            # Urgent: it must not wait behind what the call has just had to say.
            self._announcer.announce(self._words.title(danger), urgent=True)
        self._card.show_state(*self._words.alarm(self._model.alarm_state, self._model.seen_by))
        self._offer()

    def _offer(self) -> None:
        model = self._model
        actions = []
        if model.may_call_112:
            actions.append(("call_112", self.tr("Chiama 112"), "danger"))
        if model.may_join_112:
            actions.append(("join_112", self.tr("Unisci cittadino e 112"), "primary"))
        names = tuple(name for name, _, _ in actions)
        # Buttons that are made anew lose the focus under the operator's hands.
        if names != self._offered:
            self._offered = names
            self._card.show_actions(actions, self.tr("Ctrl+Maiusc+F12"))

    def _on_action(self, name: str) -> None:
        if name == "call_112":
            self._model.call_112()
        else:
            self._model.join()
