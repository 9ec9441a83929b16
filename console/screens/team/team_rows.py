"""What a lead's panel lists: alarms, dead lines, people, blocked numbers, queues."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from console.model.duty.team_now import TeamNow
from console.runtime.clock import Clock
from console.screens.kit.moments import day_and_time
from console.screens.kit.state_texts import StateTexts
from console.screens.team.team_texts import TeamTexts
from contract.domain.phone_number import spoken
from contract.domain.queue import Queue
from contract.wire.queues import BlockedNumber
from contract.wire.team import OpenAlarm, TeamMember
from contract.wire.trunks import TrunkState
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.tables.record_model import Record

EVERYBODY = "everybody"  # key of the row behind which the names are


@dataclass(frozen=True, slots=True)
class Everybody:
    """All who are on duty: named to whoever says why."""


Subject = OpenAlarm | TrunkState | Everybody | TeamMember | BlockedNumber | Queue


class TeamRows(QObject):
    """Rows by a key that is stable over refreshes, the gravest first."""

    def __init__(self, now: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._words = TeamTexts(self)
        self._states = StateTexts(self)

    def by_key(
        self,
        now: TeamNow,
        members: tuple[TeamMember, ...] | None,
        queues: tuple[Queue, ...],
    ) -> dict[str, Subject]:
        """Return what is shown, by a key that is stable over refreshes, the gravest first."""
        waiting = [one for one in now.blocked if one.approved_at is None]
        decided = [one for one in now.blocked if one.approved_at is not None]
        found: dict[str, Subject] = {}
        for alarm in now.alarms:
            found[f"alarm {alarm.account_id} {alarm.call_key} {alarm.kind}"] = alarm
        for trunk in now.trunks:
            found[f"trunk {trunk.exchange}"] = trunk
        if members is None:
            found[EVERYBODY] = Everybody()
        for member in members or ():
            found[f"member {member.account_id}"] = member
        for number in (*waiting, *decided):
            found[f"block {number.phone}"] = number
        for queue in queues:
            found[f"queue {queue.id}"] = queue
        return found

    def record(self, key: str, subject: Subject) -> Record:
        now = self._now()
        match subject:
            case OpenAlarm():
                words = self._words.alarm(subject.kind)
                cells = (one_line(subject.name), subject.seat, words, day_and_time(subject.at, now))
                return Record(key=key, cells=cells, urgency=words)
            case TrunkState():
                words = self._words.trunk_down()
                cells = (self.line(subject), "", words, day_and_time(subject.since_at, now))
                return Record(key=key, cells=cells, urgency=words)
            case Everybody():
                words = self.tr("serve un motivo scritto")
                return Record(key=key, cells=(self.tr("Persone in servizio"), "", words, ""))
            case TeamMember():
                words = self._in_words(subject)
                at = day_and_time(subject.since_at, now)
                return Record(key=key, cells=(one_line(subject.name), subject.seat, words, at))
            case BlockedNumber():
                name = self.tr("Blocco {0}: {1}").format(
                    left_to_right(spoken(subject.phone)), isolated(one_line(subject.reason))
                )
                at = day_and_time(subject.approved_at or subject.asked_at, now)
                return Record(key=key, cells=(name, "", self._words.block(subject), at))
            case Queue():
                text = isolated(one_line(subject.emergency_text))
                # Its name first: in the narrow drawer only the beginning is seen.
                words = self.tr("{0}: testo di emergenza").format(text) if text else ""
                name = self.tr("Coda {0}").format(isolated(one_line(subject.name)))
                return Record(key=key, cells=(name, "", words, ""), is_muted=not text)

    def line(self, trunk: TrunkState) -> str:
        return self.tr("Linea esterna «{0}»").format(isolated(one_line(trunk.exchange)))

    def state(self, member: TeamMember) -> str:
        """Return the state of one of them, and since when."""
        return f"{self._in_words(member)} {day_and_time(member.since_at, self._now())}".rstrip()

    def _in_words(self, member: TeamMember) -> str:
        state, reason = self._states.duty(member.state), self._states.reason(member.reason)
        return f"{state} · {reason}" if reason and member.state == "not_ready" else state
