"""Operators at their seats over one database: sign in, report, be rung, all by a clock of ours."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from contract.domain.account import Account, Role
from contract.domain.agents.agent import AgentView, PauseReason, PauseRule, WrapUpMode
from contract.domain.agents.agent_state import replay
from contract.domain.agents.duty_event import Duty
from contract.domain.ids import BASE_SCOPE, AccountId, DeskId, QueueId
from contract.domain.queue import Queue
from contract.wire.duty import DutyReply, DutyReport, DutyStep, ForceState, SeatCall
from server.store.duty.duties import find_duty
from server.store.duty.duty_log import LoggedEvent, events_of
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.feed_edit import FeedEdit
from server.usecases.accounts.manage_accounts import add_account
from server.usecases.duty.available import ReadyAgent, available
from server.usecases.duty.call_effects import call_answered, call_ended, offer_closed, reserve
from server.usecases.duty.duty_sign_in import begin_duty, end_duty
from server.usecases.duty.force_state import force_state
from server.usecases.duty.pause_limits import set_rule
from server.usecases.duty.publishing.agent_views import agent_view
from server.usecases.duty.take_report import LostCall, Taken, take_report
from server.usecases.duty.verify_log import verify_log
from server.usecases.duty.watch_duties import tend

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
QUEUE = "tributi"


class Floor:
    """now moves only when a test says so."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.now = MORNING
        self.started_at = MORNING - timedelta(hours=1)
        self.queue()

    # --- the installation ---------------------------------------------------------------------

    def account(self, login: str, role: Role = Role.OPERATOR, desks: Sequence[str] = ()) -> Account:
        return self.database.write_now(
            lambda c: add_account(
                c,
                login=login,
                display_name=login.title(),
                role=role,
                password_hash="",
                desk_ids=[DeskId(desk) for desk in desks],
                now=self.now,
            )
        )

    def queue(self, queue_id: str = QUEUE, **values: Any) -> None:
        queue = Queue(id=QueueId(queue_id), name=queue_id, **values)

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=self.now)
            edit.put(BASE_SCOPE, queue)
            edit.finish()

        self.database.write_now(work)

    def wrap_up(self, mode: WrapUpMode, seconds: int = 60) -> None:
        """Have the queue wrapped up this way."""
        self.queue(wrap_up=mode, wrap_up_s=seconds)

    def rule(self, reason: PauseReason, **limits: Any) -> None:
        self.database.write_now(lambda c: set_rule(c, PauseRule(reason=reason, **limits)))

    # --- people -------------------------------------------------------------------------------

    def seated(self, login: str = "anna", seat: str = "1001", role: Role = Role.OPERATOR) -> "Seat":
        """Return a new operator, signed in at a seat that registered."""
        account = self.account(login, role)
        return self.sign_in(account, seat)

    def sign_in(self, account: Account, seat: str, *, boot: str = "") -> "Seat":
        def work(connection: Connection) -> None:
            # As signing in does, before the operator is put on duty.
            connection.execute(
                "INSERT INTO seat (seat, account_id, device_id) VALUES (:seat, :id, 'd')"
                " ON CONFLICT (seat) DO UPDATE SET account_id = excluded.account_id",
                {"seat": seat, "id": account.id},
            )
            begin_duty(connection, account.id, seat, self.now)

        self.database.write_now(work)
        return Seat(self, account, seat, boot or f"boot-{account.login}-{seat}")

    # --- time and what is known ---------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def tend(self, *seats: "Seat") -> None:
        """Have the clock look at these operators, whose seats are not silent."""
        for seat in seats:
            self._tend(seat.account.id, self.now)

    def miss(self, seat: "Seat") -> tuple[LostCall, ...]:
        """Have the clock look at a seat that may be silent; return the calls lost with it."""
        return self._tend(seat.account.id, self.started_at)

    def _tend(self, account_id: AccountId, started_at: datetime) -> tuple[LostCall, ...]:
        lost, _ = self.database.write_now(lambda c: tend(c, account_id, self.now, started_at))
        return lost

    def available(self) -> tuple[ReadyAgent, ...]:
        return self.database.read_now(lambda c: available(c, self.now))

    def check_log(self) -> None:
        """Assert that the log alone explains every state."""
        _, unexplained = self.database.read_now(verify_log)
        assert unexplained == ()


class Seat:
    """One window of an operator: what it reports, and the calls that ring there."""

    def __init__(self, floor: Floor, account: Account, seat: str, boot: str) -> None:
        self.floor = floor
        self.account = account
        self.seat = seat
        self.boot = boot
        self.number = 0
        self.facts: dict[str, Any] = {"registered": True, "has_microphone": True, "has_phone": True}
        self.calls: tuple[SeatCall, ...] = ()

    @property
    def view(self) -> AgentView:
        return self.floor.database.read_now(lambda c: agent_view(c, self.account.id))

    @property
    def state(self) -> str:
        """Return state and reason, as "not_ready break"."""
        view = self.view
        return f"{view.state} {view.reason}".rstrip()

    @property
    def duty(self) -> Duty:
        known = self.floor.database.read_now(lambda c: find_duty(c, self.account.id))
        assert known is not None
        return known.duty

    @property
    def log(self) -> list[LoggedEvent]:
        return self.floor.database.read_now(lambda c: list(events_of(c, self.account.id)))

    @property
    def replayed(self) -> Duty:
        return replay(AccountId(self.account.id), [logged.event for logged in self.log])

    def step(self, wish: str, **values: Any) -> DutyStep:
        """Return the next step of this seat's journal."""
        self.number += 1
        values.setdefault("at", self.floor.now)
        return DutyStep(number=self.number, wish=wish, **values)

    def report(self, *steps: DutyStep, **facts: Any) -> DutyReply:
        return self.reported(*steps, **facts).reply

    def reported(self, *steps: DutyStep, **facts: Any) -> Taken:
        self.facts |= facts
        report = DutyReport(
            seat=self.seat, boot=self.boot, calls=self.calls, steps=steps, **self.facts
        )
        floor = self.floor
        return floor.database.write_now(
            lambda c: take_report(c, self.account.id, self.seat, report, floor.now)
        )

    def wish(self, wish: str, **values: Any) -> DutyReply:
        return self.report(self.step(wish, **values))

    def ready(self) -> "Seat":
        """Say ready and be it."""
        self.wish("ready")
        assert self.state == "ready", self.view
        return self

    def sign_out(self) -> None:
        floor = self.floor
        floor.database.write_now(lambda c: end_duty(c, self.account.id, self.seat, floor.now))

    def forced(self, lead: Account, want: str, reason: str = "", message: str = "") -> AgentView:
        wanted = ForceState(
            account_id=AccountId(self.account.id), want=want, reason=reason, message=message
        )
        floor = self.floor
        return floor.database.write_now(lambda c: force_state(c, lead, wanted, floor.now))

    # --- calls, as the exchange tells of them -------------------------------------------------

    def rung(self, call: str = "k1", offer: str = "o1", queue: str = QUEUE) -> bool:
        floor = self.floor
        return floor.database.write_now(
            lambda c: reserve(
                c,
                self.account.id,
                seat=self.seat,
                offer=offer,
                call_key=call,
                queue=queue,
                now=floor.now,
            )
        )

    def answers(self, call: str = "k1", offer: str = "o1", queue: str = QUEUE) -> None:
        floor = self.floor
        floor.database.write_now(
            lambda c: call_answered(
                c, seat=self.seat, call_key=call, offer=offer, queue=queue, now=floor.now
            )
        )
        self.calls = (a_call(call, offer),)

    def talks(self, call: str = "k1") -> "Seat":
        """Be rung and answer."""
        assert self.rung(call)
        self.answers(call)
        return self

    def hangs_up(self, call: str = "k1") -> None:
        floor = self.floor
        self.calls = tuple(one for one in self.calls if one.call_key != call)
        floor.database.write_now(
            lambda c: call_ended(c, seat=self.seat, call_key=call, now=floor.now)
        )

    def offer_ends(self, outcome: str, offer: str = "o1") -> None:
        floor = self.floor
        floor.database.write_now(
            lambda c: offer_closed(c, self.account.id, offer, outcome, floor.now)
        )


def a_call(call: str = "k1", offer: str = "", state: str = "active") -> SeatCall:
    return SeatCall(call_key=call, offer=offer, state=state)
