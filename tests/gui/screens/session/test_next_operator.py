"""Another operator on the same seat: nothing of the one before is on the screen or in her files."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from console.bootstrap import operator_session
from console.bootstrap.operator_session import OperatorSession
from console.errors import AnswerForged, LocalStoreBroken
from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import Topic
from console.shell.keyboard import first_stop
from console.store.contact.draft_repository import drafts
from console.store.replica import outbox
from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import put_row
from console.sync.sync_engine import SyncEngine
from console.viewmodels.contact.contact_fields import Field
from contract.domain.account import Role
from contract.domain.ids import KNOWLEDGE_SCOPE
from contract.domain.knowledge_entries.learning import LearnedWord
from contract.wire.changes import Kind
from contract.wire.decoding import encode
from tests.gui.failures.told import a_contact_with, is_kept, shown_description
from tests.gui.screens.conftest import a_city
from tests.gui.screens.editing.test_learning import request_state
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import PATIENCE_S, until


async def test_the_contact_of_one_operator_never_reaches_the_next(driven: DrivenConsole) -> None:
    await driven.sign_in("anna")
    await a_contact_with(driven, "Del primo operatore")
    driven.models.caller.look_up("+390651234567", "call-1")
    driven.models.notices.tell("missed_call")
    await driven.sign_out()
    await driven.sign_in("livia")
    assert driven.models.editor.draft is None
    assert driven.models.caller.state == "empty"
    assert "missed_call" not in driven.models.notices.passing
    assert await driven.console.database.read(drafts) == ()
    await driven.sign_out()
    await driven.sign_in("anna")
    await until(lambda: driven.models.editor.draft is not None)
    assert shown_description(driven) == "Del primo operatore"
    await is_kept(driven, "Del primo operatore")


async def test_lists_of_her_work_are_empty_before_the_next_one_signs_in(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("redi", Role.EDITOR)
    await request_state(city)
    await driven.sign_in("redi", seat="1009")
    await until(lambda: driven.models.editing.learning.proposals)
    await driven.sign_out()
    assert driven.models.editing.learning.proposals == ()
    await driven.sign_in("anna")
    await a_contact_with(driven, "Del primo operatore")
    driven.models.editor.edit(Field.TOPIC, "tari")
    driven.models.editor.closing.close()
    await until(lambda: driven.models.own_work.contacts)
    await driven.sign_out()
    assert driven.models.own_work.contacts == ()
    assert driven.models.own_work.drafts == ()


async def test_what_a_city_taught_her_replica_alone_does_not_rank_the_hits_of_the_next(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word the city has withdrawn lies in an old replica still; the search is the seat's."""
    taught: list[str] = []
    gone: list[str] = []
    change = KnowledgeSearch.change_learned

    async def follow(
        self: KnowledgeSearch, changed: Sequence[LearnedWord], removed_ids: Sequence[str] = ()
    ) -> None:
        taught.extend(one.id for one in changed)
        gone.extend(removed_ids)
        await change(self, changed, removed_ids)

    word = LearnedWord(id="it:bid", language="it", stem="bid", cards=(), version=1)

    def write(connection: Connection) -> None:
        put_row(connection, KNOWLEDGE_SCOPE, Kind.LEARNED, word.id, 1, encode(word).decode())

    monkeypatch.setattr(KnowledgeSearch, "change_learned", follow)
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.start_work("anna")
        await driven.console.database.write(write, changes=frozenset({Topic.LEARNED}))
        await until(lambda: taught == [word.id])
        await driven.sign_out()
        await driven.start_work("livia")
        await until(lambda: gone == [word.id])


async def _forged(_: SyncEngine) -> None:
    raise AnswerForged("another key")


async def _escaped(_: OperatorSession) -> None:
    raise LocalStoreBroken("closed")


@pytest.mark.parametrize(
    ("place", "fault"),
    [((SyncEngine, "sync_once"), _forged), ((OperatorSession, "send_rest"), _escaped)],
)
async def test_whatever_is_met_at_a_sign_out_the_next_one_signs_in(
    driven: DrivenConsole,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[type, str],
    fault: Callable[[Any], Awaitable[None]],
) -> None:
    """A seat that waits for pages nobody builds stays dead until the console is closed."""
    await driven.sign_in("anna")
    await a_contact_with(driven, "Prima di uscire")
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "waiting_count", lambda _: 1)
        patched.setattr(*place, fault)
        await driven.sign_out()
    assert not driven.console.database.is_on_disk, "her replica is closed"
    await driven.sign_in("livia")
    assert driven.models.editor.draft is None


async def test_no_call_rings_for_whoever_is_on_her_way_out(
    driven: DrivenConsole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits is sent for some seconds; whoever rang then would be lost with her pages."""
    rings: list[bool] = []

    async def look(_: OperatorSession) -> None:
        rings.append(driven.phone.available)

    monkeypatch.setattr(OperatorSession, "send_rest", look)
    await driven.sign_in()
    await driven.become_ready()
    await driven.sign_out()
    assert rings == [False]


async def test_a_contact_saved_right_before_signing_out_is_at_the_server(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        operator_session, "LAST_TRY_S", PATIENCE_S
    )  # a busy machine is no lost line
    async with a_city() as server, driven_console(app, server, tmp_path) as driven:
        await driven.sign_in("anna")
        await until(lambda: driven.models.connection.connection.online)
        await a_contact_with(driven, "Ultimo del turno")
        driven.models.editor.edit(Field.TOPIC, "tari")
        driven.models.editor.closing.close()
        await driven.sign_out()
        kept = await server.database.read(lambda c: c.one("SELECT count(*) AS n FROM contact", {}))
        assert kept["n"] == 1


async def test_no_part_of_the_window_is_lost_with_the_pages_of_who_leaves(
    driven: DrivenConsole,
) -> None:
    """F6 looked for a stop all over the window; the ring of the cursor failed on what was lost."""
    await driven.sign_in("anna")
    window = driven.window
    window.activateWindow()
    kept = [
        one for page in (window.sign_in, window.lock_page) for one in page.findChildren(QWidget)
    ]
    for part in window.work.findChildren(QWidget):
        first_stop(part)
    await driven.sign_out()
    assert [one for one in kept if not isValid(one)] == []
