"""A damaged replica: set aside, what was not sent is recovered, the operator hears how much."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.screens.contact.contact_screen import ContactScreen
from console.store.contact.draft_repository import open_draft
from console.store.replica.replica_file import OpenReport
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.session import SessionState
from tests.gui.failures.told import (
    a_contact_with,
    is_kept,
    is_quiet,
    is_told,
    shown_description,
    told,
)
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until


def recovered(count: int) -> str:
    return (
        f"Recuperati {count} contatti su {count}: un archivio danneggiato è stato messo da parte. "
        "Puoi lavorare."
    )


def damage(folder: Path) -> None:
    """Overwrite the middle of the replica, as a failing disk does; leave no journal to heal it."""
    [replica] = folder.glob("*.replica")
    size = replica.stat().st_size
    with replica.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 8192))
    for journal in folder.glob("*.replica-*"):
        journal.unlink()


async def two_contacts_unsent(
    app: QApplication, server: RealServer, folder: Path, draft: str
) -> None:
    """Leave one closed contact in the outbox and one being written."""
    async with driven_console(app, server, folder) as driven:
        await driven.start_work()
        server.go_offline()
        await until(lambda: not driven.models.connection.connection.online)
        driven.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: driven.models.editor.draft is not None)
        await until(lambda: driven.focus() is driven.window.part(ContactScreen).search.field.editor)
        driven.type("tassa ri")
        driven.press(Qt.Key.Key_F9)
        await until(lambda: driven.models.connection.waiting == 1)
        await a_contact_with(driven, draft)
        await is_kept(driven, draft)


async def everything_is_there(driven: DrivenConsole, draft: str) -> None:
    await until(lambda: shown_description(driven) == draft)
    await until(lambda: driven.models.connection.waiting == 0)
    driven.window.part(ContactScreen).focus_description()
    driven.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    driven.type(" e ancora")
    await is_kept(driven, f"{draft} e ancora")


async def test_unsent_contacts_come_back_and_their_number_is_told(
    city: RealServer, app: QApplication, tmp_path: Path, spoken: list[str]
) -> None:
    await two_contacts_unsent(app, city, tmp_path, "Da finire")
    damage(tmp_path)
    city.go_online()
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in()
        await is_told(driven, recovered(2), spoken)
        assert list(tmp_path.glob("*.replica.broken-1"))
        await everything_is_there(driven, "Da finire")
        assert await comes(lambda: _contacts_at(city)) == 1


async def _contacts_at(server: RealServer) -> int:
    rows = await server.database.read(lambda c: c.execute("SELECT count(*) AS n FROM contact"))
    return int(rows[0]["n"])


async def test_a_replica_that_breaks_while_somebody_types_is_replaced_under_her_hands(
    driven: DrivenConsole, tmp_path: Path, spoken: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    await driven.start_work()
    await a_contact_with(driven, "Prima")
    await is_kept(driven, "Prima")
    await until(lambda: driven.models.connection.connection.online)
    [replica] = tmp_path.glob("*.replica")
    with replica.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (replica.stat().st_size - 4096))
    for journal in tmp_path.glob("*.replica-wal"):
        journal.write_bytes(b"")
    driven.type(" e dopo")
    await until(lambda: "archivio danneggiato" in " ".join(spoken), what=str(spoken))
    await until(lambda: driven.models.editor.is_saved)
    await is_kept(driven, "Prima e dopo")
    driven.type(" va avanti")
    await is_kept(driven, "Prima e dopo va avanti")
    assert not [line for line in caplog.messages if "Traceback" in line]
    driven.models.notices.take_back("recovered")
    await is_quiet(driven)


async def test_a_damage_that_two_parts_meet_at_once_is_mended_and_told_once(
    driven: DrivenConsole,
) -> None:
    """Else the second word says that nothing was recovered, and the replica closes once more."""
    await driven.sign_in()
    connection, notices = driven.models.connection, driven.models.notices
    await until(lambda: connection.connection.online)
    told: list[str] = []
    troubles: list[str] = []
    notices.told.connect(lambda notice: told.append(notice.code))
    connection.changed.connect(lambda: troubles.append(connection.connection.trouble))
    driven.models.words.store_failed.emit("corrupt")
    driven.console.engine._state.lost("store_broken")
    await until(lambda: "recovered" in notices.passing)
    notices.take_back("recovered")
    await until(lambda: "store_broken" in troubles and troubles[-1] == "")
    assert told.count("recovered") == 1


async def test_what_is_saved_while_a_damaged_replica_is_replaced_is_no_refusal_of_the_server(
    driven: DrivenConsole,
) -> None:
    await driven.start_work()
    for source in (driven.models.editor, driven.models.case_work, driven.models.words):
        source.store_failed.emit("closed")
    assert told(driven.window) == []


@pytest.mark.parametrize("kind", ["corrupt", "full", "locked", "unwritable"])
async def test_each_trouble_of_the_store_has_a_sentence_of_its_own(
    driven: DrivenConsole, kind: str
) -> None:
    await driven.start_work()
    driven.models.notices.tell(f"store_{kind}", Level.ACT_NOW)
    [sentence] = told(driven.window)
    assert "server" not in sentence


async def _broken_and_tried_again(driven: DrivenConsole) -> None:
    """As after a replica that could not be replaced while she worked: the page, and its button."""
    session = driven.models.session
    session.store_broke("unwritable")
    await until(driven.window.broken_page.isVisible)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is not SessionState.STORE_BROKEN)


async def test_a_session_that_goes_on_after_a_broken_store_runs_once(driven: DrivenConsole) -> None:
    """Else two loops would push one outbox, and each event would be heard twice."""
    await driven.sign_in()
    await a_contact_with(driven, "Prima")
    await is_kept(driven, "Prima")
    await _broken_and_tried_again(driven)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_IN)
    names = [task.get_name() for task in asyncio.all_tasks()]
    assert [names.count(name) for name in ("sync.run", "sync.stream", "duty.report")] == [1] * 3
    assert shown_description(driven) == "Prima"
    driven.type(" e dopo")
    await is_kept(driven, "Prima e dopo")


async def test_whoever_signs_in_after_a_broken_store_sees_nothing_of_the_one_before(
    driven: DrivenConsole, tmp_path: Path
) -> None:
    await driven.sign_in("anna")
    await a_contact_with(driven, "Di un cittadino di Anna")
    await is_kept(driven, "Di un cittadino di Anna")
    await driven.console.database.switch_to(None, "")
    for kept in tmp_path.glob("*.replica*"):
        kept.unlink()
    await _broken_and_tried_again(driven)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
    assert driven.models.session.account is None
    await driven.sign_in("livia")
    assert driven.models.editor.draft is None
    assert [task.get_name() for task in asyncio.all_tasks()].count("sync.run") == 1


async def _broken_and_out(driven: DrivenConsole) -> None:
    """The store broke behind the lock page: nobody goes on without a password."""
    driven.models.session.lock()
    await until(lambda: "session.locked" not in {task.get_name() for task in asyncio.all_tasks()})
    await _broken_and_tried_again(driven)
    await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)


@pytest.mark.parametrize("is_away", [False, True], ids=["online", "offline"])
async def test_what_ends_late_after_a_broken_store_reaches_nobody_else(
    city: RealServer, driven: DrivenConsole, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    """The citizen hangs up when the next replica is open already: Anna's editor notes it."""
    database = driven.console.database
    await driven.sign_in("livia")
    driven.window.commands.run("session.sign_out")
    await driven.sign_in("anna")
    driven.phone.citizen_calls()
    driven.window.commands.run("call.answer_or_hold")
    await until(lambda: driven.models.editor.draft is not None)
    await _broken_and_out(driven)
    open_replica = database.switch_to

    async def opened(path: Path | None, key_hex: str) -> OpenReport:
        report = await open_replica(path, key_hex)
        if path is not None and driven.phone.call is not None:
            driven.phone.citizen_hangs_up()
            # Not until it is all done: what is to be kept may wait for the replica opened here.
            for _ in range(200):
                await asyncio.sleep(0)
        return report

    monkeypatch.setattr(database, "switch_to", opened)
    if is_away:
        city.go_offline()
    await driven.sign_in("livia")
    await until(lambda: driven.phone.call is None)
    assert driven.models.editor.draft is None
    assert await database.read(open_draft) is None


async def test_whoever_comes_back_after_a_broken_store_finds_what_no_disk_took(
    city: RealServer, driven: DrivenConsole
) -> None:
    """Also without a server, and by a login in capitals: the replica is hers all the same."""
    await driven.sign_in("anna")
    await a_contact_with(driven, "Prima")
    await is_kept(driven, "Prima")
    await _broken_and_out(driven)
    models = driven.models
    city.go_offline()
    await driven.sign_in("ANNA")
    assert driven.models is models
    assert shown_description(driven) == "Prima"
