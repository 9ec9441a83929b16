"""Binds what was done to the pill: its words, what can still be done about it, its end."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from console.screens.kit.feature import NoticeAction
from console.screens.kit.notice_texts import NoticeTexts
from console.viewmodels.kit.notices import Level, NoticesViewModel, Passing
from widgets.panels.pill import Confirmation, Pill, PillAction


class Confirmations(QObject):
    """Every notice of Level.DONE; whatever else is told stands in the status bar."""

    def __init__(
        self,
        pill: Pill,
        model: NoticesViewModel,
        texts: NoticeTexts,
        actions: Mapping[str, tuple[NoticeAction, ...]],
    ) -> None:
        super().__init__(pill)
        self._pill = pill
        self._model = model
        self._texts = texts
        self._actions = actions
        model.told.connect(self._on_told)
        model.taken_back.connect(pill.take_back)
        pill.gone.connect(lambda key: model.take_back(key))
        pill.acted.connect(self._on_acted)

    def _on_told(self, passing: Passing) -> None:
        if passing.level is not Level.DONE:
            return
        # Two lines: the first is the number that she reads out to the citizen.
        number, _, text = self._texts.sentence(passing.code, passing.subject).rpartition("\n")
        self._pill.tell(
            Confirmation(
                key=passing.key,
                text=text,
                number=number,
                actions=tuple(
                    PillAction(name=str(at), label=one.text, key=one.key)
                    for at, one in enumerate(self._offered(passing))
                ),
            )
        )

    def _offered(self, passing: Passing) -> tuple[NoticeAction, ...]:
        actions = self._actions.get(passing.code, ())
        return tuple(one for one in actions if one.when(passing.subject))

    def _on_acted(self, key: str, name: str) -> None:
        passing = self._model.passing.get(key)
        if passing is None:
            return
        action = self._offered(passing)[int(name)]
        if action.run is not None:
            action.run(passing.subject)
        else:
            self._model.act(key)
