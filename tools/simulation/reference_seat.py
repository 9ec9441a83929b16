"""The rules of a seat's replica in their shortest form, for the sync simulator and its tests."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from contract.domain.account import Account
from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.ids import Scope
from contract.wire.changes import (
    Change,
    Kind,
    Op,
    PullReply,
    PullRequest,
    ScopeChanges,
    SnapshotPage,
    checksum,
)
from contract.wire.commands import Again, Command, PushReply, Status, Verdict
from contract.wire.decoding import decode, encode
from tools.simulation.about import about

PULL_LIMIT = 5
BATCH = 4

type Key = tuple[str, str]  # kind, id
type Rows = dict[Key, tuple[int, bytes]]  # version and body


@dataclass
class Stage:
    """A snapshot on its way: the head of its first page, and how far it came."""

    head: int
    after: str
    rows: Rows


@dataclass
class Outgoing:
    """again: of one that the server may have lost. held: how often it was to wait.

    seen: the case and the callback that it is about, if the server itself had made them.
    """

    id: str
    raw: bytes
    verdict: Verdict | None = None
    again: Again | None = None
    held: int = 0
    seen: tuple[Case | None, Callback | None] = (None, None)

    @property
    def sent(self) -> bytes:
        if self.again is None:
            return self.raw
        return self.raw[:-1] + b',"again":' + encode(self.again) + b"}"


def is_applied(entry: Outgoing) -> bool:
    return entry.verdict is not None and entry.verdict.status is Status.APPLIED


@dataclass
class ReferenceSeat:
    """faults: names of rules to break, so that the simulator can prove it sees."""

    account: Account
    faults: frozenset[str] = frozenset()
    epoch: str | None = None
    cursors: dict[str, int | None] = field(default_factory=dict)  # None: needs a snapshot
    rows: dict[str, Rows] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    outbox: list[Outgoing] = field(default_factory=list)
    mismatches: int = 0
    now: datetime = datetime(2026, 11, 25, tzinfo=UTC)

    # --- commands ---------------------------------------------------------------------------------

    def queue(self, command: Command) -> None:
        entry = Outgoing(command.id, encode(command))
        entry.seen = self._made_by_server(entry)
        self.outbox.append(entry)

    def next_batch(self) -> list[Outgoing]:
        """Return the oldest without a verdict; those that were to wait come behind the others.

        None before it is known which life the server lives: as the console, it pulls first.
        """
        if self.epoch is None:
            return []
        waiting = [entry for entry in self.outbox if entry.verdict is None]
        return sorted(waiting, key=lambda entry: entry.held)[:BATCH]

    def on_push(self, reply: PushReply) -> None:
        """Settle what the reply decides; one of another epoch may hide what was lost."""
        if reply.epoch != self.epoch and "trusts_old_acks" not in self.faults:
            return
        for entry in self.outbox:
            verdict = reply.results.get(entry.id)
            if entry.verdict is not None or verdict is None:
                continue
            if verdict.status is Status.HELD:
                entry.held += 1
            else:
                entry.verdict = verdict

    # --- changes ----------------------------------------------------------------------------------

    @property
    def acknowledged(self) -> str | None:
        """The last command that the server called applied, by its clock."""
        heard = [
            (entry.verdict.at, number, entry.id)
            for number, entry in enumerate(self.outbox)
            if entry.verdict is not None and entry.verdict.at is not None and is_applied(entry)
        ]
        return max(heard)[2] if heard else None

    def pull_request(self) -> PullRequest:
        known = {scope: seq for scope, seq in self.cursors.items() if seq is not None}
        return PullRequest(
            epoch=self.epoch,
            cursors=known,
            limit=PULL_LIMIT,
            acknowledged=self.acknowledged,
        )

    def on_pull(self, request: PullRequest, reply: PullReply) -> None:
        """Apply an answer to the question that is still open; drop any other whole."""
        is_stale = request.epoch != self.epoch
        if is_stale and "applies_stale_answers" not in self.faults:
            return
        if reply.epoch != self.epoch:
            self._begin_epoch(reply.epoch)
        # Of the life that the question was asked in.
        elif reply.has_lost and "trusts_what_went_back" not in self.faults:
            self._offer_again()
        for scope in set(self.cursors) - set(reply.scopes):
            self._purge(scope)
        for scope, changes in reply.scopes.items():
            cursor = self.cursors.setdefault(scope, None)
            if cursor == request.cursors.get(scope) or "applies_stale_answers" in self.faults:
                self._apply(scope, cursor, changes)

    def _begin_epoch(self, epoch: str) -> None:
        """Offer again what a restored server may have lost; take everything anew."""
        is_first = self.epoch is None
        self.epoch = epoch
        self.stages.clear()
        self.cursors = dict.fromkeys(self.cursors)
        if not is_first:
            self._offer_again()

    def _offer_again(self) -> None:
        if "no_refill" in self.faults:
            return
        for entry in self.outbox:
            if entry.verdict is None or is_applied(entry):
                known = entry.again.verdict if entry.again is not None else None
                said = None if "says_no_word" in self.faults else entry.verdict or known
                case, callback = entry.seen
                if case is None:
                    case, callback = self._made_by_server(entry)
                if case is None and entry.again is not None:
                    case, callback = entry.again.case, entry.again.callback
                entry.again = Again(since=self.now, verdict=said, case=case, callback=callback)
                entry.verdict, entry.held = None, 0

    def _made_by_server(self, entry: Outgoing) -> tuple[Case | None, Callback | None]:
        """Return what a command is about as it stands here, if no contact opened it."""
        row, callback = about(decode(entry.raw, Command).data), None
        if row is not None and row[0] is Kind.CALLBACK:
            callback = self._seen(Callback, *row)
            row = (Kind.CASE, callback.case_id) if callback is not None else None
        if row is None or row[0] is not Kind.CASE:
            return None, None
        case = self._seen(Case, *row)
        return (case, callback) if case is not None and not case.contact_id else (None, None)

    def _seen[S](self, kind_type: type[S], kind: Kind, entity_id: str) -> S | None:
        for rows in self.rows.values():
            if (kind, entity_id) in rows:
                return decode(rows[kind, entity_id][1], kind_type)
        return None

    def _purge(self, scope: str) -> None:
        del self.cursors[scope]
        self.stages.pop(scope, None)
        if "keeps_lost_scope" not in self.faults:
            self.rows.pop(scope, None)

    def _apply(self, scope: str, cursor: int | None, answer: ScopeChanges) -> None:
        if answer.reset:
            went_back = cursor is not None and answer.head < cursor
            if went_back and "trusts_what_went_back" not in self.faults:
                self._offer_again()
            self.cursors[scope] = None
        elif cursor is not None:
            for change in answer.changes:
                if "applies_stale_answers" not in self.faults and change.seq != cursor + 1:
                    break
                self._keep(scope, change)
                cursor = change.seq
            self.cursors[scope] = cursor
            if answer.checksum is not None and cursor == answer.head:
                self._verify(scope, answer.checksum)

    def _keep(self, scope: str, change: Change) -> None:
        rows = self.rows.setdefault(scope, {})
        if change.op is Op.PUT:
            rows[change.kind, change.id] = (change.version, bytes(change.body))
        elif "ignores_gone" not in self.faults:
            rows.pop((change.kind, change.id), None)

    def _verify(self, scope: str, expected: int) -> None:
        rows = self.rows.get(scope, {})
        if checksum((kind, id_, version) for (kind, id_), (version, _) in rows.items()) != expected:
            self.mismatches += 1
            self.cursors[scope] = None
            self._offer_again()

    # --- snapshots --------------------------------------------------------------------------------

    def scopes_to_copy(self) -> list[Scope]:
        return sorted(Scope(scope) for scope, cursor in self.cursors.items() if cursor is None)

    def snapshot_position(self, scope: str) -> str | None:
        return self.stages[scope].after if scope in self.stages else None

    def on_snapshot(self, scope: str, after: str | None, page: SnapshotPage) -> None:
        """Stage a page; the last one swaps the copy in, with the head of the FIRST page."""
        if self.cursors.get(scope, 0) is not None or after != self.snapshot_position(scope):
            return
        if page.epoch != self.epoch:
            self.stages.pop(scope, None)
            return
        stage = self.stages.setdefault(scope, Stage(page.head, "", {}))
        if page.head < stage.head and "takes_older_pages" not in self.faults:
            # Of an earlier copy, or of a server put back: rows made since then would be missing.
            del self.stages[scope]
            return
        for row in page.rows:
            stage.rows[row.kind, row.id] = (row.version, bytes(row.body))
        if page.next_after is not None:
            stage.after = page.next_after
            return
        del self.stages[scope]
        self.rows[scope] = stage.rows
        is_wrong = "head_of_last_page" in self.faults
        self.cursors[scope] = page.head if is_wrong else stage.head
