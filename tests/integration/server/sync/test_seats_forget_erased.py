"""Of a citizen who was erased no seat keeps the words it had sent, whenever it hears of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.model.callbacks.case_file import AttemptResult
from console.model.contact.contact_draft import CallbackWish, ContactDraft
from console.store.contact.draft_repository import drafts
from console.store.session.notice_repository import unseen_notices
from contract.domain.account import Role
from contract.domain.callback import AttemptOutcome
from contract.domain.caller import CallerDetails
from contract.domain.case import CaseState
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId, DeskId, TopicId, new_id
from server.store.engine.connection import Connection
from server.usecases.citizens.citizen_records import find_citizens
from server.usecases.citizens.erase_citizen import erase_citizen
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.operations.installation import renew_epoch
from server.usecases.operations.server_keys import keys_file, read_keys
from tests.support.citizens.erased_citizen import OTHER as OTHER_WITH_CODE
from tests.support.citizens.erased_citizen import WHO as WHO_WITH_CODE
from tests.support.known import known
from tests.support.seats.console_seat import ConsoleSeat, a_seat
from tests.support.seats.seat import NOW, a_draft
from tests.support.servers.real_server import RealServer

WISH = CallbackWish(window_start_at=NOW, window_end_at=NOW.replace(hour=23))
# No window takes their codes: nobody can have them.
WHO, OTHER = (replace(one, fiscal_code="") for one in (WHO_WITH_CODE, OTHER_WITH_CODE))
OF_ERASED = ("allagata", WHO.name, WHO.phone)
SAID, STAYS, NOTE = "Ha la cantina allagata", "Chiede della TARI", "la chiave sta in portineria"


async def _ready() -> RealServer:
    server = await RealServer.start()
    await server.add_desk("tributi", "tari")
    await server.add_account("anna")
    await server.add_account("bruno", Role.LEVEL_TWO, desks=["tributi"])
    return server


def _draft(who: CallerDetails, description: str, **changes: Any) -> ContactDraft:
    fields = {"contact_id": ContactId(new_id()), "topic_id": TopicId("tari"), "caller": who}
    return a_draft(description=description, **(fields | changes))


def _forwarded() -> ContactDraft:
    return _draft(
        WHO,
        SAID,
        disposition=Disposition.FORWARDED,
        desk_id=DeskId("tributi"),
        phone_text="06 1234 5678",
        callback=WISH,
    )


async def _closed(seat: ConsoleSeat, *what: ContactDraft) -> None:
    for one in what:
        await seat.drafts.close(one)
    await seat.sync()


async def _erase(server: RealServer) -> None:
    keys = read_keys(keys_file(server.data_dir))
    assert keys is not None
    marks, now = ErasedMarks(marks_file(server.data_dir), keys.erased), server.clock()
    await server.database.write(
        lambda c: erase_citizen(c, find_citizens(c, WHO.phone)[0], marks, now)
    )


async def _left_of(seat: ConsoleSeat, *words: str) -> list[str]:
    """Return which words stand anywhere in the store of the seat."""

    def read(connection: Any) -> str:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        names = [name for (name,) in tables.fetchall()]
        return repr([connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])

    stored = await seat.database.read(read)
    return [word for word in words if word in stored]


def _lose_contacts(connection: Connection) -> None:
    """Begin another life without what was recorded, as after a restore."""
    for table in ("contact", "case_", "case_activity", "callback", "callback_attempt", "command"):
        connection.execute(f"DELETE FROM {table}")
    renew_epoch(connection)


async def _counts(server: RealServer) -> dict[str, int]:
    tables = ("contact", "case_", "callback", "command")

    def read(connection: Connection) -> dict[str, int]:
        counted = {name: connection.one(f"SELECT count(*) AS n FROM {name}") for name in tables}
        return {name: known(row)["n"] for name, row in counted.items()}

    return await server.database.read(read)


async def _statuses(seat: ConsoleSeat) -> list[str]:
    sql = "SELECT status FROM outbox"
    rows = await seat.database.read(lambda c: c.execute(sql).fetchall())
    return [str(status) for (status,) in rows]


async def _stored(server: RealServer) -> str:
    def read(connection: Connection) -> str:
        tables = ("contact", "case_", "case_activity", "callback_attempt", "refused_work")
        return repr([connection.execute(f"SELECT * FROM {table}") for table in tables])

    return await server.database.read(read)


async def test_a_seat_that_is_there_empties_what_it_sent(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await _closed(seat, _draft(WHO, SAID), _draft(OTHER, STAYS))
        assert await _left_of(seat, SAID, WHO.name) == [SAID, WHO.name]
        await _erase(server)
        await seat.sync()
        assert await _left_of(seat, *OF_ERASED) == []
        assert await _left_of(seat, STAYS, OTHER.name) == [STAYS, OTHER.name]
        asked = server.requests.count(("POST", "/api/v1/erased"))
        await seat.sync()
        assert server.requests.count(("POST", "/api/v1/erased")) == asked, "until the next one"


async def test_a_seat_that_was_away_empties_it_at_the_next_sign_in(tmp_path: Path) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            await _closed(seat, _draft(WHO, SAID), _draft(OTHER, STAYS))
        await _erase(server)
        async with a_seat(tmp_path, server.transport()) as seat:
            assert await _left_of(seat, SAID) == [SAID]
            await seat.sync()
            assert await _left_of(seat, *OF_ERASED) == []
            assert await _left_of(seat, STAYS, OTHER.name) == [STAYS, OTHER.name]


@pytest.mark.parametrize("loses", [_lose_contacts, renew_epoch])
async def test_what_a_seat_gives_back_to_a_server_that_went_back_is_there_without_words(
    tmp_path: Path, loses: Callable[[Connection], object]
) -> None:
    """Also where the server has lost nothing of it: it is the command that it knows."""
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            await _closed(seat, _draft(WHO, SAID), _forwarded(), _draft(OTHER, STAYS))
            before = await _counts(server)
            await _erase(server)
            await seat.sync()
            await server.database.write(loses)
            await seat.sync()
            assert await _statuses(seat) == ["applied"] * 3
            assert await _left_of(seat, *OF_ERASED) == []
        assert await _counts(server) == before
        assert SAID not in await _stored(server)
        assert STAYS in await _stored(server), "of somebody else it gives back all"


async def test_what_an_old_seat_gives_back_to_a_server_that_lost_it_is_emptied_at_both(
    tmp_path: Path,
) -> None:
    async with await _ready() as server:
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            await _closed(seat, _draft(WHO, SAID), _forwarded(), _draft(OTHER, STAYS))
        before = await _counts(server)
        await _erase(server)
        await server.database.write(_lose_contacts)
        async with a_seat(tmp_path, server.transport()) as seat:
            await seat.sync()
            await seat.sync()
            assert await _statuses(seat) == ["applied"] * 3
            assert await _left_of(seat, *OF_ERASED) == []
            assert await _left_of(seat, STAYS, OTHER.name) == [STAYS, OTHER.name]
        assert await _counts(server) == before
        assert SAID not in await _stored(server)
        assert STAYS in await _stored(server)


async def test_a_result_that_comes_after_the_erasure_is_counted_and_says_nothing(
    tmp_path: Path,
) -> None:
    """Also where the server has lost the case, and gets it back without its words."""
    async with (
        await _ready() as server,
        a_seat(tmp_path / "a", server.transport()) as anna,
        a_seat(tmp_path / "b", server.transport(), "bruno") as bruno,
    ):
        await anna.sync()
        await _closed(anna, _forwarded())
        await bruno.sync()
        held = known(await bruno.leases.claim(None))
        server.go_offline()
        result = AttemptResult(
            callback=held, outcome=AttemptOutcome.NO_ANSWER, case_state=CaseState.OPEN, note=NOTE
        )
        await bruno.cases.record(result)
        server.go_online()
        await _erase(server)
        await anna.sync()
        await server.database.write(_lose_contacts)
        await anna.sync()
        await bruno.sync()
        await bruno.sync()
        assert await bruno.waiting() == 0
        assert await _left_of(bruno, NOTE) == []
        assert await bruno.database.read(unseen_notices) == ()
        assert NOTE not in await _stored(server)


async def test_what_is_refused_of_somebody_erased_is_no_draft_again(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        first = _draft(WHO, STAYS)
        await _closed(seat, first)
        await _erase(server)
        await seat.sync()
        await server.database.write(_lose_contacts)
        server.go_offline()
        await seat.drafts.close(replace(first, description=SAID, topic_id=TopicId("nowhere")))
        server.go_online()
        await seat.sync()
        assert await _left_of(seat, SAID) == []
        assert await seat.database.read(drafts) == ()


async def test_a_refused_contact_is_a_draft_again_and_lies_nowhere_else(tmp_path: Path) -> None:
    async with await _ready() as server, a_seat(tmp_path, server.transport()) as seat:
        await seat.sync()
        await _closed(seat, _draft(WHO, SAID, topic_id=TopicId("nowhere")))
        assert [one.description for one in await seat.database.read(drafts)] == [SAID]
        sent = await seat.database.read(lambda c: c.execute("SELECT body FROM outbox").fetchall())
        assert SAID not in repr(sent)
