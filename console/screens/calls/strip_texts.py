"""What the strip says of a call: with whom, from which queue, in which language, how it sounds."""

from PySide6.QtCore import QObject

from console.model.calls.line_quality import Light
from console.model.duty.seat_state import AgentState
from console.screens.kit.state_texts import StateTexts
from console.viewmodels.calls.one_call import CallViewModel
from console.viewmodels.calls.transfer import UNDER_WAY
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionState
from contract.domain.phone_number import spoken
from contract.domain.queue import NUMBER_PREFIX
from contract.wire.phone_socket import Call
from widgets.cards.other_call import OtherCall
from widgets.kit.plain_text import duration, isolated, left_to_right, one_line


class StripTexts(QObject):
    def __init__(self, models: SeatModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._words = StateTexts(self)

    def phone(self, one: CallViewModel) -> str:
        if one.call.peer.startswith(NUMBER_PREFIX):
            return ""  # a queue is known by its name
        return one_line(spoken(one.call.peer)) or self.tr("Numero nascosto")

    def name(self, one: CallViewModel) -> str:
        """Return who it is as far as known; "" for nobody."""
        # Caller card and draft are of the main call: on the other one their name would be wrong.
        if one is not self._models.call.main:
            return one_line(one.label or one.call.peer_name) or self._queue_called(one)
        caller, draft = self._models.caller, self._models.editor.draft
        if draft is not None and draft.caller.name and one.call.is_incoming:
            return one_line(draft.caller.name)
        # Never the first of several: the operator would greet somebody else.
        if one.rings_here and len(caller.people) > 1:
            return self.tr("%n cittadini con questo numero", "", len(caller.people))
        if one.rings_here and caller.people:
            return one_line(caller.people[0].citizen.details.name)
        return one_line(one.label) or self._colleague(one) or self._queue_called(one)

    def is_to_confirm(self, one: CallViewModel) -> bool:
        """A number is no proof of who calls: the operator still has to ask."""
        caller = self._models.caller
        is_one = len(caller.people) == 1
        return one is self._models.call.main and one.rings_here and is_one

    def detail(self, one: CallViewModel) -> str:
        """Return queue, language and wait; before that what the other side does now."""
        call = one.call
        if call.is_peer_held:
            return self.tr("Il cittadino ti ha messo in attesa")
        language = one_line(call.language.upper())
        parts = [
            self._on_its_way(one),
            self.queue(call),
            language,
            self._waited(call),
            self._digits(one),
        ]
        if one is self._models.call.main and self._models.duty.text.is_there:
            parts.append(self.tr("testo in tempo reale Ctrl+M"))
        return " · ".join(part for part in parts if part)

    def _on_its_way(self, one: CallViewModel) -> str:
        """Return to whom the citizen is being brought, also when the panel is away."""
        transfer, main = self._models.calls.transfer, self._models.call.main
        if one is not main or transfer.step not in UNDER_WAY or transfer.entry is None:
            return ""
        return self.tr("trasferisco a {0}…").format(isolated(one_line(transfer.entry.name)))

    def of_case(self, one: CallViewModel) -> str:
        """Return which case a citizen is called back for, "" for any other call."""
        work, call = self._models.case_work, one.call
        is_its = work.callback is not None and call.peer == work.callback.caller.phone
        if call.is_incoming or not is_its or work.file.case is None or not work.file.case.number:
            return ""
        number = left_to_right(work.file.case.number)
        return self.tr("pratica {0}").format(number)

    def covered(self, one: CallViewModel) -> str:
        """Return what may be read of a call while the seat is locked: no name, half a number."""
        head, *_, tail = self.phone(one).split() or ("", "")
        digits = left_to_right(f"{head} •••• {tail[-4:]}" if head != tail else f"•••• {tail[-4:]}")
        is_locked = self._models.session.state is SessionState.LOCKED
        why = self.tr("schermo bloccato") if is_locked else self.tr("entra per riprendere il testo")
        known = self._models.status.queue_of(one.call.queue) is not None  # else it is an id
        queue = self.queue(one.call) if known else ""
        return " · ".join(part for part in (digits, queue, why) if part)

    def queue(self, call: Call) -> str:
        """Return the queue by its name; a call from a colleague has none."""
        if not call.queue:
            return ""
        known = self._models.status.queue_of(call.queue)
        return self.tr("Coda {0}").format(isolated(one_line(known.name if known else call.queue)))

    def other(self, one: CallViewModel) -> OtherCall:
        """Return the call beside the one spoken with, in short."""
        who = self.name(one) or self.phone(one)
        if one.rings_here:
            word, look = self._words.state(AgentState.RINGING), "ringing"
        elif one.is_held:
            word, look = self._words.state(AgentState.HELD), "held"
        elif one.call.answered_mono_s is None:
            word, look = self._words.state(AgentState.CALLING), "calling"
        else:
            word, look = self._words.state(AgentState.TALKING), "talking"
        since = one.held_since_s if one.is_held else one.began_s
        return OtherCall(look=look, word=word, who=who, started_at=since)

    def ended(self, call: Call) -> str:
        """Return why a call ended, for the time after it."""
        return self._words.end_of_call(call.cause, call.peer)

    def quality(self, one: CallViewModel | None) -> tuple[str, str]:
        """Return light and words; nothing before anything was measured."""
        light = one.record.light if one is not None else None
        if one is None or light is None:
            return "", ""
        if light is Light.GOOD:
            return str(light), self.tr("Linea buona")
        if light is Light.FAIR:
            return str(light), self.tr("Linea discreta")
        # "0 % lost" beside "disturbed" would look like a mistake: the score alone decided.
        lost = round(one.record.recent_lost_pct)
        if lost:
            return str(light), self.tr("Linea disturbata, perdita {0} %").format(lost)
        return str(light), self.tr("Linea disturbata")

    def _colleague(self, one: CallViewModel) -> str:
        """Return who asks about a citizen, as the server told it with the call."""
        context = self._models.calls.passed.context
        is_asking = one.call.is_colleagues and context is not None
        return one_line(context.from_name) if is_asking and context is not None else ""

    def _queue_called(self, one: CallViewModel) -> str:
        """Return the name of the queue that was dialled; after a restart nobody else knows it."""
        peer = one.call.peer
        if not peer.startswith(NUMBER_PREFIX):
            return ""
        known = self._models.status.queue_of(peer.removeprefix(NUMBER_PREFIX))
        return one_line(known.name) if known is not None else ""

    def _waited(self, call: Call) -> str:
        if not call.waited_s:
            return ""
        return self.tr("attesa {0}").format(left_to_right(duration(call.waited_s)))

    def _digits(self, one: CallViewModel) -> str:
        if one.pressed:
            return self.tr("ha premuto {0}").format(left_to_right(" ".join(one.pressed[-8:])))
        return ""
