"""Messages are work of a desk, listened to with a trace, and deleted after their time."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from contract.domain.account import Account, Role
from contract.domain.ids import BASE_SCOPE, DeskId, QueueId, desk_scope
from contract.domain.queue import Queue
from server.store.calls.queue_calls import QueueCall, insert_call
from server.store.engine.connection import Connection, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import audit_page
from server.store.sync.feed_edit import FeedEdit
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    NewVoicemail,
    caller_at_voicemail,
    file_to_listen,
    keep_voicemail,
)
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW, TAXES, a_case, a_clerk, an_account

WHO = CallerAtVoicemail(call_id="k1", queue_id="tributi", language="ar", caller="+390612345678")
MESSAGE = NewVoicemail(id="m1", caller=WHO, duration_s=7)


def nothing(*_: object) -> None:
    """Make no work of the message."""


def keep(database: ServerDatabase, message: NewVoicemail = MESSAGE, now: datetime = NOW) -> None:
    database.write_now(lambda c: keep_voicemail(c, message, nothing, now))


def put_queue(database: ServerDatabase, desk: DeskId | None) -> None:
    def work(connection: Connection) -> None:
        edit = FeedEdit(connection, now=NOW)
        edit.put(BASE_SCOPE, Queue(id=QueueId("tributi"), name="Tributi", desk_id=desk))
        edit.finish()

    database.write_now(work)


def listener(service: RecordedService, account: Account) -> str | None:
    return service.database.write_now(lambda c: file_to_listen(c, account, "m1", NOW))


def test_the_caller_is_known_by_the_calls_id(service: RecordedService) -> None:
    at = millis(NOW)
    call = QueueCall(
        id="k1",
        sip="s1",
        caller="+390612345678",
        queue_id="tributi",
        language="ar",
        arrived_at=at,
        queued_at=at,
    )
    service.database.write_now(lambda c: insert_call(c, call))
    found = service.database.read_now(lambda c: caller_at_voicemail(c, "s1"))
    assert found == WHO
    unknown = service.database.read_now(lambda c: caller_at_voicemail(c, "s2"))
    assert unknown == CallerAtVoicemail()


def test_a_message_is_noted_once_and_its_work_made_in_the_same_transaction(
    service: RecordedService,
) -> None:
    made: list[str] = []

    def received(connection: Connection, message: NewVoicemail, _: datetime) -> None:
        row = connection.one("SELECT file FROM voicemail WHERE id = :id", {"id": message.id})
        assert row is not None
        made.append(str(row["file"]))

    for _ in range(2):
        service.database.write_now(lambda c: keep_voicemail(c, MESSAGE, received, NOW))
    assert made == ["m1.wav"]


def test_the_desk_of_the_queue_listens_and_the_audit_knows(service: RecordedService) -> None:
    put_queue(service.database, TAXES)
    keep(service.database)
    clerk = a_clerk()
    stranger = replace(clerk, desk_ids=())
    lead = replace(stranger, role=Role.TEAM_LEAD)

    def listens(account: object) -> str | None:
        return service.database.write_now(lambda c: file_to_listen(c, account, "m1", NOW))  # type: ignore[arg-type]

    assert listens(replace(clerk, desk_ids=(TAXES,))) == "m1.wav"
    assert listens(lead) == "m1.wav"
    assert listens(stranger) is None
    assert listens(an_account()) is None
    assert service.database.write_now(lambda c: file_to_listen(c, clerk, "m2", NOW)) is None
    lines = service.database.read_now(audit_page)
    listened = [line for line in lines if line.action == "voicemail.listened"]
    assert [(line.account_id, line.subject) for line in listened] == [
        (clerk.id, "m1"),
        (lead.id, "m1"),
    ]


def test_the_desk_of_the_case_listens_where_another_desk_calls_back(
    service: RecordedService,
) -> None:
    put_queue(service.database, TAXES)
    other = DeskId("recalls")

    def received(connection: Connection, message: NewVoicemail, now: datetime) -> None:
        edit = FeedEdit(connection, now=now)
        case = edit.put(desk_scope(other), a_case(desk_id=other))
        edit.finish()
        connection.execute("UPDATE voicemail SET case_id = :id", {"id": case.id})

    service.database.write_now(lambda c: keep_voicemail(c, MESSAGE, received, NOW))
    clerk = replace(a_clerk(), desk_ids=(other,))
    assert service.database.write_now(lambda c: file_to_listen(c, clerk, "m1", NOW)) == "m1.wav"


def test_a_message_of_a_queue_without_a_desk_is_for_the_desk_of_its_case(
    service: RecordedService,
) -> None:
    put_queue(service.database, None)

    def received(connection: Connection, message: NewVoicemail, now: datetime) -> None:
        edit = FeedEdit(connection, now=now)
        case = edit.put(desk_scope(TAXES), a_case())
        edit.finish()
        connection.execute("UPDATE voicemail SET case_id = :id", {"id": case.id})

    service.database.write_now(lambda c: keep_voicemail(c, MESSAGE, received, NOW))
    assert listener(service, a_clerk()) == "m1.wav"
    assert listener(service, a_clerk(desk_ids=(DeskId("schools"),))) is None


@pytest.mark.parametrize("who", [CallerAtVoicemail(), WHO], ids=["unknown queue", "no desk"])
def test_a_message_that_is_no_desks_is_heard_by_who_leads(
    service: RecordedService, who: CallerAtVoicemail
) -> None:
    put_queue(service.database, None)
    keep(service.database, NewVoicemail(id="m1", caller=who, duration_s=3))
    assert listener(service, a_clerk()) is None
    assert listener(service, an_account("lead", role=Role.TEAM_LEAD)) == "m1.wav"
