"""Binds calls and operator status to the band on top: words, timer, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from console.model.calls.line_quality import Light
from console.model.duty.seat_state import AgentState
from console.screens.calls.figures_line import FiguresLine
from console.screens.calls.strip_actions import StripActions
from console.screens.calls.strip_lines import StripLines
from console.screens.calls.strip_texts import StripTexts
from console.screens.kit.passing_sentence import PassingSentence
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.calls.one_call import CallViewModel
from console.viewmodels.duty.duty_reminders import PauseAlert
from console.viewmodels.floor.floor import FloorViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from widgets.cards.call_strip import CallStrip, StripState
from widgets.speech.announcer import Announcer

STATE = "state"  # of what is said only the newest state counts
_RINGING = ("ringing", "second")
_TELLING = ("not_ready", "wrap_up")  # why, and what the contact still needs
READY_HOLDS_S = 0.3  # a call that waits rings within it: then only the ringing is said
RINGS_AGAIN_S = 5.0  # any key cuts what is being said
_PAUSE_LOOKS = {PauseAlert.ENDS_SOON: "pause_ends_soon", PauseAlert.OVER: "pause_over"}


class SeatStrip(QObject):
    """Shows the models' state; a button runs the command of the same name."""

    _changed = Signal()

    def __init__(
        self,
        strip: CallStrip,
        models: SeatModels,
        run_command: Callable[[str], None],
        figures: FiguresLine,
    ) -> None:
        super().__init__(strip)
        self._strip = strip
        self._figures = figures
        self._models = models
        self._words = StateTexts(self)
        self._of_call = StripTexts(models, self)
        self._lines = StripLines(models, self._of_call, figures, self)
        self._actions = StripActions(models, self._of_call, self)
        self._announcer = Announcer(strip)
        self._why_not = PassingSentence(strip)
        self._told_beside = ("", "")
        self._has_news = False
        self._why_not.changed.connect(self._show)
        strip.action_triggered.connect(run_command)
        models.duty.reminders.wrap_up_left.connect(self._tell_left)
        for signal in (
            models.call.changed,
            models.status.changed,
            models.caller.changed,
            models.editor.draft_replaced,
            models.editor.draft_changed,
            models.case_work.opened,
            models.queue.rows_changed,
            models.calls.transfer.changed,
            models.duty.text.changed,
            models.duty.recording.changed,
            models.duty.reminders.pause_alert_changed,
            models.duty.figures.changed,
            models.notices.told,
            models.notices.taken_back,
            models.of(FloorViewModel).changed,
        ):
            signal.connect(self._note_change)
        self._changed.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        # At once: who is on the line must not be read by whoever passes a seat that was locked.
        models.session.changed.connect(self.refresh)
        self.refresh()

    @property
    def widget(self) -> CallStrip:
        return self._strip

    def say(self, sentence: str) -> None:
        """Say in the second line why a key did nothing, until the state is another; "" ends it.

        Whoever takes no calls has no strip: there the status line says it.
        """
        frame = self._strip.parentWidget()
        if frame is not None and not self._strip.isVisibleTo(frame):
            self._figures.say(sentence)
            return
        self._catch_up()
        self._told_beside = self._usual()
        self._why_not.say(sentence)

    def _usual(self) -> tuple[str, str]:
        """What the strip says of the state without such a sentence."""
        # While nobody calls line 2 has the figures of the queues, which change all the time.
        detail = "" if self._lines.is_idle(self._shown) else self._lines.detail(self._shown)
        return self._look(self._shown)[0], detail

    def _note_change(self) -> None:
        """Show what changes together once, before the next picture: a ring changes four models."""
        if not self._has_news:
            self._has_news = True
            self._changed.emit()

    def _catch_up(self) -> None:
        if self._has_news:
            self.refresh()

    def refresh(self) -> None:
        self._has_news = False
        before = self._strip.state()
        if self._why_not.text and self._usual() != self._told_beside:
            self._why_not.say("")
        now = self._show()
        if now.is_urgent and not before.is_urgent and not self._why_not.text:
            self._announcer.announce(self._waits_aloud(), urgent=True, kind="waits")
        loud, was_loud = _rings_or_speaks(now), _rings_or_speaks(before)
        if loud not in ("", was_loud):
            again_s = RINGS_AGAIN_S if loud in _RINGING else 0.0
            self._announcer.announce(self.spoken_state(), urgent=True, kind=STATE, again_s=again_s)
            return
        if loud in _RINGING:
            self._announcer.reword(self.spoken_state(), STATE)  # who it is may be found out later
        elif was_loud in _RINGING:
            self._announcer.withdraw(STATE)
        if state := self._new_state(before, now):
            is_urgent, holds_s = now.look in _TELLING, READY_HOLDS_S if now.look == "ready" else 0.0
            self._announcer.announce(state, urgent=is_urgent, kind=STATE, after_s=holds_s)
        elif chip := self._new_chip(before, now):
            self._announcer.announce(chip, kind="chip")

    def _tell_left(self, seconds: int) -> None:
        """Say how much of the time after a call is left, and the key that makes it longer."""
        is_last = seconds <= 10
        words = (
            self.tr("10 secondi.") if is_last else self.tr("Ancora {0} secondi.").format(seconds)
        )
        if self._models.status.wrap_up.may_be_longer and not is_last:
            words = f"{words} " + self.tr("Ctrl+T per un altro minuto.")
        self._announcer.announce(words, urgent=is_last, kind="left")

    def _waits_aloud(self) -> str:
        """Said once: after that a tone is enough, the reader speaks over the citizen."""
        return self.tr("In attesa da 45 secondi. F4 riprende.")

    def _show(self) -> StripState:
        now = self._state()
        self._strip.show_state(now)
        return now

    def spoken_state(self) -> str:
        """One sentence for the screen reader: state, who, since when, and the other call."""
        self._catch_up()
        state = self._strip.state()
        other = (state.other.word, state.other.who) if state.other is not None else ()
        told = (state.word, state.who, state.phone, state.case, state.detail)
        parts = (*told, state.chip, state.aside, *other)
        return ", ".join(part for part in parts if part)

    def _new_state(self, before: StripState, now: StripState) -> str:
        """What a key or the server has changed, for somebody who does not see the strip change.

        Not that a call is answered: the citizen's voice says so, and must be heard.
        """
        if now.look == "pause_over" != before.look and now.word == before.word:
            return self.tr("La pausa è finita: F5 quando puoi rispondere.")
        is_answered = now.look == "talking" and before.look in ("ringing", "calling")
        if not before.word or now.word == before.word or is_answered:
            return ""
        if before.look == "ringing" and now.look == "ready":
            return self.tr("Non squilla più. {0}").format(now.word)
        if now.look == "pause":
            return now.detail or now.word  # which pause; it begins with that word
        detail = now.detail if now.look in _TELLING else ""
        return ", ".join(part for part in (now.word, detail) if part)

    def _new_chip(self, before: StripState, now: StripState) -> str:
        if now.look in ("ringing", "calling"):
            return ""
        if now.aside != before.aside:
            return now.aside
        if now.chip == before.chip:
            return ""
        return now.chip or (self.tr("Microfono acceso") if before.chip == self.tr("Muto") else "")

    @property
    def _shown(self) -> CallViewModel | None:
        """The call in front: what rings is never behind, else the one spoken with."""
        calls = self._models.call
        return calls.spoken if self._models.status.is_on_duty or self._is_covered else None

    @property
    def _is_covered(self) -> bool:
        """Return whether the page in front is that of the lock or the sign-in."""
        return self._models.session.state is not SessionState.SIGNED_IN

    def _covered(self, shown: CallViewModel) -> StripState:
        """Say that a call goes on, and no more of it than who passes by may read."""
        state = AgentState.HELD if shown.is_held else AgentState.TALKING
        state = AgentState.RINGING if shown.rings_here else state
        return StripState(
            look=str(state),
            word=self._words.state(state),
            started_at=self._started_at(shown),
            who=self.tr("Telefonata in corso"),
            detail=self._of_call.covered(shown),
            actions=self._actions.behind_the_lock(),
        )

    def _state(self) -> StripState:
        if self._is_covered and self._shown is not None:
            return self._covered(self._shown)
        status, shown = self._models.status, self._shown
        look, word = self._look(shown)
        quality, quality_words = self._of_call.quality(shown)
        if quality == Light.GOOD:
            quality = quality_words = ""  # nothing to do about it
        others = [one for one in self._models.call.calls if shown and one is not shown]
        return StripState(
            look=look,
            word=word,
            started_at=self._started_at(shown),
            ends_at=self._ends_at(shown),
            ends_words=self._ends_words(),
            phone=self._lines.phone(shown),
            case=self._lines.case(shown),
            who=self._lines.who(shown),
            detail=self._act_now() or self._lines.detail(shown),
            who_in_full=self._lines.who_in_full(shown),
            is_urgent=bool(self._act_now()),
            chip=self._lines.chip(shown),
            chip_kind="warning" if self._lines.is_to_confirm(shown) else "",
            aside=self._lines.aside(),
            quality=quality,
            quality_words=quality_words,
            other=self._of_call.other(others[0]) if others else None,
            other_waits=self._waits(others[0]) if others else "",
            other_waits_short=self._waits_shortly(others[0]) if others else "",
            actions=self._actions.now() if status.is_on_duty else (),
            rows=self._actions.rows() if status.is_on_duty else (),
        )

    def _waits(self, other: CallViewModel) -> str:
        if self._models.call.is_joined:
            return self.tr("con {0}, in linea da {1}")
        return self.tr("{0} aspetta con la musica da {1}") if other.is_held else ""

    def _waits_shortly(self, other: CallViewModel) -> str:
        is_waiting = other.is_held and not self._models.call.is_joined
        return self.tr("Attesa {1} · {0}") if is_waiting else ""

    def _look(self, shown: CallViewModel | None) -> tuple[str, str]:
        """Look and word of the state; two calls have states of their own."""
        calls, state = self._models.call, self._models.status.state
        if shown is not None and calls.is_joined:
            return "joined", self.tr("Conferenza")
        if shown is not None and shown is calls.second:
            if shown.call.answered_mono_s is None:
                return "calling", self.tr("Chiami")
            return "consulting", self.tr("Consulti")
        if shown is not None and shown.call.answered_mono_s and not shown.is_held:
            state = AgentState.TALKING
        if state is AgentState.NOT_READY and self._lines.is_pause:
            look = _PAUSE_LOOKS.get(self._models.duty.reminders.pause_alert, "pause")
            return look, self.tr("Pausa")
        return str(state), self._words.state(state)

    def _started_at(self, shown: CallViewModel | None) -> float | None:
        status = self._models.status
        if shown is None:
            return None if status.state is AgentState.OFFLINE else status.since_s
        # On hold the time that counts is the citizen's, with the music.
        return shown.held_since_s if shown.is_held else shown.began_s

    def _ends_at(self, shown: CallViewModel | None) -> float | None:
        """Return when the state ends by itself, on the clock of started_at."""
        status, began_s = self._models.status, self._started_at(shown)
        limit_s = status.wrap_up.limit_s or status.pause_limit_s
        return None if limit_s is None or began_s is None else began_s + limit_s

    def _ends_words(self) -> str:
        if self._models.status.state is AgentState.WRAP_UP:
            return self.tr("Torni Pronto fra {0}")
        return self.tr("ancora {0}")

    def _act_now(self) -> str:
        """What has to be done at once, or why a key did nothing, in place of the second line."""
        told = self._models.notices.passing.get(CallNotice.HOLD_REMINDER)
        reminder = self.tr("Aspetta da più di {0} secondi: torna e di' quanto manca")
        waits = reminder.format(told.subject.get("seconds", "45")) if told is not None else ""
        return self._why_not.text or waits


def _rings_or_speaks(state: StripState) -> str:
    """What somebody who does not see the strip must hear at once; "" for all else."""
    if state.other is not None and state.other.look == "ringing":
        return "second"
    return state.look if state.look in ("ringing", "consulting", "joined") else ""
