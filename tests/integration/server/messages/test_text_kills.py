"""The server is killed before the SMS centre's answer comes: nobody is written to twice."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from contract.domain.account import Role
from contract.domain.ids import KNOWLEDGE_SCOPE, AccountId, CardId, ContactId
from contract.domain.sending import Sending, SendingState
from contract.wire.commands import SendCard, Status
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.messages import outgoing
from server.store.messages.outgoing import TEXTS, SendState
from server.store.migrations import migrate
from server.store.sync.feed_edit import FeedEdit
from server.store.sync.replicated_rows import find
from server.usecases.messages.send_messages import CUT_SHORT_AFTER, Delivery
from server.usecases.messages.text_channel import Part
from server.usecases.sync.apply_command import apply_command
from tests.support.servers.maintenance_records import CARD, a_card, an_office
from tests.support.servers.real_server import ServerProcess, utc_now
from tests.support.servers.sending_jobs import sending_texts
from tests.support.servers.server_records import a_command, an_account
from tests.support.servers.sms_centre import sms_centre, why_no_sms_centre
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(bool(why_no_sms_centre()), reason=why_no_sms_centre() or "none")

WAITS_S = 60.0


def publish(connection: Connection) -> None:
    edit = FeedEdit(connection, now=utc_now())
    edit.put(KNOWLEDGE_SCOPE, an_office())
    edit.put(KNOWLEDGE_SCOPE, a_card())
    edit.finish()


def ask(connection: Connection) -> None:
    wanted = SendCard(
        card_id=CardId(CARD),
        card_version=1,
        to="+393471234567",
        language="it",
        contact_id=ContactId("contact-c1"),
    )
    account = an_account(AccountId("op1"), role=Role.OPERATOR)
    verdict = apply_command(connection, account, a_command(wanted, "made-1"), utc_now())
    assert verdict.status is Status.APPLIED, verdict


def kept(database: ServerDatabase) -> tuple[SendState, SendingState]:
    row = database.read_now(lambda c: c.one("SELECT id FROM text_message"))
    assert row is not None
    text = database.read_now(lambda c: outgoing.find(c, TEXTS, row["id"]))
    told = database.read_now(lambda c: find(c, Sending, row["id"]))
    assert text is not None
    assert told is not None
    return text.state, told.state


async def nobody(part: Part) -> Delivery:
    raise AssertionError(f"part {part.number} was sent again")


async def test_a_message_taken_by_the_other_side_is_never_silently_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("segreta\n", encoding="utf-8")
    with sms_centre() as peer, ServerProcess(tmp_path) as server:
        for name, value in {
            "HOST": "127.0.0.1",
            "PORT": str(peer.port),
            "SECURITY": "none",
            "SYSTEM_ID": "roma",
            "PASSWORD_FILE": str(secret),
            "SENDER": "ComuneRoma",
        }.items():
            monkeypatch.setenv(f"CHIAMAROMA_SERVER_SMS_{name}", value)
        await asyncio.to_thread(migrate, server.url)
        database = ServerDatabase.open(server.url)
        try:
            database.write_now(publish)
            await server.start()
            await asyncio.to_thread(peer.wait_for, "bind")
            peer.order(mute=True)
            database.write_now(ask)
            await asyncio.to_thread(peer.wait_for, "submit_sm")
            server.kill()
            assert kept(database) == (SendState.SENDING, SendingState.WAITING)
            peer.order(mute=False)
            await server.start()
            await asyncio.to_thread(peer.wait_for, "bind", 2)
            later = sending_texts(
                database, nobody, lambda: utc_now() + CUT_SHORT_AFTER + timedelta(minutes=1)
            )
            assert await later() == 0
            await until(lambda: kept(database)[1] is SendingState.UNCERTAIN, WAITS_S)
            assert kept(database)[0] is SendState.UNCERTAIN
            assert len(peer.all("submit_sm")) == 1
            assert "3471234567" not in server.log_text
        finally:
            database.close()
