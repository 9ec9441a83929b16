"""What is remembered of calls: the last ones, how they sounded, who passes them on."""

from datetime import timedelta

from console.errors import ServerRejected, ServerUnreachable
from console.model.calls.past_call import PastCall
from console.store.calls.past_call_repository import past_calls, quality_due
from console.store.replica.local_database import LocalDatabase
from console.usecases.calls.call_records import CallRecords
from contract.wire.duty import CallQuality
from contract.wire.phone_socket import EndCause
from tests.support.seats.seat import NOW, StoppedClock, open_replica

GOOD = CallQuality(mos_mean=4.2, mos_min=3.9, lost_pct=0.1, jitter_ms=4, rtt_ms=20, talk_s=60)


def a_past(name: str = "key-1", days_ago: float = 0, **fields: object) -> PastCall:
    at = NOW - timedelta(days=days_ago)
    values: dict[str, object] = {
        "id": name,
        "is_incoming": True,
        "peer": "+390655500123",
        "began_at": at,
        "ended_at": at,
        "cause": EndCause.NO_ANSWER,
    }
    return PastCall(**(values | fields))  # type: ignore[arg-type]  # tests set any field


class Server:
    def __init__(self) -> None:
        self.is_away = False
        self.fault: Exception = ServerUnreachable()
        self.heard: list[str] = []

    async def __call__(self, call_key: str, quality: CallQuality) -> None:
        if self.is_away:
            raise self.fault
        self.heard.append(call_key)


def a_record(database: LocalDatabase, server: Server) -> CallRecords:
    return CallRecords(database=database, clock=StoppedClock(), send=server)


async def test_the_last_calls_are_listed_the_newest_first_for_a_week() -> None:
    async with open_replica() as database:
        note = a_record(database, Server()).note
        for call in (a_past("old", 8), a_past("before", 1), a_past("now")):
            await note(call)
        await note(a_past("now"))
        assert [call.id for call in await database.read(past_calls)] == ["now", "before"]


def test_a_call_a_colleague_took_was_not_missed() -> None:
    assert a_past().is_missed
    assert not a_past(cause=EndCause.ANSWERED_ELSEWHERE).is_missed
    assert not a_past(answered_at=NOW).is_missed
    assert not a_past(is_incoming=False).is_missed


async def test_how_a_call_sounded_reaches_the_server_once_it_can_be_reached() -> None:
    async with open_replica() as database:
        server = Server()
        records = a_record(database, server)
        server.is_away = True
        await records.note_quality("key-1", GOOD)
        await records.note_quality("key-2", GOOD)
        assert [key for key, _ in await database.read(quality_due)] == ["key-1", "key-2"]
        server.is_away = False
        await records.send_due()
        assert server.heard == ["key-1", "key-2"]
        assert await database.read(quality_due) == ()


async def test_what_the_server_will_never_take_is_not_sent_for_ever() -> None:
    async with open_replica() as database:
        server = Server()
        server.is_away, server.fault = True, ServerRejected(404, "not_found")
        await a_record(database, server).note_quality("key-1", GOOD)
        assert await database.read(quality_due) == ()
