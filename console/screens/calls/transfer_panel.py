"""Binds directory and transfer to the panel behind F7."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from console.model.calls.directory_entry import DirectoryEntry
from console.model.calls.live_call import PhoneAbility
from console.model.contact.unsent_input import NOTHING, About, closed_line_place, transfer_place
from console.screens.calls.line_texts import LineTexts
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.texts import Texts
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.one_call import CallViewModel
from console.viewmodels.calls.transfer import Step, TransferViewModel
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from contract.domain.phone_number import spoken
from widgets.cards.strip_buttons import StripAction
from widgets.kit.plain_text import isolated, one_line
from widgets.panels.line_picker import LinePicker

_ON_ITS_WAY = frozenset({Step.ASKING, Step.SENDING, Step.HANDING_ON, Step.BRIDGING})


class TransferPanel(QObject):
    """F7 opens it; while speaking with a line F7 or Esc goes back to the citizen."""

    def __init__(
        self,
        calls: ActiveCallViewModel,
        transfer: TransferViewModel,
        directory: DirectoryViewModel,
        typed: UnsentInputViewModel,
        window: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._calls = calls
        self._transfer = transfer
        self._directory = directory
        self._typed = typed
        self._call_key = ""  # of the citizen whom note and reason are about
        self._is_blind = False  # what the reason that is asked for will be given for
        self._had_call = False
        self._is_over = False  # the citizen has hung up while a line was being chosen
        self._goes_back = False  # she ended the consultation: the panel has done its work
        self._lines = LineTexts(now, self)
        self._words = StateTexts(self)
        self._wording = Texts(self)
        self.picker = LinePicker(window)
        picker = self.picker
        picker.field.edited.connect(directory.type_text)
        picker.hits.selected.connect(directory.select)
        picker.taken.connect(self._on_taken)
        picker.buttons.triggered.connect(self._on_acted)
        picker.left.connect(self._on_left)
        picker.note.edited.connect(self._on_noted)
        picker.reason.edited.connect(self._on_reasoned)
        transfer.transferred.connect(self._on_transferred)
        calls.any_ended.connect(self._on_ended)
        for signal in (transfer.changed, directory.changed, calls.changed):
            signal.connect(self._refresh)

    @property
    def is_open(self) -> bool:
        return not self.picker.isHidden()

    def toggle(self) -> None:
        """F7: open under the strip; open already, back to the citizen or away with it."""
        if not self.is_open:
            self._open()
        elif self.picker.is_speaking:
            self._on_left()
        else:
            self.picker.close_panel()

    def show(self) -> None:
        """Open it, also where it may be open already."""
        if not self.is_open:
            self._open()

    def send(self) -> None:
        """Bring the citizen to the marked line without a word."""
        self._is_blind = True
        self._take()

    def _open(self) -> None:
        main = self._calls.main
        self._had_call = main is not None
        self._call_key = main.key if main is not None else ""
        self._goes_back = self._is_over = False
        if len(self._calls.calls) < 2 and self._transfer.step is Step.IDLE:
            self.picker.begin(self._typed.of(transfer_place(self._call_key))[0])
            self._directory.open()
        self.picker.rename(
            self.tr("Trasferisci o consulta") if self._had_call else self.tr("Chiama")
        )
        self._show()
        self.picker.open()
        if self.picker.is_speaking:
            self._show()  # seen now, it takes the cursor and says with whom
        else:
            self.picker.fit()

    @Slot()
    def _on_transferred(self) -> None:
        """The colleague has citizen and words: before the call ends, for then it looks given up."""
        self._typed.call_ended(self._call_key)
        if self.is_open:
            self.picker.close_panel()

    @Slot(object)
    def _on_ended(self, call: CallViewModel) -> None:
        """There is no citizen to hand on, also where the words were typed before a restart."""
        self._typed.call_ended(call.key)

    @Slot(str)
    def _on_noted(self, note: str) -> None:
        main = self._calls.main
        about = About(title=main.label or spoken(main.call.peer)) if main is not None else NOTHING
        self._typed.type(transfer_place(self._call_key), (note,), about)

    @Slot(str)
    def _on_reasoned(self, reason: str) -> None:
        wanted = self._directory.wants_reason_for
        if wanted is not None:
            about = About(title=one_line(wanted.name))
            self._typed.type(self._reason_place(wanted), (reason,), about)

    def _reason_place(self, line: DirectoryEntry) -> str:
        return closed_line_place(self._call_key, f"{line.kind} {line.id}")

    @Slot()
    def _on_taken(self) -> None:
        if self._directory.wants_reason_for is None:
            self._is_blind = False
        self._take()

    @Slot()
    def _on_left(self) -> None:
        if len(self._calls.calls) == 2:
            self._goes_back = True
            self._transfer.back()
        else:
            self.picker.close_panel()

    @Slot(str)
    def _on_acted(self, name: str) -> None:
        if name == "send":
            self.send()
        elif name == "consult":
            self._on_taken()
        else:
            {
                "complete": self._transfer.complete,
                "alternate": self._calls.controls.toggle_hold,
                "join": self._transfer.join,
                "back": self._on_left,
            }[name]()

    def _take(self) -> None:
        if self._is_over:
            return
        act = self._transfer.send if self._is_blind else self._transfer.consult
        act(self.picker.reason.value(), self.picker.note.value())

    @Slot()
    def _refresh(self) -> None:
        """Close it when it has done its work, never under the hands of somebody who types."""
        if not self.is_open:
            return
        main, second = self._calls.main, self._calls.second
        is_choosing = not self.picker.is_speaking
        self._is_over = self._is_over or (is_choosing and self._had_call and main is None)
        is_dialled = not self._had_call and main is not None and not main.rings_here
        is_handed_on = self._had_call and main is None and not is_choosing
        is_back = self._goes_back and len(self._calls.calls) == 1
        is_taken_beside = second is not None and second.call.is_incoming and not second.rings_here
        if is_dialled or is_handed_on or is_back or (is_choosing and is_taken_beside):
            self.picker.close_panel()
            return
        self._show()

    def _show(self) -> None:
        is_with_two = len(self._calls.calls) == 2 and self._calls.ringing is None
        if self._is_over:
            self._show_over()
        elif is_with_two or self._transfer.step in _ON_ITS_WAY:
            is_under_way = self._transfer.step in _ON_ITS_WAY
            self.picker.speak(self._sentence(), self._when_speaking(), is_under_way=is_under_way)
        else:
            self._show_lines()

    def _show_over(self) -> None:
        """What she typed stays under her hands; Enter must not call anybody with it."""
        self.picker.choose(())
        self.picker.say(
            self.tr("La telefonata è finita. Quello che hai scritto resta qui finché chiudi: Esc.")
        )

    def _show_lines(self) -> None:
        directory = self._directory
        rows = tuple(self._lines.row(one, directory.now_of(one)) for one in directory.found)
        wanted = directory.wants_reason_for
        self.picker.choose(self._when_choosing())
        self.picker.show_lines(rows, directory.selected, self._hint())
        typed = self._typed.of(self._reason_place(wanted))[0] if wanted is not None else ""
        self.picker.show_reason(is_wanted=wanted is not None, typed=typed)
        self.picker.show_note(is_possible=self._had_call and wanted is None)

    def _hint(self) -> str:
        directory, wanted = self._directory, self._directory.wants_reason_for
        if wanted is not None:
            return self._lines.closed(wanted, directory.now_of(wanted))
        if directory.fault:
            return self._wording.field_error("phone", directory.fault)
        if not directory.found and directory.text.strip():
            return self.tr("Nessuna linea con questo nome. Prova con meno lettere o con il numero.")
        if not directory.knows_colleagues:
            return self.tr("Il server non risponde: mancano i colleghi, il resto funziona.")
        return ""

    def _when_choosing(self) -> tuple[StripAction, ...]:
        enter, is_there = self.tr("Invio"), self._directory.entry is not None
        if self._directory.wants_reason_for is not None:
            return (self._all_the_same(enter),)
        first = self.tr("Consulta") if self._had_call else self.tr("Chiama")
        buttons = []
        if not self._had_call or self._transfer.may_consult:
            buttons.append(
                StripAction(
                    name="consult", label=first, key=enter, kind="primary", enabled=is_there
                )
            )
        if self._had_call and self._transfer.may_send:
            key, label = self.tr("Ctrl+Invio"), self.tr("Trasferisci")
            buttons.append(StripAction(name="send", label=label, key=key, enabled=is_there))
        return tuple(buttons)

    def _all_the_same(self, enter: str) -> StripAction:
        """Return the one way on to a line that is closed: what she asked for before."""
        if not self._had_call:
            name, label = "consult", self.tr("Chiama lo stesso")
        elif self._is_blind:
            name, label = "send", self.tr("Trasferisci lo stesso")
        else:
            name, label = "consult", self.tr("Consulta lo stesso")
        return StripAction(name=name, label=label, key=enter, kind="primary")

    def _sentence(self) -> str:
        name = self._lines.name(self._transfer.entry) if self._transfer.entry is not None else ""
        step, second = self._transfer.step, self._calls.second
        if second is not None:
            name = second.label or name or one_line(self._transfer.name_of(second.call))
        name = isolated(name) or self.tr("la linea")
        if step is Step.ASKING:
            return self.tr("Preparo il trasferimento a {0}…").format(name)
        if step in (Step.SENDING, Step.HANDING_ON):
            return self.tr("Trasferisco la telefonata a {0}…").format(name)
        if self._calls.is_joined:
            return self.tr("In conferenza: tu, il cittadino e {0}.").format(name)
        if second is not None and second.is_held:
            return self.tr("Parli con il cittadino. {0} aspetta.").format(name)
        if second is not None and second.call.answered_mono_s is not None:
            return self.tr("Parli con: {0}. Il cittadino aspetta con la musica.").format(name)
        return self.tr("Chiamo {0}. Il cittadino aspetta con la musica.").format(name)

    def _when_speaking(self) -> tuple[StripAction, ...]:
        # The citizen is on his way: there is nothing to press, and Esc closes the panel.
        if len(self._calls.calls) < 2:
            return ()
        # Without the keys that stand in the strip: each is shown once.
        transfer, back = self._transfer, self.tr("Torna al cittadino")
        can = self._calls.can
        buttons = [
            StripAction(
                name="complete",
                label=self.tr("Trasferisci la telefonata"),
                key=self.tr("Invio"),
                enabled=transfer.may_complete,
            )
        ]
        if not self._calls.is_joined and PhoneAbility.HOLD in can:
            buttons.append(StripAction(name="alternate", label=self.tr("Alterna")))
        if PhoneAbility.JOIN in can:
            join = self.tr("Separa") if self._calls.is_joined else self.tr("In conferenza")
            buttons.append(
                StripAction(
                    name="join",
                    label=join,
                    enabled=transfer.may_join,
                )
            )
        buttons.append(StripAction(name="back", label=back, key="Esc"))
        return tuple(buttons)
