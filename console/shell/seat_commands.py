"""Every command of the seat: its name for people, its menu, what it does, when it is offered."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import CallbackWish
from console.screens.calls.call_commands import CallCommands
from console.screens.contact.unsent_input_doors import UnsentInputDoors
from console.screens.contact.unsent_input_presenter import UnsentInputPresenter
from console.screens.duty.duty_commands import DutyCommands
from console.screens.editing.editing_commands import EditingCommands
from console.screens.kit.command import Command, Valid
from console.screens.kit.refusal_texts import RefusalTexts
from console.screens.team.team_commands import TeamCommands
from console.shell.appearance import Appearance
from console.shell.command_gate import CommandGate
from console.shell.pane_walk import move_pane
from console.shell.panels import Panels
from console.shell.work_page import CALLBACKS, CONTACT, EDITING, WorkPage
from console.viewmodels.calls.active_call import CANNOT, IN_CALL
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.account import Capability
from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.revision import EntryKind
from contract.domain.phone_number import spoken
from widgets.kit.announcer import Announcer


class SeatCommands(QObject):
    refused = Signal(str)  # why a command did nothing; "" when another one was followed

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
        menu = self.tr("Te&lefonata")
        self.team = TeamCommands(models, page, menu, now)
        doors = UnsentInputDoors(models, page, panels, self.team)
        self.words = UnsentInputPresenter(models, doors, page, page.under_notices, now)
        self.all = (
            *CallCommands(models, page, panels.calls, menu, panels.pauses.ask_why_declined).all,
            *DutyCommands(models, page, panels, menu).all,
            *self.team.all,
            *self._contact(),
            *self._callbacks(),
            *self._knowledge(),
            *EditingCommands(models, page).all,
            *self._seat(),
            *self._view(),
        )
        self._refusals = RefusalTexts(self)
        self.gate = CommandGate(self.all, lambda: models.session.state, self)
        self.gate.ran.connect(lambda _: self.refused.emit(""))
        self.gate.refused.connect(self._on_refused)
        panels.palette.chosen.connect(self.run)
        panels.entry_opened.connect(self._edit)

    def run(self, name: str) -> None:
        """Run a command by name, as everything does that starts one."""
        self.gate.run(name)

    def _on_refused(self, _: str, code: str) -> None:
        if code == CANNOT:
            self._models.call.refused.emit(code)  # stays: she does it at the apparatus
        else:
            self.refused.emit(self._refusals.sentence(code))

    def _contact(self) -> tuple[Command, ...]:
        menu, editor = self.tr("Contatto e &richiamo"), self._models.editor
        command = partial(Command, menu=menu, needs=Capability.PHONE_USE)
        return (
            command(
                name="contact.close",
                title=self.tr("Salva e chiudi"),
                keys=("F9",),
                run=self._save,
                is_offered=self._may_save,
                why=self._why_not_save,
            ),
            command(
                name="contact.forward",
                title=self.tr("Salva e inoltra al II livello"),
                keys=("Shift+F9",),
                run=editor.forward,
                is_offered=lambda: editor.draft is not None,
                why=lambda: "no_contact",
            ),
            command(
                name="contact.new",
                title=self.tr("Nuovo contatto senza telefonata"),
                keys=("Ctrl+N",),
                run=self._new_contact,
                is_offered=lambda: self._page.module == EDITING or self._may_write,
                why=lambda: "not_allowed",
            ),
            command(
                name="contact.put_aside",
                title=self.tr("Metti da parte il contatto (Da completare)"),
                run=self._put_aside,
                is_offered=lambda: editor.draft is not None and not self._models.call.is_live,
                why=lambda: "no_contact" if editor.draft is None else "end_call_first",
            ),
            command(
                name="caller.focus",
                title=self.tr("Cittadino: conferma chi chiama"),
                keys=("F3",),
                run=self._to_caller,
                is_offered=lambda: self._page.module == EDITING or self._may_write,
                why=lambda: "not_allowed",
            ),
        )

    def _callbacks(self) -> tuple[Command, ...]:
        menu, work = self.tr("Contatto e &richiamo"), self._models.case_work
        message = self._models.voicemail
        command = partial(Command, menu=menu, needs=Capability.PHONE_USE)
        return (
            command(
                name="callback.act",
                title=self.tr("Richiamo: fissa, o prendi il prossimo"),
                keys=("F11",),
                run=self._callback,
                is_offered=lambda: self._may_promise or self._page.has_module(CALLBACKS),
                why=lambda: "no_contact_to_call_back",
            ),
            command(
                name="callback.postpone",
                title=self.tr("Rinvia il richiamo in mano"),
                keys=("Ctrl+R",),
                run=self._postpone,
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
            ),
            command(
                name="message.play",
                title=self.tr("Messaggio in segreteria: ascolta o ferma"),
                keys=("Ctrl+P",),
                run=message.toggle,
                is_offered=lambda: (
                    self._page.module == CALLBACKS
                    and bool(message.voicemail_id)
                    and message.can_be_heard
                ),
                why=lambda: "no_message" if message.can_be_heard else CANNOT,
            ),
            command(
                name="callback.release",
                title=self.tr("Rimetti in coda il richiamo in mano"),
                run=work.release,
                is_offered=lambda: work.callback is not None,
                why=lambda: "no_callback",
            ),
        )

    def _knowledge(self) -> tuple[Command, ...]:
        menu = self.tr("&Banca dati")
        digits = tuple(
            Command(
                name=f"hit.use_{digit}",
                title=self.tr("Usa il risultato {0}").format(digit),
                keys=(f"Ctrl+{digit}",),
                run=lambda row=digit - 1: self._page.contact.use_hit(row),  # type: ignore[misc]  # bound per digit
                is_offered=lambda row=digit - 1: self._has_result(row),  # type: ignore[misc]  # likewise
                why=lambda: "no_result",
            )
            for digit in range(1, 10)
        )
        command = partial(Command, menu=menu)
        return (
            command(
                name="search.focus",
                title=self.tr("Cerca nella banca dati"),
                keys=("F2",),
                run=self._to_search,
                is_offered=self._may_search,
                why=lambda: "not_allowed",
            ),
            command(
                name="search.filter",
                title=self.tr("Filtra la ricerca: aperti, municipio, ufficio, lingua"),
                keys=("Ctrl+F",),
                run=self._filter,
                is_offered=lambda: self._page.has_module(CONTACT),
                why=lambda: "not_allowed",
            ),
            command(
                name="search.unfilter",
                title=self.tr("Togli tutti i filtri della ricerca"),
                keys=("Ctrl+Shift+F",),
                run=self._page.contact.filters.drop_all,
                is_offered=lambda: bool(self._models.filters.wish.facets),
                why=lambda: "no_filter",
            ),
            command(
                name="hit.use_selected",
                title=self.tr("Usa la scheda selezionata nel contatto"),
                keys=("Ctrl+Return", "Ctrl+Enter"),
                run=self._use_selected,
                is_offered=self._may_use_selected,
                why=lambda: "no_result",
            ),
            command(
                name="entry.fault",
                title=self.tr("Errore nella scheda: segnala che cosa è sbagliato"),
                keys=("Ctrl+E",),
                run=self._panels.fault.open,
                is_offered=lambda: self._models.fault.can_open,
                why=lambda: "no_card",
            ),
            command(
                name="card.send",
                title=self.tr("Invia la scheda al cittadino (in Redazione: salva la bozza)"),
                keys=("Ctrl+S",),
                run=self._send_or_save,
                is_offered=self._may_send_or_save,
                why=lambda: "nothing_to_save" if self._page.module == EDITING else "no_card",
            ),
            command(
                name="figures.open",
                title=self.tr("Come vanno le voci: cifre d'uso, revisioni in ritardo, CSV"),
                keys=("Ctrl+U",),
                run=lambda: self._panels.figures.open(),
                is_offered=lambda: self._models.entry_figures.may_see,
                why=lambda: "not_allowed",
            ),
            *digits,
        )

    def _seat(self) -> tuple[Command, ...]:
        menu, session = self.tr("&Postazione"), self._models.session
        command = partial(Command, menu=menu)
        return (
            command(
                name="help.keys",
                title=self.tr("Tasti"),
                keys=("F1",),
                run=self._acknowledge_or_help,
            ),
            command(
                name="palette.open",
                title=self.tr("Tutti i comandi per nome"),
                keys=("Ctrl+K",),
                run=lambda: self._panels.open_palette(self.all),
            ),
            command(
                name="connection.details",
                title=self.tr("Collegamento: dettagli e cose da inviare"),
                keys=("Ctrl+D",),
                run=lambda: self._panels.connection.show_details(self._page.connection_line),
            ),
            command(
                name="words.open",
                title=self.tr("Testi scritti e non inviati"),
                keys=("Ctrl+O",),
                run=self.words.open,
            ),
            command(
                name="session.lock",
                title=self.tr("Blocca postazione"),
                keys=("Ctrl+L",),
                run=session.lock,
            ),
            command(
                name="session.sign_out",
                valid=Valid.LOCKED,
                title=self.tr("Esci e cambia operatore"),
                run=session.sign_out,
                is_offered=lambda: not self._models.call.is_live,
                why=self._why_stay,
            ),
            command(
                name="session.quit",
                valid=Valid.ALWAYS,
                title=self.tr("Chiudi la console"),
                keys=("Ctrl+Q",),
                run=self._quit,
                is_offered=self._may_quit,
                why=self._why_stay,
            ),
        )

    def _view(self) -> tuple[Command, ...]:
        appearance, page = self._appearance, self._page
        command = partial(Command, menu=self.tr("&Vista"))
        of_the_window = partial(command, valid=Valid.ALWAYS)
        return (
            command(
                name="pane.next",
                title=self.tr("Riquadro seguente"),
                keys=("F6",),
                run=lambda: move_pane(page.panes(), 1),
            ),
            command(
                name="pane.previous",
                title=self.tr("Riquadro precedente"),
                keys=("Shift+F6",),
                run=lambda: move_pane(page.panes(), -1),
            ),
            of_the_window(
                name="text.larger",
                title=self.tr("Testo più grande"),
                keys=("Ctrl++", "Ctrl+="),
                run=appearance.larger,
            ),
            of_the_window(
                name="text.smaller",
                title=self.tr("Testo più piccolo"),
                keys=("Ctrl+-",),
                run=appearance.smaller,
            ),
            of_the_window(
                name="text.normal",
                title=self.tr("Testo normale"),
                keys=("Ctrl+0",),
                run=appearance.normal,
            ),
            of_the_window(
                name="theme.next",
                title=self.tr("Colori: chiaro, scuro, contrasto alto"),
                keys=("Ctrl+Shift+H",),
                run=appearance.next_theme,
            ),
            command(
                name="state.read",
                title=self.tr("Leggi lo stato"),
                keys=("Ctrl+Shift+S",),
                run=self._read_state,
            ),
        )

    def _save(self) -> None:
        """F9 closes what is in front of the operator: the case on its page, else the contact."""
        if self._page.module == CALLBACKS:
            self._models.case_work.record(then_next=True)
        elif self._page.module == EDITING:
            self._page.editing.act()
        elif self._models.editor.draft is not None:
            self._models.editor.close()
        else:
            self._models.status.contact_closed()  # nothing is left to write: calls may ring

    def _may_save(self) -> bool:
        if self._page.module == CALLBACKS:
            return self._models.case_work.callback is not None
        if self._page.module == EDITING:
            return self._models.editing.editor.draft is not None
        return self._models.editor.draft is not None or self._models.status.has_time_to_end

    def _why_not_save(self) -> str:
        reasons = {CALLBACKS: "no_callback", EDITING: "no_entry"}
        return reasons.get(self._page.module, "no_contact")

    def _may_quit(self) -> bool:
        """Not while somebody is on the line, unless the window cannot even hang up any more.

        Then the phone keeps the call, and its own strip ends it.
        """
        is_broken = self._models.session.state is SessionState.STORE_BROKEN
        return is_broken or not self._models.call.is_live

    def _why_stay(self) -> str:
        reasons = {
            SessionState.SIGNED_IN: "hang_up_first",
            SessionState.LOCKED: "call_behind_lock",
        }
        state = self._models.session.state
        if state is SessionState.SIGNED_IN and self._models.call.ringing is not None:
            return "answer_first"
        return reasons.get(state, "call_goes_on")

    @property
    def _may_write(self) -> bool:
        account = self._models.session.account
        return account is not None and account.may(Capability.CONTACT_WRITE)

    @property
    def _may_promise(self) -> bool:
        return self._page.module == CONTACT and self._models.editor.draft is not None

    def _may_search(self) -> bool:
        return self._page.module == EDITING or self._page.has_module(CONTACT)

    def _has_result(self, row: int) -> bool:
        is_in_front = self._page.module == CONTACT
        return is_in_front and 0 <= row < len(self._page.contact.search.hits())

    def _may_use_selected(self) -> bool:
        if self._panels.calls.transfer.is_open:
            return True
        if self._page.module == EDITING:
            return self._page.editing.side.current() is not None
        return self._has_result(self._page.contact.search.current_row())

    def _may_send_or_save(self) -> bool:
        if self._page.module == EDITING:
            return self._models.editing.editor.is_dirty
        return self._page.module == CONTACT and self._models.sending.can_open

    def _send_or_save(self) -> None:
        """Ctrl+S sends the card to the citizen; in the editors' module it saves what is written."""
        if self._page.module == EDITING:
            self._page.editing.run("save")
        else:
            self._models.sending.open()

    def _put_aside(self) -> None:
        """Leave the contact for later; that ends the time after the call, where it may."""
        if not self._models.status.contact_put_aside():
            return
        self._models.editor.put_aside()
        self._models.caller.clear()

    def _use_selected(self) -> None:
        """Ctrl+Enter takes what is marked: the line to transfer to, else the result."""
        panel = self._panels.calls.transfer
        if panel.is_open:
            panel.send()
        elif self._page.module == EDITING:
            self._page.editing.open_current()
        else:
            self._page.contact.use_current_hit()

    def _acknowledge_or_help(self) -> None:
        """F1 first answers an alarm."""
        if not self._models.notices.acknowledge():
            self._panels.keys.show_commands(self.all)

    def _callback(self) -> None:
        """F11 promises a callback for the open contact; with none open it takes the next one."""
        editor = self._models.editor
        if self._may_promise and editor.draft is not None:
            topics = {topic.id: topic.path for topic in editor.topics}
            topic = topics.get(editor.draft.topic_id, "") if editor.draft.topic_id else ""
            parts = (editor.draft.phone_text, topic)
            self._panels.open_windows(
                editor.offered_windows(),
                " · ".join(part for part in parts if part),
                lambda wish, of=editor.draft.contact_id: self._promise(of, wish),  # type: ignore[misc]  # bound per contact
            )
            return
        self._page.show_module(CALLBACKS)
        self._models.queue.take_next()

    def _promise(self, contact_id: ContactId, wish: CallbackWish) -> None:
        """The contact may have been closed, or another one opened, while she chose."""
        draft = self._models.editor.draft
        if draft is not None and draft.contact_id == contact_id:
            self._models.editor.promise_callback(wish)
        else:
            self.refused.emit(self._refusals.sentence("contact_gone"))

    def _postpone(self) -> None:
        work = self._models.case_work
        if work.callback is not None:
            phone = spoken(work.callback.caller.phone)
            self._panels.open_windows(work.offered_windows(), phone, work.postpone)

    def _new_contact(self) -> None:
        if self._page.module == EDITING:
            self._page.editing.run("new")
            return
        self._page.show_module(CONTACT)
        call = self._models.call.call
        on_line = call is not None and call.state in IN_CALL
        self._models.editor.begin(phone=call.peer if call is not None and on_line else "")

    def _to_caller(self) -> None:
        if self._page.module == EDITING:
            self._page.editing.show_preview()
            return
        self._page.show_module(CONTACT)
        self._page.contact.focus_caller()
        self._page.show_focus()

    def _to_search(self) -> None:
        if self._page.module == EDITING:
            self._page.editing.focus_search()
            return
        self._page.show_module(CONTACT)
        self._page.contact.focus_search(afresh=True)
        self._page.show_focus()

    def _edit(self, kind: EntryKind, entry_id: str) -> None:
        self._page.show_module(EDITING)
        self._models.editing.editor.open(kind, entry_id)

    def _filter(self) -> None:
        """Only the contact's page has filters; elsewhere the key leads there."""
        self._page.show_module(CONTACT)
        self._page.contact.ask_filter()

    def _read_state(self) -> None:
        sentence = ", ".join(
            part
            for part in (
                self._page.seat_strip.spoken_state(),
                self._page.connection_line.sentence(),
                self.words.reminder(),
            )
            if part
        )
        self._announcer.announce(sentence, urgent=True)
