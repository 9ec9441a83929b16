"""Binds a lead's team to its panel: alarms first, then people, blocks to decide, queues."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.model.contact.unsent_input import About, Words, member_place, queue_place, subject_of
from console.runtime.clock import Clock
from console.screens.kit.moments import day_and_time
from console.screens.kit.state_texts import StateTexts
from console.screens.team.team_rows import EVERYBODY, Everybody, Subject, TeamRows
from console.screens.team.team_texts import TeamTexts
from console.viewmodels.kit.unsent_input import UnsentInputViewModel
from console.viewmodels.team.team import TeamViewModel
from contract.domain.agents.agent import PauseReason
from contract.domain.ids import AccountId, QueueId
from contract.domain.phone_number import spoken
from contract.domain.queue import Queue
from contract.wire.duty import SIGN_OUT
from contract.wire.floor import VIEW_REASONS
from contract.wire.queues import BlockedNumber
from contract.wire.team import OpenAlarm, TeamMember
from contract.wire.trunks import TrunkState
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.panels.order_panel import OrderPanel
from widgets.panels.panel_place import WIDE_PX
from widgets.tables.numbered_list import NumberedRow
from widgets.tables.record_model import Column

REFRESH_MS = 5000
MESSAGE_LIMIT = 200
NAME_LIMIT = 40
DEFAULT_TEXT = "emergenza"
ASIDE_PX = 400  # as wide as the column it lies over
NOT_ASIDE = (2, 4)  # seat, since


class TeamPanel(QObject):
    """Enter on a row asks what to do with it; a digit does it."""

    def __init__(
        self, model: TeamViewModel, typed: UnsentInputViewModel, window: QWidget, now: Clock
    ) -> None:
        super().__init__(window)
        self._model = model
        self._typed = typed
        self._now = now
        self._words = TeamTexts(self)
        self._states = StateTexts(self)
        self._rows = TeamRows(now, self)
        self.is_aside: Callable[[], bool] = lambda: False  # the page has no answer at its end
        self._subjects: dict[str, Subject] = {}
        self._asked: Subject | None = None
        self._wanted = ""  # row to be asked about once it is there
        self._sent: dict[str, tuple[str, Words]] = {}  # place and words on their way, by whose
        self.panel = OrderPanel(
            self.tr("Squadra"),
            (
                Column(title=self.tr("Chi o che cosa"), width=0, least=24),
                Column(title=self.tr("Postazione"), width=7, is_ltr=True),
                Column(title=self.tr("Stato"), width=30),
                Column(title=self.tr("Da"), width=11, is_ltr=True),
            ),
            window,
            urgency_title=self.tr("Allarme"),
        )
        self.panel.setObjectName("team_panel")
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(model.refresh)
        self.panel.shown.connect(self._timer.start)
        self.panel.hidden.connect(self._timer.stop)
        self.panel.hidden.connect(model.forget_people)
        self.panel.picked.connect(self._on_picked)
        self.panel.ordered.connect(self._on_ordered)
        self.panel.returned.connect(self._say)
        self.panel.field.edited.connect(self._on_typed)
        model.changed.connect(self.refresh)
        model.done.connect(self._on_done)

    def open(self) -> None:
        if not self._model.may_lead:
            return
        self._wanted = ""
        self._model.open()
        if self.panel.is_asking:
            self.panel.back()
        self._show()
        self.panel.mark_first()
        place, is_aside = self.panel.place, self.is_aside()
        place.is_at_end, place.width_px = is_aside, ASIDE_PX if is_aside else WIDE_PX
        for column in NOT_ASIDE:  # names need their room; the question tells them
            self.panel.table.setColumnHidden(column, is_aside)
        self.panel.table.show_lines(2 if is_aside else 1)
        self.panel.open()

    def open_at(self, key: str) -> None:
        """Open and ask about one row as soon as the server has told of it."""
        self.open()
        self._wanted = key
        self._pick_wanted()

    def refresh(self) -> None:
        if self.panel.isHidden():
            return
        if not self._model.may_lead:
            self.panel.close_panel()
            return
        self._show()
        self._pick_wanted()
        if not self._is_wanted_a_person:
            self._wanted = ""  # or it would be asked about while she looks at another row

    @property
    def _is_wanted_a_person(self) -> bool:
        """Return whether it waits for a reason to see her."""
        return self._wanted.startswith(member_place("")) and self._model.members is None

    def _pick_wanted(self) -> None:
        key = EVERYBODY if self._is_wanted_a_person else self._wanted
        if key in self._subjects and not self.panel.is_asking:
            wanted = self._wanted if key == EVERYBODY else ""
            self.panel.table.select_key(key)
            self._on_picked(key)
            self._wanted = wanted

    def _show(self) -> None:
        now = self._model.now
        self._subjects = (
            self._rows.by_key(now, self._model.members, self._model.queues) if now else {}
        )
        self.panel.show_records([self._rows.record(k, one) for k, one in self._subjects.items()])
        self._say()

    def _say(self) -> None:
        hint = self.tr("Invio sceglie che cosa fare. Esc chiude.")
        if self.panel.is_asking:
            hint = self.tr("Una cifra o Invio lo fa. Tab cambia riquadro. Esc torna all'elenco.")
        self.panel.say(self._sentence(), hint)

    def _sentence(self) -> str:
        if self._model.fault:
            return self._words.fault(self._model.fault)
        if self._model.is_old:
            return self.tr("Il server non risponde: questo è quello che si sapeva prima.")
        return "" if self._model.now else self.tr("Chiedo al server chi è in servizio…")

    def _on_picked(self, key: str) -> None:
        self._wanted = ""
        self._asked = self._subjects.get(key)
        self._ask(self._asked)
        self._say()

    def _ask(self, subject: Subject | None) -> None:
        match subject:
            case OpenAlarm():
                question = self.tr("{0}, postazione {1}: {2}").format(
                    isolated(one_line(subject.name)),
                    subject.seat or "–",
                    self._words.alarm(subject.kind),
                )
                self.panel.ask(question, [NumberedRow("see", self.tr("Ho visto l'allarme"))])
            case TrunkState():
                self.panel.ask(
                    self.tr(
                        "{0}: nessuno entra e nessuno esce da qui. Chiama l'assistenza; chi è in "
                        "linea può continuare finché sente."
                    ).format(self._rows.line(subject)),
                    [NumberedRow("read", self.tr("Ho letto"))],
                )
            case Everybody():
                question = self.tr("Perché vuoi vedere le persone? Il motivo resta nel registro.")
                reasons = [NumberedRow(one, self._words.reason(one)) for one in VIEW_REASONS]
                self.panel.ask(question, reasons)
            case TeamMember():
                (message,) = self._typed.of(member_place(subject.account_id))
                who = self.tr("{0}, postazione {1}").format(
                    isolated(one_line(subject.name)), subject.seat or "–"
                )
                self.panel.ask(
                    f"{who} · {self._rows.state(subject)}",
                    self._states_to_set(),
                    field=self.tr("Messaggio (facoltativo)"),
                    value=message,
                    limit=MESSAGE_LIMIT,
                    is_begun=bool(message),
                )
            case BlockedNumber():
                self._ask_block(subject)
            case Queue():
                self._ask_queue(subject)

    def _states_to_set(self) -> list[NumberedRow]:
        pauses = [
            NumberedRow(f"pause:{one}", self.tr("Non pronto: {0}").format(self._states.pause(one)))
            for one in PauseReason
        ]
        off = NumberedRow("off", self.tr("Fuori servizio: esce e non squilla più niente"))
        out = NumberedRow(SIGN_OUT, self.tr("Chiudi il suo accesso: la postazione si blocca"))
        return [NumberedRow("ready", self.tr("Pronto")), *pauses, off, out]

    def _ask_block(self, number: BlockedNumber) -> None:
        phone = left_to_right(spoken(number.phone))
        question = self.tr("Bloccare {0}? Lo chiede {1}: {2}. Scade: {3}").format(
            phone,
            isolated(one_line(number.asked_by)) or "–",
            isolated(one_line(number.reason)),
            day_and_time(number.until_at, self._now()) or self.tr("mai"),
        )
        is_decided = number.approved_at is not None
        lift = self.tr("Togli il blocco") if is_decided else self.tr("Non bloccare")
        approve = NumberedRow("approve", self.tr("Blocca"), enabled=not number.is_own)
        rows = [NumberedRow("lift", lift)]
        self.panel.ask(question, rows if is_decided else [approve, *rows])

    def _ask_queue(self, queue: Queue) -> None:
        (name,) = self._typed.of(queue_place(queue.id))
        self.panel.ask(
            self.tr("Coda {0}: testo di emergenza, prima di ogni altro").format(
                isolated(one_line(queue.name))
            ),
            [
                NumberedRow("on", self.tr("Fallo sentire a chi chiama")),
                NumberedRow("clear", self.tr("Toglilo"), enabled=bool(queue.emergency_text)),
            ],
            field=self.tr("Nome del testo (lettere minuscole, cifre, trattini)"),
            value=name or queue.emergency_text or DEFAULT_TEXT,
            limit=NAME_LIMIT,
            is_begun=bool(name),
        )

    def _on_typed(self, text: str) -> None:
        asked = self._asked
        if isinstance(asked, TeamMember | Queue):
            self._typed.type(_place_of(asked), (text,), About(title=one_line(asked.name)))

    def _on_done(self, whose: str) -> None:
        """The server took it: its words must not go along with what she orders next."""
        place, words = self._sent.pop(whose, ("", ()))
        self._typed.handed_over(place, words)
        if place and _place_of(self._asked) == place and self.panel.note() in words:
            self.panel.field.set_value("")

    def _on_ordered(self, what: str) -> None:
        model, note = self._model, self.panel.note()
        if place := _place_of(self._asked):
            self._sent[subject_of(place)] = place, self._typed.of(place)
        match self._asked:
            case OpenAlarm() as alarm:
                model.see_alarm(alarm.account_id, alarm.call_key)
            case Everybody():
                model.view_people(what)
            case TeamMember() as member:
                want, _, reason = what.partition(":")
                model.force(AccountId(member.account_id), want, reason=reason, message=note)
            case BlockedNumber() as number:
                model.decide_block(number.phone, approved=what == "approve")
            case Queue() as queue:
                model.set_emergency(QueueId(queue.id), note if what == "on" else "")
        self.panel.back()


def _place_of(subject: Subject | None) -> str:
    """Return where words for it are typed, "" where none are."""
    match subject:
        case TeamMember():
            return member_place(subject.account_id)
        case Queue():
            return queue_place(subject.id)
        case _:
            return ""
