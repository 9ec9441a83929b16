"""Rows of the replica: two scopes for a moment, unknown kinds, bodies nobody can read."""

import pytest
from msgspec.structs import replace

from console.store.callbacks.callback_repository import callbacks_to_do
from console.store.knowledge.knowledge_repository import (
    all_knowledge,
    card,
    card_at,
    desks,
    faqs_of,
    office,
    topics,
)
from console.store.replica.cipher import Connection, connect
from console.store.replica.replica_rows import drop_row, put_row, server_version, shown
from console.store.replica.replica_schema import migrate
from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    Topic,
)
from contract.wire.changes import Kind
from tests.support.seats.seat import a_callback, a_case, put_server_row


def _replica() -> Connection:
    connection = connect(None, "")
    migrate(connection)
    return connection


def test_a_row_in_two_scopes_is_shown_once_in_its_newest_version() -> None:
    replica = _replica()
    put_server_row(replica, Kind.CASE, a_case(version=1), "desk:a")
    put_server_row(replica, Kind.CASE, a_case(version=2, question="newer"), "desk:b")
    assert shown(replica, Kind.CASE, a_case().id).question == "newer"
    assert server_version(replica, Kind.CASE, a_case().id) == 2
    drop_row(replica, "desk:b", "case", a_case().id)
    assert shown(replica, Kind.CASE, a_case().id).version == 1


def test_a_kind_of_a_newer_server_is_kept_as_it_came() -> None:
    replica = _replica()
    put_row(replica, "base", "banner", "b1", 1, '{"text":"new"}')
    (body,) = replica.execute("SELECT body FROM replica_row").fetchone()
    assert body == '{"text":"new"}'


def test_a_body_nobody_can_read_is_left_out_and_logged_without_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    replica = _replica()
    put_row(replica, "base", "topic", "t1", 1, '{"id":"t1","path":"Persona Inventata","desk_id":7}')
    put_server_row(replica, Kind.TOPIC, Topic(id=TopicId("t2"), path="b"), "base")
    assert [topic.id for topic in topics(replica)] == ["t2"]
    assert "cannot be read" in caplog.text
    assert "Persona" not in caplog.text


def test_knowledge_is_found_by_card_and_whole() -> None:
    replica = _replica()
    a_card = ServiceCard(id=CardId("c1"), title="t", topic_id=TopicId("t1"), say="s")
    an_office = Office(id=OfficeId("o1"), name="n")
    questions = [
        Faq(id=FaqId(f"f{n}"), card_id=CardId(f"c{1 + n % 2}"), question="q", answer="a")
        for n in range(4)
    ]
    line = ThesaurusLine(id="l1", line="a = b")
    values = ((Kind.CARD, a_card), (Kind.OFFICE, an_office), (Kind.THESAURUS, line))
    for kind, value in (*values, *((Kind.FAQ, faq) for faq in questions)):
        put_server_row(replica, kind, value, "kb")
    assert card(replica, a_card.id) == a_card
    assert card(replica, CardId("none")) is None
    assert office(replica, an_office.id) == an_office
    assert [faq.id for faq in faqs_of(replica, a_card.id)] == ["f0", "f2"]
    assert all_knowledge(replica) == ((a_card,), (an_office,), tuple(questions), (line,))


def test_the_card_of_an_office_is_found_after_each_change_of_it() -> None:
    replica = _replica()
    first, second = OfficeId("o1"), OfficeId("o2")
    for version, ids in enumerate([(first,), (first,), (first, second, second), (second,)], 1):
        one = ServiceCard(
            id=CardId("c1"), title="t", topic_id=TopicId("t1"), say="s", office_ids=ids
        )
        put_server_row(replica, Kind.CARD, replace(one, version=version), "kb")
        found = {office_id for office_id in (first, second) if card_at(replica, office_id)}
        assert found == set(ids)
    drop_row(replica, "kb", "card", "c1")
    assert card_at(replica, second) is None


def test_a_card_of_a_newer_server_stops_no_other_row() -> None:
    replica = _replica()
    for row in ('{"id":"c1","office_ids":[7,null]}', '{"id":"c1","office_ids":{"a":1}}'):
        put_row(replica, "kb", "card", "c1", 1, row)
    assert card_at(replica, OfficeId("o1")) is None


def test_lists_come_in_the_order_people_read_them() -> None:
    replica = _replica()
    for topic_id, path in (("t1", "b"), ("t2", "a")):
        put_server_row(replica, Kind.TOPIC, Topic(id=TopicId(topic_id), path=path), "base")
        put_server_row(replica, Kind.DESK, Desk(id=DeskId(topic_id), name=path), "base")
    assert [topic.path for topic in topics(replica)] == ["a", "b"]
    assert [desk.name for desk in desks(replica)] == ["a", "b"]


def test_callbacks_to_do_leave_out_the_finished_ones_the_most_urgent_first() -> None:
    replica = _replica()
    for number, state in ((3, "open"), (1, "claimed"), (2, "done"), (4, "given_up")):
        put_server_row(replica, Kind.CALLBACK, a_callback(number, state=CallbackState(state)))
    assert [one.id for one in callbacks_to_do(replica)] == ["callback-1", "callback-3"]


def test_only_the_callbacks_that_changed_are_read_again() -> None:
    replica, read = _replica(), dict[str, Callback]()
    for number in (1, 2):
        put_server_row(replica, Kind.CALLBACK, a_callback(number, state=CallbackState.OPEN))
    first, second = callbacks_to_do(replica, read)
    taken = a_callback(2, state=CallbackState.CLAIMED)
    put_server_row(replica, Kind.CALLBACK, taken)
    put_server_row(replica, Kind.CALLBACK, a_callback(3, state=CallbackState.OPEN))
    again = callbacks_to_do(replica, read)
    assert again[0] is first
    assert [one.id for one in again] == ["callback-1", "callback-2", "callback-3"]
    assert (second.state, again[1].state) == (CallbackState.OPEN, CallbackState.CLAIMED)
    assert again == callbacks_to_do(replica)
    put_server_row(replica, Kind.CALLBACK, a_callback(1, state=CallbackState.DONE))
    assert len(callbacks_to_do(replica, read)) == len(read) == 2  # what is gone is not kept
