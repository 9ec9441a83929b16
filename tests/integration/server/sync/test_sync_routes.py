"""Commands, pulls, snapshots and claims over HTTP, on both databases."""

import asyncio
import gzip
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from contract.domain.account import Account, Role
from contract.domain.callback import Callback
from contract.domain.caller import CallerDetails
from contract.domain.case import Case
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import CallbackId, CaseId, ContactId, DeskId, TopicId, new_id
from contract.wire.answer_signature import HEADER_SIGNATURE
from contract.wire.changes import Kind, PullReply, SnapshotPage, snapshot_path
from contract.wire.claims import CallerMatches, ClaimReply, LeaseReply
from contract.wire.commands import Command, PushReply, RecordContact, Status
from contract.wire.session import ErrorReply, Hello
from server.store.engine.connection import Connection
from server.store.sync.feed_edit import FeedEdit
from server.usecases.operations.installation import current_epoch
from server.usecases.sync.shared_copies import SHARED_S
from tests.support.servers.real_server import RealServer, push, utc_now
from tests.support.waiting import comes

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PHONE = "+390651234567"


def a_contact(account: Account, **changes: object) -> Command:
    contact = Contact(
        id=ContactId(new_id()), operator_id=account.id, topic_id=TopicId("tari"), closed_at=NOW
    )
    contact = msgspec.structs.replace(contact, **changes)
    return Command(id=new_id(), at=NOW, data=RecordContact(contact=contact))


def a_promise(account: Account) -> Command:
    """A contact forwarded to the desk of taxes, with a callback."""
    desk, topic = DeskId("tributi"), TopicId("tari")
    caller = CallerDetails(name="Prova Uno", phone=PHONE)
    case_id = CaseId(new_id())
    contact = Contact(
        id=ContactId(new_id()),
        operator_id=account.id,
        topic_id=topic,
        caller=caller,
        disposition=Disposition.FORWARDED,
        desk_id=desk,
        case_id=case_id,
        description="Chiede del rimborso",
        closed_at=NOW,
    )
    case = Case(
        id=case_id,
        desk_id=desk,
        contact_id=contact.id,
        opened_by=account.id,
        opened_at=NOW,
        topic_id=topic,
        caller=caller,
        question="Chiede del rimborso",
    )
    callback = Callback(
        id=CallbackId(new_id()),
        case_id=case_id,
        desk_id=desk,
        topic_id=topic,
        caller=caller,
        window_start_at=NOW,
        window_end_at=NOW + timedelta(hours=2),
    )
    data = RecordContact(contact=contact, case=case, callback=callback)
    return Command(id=new_id(), at=NOW, data=data)


async def post[S](client: httpx.AsyncClient, path: str, body: object, kind: type[S]) -> S:
    answer = await client.post(path, content=msgspec.json.encode(body))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=kind)


async def test_hello_tells_who_serves_without_signing_in(database_url: str) -> None:
    async with await RealServer.start(database_url) as server, server.client() as client:
        answer = await client.get("/hello")
        hello = msgspec.json.decode(answer.content, type=Hello)
        assert (hello.protocol_min, hello.protocol_max, hello.auth) == (1, 1, ("local",))
        assert hello.epoch == await server.database.read(current_epoch)
        assert abs(int(answer.headers["X-Server-Time"]) / 1000 - server.clock().timestamp()) < 60


async def test_a_command_is_applied_once_and_pulled_by_its_maker(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_desk("tributi", "tari")
        account = await server.add_account("anna")
        session = await server.sign_in("anna")
        async with server.client(session) as client:
            command = a_contact(account)
            first = await push(client, command)
            assert await push(client, command) == first
            assert first.results[command.id].status is Status.APPLIED
            scope = f"account:{account.id}"
            pulled = await post(
                client, "/pull", {"epoch": first.epoch, "cursors": {scope: 0}}, PullReply
            )
            assert [change.kind for change in pulled.scopes[scope].changes] == ["contact"]
            assert set(pulled.scopes) == {"base", "kb", scope}
            page = await client.get(f"/snapshot/{scope}", params={"limit": 1})
            rows = msgspec.json.decode(page.content, type=SnapshotPage).rows
            assert rows[0].body == pulled.scopes[scope].changes[0].body


async def test_one_refused_command_spoils_none_of_the_batch(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_desk("tributi", "tari")
        account = await server.add_account("anna")
        session = await server.sign_in("anna")
        good, bad, last = a_contact(account), a_contact(account), a_contact(account)
        raw = [msgspec.json.encode(command) for command in (good, bad, last)]
        raw[1] = raw[1].replace(b'"record_contact"', b'"dance"')
        async with server.client(session) as client:
            body = {"commands": [msgspec.Raw(one) for one in raw]}
            reply = await post(client, "/commands", body, PushReply)
        statuses = [str(reply.results[c.id].status) for c in (good, bad, last)]
        assert statuses == ["applied", "rejected", "applied"]


async def test_a_batch_is_at_most_fifty_and_each_command_has_an_id() -> None:
    async with await RealServer.start() as server:
        account = await server.add_account("anna")
        session = await server.sign_in("anna")
        async with server.client(session) as client:
            many = {"commands": [a_contact(account)] * 51}
            answer = await client.post("/commands", content=msgspec.json.encode(many))
            assert answer.status_code == 413
            nameless = {"commands": [a_contact(account), {"at": "now"}]}
            answer = await client.post("/commands", content=msgspec.json.encode(nameless))
            assert answer.status_code == 400
            rows = await server.database.read(lambda c: c.execute("SELECT id FROM command"))
            assert rows == []


async def test_a_promised_callback_is_claimed_kept_and_given_back(database_url: str) -> None:
    async with await RealServer.start(database_url, clock=lambda: NOW) as server:
        await server.add_desk("tributi", "tari")
        anna = await server.add_account("anna")
        await server.add_account("lia", Role.LEVEL_TWO, desks=["tributi"])
        await server.add_account("leo", Role.LEVEL_TWO, desks=["tributi"])
        async with server.client(await server.sign_in("anna")) as client:
            promise = a_promise(anna)
            reply = await push(client, promise)
            assert reply.results[promise.id].status is Status.APPLIED, reply
        lia, leo = await server.sign_in("lia"), await server.sign_in("leo")
        async with server.client(lia) as hers, server.client(leo) as his:
            claim = await post(hers, "/claims/callback", {}, ClaimReply)
            assert claim.granted
            assert claim.callback is not None
            lease = {"callback_id": claim.callback.id, "fence": claim.callback.fence}
            named = {"callback_id": claim.callback.id}
            late = await post(his, "/claims/callback", named, ClaimReply)
            assert not late.granted
            assert late.callback is not None
            assert late.callback.holder_name == "Lia"
            assert (await post(hers, "/claims/heartbeat", lease, LeaseReply)).held
            assert not (await post(his, "/claims/heartbeat", lease, LeaseReply)).held
            await post(hers, "/claims/release", lease, LeaseReply)
            assert (await post(his, "/claims/callback", named, ClaimReply)).granted


async def test_a_caller_is_looked_up_by_number_and_the_look_up_is_audited(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_desk("tributi", "tari")
        anna = await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            await push(client, a_promise(anna))
            answer = await client.get("/callers", params={"phone": "06 5123 4567", "call": "a@b"})
            matches = msgspec.json.decode(answer.content, type=CallerMatches).matches
            assert [match.citizen.details.name for match in matches] == ["Prova Uno"]
            for text in ("", "abc", "0" * 50):
                answer = await client.get("/callers", params={"phone": text})
                assert answer.status_code == 400
                assert "abc" not in answer.text
        rows = await server.database.read(
            lambda c: c.execute("SELECT subject FROM audit WHERE action = 'caller.lookup'")
        )
        assert [row["subject"] for row in rows] == ["…567 a@b", f"{matches[0].citizen.id} a@b"]


async def test_all_seats_are_given_the_same_packed_page_and_signature(database_url: str) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_desk("tributi", "tari")
        given = []
        for login in ("anna", "bruno"):
            await server.add_account(login)
            path = snapshot_path("base", None)
            async with (
                server.client(await server.sign_in(login)) as client,
                client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer,
            ):
                assert answer.headers["Content-Encoding"] == "gzip"
                raw = b"".join([part async for part in answer.aiter_raw()])
                given.append((raw, answer.headers[HEADER_SIGNATURE]))
            # A program of another make gets what it can read, signed by the same signature.
            async with server.client(await server.sign_in(login)) as client:
                plain = await client.get(path, headers={"Accept-Encoding": "identity"})
                assert "Content-Encoding" not in plain.headers
                assert plain.content == gzip.decompress(raw)
                assert plain.headers[HEADER_SIGNATURE] == given[-1][1]
        assert given[0] == given[1]


async def test_a_page_that_was_kept_is_given_no_more_once_one_of_its_rows_is_gone(
    database_url: str,
) -> None:
    async with await RealServer.start(database_url) as server:
        await server.add_desk("tributi", "tari")
        await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:

            async def topics() -> list[str]:
                page = await client.get(snapshot_path("base", None))
                rows = msgspec.json.decode(page.content, type=SnapshotPage).rows
                return [row.id for row in rows if row.kind == Kind.TOPIC]

            assert await topics() == ["tari"]

            def remove(connection: Connection) -> None:
                edit = FeedEdit(connection, now=utc_now())
                edit.remove(Kind.TOPIC, "tari")
                edit.finish()

            await server.database.write(remove)
            # Else whoever begins a copy within the next minute would join that one.
            async with asyncio.timeout(SHARED_S / 2):
                await comes(topics, lambda found: not found)


@pytest.mark.parametrize("limit", [0, 501, -1])
async def test_a_page_has_its_limits(limit: int) -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            body = {"epoch": None, "cursors": {}, "limit": limit}
            answer = await client.post("/pull", json=body)
            assert answer.status_code == 400
            answer = await client.get("/snapshot/kb", params={"limit": limit})
            assert answer.status_code == 400
            answer = await client.get("/snapshot/kb", params={"after": "no such key"})
            assert msgspec.json.decode(answer.content, type=ErrorReply).code == "malformed"


async def test_a_database_that_is_gone_is_a_503_and_no_stack() -> None:
    async with await RealServer.start() as server:
        await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            server.database.close()
            for path in ("/readyz", "/snapshot/kb"):
                answer = await client.get(path)
                assert answer.status_code == 503, path
                code = msgspec.json.decode(answer.content, type=ErrorReply).code
                assert code == "unavailable"


async def test_on_a_full_disk_commands_wait_and_reading_goes_on() -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        account = await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            # As small as it is: the file cannot grow any more.
            await server.database.write(lambda c: c.execute("PRAGMA max_page_count = 1"))
            command = a_contact(account, description="x" * 15_000)
            verdict = (await push(client, command)).results[command.id]
            assert (verdict.status, verdict.reason) == (Status.RETRY, "read_only")
            assert (await client.get("/snapshot/base")).status_code == 200
            await server.database.write(lambda c: c.execute("PRAGMA max_page_count = 100000"))
            verdict = (await push(client, command)).results[command.id]
            assert verdict.status is Status.APPLIED


async def test_commands_behind_one_that_must_wait_are_left_for_later() -> None:
    async with await RealServer.start() as server:
        await server.add_desk("tributi", "tari")
        account = await server.add_account("anna")
        async with server.client(await server.sign_in("anna")) as client:
            await server.database.write(lambda c: c.execute("PRAGMA max_page_count = 1"))
            first, second = (a_contact(account, description="x" * 15_000) for _ in range(2))
            reply = await push(client, first, second)
            assert list(reply.results) == [first.id]
