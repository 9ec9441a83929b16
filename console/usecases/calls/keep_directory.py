"""The directory of lines: queues, desks and offices of the replica, colleagues signed in."""

from collections.abc import Awaitable, Callable

from console.errors import NOT_TOLD
from console.knowledge.directory import Directory
from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.store.calls.queue_repository import queues
from console.store.knowledge.knowledge_repository import desks, offices
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import account
from contract.domain.ids import AccountId, DeskId
from contract.domain.knowledge_entries.knowledge import Desk, Office
from contract.domain.knowledge_entries.service_at_office import phone_layers
from contract.domain.phone_number import UnusableNumber, dialable, spoken
from contract.domain.queue import NUMBER_PREFIX, Queue
from contract.wire.duty import Colleague, Colleagues


class KeepDirectory:
    """find() answers at once from what was read last; refresh() and ask_colleagues() read anew."""

    def __init__(
        self, *, database: LocalDatabase, ask: Callable[[], Awaitable[Colleagues]]
    ) -> None:
        self._database = database
        self._ask = ask
        self._places = Directory(())
        self._people = Directory(())
        self.queues: tuple[Queue, ...] = ()

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        """Return the best lines for a few letters: queues and desks, people, then offices."""
        people = self._people.find(text, limit)
        places = self._places.find(text, limit)
        near = tuple(entry for entry in places if entry.kind is not LineKind.OFFICE)
        far = tuple(entry for entry in places if entry.kind is LineKind.OFFICE)
        return (*near, *people, *far)[:limit]

    def common(self, limit: int) -> tuple[DirectoryEntry, ...]:
        """Return what to offer before anything is typed: the queues and desks."""
        kinds = (LineKind.QUEUE, LineKind.DESK)
        return tuple(one for one in self._places.entries if one.kind in kinds)[:limit]

    async def refresh(self) -> None:
        """Read queues, desks and offices of the replica; built beside the loop."""
        # On the store's thread: an index of thousands of offices takes longer than a frame.
        self.queues, self._places = await self._database.read(_read)

    async def ask_colleagues(self) -> bool:
        """Ask who is signed in; False when the server does not say. Those known before stay."""
        try:
            found = await self._ask()
        except NOT_TOLD:
            return False
        me = await self._database.read(account)
        own_id = me.id if me is not None else AccountId("")
        # Without a seat nobody rings there, and nobody hands a call to oneself.
        self._people = Directory(
            _of_colleague(one) for one in found.colleagues if one.seat and one.account_id != own_id
        )
        return True


def _read(connection: Connection) -> tuple[tuple[Queue, ...], Directory]:
    all_queues, all_desks = queues(connection), desks(connection)
    behind = {queue.desk_id for queue in all_queues if queue.desk_id is not None}
    names = {desk.id: desk.name for desk in all_desks}
    entries = [_of_queue(queue, names) for queue in all_queues]
    # A desk behind a queue would stand there twice
    # (test_a_desk_behind_a_queue_is_found_by_both_names_and_offered_once).
    entries += [_of_desk(desk) for desk in all_desks if desk.id not in behind]
    for office in offices(connection):
        entries += _of_office(office)
    return all_queues, Directory(entries)


def _of_queue(queue: Queue, desk_names: dict[DeskId, str]) -> DirectoryEntry:
    return DirectoryEntry(
        kind=LineKind.QUEUE,
        id=queue.id,
        name=queue.name,
        to=f"{NUMBER_PREFIX}{queue.id}",
        hours=queue.hours,
        words=f"{queue.topic} {desk_names.get(queue.desk_id, '') if queue.desk_id else ''}",
        queue_id=queue.id,
        queue=queue,
        desk_id=queue.desk_id,
    )


def _of_desk(desk: Desk) -> DirectoryEntry:
    """A desk without a queue of its own: only the server knows what number reaches it."""
    return DirectoryEntry(kind=LineKind.DESK, id=desk.id, name=desk.name, desk_id=desk.id)


def _of_office(office: Office) -> list[DirectoryEntry]:
    """One line, the first number a seat may dial; none for an office without."""
    for phone in office.phones:
        try:
            number = dialable(phone)
        except UnusableNumber:
            continue
        parts = (spoken(number), office.address)
        return [
            DirectoryEntry(
                kind=LineKind.OFFICE,
                id=office.id,
                name=office.name,
                detail=" · ".join(part for part in parts if part),
                to=number,
                times=phone_layers(None, office),
                words=f"{office.keywords} {office.municipio} {office.address}",
                number=number,
            )
        ]
    return []


def _of_colleague(colleague: Colleague) -> DirectoryEntry:
    return DirectoryEntry(
        kind=LineKind.COLLEAGUE,
        id=colleague.account_id,
        name=colleague.name,
        to=colleague.seat,
        words=" ".join(colleague.desk_ids),
        seat=colleague.seat,
        state=colleague.state,
    )
