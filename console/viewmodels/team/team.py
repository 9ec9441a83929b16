"""A lead's team: who is on duty, alarms nobody has seen, numbers asked to be blocked, queues."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.model.duty.team_now import TeamNow
from console.runtime.task_scope import Latest, TaskScope
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import NoticesViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Account, Capability
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Queue
from contract.wire.duty import ForceState
from contract.wire.queues import BlockDecision
from contract.wire.team import AlarmSeen, TeamMember

ALARM_NOTICE = DutyNotice.NEWS_ALARM  # code of the notice; its key goes on with account and call


def leads(account: Account | None) -> bool:
    return account is not None and account.may(Capability.DUTY_FORCE)


class TeamServer(Protocol):
    """load: None where the server does not tell; names with a reason, "" for none.

    An order: the reason code, "" once done.
    """

    async def load(self, reason: str) -> TeamNow | None: ...
    async def force(self, order: ForceState) -> str: ...
    async def see(self, seen: AlarmSeen) -> str: ...
    async def set_emergency(self, queue_id: QueueId, name: str) -> str: ...
    async def decide_block(self, decision: BlockDecision) -> str: ...


class TeamViewModel(QObject):
    """now: None until the server has told. fault: reason code of the last order, "" when done.

    The orders return at once; `changed` follows when the server has answered.
    """

    changed = Signal()
    done = Signal(str)  # id of the account or queue for which the server took an order

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        server: TeamServer,
        queues: Callable[[], tuple[Queue, ...]],
        notices: NoticesViewModel,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._operator = operator
        self._server = server
        self._queues = queues
        self._notices = notices
        self._scope = scope
        self._question = Latest("team.refresh", scope)
        self._why = ""  # names are looked at
        self._asks_names = False  # each look is kept at the server: once, not at each beat
        self.now: TeamNow | None = None
        self.members: tuple[TeamMember, ...] | None = None  # None: no reason to see them was given
        self.is_old = False  # the server did not answer the last time it was asked
        self.fault = ""
        notices.put_away.connect(self._on_put_away)

    @property
    def may_lead(self) -> bool:
        return leads(self._operator.account)

    @property
    def queues(self) -> tuple[Queue, ...]:
        return self._queues()

    def open(self) -> None:
        """Begin anew: what was refused before is forgotten."""
        self.fault = ""
        self.refresh()

    def refresh(self) -> None:
        if self.may_lead:
            why = self._why if self._asks_names else ""
            self._question.ask(lambda: self._server.load(why), self._show)

    def view_people(self, reason: str) -> None:
        """See who is on duty, for one of contract.wire.floor.VIEW_REASONS."""
        self._why, self._asks_names = reason, True
        self.refresh()

    def forget_people(self) -> None:
        """She looks no more: the next look needs a reason of its own."""
        self._why, self._asks_names, self.members = "", False, None

    def force(
        self, account_id: AccountId, want: str, *, reason: str = "", message: str = ""
    ) -> None:
        """want: "ready", "pause" with a reason, "off" or SIGN_OUT."""
        order = ForceState(account_id=account_id, want=want, reason=reason, message=message)
        self._order(self._server.force(order), account_id)

    def see_alarm(self, account_id: AccountId, call_key: str) -> None:
        """She has read an operator's alarm: no lead is told of it again."""
        self._notices.take_back(f"{ALARM_NOTICE}:{account_id}:{call_key}")
        self._order(self._server.see(AlarmSeen(account_id=account_id, call_key=call_key)))

    def set_emergency(self, queue_id: QueueId, name: str) -> None:
        """name of the announcement every caller hears first; "" for none."""
        self._order(self._server.set_emergency(queue_id, name.strip()), queue_id)

    def decide_block(self, phone: str, *, approved: bool) -> None:
        self._order(self._server.decide_block(BlockDecision(phone=phone, approved=approved)))

    def _on_put_away(self, key: str) -> None:
        """A notice of an alarm was read: that is seeing it."""
        code, _, rest = key.partition(":")
        account_id, _, call_key = rest.partition(":")
        if code == ALARM_NOTICE and account_id and self.may_lead:
            self.see_alarm(AccountId(account_id), call_key)

    def _order(self, order: Awaitable[str], whose: str = "") -> None:
        self._scope.start("team.order", self._ordered(order, whose))

    async def _ordered(self, order: Awaitable[str], whose: str) -> None:
        self.fault = await order
        if whose and not self.fault:
            self.done.emit(whose)
        self._asks_names = bool(self._why)  # what she ordered is to be seen
        self.refresh()  # in place of one under way, which may not know of the order yet

    def _show(self, now: TeamNow | None) -> None:
        self.is_old = now is None
        self.now = now or self.now
        if now is not None and now.members is not None and self._why:
            self.members, self._asks_names = now.members, False
        self.changed.emit()
