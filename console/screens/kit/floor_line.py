"""The room in two lines of the strip, for a lead who is on no call."""

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time
from console.viewmodels.floor.floor import FloorViewModel
from widgets.kit.plain_text import left_to_right, one_line


class FloorLine(QObject):
    """Of an operator, and before the server has told, both are empty."""

    def __init__(self, model: FloorViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def people(self) -> str:
        """Return "86 in servizio · 25 pronti"."""
        if self._model.now is None:
            return ""
        on_duty = self.tr("{0} in servizio").format(self._model.on_duty)
        count = self._model.ready
        ready = self.tr("%n pronti", "", count) if count else self.tr("nessuno pronto")
        return f"{on_duty} · {ready}"

    def trouble(self) -> str:
        """Return what is old or missing in the figures, in a few words."""
        model = self._model
        if model.now is None:
            return ""
        if model.is_old:
            at = left_to_right(clock_time(model.told_at))
            return self.tr("dati fermi alle {0}").format(at)
        for one in model.now.silent:
            since = left_to_right(clock_time(one.heard_at))
            return self.tr("manca una fonte: {0}, dalle {1}").format(one_line(one.name), since)
        return ""
