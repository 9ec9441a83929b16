"""The server is killed in the moment its mail is taken: nobody is written to twice."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.entry_report import EntryReport, MailState
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.messages.outgoing import SendState
from server.store.messages.owner_mails import newest_mail
from server.store.migrations import migrate
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.knowledge.maintenance.ask_owner import ask_owner
from server.usecases.messages.available_ways import note_mail
from server.usecases.messages.send_messages import CUT_SHORT_AFTER
from tests.support.servers.maintenance_records import OWNER, a_card, a_report, an_office
from tests.support.servers.real_server import ServerProcess, utc_now
from tests.support.servers.scripted_mail_server import (
    BREAK_OFF,
    ScriptedMailServer,
    scripted_mail_server,
)
from tests.support.servers.sending_jobs import sending_mails
from tests.support.waiting import until

REPORT = "report-r1"


def ask(connection: Connection) -> None:
    note_mail(connection, True)
    edit = FeedEdit(connection, now=utc_now())
    edit.put(KNOWLEDGE_SCOPE, an_office())
    edit.put(KNOWLEDGE_SCOPE, a_card())
    report = a_report(title="Pagare la TARI", owner_email=OWNER).report
    ask_owner(connection, edit, report, utc_now())
    edit.finish()


def kept(database: ServerDatabase) -> tuple[SendState, MailState | None]:
    mail = database.read_now(lambda c: newest_mail(c, REPORT))
    report = database.read_now(lambda c: find(c, EntryReport, REPORT))
    assert mail is not None
    assert report is not None
    return mail.state, report.mail


async def look_later(database: ServerDatabase, peer: ScriptedMailServer) -> None:
    """Do what the server's job does, when so much time has gone by that nobody can be at it."""
    send = sending_mails(
        database, peer.port, lambda: utc_now() + CUT_SHORT_AFTER + timedelta(minutes=1)
    )
    assert await send() == 0


async def test_a_mail_taken_by_the_other_side_is_never_silently_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted_mail_server() as peer, ServerProcess(tmp_path) as server:
        for name, value in {
            "HOST": "127.0.0.1",
            "PORT": str(peer.port),
            "SECURITY": "none",
            "FROM_ADDRESS": "schede@comune.example",
            "PUBLIC_URL": "https://centralino.example",
        }.items():
            monkeypatch.setenv(f"CHIAMAROMA_SERVER_MAIL_{name}", value)
        await asyncio.to_thread(migrate, server.url)
        database = ServerDatabase.open(server.url)
        try:
            await server.start()
            peer.says(".", BREAK_OFF)
            peer.when_taken = server.kill
            database.write_now(ask)
            await until(lambda: peer.taken)
            assert kept(database) == (SendState.SENDING, MailState.WAITING)
            peer.when_taken = None
            await server.start()
            await look_later(database, peer)
            assert kept(database) == (SendState.UNCERTAIN, MailState.UNCERTAIN)
            assert len(peer.taken) == 1
        finally:
            database.close()
