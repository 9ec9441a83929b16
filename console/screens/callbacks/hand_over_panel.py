"""Asks to which desk the case in hand goes, with what is written of it."""

from functools import cached_property

from PySide6.QtCore import QObject

from console.screens.callbacks.callback_queue_screen import CALLBACKS
from console.screens.kit.feature import Frame
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.ids import CallbackId, DeskId
from widgets.kit.plain_text import isolated, left_to_right
from widgets.panels.order_panel import OrderPanel
from widgets.tables.numbered_list import NumberedRow


class HandOverPanel(QObject):
    """Enter or a digit takes a desk. What the other desk must know is what stands in the answer."""

    def __init__(self, models: SeatModels, frame: Frame) -> None:
        super().__init__(frame.host)
        self._models = models
        self._frame = frame
        self._asked: CallbackId | None = None  # what the question is about

    @cached_property
    def panel(self) -> OrderPanel:
        panel = OrderPanel(self.tr("Passa a un altro ufficio"), (), self._frame.host)
        panel.setObjectName("hand_over_panel")
        panel.ordered.connect(self._on_ordered)
        return panel

    def open(self) -> None:
        work = self._models.case_work
        self._frame.show_module(CALLBACKS)
        if work.callback is None or not work.can_hand_over():
            return  # the field says what misses
        desks = [one for one in self._models.editor.desks if one.id != work.callback.desk_id]
        rows = [NumberedRow(desk.id, isolated(desk.name)) for desk in desks]
        self._asked = work.callback.id
        self.panel.ask(self._question(), rows)
        hint = self.tr("Una cifra passa la pratica: esce dai tuoi richiami. Esc chiude.")
        self.panel.say("" if rows else self.tr("Non c'è un altro ufficio di II livello."), hint)
        self.panel.open()

    def _question(self) -> str:
        work = self._models.case_work
        number = work.file.case.number if work.file.case is not None else ""
        about = self.tr("Pratica {0}").format(left_to_right(number)) if number else ""
        whose = isolated(work.callback.caller.name) if work.callback is not None else ""
        head = " · ".join(part for part in (about, whose) if part)
        words = self.tr("L'altro ufficio legge: «{0}»").format(isolated(work.draft.note.strip()))
        return f"{head}\n{words}".strip()

    def _on_ordered(self, desk: str) -> None:
        """F9 may have saved it meanwhile, and taken the next one in hand."""
        work = self._models.case_work
        self.panel.close_panel()
        if work.callback is not None and work.callback.id == self._asked:
            work.hand_over(DeskId(desk))
        else:
            self._frame.refuse("case_gone")
