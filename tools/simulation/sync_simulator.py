"""Seeded histories of seats, a server and a bad network; each must end with everybody agreeing.

Run: python -m tools.simulation.sync_simulator [SEEDS]. One JSON line at the end; exit code 1 on a
violation.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import count

import msgspec
from sqlcipher3 import dbapi2

from contract.domain.account import Role
from contract.domain.callback import Callback, CallbackState
from contract.domain.case import Case
from contract.domain.ids import KNOWLEDGE_SCOPE, OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from contract.wire.changes import Kind
from contract.wire.claims import ClaimRequest
from contract.wire.commands import PushReply
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.sync.refill import REFILL_FOR
from tools.simulation.about import about
from tools.simulation.agreement import Violation, is_settled, verify
from tools.simulation.reference_seat import ReferenceSeat
from tools.simulation.simulated_network import Network
from tools.simulation.simulated_server import DESKS, SimulatedServer
from tools.simulation.simulated_work import SeatWork, a_clerk, an_operator, seen
from tools.simulation.told_words import ToldWords

SEEDS = 200
STEPS = 120
ROUNDS_TO_SETTLE = 300
TAKEN_UP = 0.6  # of the callbacks that clerks are given

SERVER_FAULTS = (
    "no_dedupe",
    "verdict_apart",
    "no_expiry",
    "move_without_gone",
    "claims_ignore_holder",
    "same_epoch_after_restore",
    "edit_behind_the_feed",
    "forgets_its_word",
    "gives_numbers_twice",
    "withdraws_in_silence",
    "forgets_what_left",
    "leaves_history_behind",
)
SEAT_FAULTS = (
    "keeps_lost_scope",
    "ignores_gone",
    "head_of_last_page",
    "applies_stale_answers",
    "trusts_old_acks",
    "no_refill",
    "trusts_what_went_back",
    "says_no_word",
)


class History:
    """One seed's story: five seats, one server, everything that may go wrong."""

    def __init__(self, seed: int, fault: str = "") -> None:
        faults = frozenset({fault} - {""})
        self.tally: Counter[str] = Counter()
        self._dice = random.Random(seed)
        self._fault = fault
        self._network = Network(self._dice, self.tally)
        self._server = SimulatedServer(faults)
        self._told = ToldWords()
        self._numbers = count(1)
        self._work = SeatWork(self._dice, self._numbers)
        accounts = [an_operator("op1"), an_operator("op2"), a_clerk("cl1"), a_clerk("cl2")]
        accounts.append(accounts[0])  # who has worked at two seats
        self._seats = [ReferenceSeat(account, faults) for account in accounts]
        self._steps: list[tuple[Callable[[], None], int]] = [
            (self._someone_works, 40),
            (self._someone_syncs, 60),
            (self._network.deliver_late, 8),
            (self._someone_claims, 8),
            (self._time_passes, 6),
            (self._rights_change, 4),
            (self._work_moves, 4),
            (self._knowledge_changes, 6),
            (self._call_comes_in, 3),
            (self._feed_is_trimmed, 3),
            (self._what_is_closed_leaves, 6),
            (self._what_left_is_taken_up, 4),
            (self._backup_or_restore, 4),
        ]

    def play(self, steps: int = STEPS) -> Counter[str]:
        """Return what happened how often. Raise Violation."""
        try:
            actions, weights = zip(*self._steps, strict=True)
            for action in self._dice.choices(actions, weights, k=steps):
                action()
            self._settle()
            verify(self._server, self._seats, self._told)
            self._count_verdicts()
        finally:
            self._server.close()
        return self.tally

    # --- what happens -----------------------------------------------------------------------------

    def _someone_works(self) -> None:
        command = self._work.act(self._dice.choice(self._seats), self._server.now)
        if command is not None:
            self._told.made[command.id] = about(command.data)

    def _someone_syncs(self) -> None:
        self._sync(self._dice.choice(self._seats))

    def _sync(self, seat: ReferenceSeat) -> None:
        """Push, pull, and take a page of each snapshot that is due."""
        server, exchange = self._server, self._network.exchange
        seat.now = server.now
        batch = seat.next_batch()
        if batch:
            life = (seat.epoch, seat.acknowledged)
            exchange(
                lambda: server.push(seat.account, life, batch, self._network.crashes),
                lambda reply: self._hear(seat, reply),
            )
        request = seat.pull_request()
        exchange(
            lambda: server.pull(seat.account, request), lambda reply: seat.on_pull(request, reply)
        )
        for scope in seat.scopes_to_copy():
            after = seat.snapshot_position(scope)
            exchange(
                lambda scope=scope, after=after: server.snapshot(seat.account, scope, after),  # type: ignore[misc]
                lambda page, scope=scope, after=after: seat.on_snapshot(scope, after, page),  # type: ignore[misc]
            )

    def _hear(self, seat: ReferenceSeat, reply: PushReply) -> None:
        seat.on_push(reply)
        for entry in seat.outbox:
            if entry.id in reply.results:
                self._told.hear(entry)

    def _someone_claims(self) -> None:
        """A claim may take nothing from somebody whose lease still runs."""
        clerks = [seat for seat in self._seats if seat.account.role is Role.LEVEL_TWO]
        seat = self._dice.choice(clerks)
        clerk = seat.account
        before = self._server.callbacks()
        crash = self._network.crashes()

        def ask() -> Callback | None:
            reply = self._server.claim(clerk, ClaimRequest(), crash=crash)
            if not reply.granted or reply.callback is None:
                return None
            self.tally["claim"] += 1
            old = before[reply.callback.id]
            was_held = old.state is CallbackState.CLAIMED and old.holder_id != clerk.id
            if was_held and old.lease_until_at and old.lease_until_at > self._server.now:
                raise Violation(f"{old.id} taken from its holder")
            return reply.callback

        self._network.exchange(ask, lambda callback: self._takes_up(seat, callback))

    def _takes_up(self, seat: ReferenceSeat, callback: Callback | None) -> None:
        """Have a clerk do something with what they have been given, once the case is in sight."""
        if callback is None or all(case.id != callback.case_id for case in seen(seat, Case)):
            return
        if self._dice.random() < TAKEN_UP:
            command = self._work.act(seat, self._server.now, callback=callback)
            assert command is not None
            self._told.made[command.id] = about(command.data)

    def _time_passes(self) -> None:
        self._server.wait(self._dice.choice([1, 20, 130]))

    def _rights_change(self) -> None:
        seat = self._dice.choice(self._seats)
        if seat.account.role is Role.LEVEL_TWO:
            desks = tuple(desk for desk in DESKS if self._dice.random() < 0.6)
            seat.account = msgspec.structs.replace(seat.account, desk_ids=desks)
            self.tally["rights"] += 1

    def _work_moves(self) -> None:
        if self._fault == "edit_behind_the_feed":
            self._server.edit_behind_the_feed()
        cases = self._server.query("SELECT id FROM case_ WHERE deleted = 0 ORDER BY id")
        if cases:
            self._server.hand_over(self._dice.choice(cases)["id"], self._dice.choice(DESKS))
            self.tally["move"] += 1

    def _knowledge_changes(self) -> None:
        office_id = OfficeId(f"o{self._dice.randrange(6)}")
        remove = self._dice.random() < 0.4

        def work(connection: Connection) -> None:
            edit = FeedEdit(connection, now=self._server.now)
            if remove:
                edit.remove(Kind.OFFICE, office_id)
            else:
                edit.put(KNOWLEDGE_SCOPE, Office(id=office_id, name=f"n{next(self._numbers)}"))
            edit.finish()

        self._server.write(work)

    def _call_comes_in(self) -> None:
        name = f"{next(self._numbers)}"
        self._server.call_comes_in(name, self._dice.choice(DESKS))
        self._told.of_server |= {f"s{name}", f"b{name}"}
        self.tally["call"] += 1

    def _feed_is_trimmed(self) -> None:
        scope = self._dice.choice(["base", "kb", "desk:a", "desk:b", "account:op1"])
        self._server.trim(scope, self._dice.randrange(4))
        self.tally["trim"] += 1

    def _what_is_closed_leaves(self) -> None:
        cases = self._server.query("SELECT id FROM case_ WHERE deleted = 0 ORDER BY id")
        if cases:
            self._server.close_case(self._dice.choice(cases)["id"])
        self.tally["withdrawn"] += self._server.withdraw()

    def _what_left_is_taken_up(self) -> None:
        old = self._server.withdrawn_cases()
        clerks = [seat for seat in self._seats if seat.account.role is Role.LEVEL_TWO]
        if old:
            seat = self._dice.choice(clerks)
            command = self._work.act(seat, self._server.now, self._dice.choice(old))
            assert command is not None
            self._told.made[command.id] = about(command.data)
            self.tally["taken_up"] += 1

    def _backup_or_restore(self) -> None:
        dice = self._dice.random()
        if dice < 0.5:
            self._server.back_up()
        elif dice < 0.85:
            self.tally["restore"] += self._server.restore()
        elif self._server.put_back():
            # Its connections die with the machine.
            self._network.forget_late()
            self._told.went_back = True
            self.tally["put_back"] += 1

    # --- how it ends ------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Calm the network and sync until nothing is left to do."""
        self._network.calm()
        for number in range(ROUNDS_TO_SETTLE):
            # What waits for something that nobody has is refused in the end.
            if number == ROUNDS_TO_SETTLE // 2:
                self._server.wait(REFILL_FOR.total_seconds())
            for seat in self._seats:
                self._sync(seat)
            heads = {r["scope"]: r["head"] for r in self._server.query("SELECT * FROM scope_head")}
            if all(is_settled(seat, heads) for seat in self._seats):
                return
        raise Violation("the seats never came to rest")

    def _count_verdicts(self) -> None:
        self.tally.update(
            str(entry.verdict.status)
            for seat in self._seats
            for entry in seat.outbox
            if entry.verdict is not None
        )


def first_seed_that_fails(fault: str, seeds: int) -> int | None:
    """Return the first seed whose history shows the planted fault; None: nobody noticed."""
    for seed in range(seeds):
        try:
            History(seed, fault).play()
        # The database itself refuses to remember a change of a contact twice.
        except (Violation, dbapi2.IntegrityError):
            return seed
    return None


def main() -> int:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    started, cpu = time.perf_counter(), time.process_time()
    total: Counter[str] = Counter()
    report: dict[str, object] = {"seeds": seeds, "violations": 0}
    for seed in range(seeds):
        try:
            total += History(seed).play()
        except Violation as violation:
            report |= {"violations": 1, "seed": seed, "what": str(violation)}
            break
    faults = (*SERVER_FAULTS, *SEAT_FAULTS)
    report["found"] = {fault: first_seed_that_fails(fault, seeds) for fault in faults}
    report["events"] = dict(total)
    report["wall_s"] = round(time.perf_counter() - started, 1)
    report["cpu_s"] = round(time.process_time() - cpu, 1)
    print(json.dumps(report))
    return 1 if report["violations"] or None in report["found"].values() else 0  # type: ignore[attr-defined]


if __name__ == "__main__":
    raise SystemExit(main())
