"""The commands of callbacks: take the next, postpone, hear a message, put back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from console.model.contact.contact_draft import CallbackWish
from console.screens.callbacks.callback_queue_screen import CALLBACKS, CallbackQueueScreen
from console.screens.callbacks.closed_cases_panel import ClosedCasesPanel
from console.screens.callbacks.find_case_panel import FindCasePanel
from console.screens.callbacks.hand_over_panel import HandOverPanel
from console.screens.kit.callback_bands import CallbackBands
from console.screens.kit.command import Command
from console.screens.kit.feature import Answer, Frame
from console.screens.kit.menu_texts import MenuTexts
from console.viewmodels.callbacks.voicemail import VoicemailViewModel
from console.viewmodels.calls.one_call import CANNOT
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.ids import CallbackId
from contract.domain.phone_number import spoken


class CallbackCommands(QObject):
    """all: in the order of the menu. answers: those of the page of callbacks."""

    def __init__(
        self,
        models: SeatModels,
        frame: Frame,
        bands: CallbackBands,
        screen: CallbackQueueScreen,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(screen)
        self._models = models
        self._frame = frame
        self._bands = bands
        self._search = screen.search
        self._hand_over = HandOverPanel(models, frame)
        self.find_case = FindCasePanel(models, frame, now)
        self.closed_cases = ClosedCasesPanel(models, frame, self.find_case, now)
        screen.case.hand_over_requested.connect(lambda: frame.run("callback.hand_over"))
        screen.case.postpone_requested.connect(lambda: frame.run("callback.postpone"))
        menu, work, message = (
            MenuTexts(self).contact(),
            models.case_work,
            models.of(VoicemailViewModel),
        )
        command = partial(Command, menu=menu, needs=Capability.PHONE_USE)
        self.all = (
            command(
                name="callback.act",
                title=self.tr("Richiamo: fissa, o prendi il prossimo"),
                daily=self.tr("Richiamo"),
                keys=("F11",),
                run=self._take_next,
                is_offered=lambda: frame.has_module(CALLBACKS),
                why=lambda: "no_contact_to_call_back",
            ),
            command(
                name="callback.postpone",
                needs=Capability.CASE_WORK,
                title=self.tr("Rinvia il richiamo in mano"),
                keys=("Ctrl+R",),
                run=self._postpone,
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
            ),
            command(
                name="message.play",
                needs=Capability.CASE_WORK,
                title=self.tr("Messaggio in segreteria: ascolta o ferma"),
                keys=("Ctrl+P",),
                run=message.toggle,
                is_offered=self._may_hear,
                why=lambda: "no_message" if message.can_be_heard else CANNOT,
            ),
            command(
                name="callback.hand_over",
                needs=Capability.CASE_WORK,
                title=self.tr("Passa la pratica in mano a un altro ufficio"),
                keys=("Ctrl+Shift+P",),
                run=self._hand_over.open,
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
            ),
            command(
                name="case.find",
                needs=Capability.CALLER_LOOKUP,
                title=self.tr("Trova una pratica per numero"),
                keys=("Ctrl+Shift+N",),
                run=self.find_case.open,
            ),
            command(
                name="case.closed",
                needs=Capability.CALLER_LOOKUP,
                title=self.tr("Trova una pratica chiusa"),
                keys=("Ctrl+Shift+C",),
                run=self.closed_cases.open,
            ),
            command(
                name="callback.release",
                needs=Capability.CASE_WORK,
                title=self.tr("Rimetti in coda il richiamo in mano"),
                run=work.release,
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
            ),
        )
        self.answers = {
            "contact.close": Answer(
                run=lambda: work.record(then_next=True),
                title=self.tr("Salva e prendi il prossimo"),
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
                # A call that came beside the queue has a contact of its own to be closed.
                when=lambda: work.callback is not None or models.editor.draft is None,
            ),
            "search.focus": Answer(run=lambda: screen.focus_search(afresh=True)),
            "hit.use_selected": self._use(),
            **{f"hit.use_{digit}": self._use(digit - 1) for digit in range(1, 10)},
        }

    def refusals(self) -> dict[str, str]:
        """Return why one of them is not offered, in a line that fits the strip, and what to do."""
        return {
            "no_contact_to_call_back": self.tr("Per un richiamo serve un contatto: Ctrl+N."),
            "no_callback": self.tr("Nessun richiamo in mano: F11."),
            "case_gone": self.tr("Non è più la pratica in mano: niente è cambiato."),
            "no_message": self.tr("Qui non c'è un messaggio da ascoltare."),
        }

    def _use(self, row: int | None = None) -> Answer:
        """Open a result beside the case, None: the selected one; this page has the search too."""
        search = self._search

        def at() -> int:
            return search.current_row() if row is None else row

        return Answer(
            run=lambda: search.use(at()),
            is_offered=lambda: 0 <= at() < len(search.hits()),
            why=lambda: "no_result",
        )

    def _may_hear(self) -> bool:
        message = self._models.of(VoicemailViewModel)
        is_in_front = self._frame.module == CALLBACKS
        return is_in_front and bool(message.voicemail_id) and message.can_be_heard

    def _take_next(self) -> None:
        self._frame.show_module(CALLBACKS)
        self._models.queue.claim_next()

    def _postpone(self) -> None:
        work = self._models.case_work
        if work.callback is not None:
            phone, asked = spoken(work.callback.caller.phone), work.callback.id
            self._bands.open(work.offered_windows(), phone, lambda wish: self._put_off(asked, wish))

    def _put_off(self, asked: CallbackId, wish: CallbackWish) -> None:
        """F9 may have saved it while the hours were chosen, and taken the next one in hand."""
        work = self._models.case_work
        if work.callback is not None and work.callback.id == asked:
            work.postpone(wish)
        else:
            self._frame.refuse("case_gone")
