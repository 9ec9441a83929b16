"""The feed: gapless, in order of commit, by reference, and always equal to a snapshot."""

import threading
from collections.abc import Callable
from datetime import timedelta

import msgspec
import psycopg
import pytest

from contract.domain.account import Account
from contract.domain.callback import AttemptOutcome
from contract.domain.case import CaseState
from contract.domain.ids import BASE_SCOPE, EDITING_SCOPE, KNOWLEDGE_SCOPE, CardId, FaqId, OfficeId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard, ThesaurusLine
from contract.wire.changes import Kind, Op, PullRequest
from contract.wire.commands import RecordContact
from contract.wire.decoding import MalformedMessage
from server.store.engine.connection import Connection
from server.store.sync.change_log import trim_scope
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import EPOCH, renew_epoch
from server.usecases.operations.refused import Refused
from server.usecases.sync.read_changes import read_changes, trim_history
from server.usecases.sync.recount_scopes import RecountScopes
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_databases import PrivatePostgresql
from tests.support.servers.server_records import (
    NOW,
    SCHOOLS,
    TARI,
    a_case,
    a_clerk,
    a_command,
    a_contact,
    a_note,
    a_request,
    an_account,
    an_attempt,
    forwarded,
    the_result,
)
from tools.simulation.reference_seat import ReferenceSeat

OPERATOR, CLERK = an_account(), a_clerk()
DESK = "desk:tributi"


def synced(service: RecordedService, account: Account) -> ReferenceSeat:
    """Return a seat that has taken its snapshots."""
    seat = ReferenceSeat(account)
    follow(service, seat)
    return seat


def follow(service: RecordedService, seat: ReferenceSeat) -> None:
    """Pull until the seat has seen everything."""
    while True:
        before = dict(seat.cursors)
        request = seat.pull_request()
        reply = service.pull(seat.account, request.cursors, request.epoch, request.limit)
        seat.on_pull(request, reply)
        for scope in seat.scopes_to_copy():
            after = seat.snapshot_position(scope)
            seat.on_snapshot(scope, after, service.snapshot(seat.account, scope, after, 2))
        if not seat.scopes_to_copy() and seat.cursors == before:
            return


def test_pulling_every_kind_of_command_ends_as_a_snapshot_does(service: RecordedService) -> None:
    operator, clerk = synced(service, OPERATOR), synced(service, CLERK)
    fence = 0
    steps: list[Callable[[], object]] = [
        lambda: service.send(OPERATOR, RecordContact(contact=a_contact("c0"))),
        lambda: service.send(OPERATOR, forwarded("c1")),
        lambda: service.send(CLERK, a_note()),
        lambda: service.send(CLERK, a_request()),
        lambda: service.send(CLERK, the_result(an_attempt(), 1)),
        lambda: service.send(CLERK, the_result(an_attempt("late"), fence)),
        lambda: service.send(OPERATOR, forwarded("c2")),
        lambda: service.held(CLERK, "c2"),
        lambda: service.send(
            CLERK,
            the_result(an_attempt("a2", "c2", outcome=AttemptOutcome.POSTPONED), 1, CaseState.OPEN),
        ),
    ]
    for step in steps:
        step()
        for seat in (operator, clerk):
            follow(service, seat)
            fresh = synced(service, seat.account)
            assert {s: r for s, r in seat.rows.items() if r} == {
                s: r for s, r in fresh.rows.items() if r
            }
            assert seat.mismatches == 0
    kinds = {kind for kind, _ in clerk.rows[DESK]}
    assert kinds == {Kind.CASE, Kind.CALLBACK, Kind.ACTIVITY, Kind.ATTEMPT}


def test_first_pull_asks_for_a_snapshot_of_every_visible_scope(service: RecordedService) -> None:
    reply = service.pull(CLERK, {}, None)
    assert set(reply.scopes) == {
        "account:clerk1",
        BASE_SCOPE,
        DESK,
        EDITING_SCOPE,
        KNOWLEDGE_SCOPE,
    }
    assert all(answer.reset for answer in reply.scopes.values())
    assert [answer.head for _, answer in sorted(reply.scopes.items())] == [0, 4, 0, 0, 0]


@pytest.mark.parametrize("cursor", [5, -1])
def test_impossible_cursor_is_reset(service: RecordedService, cursor: int) -> None:
    epoch = service.pull(CLERK, {}, None).epoch
    reply = service.pull(CLERK, {BASE_SCOPE: cursor, "kb": 0}, epoch)
    assert reply.scopes[BASE_SCOPE].reset
    assert not reply.scopes["kb"].reset


def test_expired_cursor_is_reset_and_only_that_one(service: RecordedService) -> None:
    service.database.write_now(lambda c: trim_scope(c, BASE_SCOPE, 3))
    epoch = service.pull(CLERK, {}, None).epoch
    assert service.pull(CLERK, {BASE_SCOPE: 2}, epoch).scopes[BASE_SCOPE].reset
    rest = service.pull(CLERK, {BASE_SCOPE: 3}, epoch).scopes[BASE_SCOPE]
    assert [change.seq for change in rest.changes] == [4]


def test_feed_is_never_trimmed_beyond_its_head(service: RecordedService) -> None:
    service.database.write_now(lambda c: trim_scope(c, BASE_SCOPE, 99))
    epoch = service.pull(CLERK, {}, None).epoch
    assert len(service.pull(CLERK, {BASE_SCOPE: 0}, epoch).scopes[BASE_SCOPE].changes) == 4


def test_cursors_of_another_epoch_are_reset(service: RecordedService) -> None:
    old = service.pull(CLERK, {}, None).epoch
    new = service.database.write_now(renew_epoch)
    reply = service.pull(CLERK, {BASE_SCOPE: 4}, old)
    assert reply.epoch == new != old
    assert reply.scopes[BASE_SCOPE].reset


def test_page_ends_at_the_limit_and_tells_the_checksum_only_at_the_head(
    service: RecordedService,
) -> None:
    epoch = service.pull(CLERK, {}, None).epoch
    first = service.pull(CLERK, {BASE_SCOPE: 0}, epoch, 3).scopes[BASE_SCOPE]
    assert ([change.seq for change in first.changes], first.checksum) == ([1, 2, 3], None)
    second = service.pull(CLERK, {BASE_SCOPE: 3}, epoch, 3).scopes[BASE_SCOPE]
    assert [change.seq for change in second.changes] == [4]
    again = service.pull(CLERK, {BASE_SCOPE: 4}, epoch, 3).scopes[BASE_SCOPE]
    assert again.checksum == second.checksum is not None


def test_row_that_moved_away_is_gone_and_there_again_where_it_went(
    service: RecordedService,
) -> None:
    both = a_clerk(desk_ids=("tributi", SCHOOLS))
    seat = synced(service, both)
    service.forward()

    def hand_over(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(f"desk:{SCHOOLS}", a_case())
        edit.finish()

    follow(service, seat)
    assert (Kind.CASE, "case-c1") in seat.rows[DESK]
    service.database.write_now(hand_over)
    changes = service.pull(both, seat.pull_request().cursors, seat.epoch).scopes[DESK].changes
    assert [(change.op, bytes(change.body)) for change in changes] == [(Op.GONE, b"null")]
    follow(service, seat)
    assert (Kind.CASE, "case-c1") not in seat.rows[DESK]
    assert (Kind.CASE, "case-c1") in seat.rows[f"desk:{SCHOOLS}"]
    assert seat.mismatches == 0


def test_bodies_are_those_of_now_and_deleted_rows_are_gone(service: RecordedService) -> None:
    def edit_office(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for name in ("prima", "poi"):
            edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("o1"), name=name, phones=("+3906",)))
        edit.put(
            KNOWLEDGE_SCOPE, Faq(id=FaqId("f1"), card_id=CardId("k"), question="?", answer="!")
        )
        edit.remove(Kind.FAQ, "f1")
        edit.remove(Kind.FAQ, "f1")
        edit.remove(Kind.FAQ, "never there")
        edit.finish()

    service.database.write_now(edit_office)
    epoch = service.pull(CLERK, {}, None).epoch
    changes = service.pull(CLERK, {"kb": 0}, epoch).scopes["kb"].changes
    assert [(change.seq, change.op, change.version) for change in changes] == [
        (1, Op.PUT, 2),
        (2, Op.PUT, 2),
        (3, Op.GONE, 1),
        (4, Op.GONE, 2),
    ]
    office = msgspec.json.decode(changes[0].body, type=Office)
    assert (office.name, office.phones, office.version) == ("poi", ("+3906",), 2)


def test_deleted_row_that_comes_back_is_newer_than_its_tombstone(service: RecordedService) -> None:
    def edit(connection: Connection) -> int:
        feed = FeedEdit(connection, now=NOW)
        feed.put(KNOWLEDGE_SCOPE, ThesaurusLine(id="t1", line="a = b"))
        feed.remove(Kind.THESAURUS, "t1")
        version = feed.put(KNOWLEDGE_SCOPE, ThesaurusLine(id="t1", line="a = c")).version
        feed.finish()
        return version

    assert service.database.write_now(edit) == 3


def test_snapshot_pages_hold_every_row_once(service: RecordedService) -> None:
    def write(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        for number in range(5):
            edit.put(KNOWLEDGE_SCOPE, Office(id=OfficeId(f"o{number}"), name="u"))
            card = ServiceCard(id=CardId(f"k{number}"), title="t", topic_id=TARI, say="s")
            edit.put(KNOWLEDGE_SCOPE, card)
        edit.finish()

    service.database.write_now(write)
    for limit in (1, 3, 5, 10, 500):
        ids, after = [], None
        while True:
            page = service.snapshot(CLERK, "kb", after, limit)
            assert len(page.rows) <= limit
            assert page.total == (0 if after else 10), "a first page tells how long the copy is"
            ids += [row.id for row in page.rows]
            after = page.next_after
            if after is None:
                break
        assert ids == [f"o{n}" for n in range(5)] + [f"k{n}" for n in range(5)]


@pytest.mark.parametrize("after", ["x", "9:a", "-1:a", ":", "²:a"])
def test_snapshot_key_of_nobody_is_malformed(service: RecordedService, after: str) -> None:
    with pytest.raises(MalformedMessage):
        service.snapshot(CLERK, "kb", after)


def test_nobody_sees_a_scope_that_is_not_theirs(service: RecordedService) -> None:
    service.forward()
    assert (
        DESK not in service.pull(OPERATOR, {DESK: 0}, service.pull(OPERATOR, {}, None).epoch).scopes
    )
    with pytest.raises(Refused, match="forbidden"):
        service.snapshot(OPERATOR, DESK)


def test_old_changes_and_verdicts_are_forgotten(service: RecordedService) -> None:
    service.send(OPERATOR, RecordContact(contact=a_contact("old")), NOW - timedelta(days=100))
    service.send(OPERATOR, RecordContact(contact=a_contact("new")))
    # A change and a verdict at a time: whoever has a call to route waits for one step only.
    assert service.database.write_now(lambda c: trim_history(c, NOW, 1)) == 2
    assert service.database.write_now(lambda c: trim_history(c, NOW, 1)) == 0
    epoch = service.pull(OPERATOR, {}, None).epoch
    assert service.pull(OPERATOR, {"account:op1": 0}, epoch).scopes["account:op1"].reset
    rest = service.pull(OPERATOR, {"account:op1": 1}, epoch).scopes["account:op1"]
    assert [change.id for change in rest.changes] == ["contact-new"]


async def test_a_row_changed_behind_the_feed_is_told_once_the_scope_is_counted_again(
    service: RecordedService,
) -> None:
    seat = synced(service, CLERK)
    service.forward()
    follow(service, seat)
    service.database.write_now(lambda c: c.execute("UPDATE case_ SET version = 8"))
    follow(service, seat)
    assert seat.mismatches == 0, "no pull reads what did not change"
    await RecountScopes(database=service.database, clock=lambda: NOW)(DESK)
    follow(service, seat)
    assert seat.mismatches == 1


@pytest.mark.parametrize("asked", ["life", "life~a", "another"])
def test_what_was_lost_before_rows_changed_shape_is_missed_after_it(
    service: RecordedService, asked: str
) -> None:
    service.database.write_now(lambda c: c.put("meta", {"name": EPOCH, "value": "life~b"}, "name"))
    request = PullRequest(epoch=asked, cursors={}, acknowledged="never seen here")
    told = service.database.read_now(lambda c: read_changes(c, CLERK, request))
    assert told.has_lost is (asked != "another")


def test_each_number_is_seen_once_by_a_reader_that_tails_many_writers(
    service: RecordedService,
) -> None:
    """Numbers are gapless and never appear behind a reader that has passed them."""
    seats, each = 5, 12
    done = threading.Event()
    seen: list[int] = []

    def write(number: int) -> None:
        for turn in range(each):
            note = a_note(f"{number}-{turn}", author_id=CLERK.id)
            assert service.send_raw(CLERK, a_command(note, f"note-{number}-{turn}")).reason is None

    def tail(epoch: str) -> None:
        cursor = 2
        while True:
            ended = done.is_set()
            changes = service.pull(CLERK, {DESK: cursor}, epoch).scopes[DESK].changes
            seen.extend(change.seq for change in changes)
            cursor = seen[-1] if seen else cursor
            if ended and not changes:
                return

    service.forward()
    reader = threading.Thread(target=tail, args=(service.pull(CLERK, {}, None).epoch,))
    writers = [threading.Thread(target=write, args=(number,)) for number in range(seats)]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join(timeout=180)
    done.set()
    reader.join(timeout=180)
    assert seen == list(range(3, 3 + seats * each))


@pytest.mark.postgresql
def test_plain_sequence_would_lose_rows_for_a_tailing_reader(postgresql: PrivatePostgresql) -> None:
    """The naive feed, to show what the counter row is for: a number may commit late."""
    url = postgresql.empty_database()
    with (
        psycopg.connect(url) as slow,
        psycopg.connect(url) as fast,
        psycopg.connect(url, autocommit=True) as reader,
    ):
        reader.execute("CREATE TABLE naive (seq bigserial PRIMARY KEY, who text)")
        slow.execute("INSERT INTO naive (who) VALUES ('slow')")
        fast.execute("INSERT INTO naive (who) VALUES ('fast')")
        fast.commit()
        cursor = max(row[0] for row in reader.execute("SELECT seq FROM naive"))
        slow.commit()
        after = reader.execute("SELECT who FROM naive WHERE seq > %s", (cursor,)).fetchall()
        reader.execute("DROP TABLE naive")
    assert after == []  # the slow writer's row is never seen
