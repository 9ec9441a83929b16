"""Editors read the versions of an entry and see each other, over HTTP."""

from datetime import timedelta

import httpx
import msgspec

from contract.domain.account import Account, Role
from contract.domain.ids import (
    EDITING_SCOPE,
    AccountId,
    CardId,
    RevisionId,
    TopicId,
    new_command_id,
)
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind, Revision, RevisionState
from contract.wire.commands import Command, CommandData, Status, WithdrawEntry
from contract.wire.editing import EditorsPresent, EntryAtVersion, EntryVersions
from contract.wire.session import ErrorReply
from tests.support.servers.real_server import RealServer, push, utc_now
from tests.support.waiting import comes

CARD = ServiceCard(id=CardId("k1"), title="Rimborso", topic_id=TopicId("tari"), say="Si chiede.")
VERSIONS = "/knowledge/card/k1/versions"


async def editor(server: RealServer, name: str) -> Account:
    return await server.add_account(name, Role.EDITOR)


async def sent(client: httpx.AsyncClient, data: CommandData) -> None:
    command = Command(id=new_command_id(), at=utc_now(), data=data)
    reply = await push(client, command)
    assert reply.results[command.id].status is Status.APPLIED, reply


async def test_an_editor_pushes_and_reads_who_changed_an_entry_when_and_why() -> None:
    async with await RealServer.start() as server:
        await server.add_topic("tari")
        await server.add_knowledge(CARD)
        anna = await editor(server, "anna")
        async with server.client(await server.sign_in("anna")) as client:
            withdraw = WithdrawEntry(entry_kind=EntryKind.CARD, entry_id="k1", why="Non vale più")
            await sent(client, withdraw)
            answer = await client.get(VERSIONS)
            told = msgspec.json.decode(answer.content, type=EntryVersions)
            newest, first = told.versions
            assert (newest.version, newest.author_id, newest.why) == (2, anna.id, "Non vale più")
            assert newest.author_names == ("Anna",)
            assert first.version == 1
            answer = await client.get(f"{VERSIONS}/1")
            old = msgspec.json.decode(answer.content, type=EntryAtVersion)
            assert msgspec.json.decode(old.body, type=ServiceCard) == CARD
            empty = await client.get("/knowledge/faq/none/versions")
            assert msgspec.json.decode(empty.content, type=EntryVersions).versions == ()


async def test_what_was_approved_for_later_is_read_soon_after_its_hour() -> None:
    hour = utc_now()
    async with await RealServer.start(clock=lambda: hour) as server:
        await server.add_topic("tari")
        await server.add_knowledge(CARD)
        await editor(server, "anna")
        publish_at = hour + timedelta(minutes=10)
        changed = msgspec.structs.replace(CARD, say="Si chiede per e-mail.")
        await server.put(
            EDITING_SCOPE,
            Revision(
                id=RevisionId("r1"),
                entry_kind=EntryKind.CARD,
                entry_id=CARD.id,
                body=msgspec.json.encode(changed).decode(),
                base_version=1,
                state=RevisionState.SCHEDULED,
                author_ids=(AccountId("bea"),),
                reviewer_id=AccountId("anna"),
                publish_at=publish_at,
            ),
        )

        async def said() -> str:
            row = await server.database.read(lambda c: c.one("SELECT say FROM service_card"))
            return str(row["say"]) if row else ""

        assert await said() == CARD.say
        hour = publish_at
        await comes(said, lambda now: now == changed.say)


async def test_what_there_is_not_is_not_found() -> None:
    async with await RealServer.start() as server:
        await editor(server, "anna")
        async with server.client(await server.sign_in("anna")) as client:
            for path, code in (
                (f"{VERSIONS}/1", "unknown_entry"),
                (f"{VERSIONS}/one", "not_found"),
                ("/knowledge/contact/k1/versions", "not_found"),
            ):
                answer = await client.get(path)
                assert answer.status_code == 404
                assert msgspec.json.decode(answer.content, type=ErrorReply).code == code


async def test_two_editors_at_one_card_see_each_other() -> None:
    async with await RealServer.start() as server:
        present = b'{"entry_kind": "card", "entry_id": "k1", "is_writing": true}'
        answers = []
        for name in ("anna", "bea"):
            await editor(server, name)
            async with server.client(await server.sign_in(name)) as client:
                answer = await client.post("/knowledge/presence", content=present)
                answers.append(msgspec.json.decode(answer.content, type=EditorsPresent))
        assert answers[0].others == ()
        assert [one.name for one in answers[1].others] == ["Anna"]
