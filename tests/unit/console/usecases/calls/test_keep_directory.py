"""The directory is read from the replica; only the colleagues come from the server."""

from console.errors import ServerUnreachable
from console.model.calls.directory_entry import LineKind
from console.store.replica.cipher import Connection
from console.usecases.calls.keep_directory import KeepDirectory
from contract.domain.ids import AccountId, DeskId, OfficeId, QueueId
from contract.domain.knowledge_entries.knowledge import Desk, Office
from contract.domain.queue import Queue
from contract.wire.changes import Kind
from contract.wire.duty import Colleague, Colleagues
from tests.support.seats.seat import an_account, open_replica, put_server_row

OFFICES = (
    Office(id=OfficeId("o-1"), name="Sportello Esempi", phones=("+390655500500",)),
    Office(id=OfficeId("o-2"), name="Sportello muto"),
    Office(id=OfficeId("o-3"), name="Sportello caro", phones=("+39899123456",)),
)


def a_city(connection: Connection) -> None:
    queue = Queue(id=QueueId("tributi"), name="Tributi", desk_id=DeskId("d-1"))
    put_server_row(connection, Kind.QUEUE, queue)
    for desk in (Desk(id=DeskId("d-1"), name="Ufficio tasse"), Desk(id=DeskId("d-2"), name="Nidi")):
        put_server_row(connection, Kind.DESK, desk)
    for office in OFFICES:
        put_server_row(connection, Kind.OFFICE, office)


def a_colleague(name: str, seat: str) -> Colleague:
    return Colleague(account_id=AccountId(name), name=name, seat=seat, state="ready")


async def a_directory(*colleagues: Colleague, is_away: bool = False) -> KeepDirectory:
    async def ask() -> Colleagues:
        if is_away:
            raise ServerUnreachable
        return Colleagues(colleagues=colleagues)

    async with open_replica() as database:
        await database.write(a_city, changes=frozenset())
        directory = KeepDirectory(database=database, ask=ask)
        await directory.refresh()
        assert await directory.ask_colleagues() is not is_away
        return directory


async def test_a_desk_behind_a_queue_is_found_by_both_names_and_offered_once() -> None:
    directory = await a_directory()
    for text in ("trib", "tass"):
        [entry] = directory.find(text, 8)
        assert (entry.kind, entry.to, entry.desk_id) == (LineKind.QUEUE, "q-tributi", "d-1")
    [entry] = directory.find("nidi", 8)
    assert (entry.kind, entry.to) == (LineKind.DESK, "")
    assert {one.name for one in directory.common(8)} == {"Tributi", "Nidi"}


async def test_only_offices_with_a_number_a_seat_may_dial_are_offered() -> None:
    directory = await a_directory()
    assert [entry.to for entry in directory.find("sportello", 8)] == ["+390655500500"]


async def test_colleagues_signed_in_are_offered_but_not_oneself() -> None:
    me = an_account()
    directory = await a_directory(
        a_colleague("Carlo Prova", "1002"),
        a_colleague("Senza Posto", ""),
        Colleague(account_id=me.id, name="Io Prova", seat="1001", state="ready"),
    )
    assert [entry.to for entry in directory.find("prova", 8)] == ["1002"]
    assert directory.find("posto", 8) == ()


async def test_a_silent_server_leaves_the_rest_of_the_directory() -> None:
    directory = await a_directory(is_away=True)
    assert directory.find("trib", 8)
