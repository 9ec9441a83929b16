"""The buttons of the strip: what can be done now, each the command of the same name."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from console.model.calls.live_call import PhoneAbility
from console.model.duty.seat_state import AgentState
from console.screens.calls.strip_texts import StripTexts
from console.viewmodels.calls.one_call import CallAction
from console.viewmodels.session.seat_models import SeatModels
from widgets.cards.strip_buttons import StripAction
from widgets.kit.plain_text import isolated

NAME_CHARS = 24  # of a name on a button
ICONS = {
    "call.answer_or_hold": "pause",
    "call.mute": "mic-off",
    "call.transfer": "phone-forwarded",
    "callback.act": "rotate-ccw",
    "status.pause": "coffee",
    "call.hang_up": "phone-off",
    "call.decline": "phone-off",
    "call.complete": "phone-forwarded",
    "call.join": "users",
    "wrap_up.more_time": "clock",
    "contact.close": "check",
}
BEHIND_THE_LOCK = ("call.answer_or_hold", "call.mute", "call.hang_up")
# What leaves the strip for its menu first; to hold and to end a call always stand there.
OVERFLOW = {
    "status.pause": 1, "callback.act": 2, "wrap_up.more_time": 3, "call.join": 4,
    "call.transfer": 5, "call.mute": 6,
}  # fmt: skip


class StripActions(QObject):
    """Stable places: hold, mute, transfer, callback, pause and, always last, hang up."""

    def __init__(
        self, models: SeatModels, words: StripTexts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._words = words

    def now(self) -> tuple[StripAction, ...]:
        """Return the buttons of the present state, each with its icon."""
        return _dressed(self._of_state())

    def rows(self) -> tuple[tuple[StripAction, ...], ...]:
        """Return the buttons with one and with two on the line, whichever it is now.

        They follow one another at any moment, under the hand that goes to one of them.
        """
        # Who is called beside a citizen has not answered yet; the citizen's call goes on.
        if not any(one.call.answered_mono_s is not None for one in self._models.call.calls):
            return ()
        hang_up, end = self._end(self.tr("Chiudi")), self._end(*self._ends_consultation())
        one, two = self._with_one(hang_up), self._with_two(end, joined=False)
        return _dressed(one), _dressed(two), _dressed((*two[:-1], hang_up))

    def behind_the_lock(self) -> tuple[StripAction, ...]:
        """Return what can be done to a call without knowing who sits here: hold, mute, end it."""
        calls = self._models.call
        if calls.spoken is None or calls.spoken.call.answered_mono_s is None:
            return ()
        actions = self._in_a_call()
        return _dressed(one for one in actions if one.name in BEHIND_THE_LOCK)

    def _of_state(self) -> tuple[StripAction, ...]:
        calls, status = self._models.call, self._models.status
        if calls.ringing is not None and calls.ringing is calls.second:
            return (*self._when_ringing(), self._hang_up())
        if len(calls.calls) == 2:
            return self._in_a_call()
        if status.state is AgentState.RINGING:
            return self._when_ringing()
        if status.state in (AgentState.TALKING, AgentState.HELD):
            return self._in_a_call()
        if status.state is AgentState.CALLING:
            return (self._hang_up(),)
        return self._without_call(status.state)

    def _without_call(self, state: AgentState) -> tuple[StripAction, ...]:
        if state is AgentState.WRAP_UP:
            return self._when_wrapping_up()
        if state is AgentState.READY:
            return (self._pause(),)
        if state is AgentState.NOT_READY:
            return (
                StripAction(
                    name="status.pause",
                    label=self.tr("Pronto"),
                    key="F5",
                    # With a case in hand the thing to do is there.
                    kind="" if self._models.case_work.callback is not None else "primary",
                    icon="circle-dot",
                ),
            )
        return ()

    def _when_ringing(self) -> tuple[StripAction, ...]:
        answer = StripAction(
            name="call.answer_or_hold",
            label=self.tr("Rispondi"),
            key="F4",
            kind="primary",
            icon="phone",
        )
        decline = StripAction(
            name="call.decline", label=self.tr("Non posso"), key=self.tr("Maiusc+F4")
        )
        return (answer, decline) if PhoneAbility.REJECT in self._models.call.can else (answer,)

    def _in_a_call(self) -> tuple[StripAction, ...]:
        calls = self._models.call
        if len(calls.calls) == 2:
            return self._with_two(self._hang_up(), joined=calls.is_joined)
        return self._with_one(self._hang_up())

    def _with_one(self, end: StripAction) -> tuple[StripAction, ...]:
        calls, transfer = self._models.call, self._models.calls.transfer
        held, resumed, _ = self._holds()
        is_held = CallAction.RESUME in calls.controls.actions
        actions = self._hold(resumed if is_held else held)
        # With the music nobody hears her: it does nothing then, and keeps its place.
        actions += self._mute(enabled=not is_held)
        if {PhoneAbility.TRANSFER, PhoneAbility.CONSULT} & set(calls.can):
            is_possible = transfer.may_send or transfer.may_consult
            actions.append(replace(self._transfers()[0], enabled=is_possible))
        # Whom she calls back is put off by the case: a second promise would ring twice.
        if self._models.case_work.callback is None:
            actions.append(StripAction(name="callback.act", label=self.tr("Richiamo"), key="F11"))
        return (*actions, *self._time_after(), self._pause(), end)

    def _transfers(self) -> tuple[StripAction, StripAction]:
        """Return the buttons that begin and end a transfer, each as wide as the wider one."""
        label, key = self.tr("Trasferisci"), self.tr("Maiusc+F7")
        begin = StripAction(name="call.transfer", label=label, key="F7")
        end = StripAction(name="call.complete", label=label, key=key, kind="primary")
        faces = _dressed((begin, end))
        return replace(begin, faces=faces), replace(end, faces=faces)

    def _hold(self, shown: StripAction) -> list[StripAction]:
        """Return the one button that holds, resumes and alternates, as wide whatever it says."""
        if PhoneAbility.HOLD not in self._models.call.can:
            return []
        return [replace(shown, faces=self._holds())]

    def _holds(self) -> tuple[StripAction, StripAction, StripAction]:
        hold = StripAction(name="call.answer_or_hold", label="", key="F4")
        return (
            replace(hold, label=self.tr("Attesa"), icon="pause"),
            replace(hold, label=self.tr("Riprendi"), icon="play", kind="primary"),
            replace(hold, label=self.tr("Alterna"), icon="refresh-cw"),
        )

    def _joins(self) -> tuple[StripAction, ...]:
        """Return the button that joins both and the one that parts them: what follows stays."""
        words = (self.tr("Conferenza"), self.tr("Separa"))
        both = (StripAction(name="call.join", label=word, key="Ctrl+F7") for word in words)
        return _dressed(both)

    def _time_after(self) -> tuple[StripAction, ...]:
        """Where the queue gives time after a call on request: asked for, or not yet."""
        status = self._models.status
        if not (status.wrap_up.may_be_wanted or status.wrap_up.is_wanted):
            return ()
        label, wanted = self.tr("Tempo dopo"), status.wrap_up.is_wanted
        return (StripAction(name="wrap_up.more_time", label=label, key="Ctrl+T", checked=wanted),)

    def _with_two(self, end: StripAction, *, joined: bool) -> tuple[StripAction, ...]:
        """Return what can be done with two on the line; hold and mute stand where they stood."""
        # The transfer is the first thing to do, and filled; first in the row it would send hold and
        # mute elsewhere, and in a narrow window again once it goes into the menu.
        calls, transfer = self._models.call, self._models.calls.transfer
        actions = self._hold(replace(self._holds()[-1], enabled=not joined)) + self._mute()
        if PhoneAbility.CONSULT in calls.can:
            complete, kind = self._transfers()[1], "" if joined else "primary"
            actions.append(replace(complete, kind=kind, enabled=transfer.may_complete))
        if PhoneAbility.JOIN in calls.can:
            join, part = self._joins()
            shown = part if joined else join
            actions.append(replace(shown, enabled=transfer.may_join, faces=(join, part)))
        return (*actions, end)

    def _when_wrapping_up(self) -> tuple[StripAction, ...]:
        more = self._models.status.wrap_up.may_be_longer
        return (
            StripAction(
                name="wrap_up.more_time", label=self.tr("Altro minuto"), key="Ctrl+T", enabled=more
            ),
            self._pause(),
            StripAction(
                name="contact.close",
                label=self.tr("Salva e torna pronto")
                if not self._is_pause_next
                else self.tr("Salva"),
                key="F9",
                kind="primary",
            ),
        )

    def _mute(self, *, enabled: bool = True) -> list[StripAction]:
        spoken = self._models.call.spoken
        if spoken is None or PhoneAbility.MUTE not in self._models.call.can:
            return []
        muted = spoken.call.is_muted
        label = self.tr("Muto")
        return [
            StripAction(name="call.mute", label=label, key="F8", checked=muted, enabled=enabled)
        ]

    @property
    def _is_pause_next(self) -> bool:
        return self._models.status.pending_pause is not None

    def _pause(self) -> StripAction:
        """While a pause waits for the end of the call, the button itself says so."""
        is_later = self._models.status.is_in_call or self._is_pause_next
        return StripAction(
            name="status.pause",
            label=self.tr("Pausa dopo") if is_later else self.tr("Pausa"),
            key="F5",
            checked=self._is_pause_next if is_later else None,
        )

    def _hang_up(self) -> StripAction:
        """The one key that always ends a call; with two it says which."""
        calls = self._models.call
        label, short = self.tr("Chiudi"), ""
        if len(calls.calls) == 2 and calls.spoken is not None:
            who = self._words.name(calls.spoken) or self._words.phone(calls.spoken)
            is_citizen = calls.spoken is calls.main and calls.spoken.call.is_incoming
            label, short = self.tr("Chiudi: {0}").format(isolated(who[:NAME_CHARS])), label
            label = self.tr("Chiudi: cittadino") if is_citizen else label
            if calls.spoken is calls.second and self._models.calls.transfer.may_complete:
                label, short = self._ends_consultation()
        return self._end(label, short)

    def _ends_consultation(self) -> tuple[str, str]:
        return self.tr("Termina consultazione"), self.tr("Termina")

    def _end(self, label: str, short: str = "") -> StripAction:
        return StripAction(
            name="call.hang_up",
            label=label,
            short=short,
            key=self.tr("Maiusc+F8"),
            kind="danger",
        )


def _dressed(actions: Iterable[StripAction]) -> tuple[StripAction, ...]:
    return tuple(
        replace(
            action,
            icon=action.icon or ICONS.get(action.name, ""),
            may_overflow=OVERFLOW.get(action.name, 0) if action.kind != "primary" else 0,
        )
        for action in actions
    )
