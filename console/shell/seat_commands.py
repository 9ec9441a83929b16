"""The commands of the seat itself; those of the features join them before one gate."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from console.screens.kit.command import Command, KeyHint, Valid
from console.screens.kit.feature import Page
from console.screens.kit.menu_texts import MenuTexts
from console.shell.appearance import Appearance
from console.shell.command_gate import CommandGate, RefusalTexts
from console.shell.command_lines import CommandLines
from console.shell.keyboard import move_pane
from console.shell.panels import Panels
from console.shell.unsent_input_panel import UnsentInputPanel
from console.shell.work_page import WorkPage
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.leaving import LeavingViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from widgets.speech.announcer import Announcer


class SeatCommands(QObject):
    """all: those of the features in their order, then those of the seat."""

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
        self._leaving = models.of(LeavingViewModel)
        self._leaving.asked.connect(lambda count: self.refused.emit(self._ask_first(count)))
        self._announcer = Announcer(page)
        self.unsent = UnsentInputPanel(models, page, now)
        declared = [command for feature in page.features for command in feature.commands]
        own = (*self._seat(), *self._view())
        self.all = tuple(page.answered(command) for command in (*declared, *own))
        self.refusals = RefusalTexts((one.refusals for one in page.features), self)
        self.gate = CommandGate(self.all, lambda: models.session.state, self)
        self.gate.ran.connect(lambda _: self.refused.emit(""))
        self.gate.refused.connect(lambda _, code: self._on_refused(code))
        self._lines = CommandLines(
            self.all, page.features, self._own_sections(), self.refusals.sentence, self
        )
        page.refused.connect(self._on_refused)
        panels.palette.chosen.connect(self.run)

    def run(self, name: str) -> None:
        """Run a command by name, as everything does that starts one."""
        self.gate.run(name)

    def _on_refused(self, code: str) -> None:
        if any(code in one.lasting_refusals for one in self._page.features):
            self._models.notices.tell(code, Level.ACT_SOON)
        else:
            self.refused.emit(self.refusals.sentence(code))

    def _seat(self) -> tuple[Command, ...]:
        menu, session = MenuTexts(self).seat(), self._models.session
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
                section=self._moving(),
                run=self._open_palette,
            ),
            command(
                name="connection.details",
                title=self.tr("Collegamento: dettagli e cose da inviare"),
                keys=("Ctrl+D",),
                run=self._tell_more,
            ),
            command(
                name="messages.last",
                title=self.tr("Ultimi messaggi"),
                keys=("Ctrl+Shift+M",),
                run=lambda: self._panels.messages.show_messages(),
            ),
            command(
                name="words.open",
                title=self.tr("Testi scritti e non inviati"),
                keys=("Ctrl+O",),
                run=self.unsent.open,
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
                run=lambda: self._leaving.leave(session.sign_out),
                is_offered=lambda: not self._why_stay(),
                why=self._why_stay,
            ),
            command(
                name="session.quit",
                valid=Valid.ALWAYS,
                title=self.tr("Chiudi la console"),
                keys=("Ctrl+Q",),
                run=lambda: self._leaving.leave(self._quit),
                is_offered=self._may_quit,
                why=self._why_stay,
            ),
        )

    def _view(self) -> tuple[Command, ...]:
        appearance, page = self._appearance, self._page
        command = partial(Command, menu=self.tr("&Vista"), section=self._seeing())
        of_the_window = partial(command, valid=Valid.ALWAYS)
        return (
            command(
                name="pane.next",
                section=self._moving(),
                title=self.tr("Riquadro seguente"),
                keys=("F6",),
                run=lambda: move_pane(page.panes(), 1),
            ),
            command(
                name="pane.previous",
                section=self._moving(),
                title=self.tr("Riquadro precedente"),
                keys=("Shift+F6",),
                run=lambda: move_pane(page.panes(), -1),
            ),
            of_the_window(
                name="text.larger",
                title=self.tr("Testo più grande"),
                keys=("Ctrl++", "Ctrl+="),
                run=appearance.larger,
                is_offered=lambda: appearance.may_step(1),
                why=lambda: "text_largest",
            ),
            of_the_window(
                name="text.smaller",
                title=self.tr("Testo più piccolo"),
                keys=("Ctrl+-",),
                run=appearance.smaller,
                is_offered=lambda: appearance.may_step(-1),
                why=lambda: "text_smallest",
            ),
            of_the_window(
                name="text.normal",
                title=self.tr("Testo normale"),
                keys=("Ctrl+0",),
                run=appearance.normal,
                is_offered=lambda: not appearance.is_normal,
                why=lambda: "text_normal",
            ),
            of_the_window(
                name="theme.next",
                title=self.tr("Colori: chiaro, scuro, contrasto alto"),
                keys=("Ctrl+Shift+H",),
                run=appearance.next_theme,
            ),
            command(
                name="menu.always",
                title=self.tr("Mostra sempre il menu"),
                run=appearance.turn_menu,
            ),
            command(
                name="state.read",
                title=self.tr("Leggi lo stato"),
                keys=("Ctrl+Shift+S",),
                run=self.read_state,
            ),
        )

    def _may_quit(self) -> bool:
        """Not while somebody is on the line, unless the window cannot even hang up any more.

        Then the phone keeps the call, and its own strip ends it.
        """
        is_broken = self._models.session.state is SessionState.STORE_BROKEN
        return is_broken or not self._why_stay()

    def _ask_first(self, would_be_lost: int) -> str:
        """Begin with what leaving does: in large text no more of the line is in sight."""
        if self._models.connection.is_kept:
            return self.tr(
                "Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non "
                "lo prende. Avvisa l'assistenza.",
                "",
                would_be_lost,
            )
        return self.tr(
            "Se esci ancora, si perdono %n cose: non sono inviate o complete, e questo PC non "
            "le tiene. Aspetta.",
            "",
            would_be_lost,
        )

    def _why_stay(self) -> str:
        return next((code for one in self._page.features if (code := one.stays())), "")

    def _acknowledge_or_help(self) -> None:
        """F1 first answers an alarm."""
        if not self._models.notices.acknowledge():
            account = self._models.operator.account
            # Only the state: who is on the line stands in the strip.
            state = self._page.spoken_state().partition(", ")[0]
            pages = {one.name: one.title for one in self._pages()}
            where = ", ".join(filter(None, (state, pages.get(self._page.module, ""))))
            self._panels.keys.show_keys(self._lines.keys(account, self._hints()), where)

    def _open_palette(self) -> None:
        palette = self._panels.palette
        palette.set_commands(self._lines.palette(self._models.operator.account))
        palette.open()

    def _pages(self) -> Iterator[Page]:
        return (page for feature in self._page.features for page in feature.pages)

    def _moving(self) -> str:
        return self.tr("Muoversi")

    def _seeing(self) -> str:
        return self.tr("Vedere e sentire")

    def _own_sections(self) -> tuple[str, ...]:
        seat = MenuTexts(self).seat().replace("&", "")
        return (self._moving(), self._seeing(), seat)

    def _hints(self) -> tuple[KeyHint, ...]:
        pages = len([one for one in self._pages() if self._models.operator.may(one.needs)])
        rail = f"Alt+1…{pages}" if pages > 1 else "Alt+1"
        rows = (
            (rail, self.tr("Pagine")),
            ("Esc", self.tr("Chiudi il riquadro, mai il testo")),
            ("F10", self.tr("Menu")),
        )
        return tuple(KeyHint(key=key, title=title, section=self._moving()) for key, title in rows)

    def _tell_more(self) -> None:
        """Ctrl+D: first the line of what stands, where it is not in sight; else all details."""
        if not self._page.bar.bring_back():
            self._panels.connection.show_details()

    def read_state(self) -> None:
        """Say all of it in one sentence, at any time."""
        parts = (
            self._page.spoken_state(),
            self._page.connection_line.sentence(),
            self.unsent.reminder(),
        )
        self._announcer.announce(", ".join(part for part in parts if part), urgent=True)
