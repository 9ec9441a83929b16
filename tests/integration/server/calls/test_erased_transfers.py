"""What a seat passes on of somebody who was erased meanwhile goes without its words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec.structs import replace

from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact
from contract.domain.ids import CaseId, ContactId, TransferId, new_id
from contract.wire.decoding import encode
from contract.wire.duty import TransferRequest
from contract.wire.session import SessionReply
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file, row_subject
from server.usecases.operations.server_keys import keys_file, read_keys
from tests.support.known import known
from tests.support.servers.real_server import RealServer

CONTACT, CASE = ContactId("contact-1"), CaseId("case-1")
WORDS = "Ha già pagato due volte"


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[RealServer, SessionReply]]:
    """A server where this contact and this case were erased."""
    async with await RealServer.start() as server:
        session = await server.joined_by("anna")
        keys = known(read_keys(keys_file(server.data_dir)))
        marks = ErasedMarks(marks_file(server.data_dir), keys.erased)
        marks.add([row_subject("contact", CONTACT), row_subject("case", CASE)], server.clock())
        yield server, session


def passed_on(server: RealServer, session: SessionReply, **about: object) -> TransferRequest:
    contact = Contact(
        id=about.pop("contact", ContactId("contact-new")),  # type: ignore[arg-type]
        operator_id=session.account.id,
        caller=CallerDetails(name="Persona Cancellanda"),
        description=WORDS,
        closed_at=server.clock(),
    )
    return TransferRequest(
        id=TransferId(new_id()),
        call_key="call-1",
        number="+390651230009",
        note=WORDS,
        contact=contact,
        **about,
    )


async def ask(server: RealServer, session: SessionReply, request: TransferRequest) -> None:
    async with server.client(session) as client:
        answer = await client.post("/transfers", content=encode(request))
        assert answer.status_code == 200, answer.text


async def words(server: RealServer) -> int:
    sql = "SELECT note, contact FROM call_transfer"
    rows = await server.database.read(lambda c: c.execute(sql))
    assert len(rows) == 1
    return sum(WORDS in one for one in rows[0].values())


async def test_words_of_an_erased_contact_travel_no_more() -> None:
    """Nor when the seat says later what was written since."""
    async with serving() as (server, session):
        request = passed_on(server, session, contact=CONTACT)
        for _ in range(2):
            await ask(server, session, request)
            assert await words(server) == 0


async def test_whoever_asks_for_news_of_an_erased_case_is_passed_on_with_all_of_it() -> None:
    async with serving() as (server, session):
        await ask(server, session, passed_on(server, session, case_id=CASE))
        assert await words(server) == 2


async def test_a_note_about_an_erased_case_alone_does_not_travel() -> None:
    async with serving() as (server, session):
        about = passed_on(server, session, case_id=CASE)
        await ask(server, session, replace(about, contact=None))
        assert await words(server) == 0


async def test_a_file_that_cannot_be_read_keeps_nobody_from_passing_a_citizen_on() -> None:
    async with serving() as (server, session):
        marks = marks_file(server.data_dir)
        marks.unlink()
        marks.mkdir()
        await ask(server, session, passed_on(server, session, contact=CONTACT))
        assert await words(server) == 2
