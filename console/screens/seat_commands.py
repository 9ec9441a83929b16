"""Every command of the seat: its name for people, its menu, what it does, when it is offered."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.appearance import Appearance
from console.screens.keyboard import Command
from console.screens.pane_walk import move_pane
from console.screens.panels import Panels
from console.screens.work_page import CALLBACKS, CONTACT, WorkPage
from console.viewmodels.active_call import IN_CALL, CallAction
from console.viewmodels.seat_models import SeatModels
from console.work.seat_state import AgentState
from contract.domain.phone_number import spoken
from widgets.announcer import Announcer


class SeatCommands(QObject):
    def __init__(
        self,
        models: SeatModels,
        page: WorkPage,
        panels: Panels,
        appearance: Appearance,
        quit_console: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._models = models
        self._page = page
        self._panels = panels
        self._appearance = appearance
        self._quit = quit_console
        self._now = now
        self._announcer = Announcer(page)
        self.all = (
            *self._call(),
            *self._contact(),
            *self._callbacks(),
            *self._knowledge(),
            *self._seat(),
            *self._view(),
        )
        self._by_name = {command.name: command for command in self.all}
        panels.palette.chosen.connect(self.run)

    def run(self, name: str) -> None:
        """Run a command by name, as the palette and the strip do; not offered: nothing happens."""
        command = self._by_name[name]
        if command.is_offered():
            command.run()

    def _call(self) -> tuple[Command, ...]:
        menu, call, status = self.tr("Te&lefonata"), self._models.call, self._models.status
        return (
            Command(
                name="call.answer_or_hold",
                title=self.tr("Rispondi / Attesa / Riprendi"),
                menu=menu,
                run=self._answer_or_hold,
                is_offered=lambda: call.is_live,
            ),
            Command(
                name="call.decline",
                title=self.tr("Non posso rispondere"),
                menu=menu,
                run=status.decline,
                is_offered=lambda: CallAction.REJECT in call.actions,
            ),
            Command(
                name="call.mute",
                title=self.tr("Muto"),
                menu=menu,
                run=call.toggle_mute,
                is_offered=lambda: bool({CallAction.MUTE, CallAction.UNMUTE} & call.actions),
            ),
            Command(
                name="call.hang_up",
                title=self.tr("Chiudi telefonata"),
                menu=menu,
                run=call.hang_up,
                is_offered=lambda: CallAction.HANG_UP in call.actions,
            ),
            Command(
                name="status.pause",
                title=self.tr("Pronto / Pausa con motivo"),
                menu=menu,
                run=self._pause_or_ready,
                is_offered=lambda: status.is_on_duty,
            ),
            Command(
                name="wrap_up.more_time",
                title=self.tr("Altro tempo dopo la chiamata (+60 s)"),
                menu=menu,
                run=status.more_time,
                is_offered=lambda: status.state is AgentState.WRAP_UP and status.may_have_more_time,
            ),
        )

    def _contact(self) -> tuple[Command, ...]:
        menu, editor = self.tr("Contatto e &richiamo"), self._models.editor
        return (
            Command(
                name="contact.close",
                title=self.tr("Salva e chiudi"),
                menu=menu,
                run=self._save,
            ),
            Command(
                name="contact.forward",
                title=self.tr("Salva e inoltra al II livello"),
                menu=menu,
                run=editor.forward,
                is_offered=lambda: editor.draft is not None,
            ),
            Command(
                name="contact.new",
                title=self.tr("Nuovo contatto senza telefonata"),
                menu=menu,
                run=self._new_contact,
            ),
            Command(
                name="contact.put_aside",
                title=self.tr("Metti da parte il contatto (Da completare)"),
                menu=menu,
                run=self._put_aside,
                is_offered=lambda: editor.draft is not None and not self._models.call.is_live,
            ),
            Command(
                name="caller.focus",
                title=self.tr("Cittadino: conferma chi chiama"),
                menu=menu,
                run=self._to_caller,
            ),
        )

    def _callbacks(self) -> tuple[Command, ...]:
        menu, work = self.tr("Contatto e &richiamo"), self._models.case_work
        return (
            Command(
                name="callback.act",
                title=self.tr("Richiamo: fissa, o prendi il prossimo"),
                menu=menu,
                run=self._callback,
            ),
            Command(
                name="callback.postpone",
                title=self.tr("Rinvia il richiamo in mano"),
                menu=menu,
                run=self._postpone,
                is_offered=lambda: work.callback is not None,
            ),
            Command(
                name="callback.release",
                title=self.tr("Rimetti in coda il richiamo in mano"),
                menu=menu,
                run=work.release,
                is_offered=lambda: work.callback is not None,
            ),
        )

    def _knowledge(self) -> tuple[Command, ...]:
        menu = self.tr("&Banca dati")
        digits = tuple(
            Command(
                name=f"hit.use_{digit}",
                title=self.tr("Usa il risultato {0}").format(digit),
                run=lambda row=digit - 1: self._page.contact.use_hit(row),  # type: ignore[misc]  # bound per digit
            )
            for digit in range(1, 10)
        )
        return (
            Command(
                name="search.focus",
                title=self.tr("Cerca nella banca dati"),
                menu=menu,
                run=self._to_search,
            ),
            Command(
                name="hit.use_selected",
                title=self.tr("Usa la scheda selezionata nel contatto"),
                menu=menu,
                run=self._page.contact.use_current_hit,
            ),
            *digits,
        )

    def _seat(self) -> tuple[Command, ...]:
        menu, session = self.tr("&Postazione"), self._models.session
        return (
            Command(
                name="help.keys",
                title=self.tr("Tasti"),
                menu=menu,
                run=lambda: self._panels.keys.show_commands(self.all),
            ),
            Command(
                name="palette.open",
                title=self.tr("Tutti i comandi per nome"),
                menu=menu,
                run=lambda: self._panels.open_palette(self.all),
            ),
            Command(
                name="connection.details",
                title=self.tr("Collegamento: dettagli e cose da inviare"),
                menu=menu,
                run=lambda: self._panels.connection.show_details(self._page.connection_line),
            ),
            Command(
                name="session.lock",
                title=self.tr("Blocca postazione"),
                menu=menu,
                run=session.lock,
            ),
            Command(
                name="session.sign_out",
                title=self.tr("Esci e cambia operatore"),
                menu=menu,
                run=session.sign_out,
                is_offered=lambda: not self._models.call.is_live,
            ),
            Command(
                name="session.quit",
                title=self.tr("Chiudi la console"),
                menu=menu,
                run=self._quit,
                is_offered=lambda: not self._models.call.is_live,
            ),
        )

    def _view(self) -> tuple[Command, ...]:
        menu, appearance = self.tr("&Vista"), self._appearance
        rows: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("pane.next", self.tr("Riquadro seguente"), lambda: move_pane(self._page.panes(), 1)),
            (
                "pane.previous",
                self.tr("Riquadro precedente"),
                lambda: move_pane(self._page.panes(), -1),
            ),
            ("text.larger", self.tr("Testo più grande"), appearance.larger),
            ("text.smaller", self.tr("Testo più piccolo"), appearance.smaller),
            ("text.normal", self.tr("Testo normale"), appearance.normal),
            (
                "theme.next",
                self.tr("Colori: chiaro, scuro, contrasto alto"),
                appearance.next_theme,
            ),
            ("state.read", self.tr("Leggi lo stato"), self._read_state),
        )
        return tuple(
            Command(name=name, title=title, menu=menu, run=run) for name, title, run in rows
        )

    def _answer_or_hold(self) -> None:
        call = self._models.call
        if CallAction.ANSWER in call.actions:
            call.answer()
        else:
            call.toggle_hold()

    def _pause_or_ready(self) -> None:
        if self._models.status.state is AgentState.NOT_READY:
            self._models.status.get_ready()
        else:
            button = self._page.strip.button("status.pause")
            self._panels.open_pause(button or self._page.strip)

    def _save(self) -> None:
        """F9 closes what is in front of the operator: the case on its page, else the contact."""
        if self._page.module == CALLBACKS:
            self._models.case_work.record(then_next=True)
        elif self._models.editor.draft is not None:
            self._models.editor.close()
        else:
            self._models.status.contact_closed()  # nothing is left to write: calls may ring

    def _put_aside(self) -> None:
        """Leave the contact for later; that ends the time after the call, too."""
        self._models.editor.put_aside()
        self._models.status.contact_closed()
        self._models.caller.clear()

    def _callback(self) -> None:
        """F11 promises a callback for the open contact; with none open it takes the next one."""
        editor = self._models.editor
        if self._page.module == CONTACT and editor.draft is not None:
            topics = {topic.id: topic.path for topic in editor.topics}
            topic = topics.get(editor.draft.topic_id, "") if editor.draft.topic_id else ""
            parts = (editor.draft.phone_text, topic)
            self._panels.open_windows(
                editor.offered_windows(),
                " · ".join(part for part in parts if part),
                editor.promise_callback,
            )
            return
        self._page.show_module(CALLBACKS)
        if self._page.module == CALLBACKS:
            self._models.queue.take_next()

    def _postpone(self) -> None:
        work = self._models.case_work
        if work.callback is not None:
            phone = spoken(work.callback.caller.phone)
            self._panels.open_windows(work.offered_windows(), phone, work.postpone)

    def _new_contact(self) -> None:
        self._page.show_module(CONTACT)
        call = self._models.call.call
        on_line = call is not None and call.state in IN_CALL
        self._models.editor.begin(phone=call.peer if call is not None and on_line else "")

    def _to_caller(self) -> None:
        self._page.show_module(CONTACT)
        self._page.contact.focus_caller()

    def _to_search(self) -> None:
        self._page.show_module(CONTACT)
        self._page.contact.focus_search(afresh=True)

    def _read_state(self) -> None:
        sentence = ", ".join(
            part
            for part in (
                self._page.seat_strip.spoken_state(),
                self._page.connection_line.sentence(),
            )
            if part
        )
        self._announcer.announce(sentence, urgent=True)
