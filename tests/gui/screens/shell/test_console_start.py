"""The start, the sign-in page, and the end of the console."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.__main__ import EXIT_CONFIG, EXIT_USAGE, main
from console.screens.contact.contact_screen import ContactScreen
from console.settings import Settings
from console.start.window_run import GENTLE, SIGN_IN_NOTE, modules_of
from console.viewmodels.session.session import SessionState
from contract.domain.account import CAPABILITIES, Capability, Role
from tests.gui.screens.conftest import a_city
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.servers.real_server import BASE_URL, PASSWORD, RealServer
from tests.support.waiting import PATIENCE_S, until
from tools.demo.invitation import accounts, on_sign_in_page, on_terminal

# A process of its own: there the application is the console's.
QUIT_BY_THE_SYSTEM = """
import asyncio, sys
from pathlib import Path
from qasync import QEventLoop
from console.start.window_run import Application, run
from console.bootstrap import Seams
from console.settings import Settings
from tests.support.seats.memory_keyring import MemoryKeyring
from tests.support.phones.scripted_phone import ScriptedPhone

app = Application(sys.argv[:1])
settings = Settings(server="https://127.0.0.1:1", data_dir=Path(sys.argv[1]), seat="1001")
seams = Seams(softphone=ScriptedPhone(), keyring=MemoryKeyring())


def quit_without_a_window(window, _):
    window.hide()  # one that is shown would be asked to close
    app.quit()


ready = run(app, settings, on_ready=quit_without_a_window, seams=seams)
with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
    runner.run(ready)
print("everything undone")
"""

QUIT_BY_THE_SYSTEM_IN_A_CALL = (
    QUIT_BY_THE_SYSTEM.replace(
        """    window.hide()  # one that is shown would be asked to close
    app.quit()
""",
        """    phone.citizen_calls()
    app.quit()
    window.close_requested.connect(lambda: print("it ends"))
    print("the window stays:", window.isVisible())
    phone.citizen_hangs_up()
    app.quit()
""",
    )
    .replace("softphone=ScriptedPhone()", "softphone=phone")
    .replace("settings = ", "phone = ScriptedPhone()\nsettings = ")
)

# Likewise: there the modules are still to be loaded, on another thread, as the window is painted.
WHERE_IS_COLLECTED = """
import asyncio, gc, sys, threading
from pathlib import Path
from qasync import QEventLoop
from console.start.window_run import Application, run
from console.bootstrap import Seams
from console.settings import Settings
from tests.support.seats.memory_keyring import MemoryKeyring

app = Application(sys.argv[:1])
settings = Settings(data_dir=Path(sys.argv[1]), has_phone=False)


def tell(phase, _):
    if threading.current_thread() is not threading.main_thread():
        print("collected on", threading.current_thread().name)


gc.callbacks.append(tell)
seams = Seams(keyring=MemoryKeyring())
ready = run(app, settings, on_ready=lambda window, _: window.close(), seams=seams)
with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
    runner.run(ready)
print("everything undone", gc.isenabled())
"""


async def test_a_wrong_password_is_said_and_the_field_is_empty_again(driven: DrivenConsole) -> None:
    session, page = driven.models.session, driven.window.sign_in
    await until(lambda: session.state is SessionState.SIGNED_OUT)
    page.set_values(login="anna", seat="1001")
    page.focus_first()
    driven.type("sbagliata")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.refusal == "bad_credentials")
    assert "password non corretti" in page.message_text()
    await driven.sign_in()
    assert driven.window.work.isVisible()


async def test_level_one_sees_no_callbacks_and_level_two_begins_with_them(
    driven: DrivenConsole,
) -> None:
    await driven.sign_in("anna")
    assert driven.window.work.module == "contact"
    driven.window.work.show_module("callbacks")
    assert driven.window.work.module == "contact"
    await driven.sign_out()
    await driven.sign_in("livia")
    assert driven.window.work.module == "callbacks"


async def test_the_title_says_which_seat_this_is_and_who_works_there(driven: DrivenConsole) -> None:
    window, session = driven.window, driven.models.session
    assert window.windowTitle() == "ChiamaRoma · 1001"
    await driven.sign_in("anna", seat="1003")
    assert window.windowTitle() == "ChiamaRoma · 1003 anna"
    window.commands.run("session.lock")
    assert window.windowTitle() == "ChiamaRoma · 1003 anna"
    session.unlock(PASSWORD)
    await until(lambda: session.state is SessionState.SIGNED_IN)
    window.commands.run("session.sign_out")
    await until(lambda: window.windowTitle() == "ChiamaRoma · 1001")


async def test_only_the_demo_tells_on_the_sign_in_page_who_may_sign_in(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = on_sign_in_page()
    for is_demo in (False, True):
        if is_demo:
            monkeypatch.setenv(SIGN_IN_NOTE, told)
        async with driven_console(app, None, tmp_path) as driven:
            labels = driven.window.sign_in.findChildren(QLabel)
            shown = [label.text() for label in labels if label.isVisible()]
            assert (told in shown) == is_demo
            assert any("demo-" in text for text in shown) == is_demo


async def test_where_a_policy_holds_no_variable_speaks_on_the_sign_in_page(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SIGN_IN_NOTE, "Chiamate il 899 per la password")
    ordered = Settings(server=BASE_URL, data_dir=tmp_path, seat="1001", managed=frozenset({"seat"}))
    async with driven_console(app, None, tmp_path, settings=ordered) as driven:
        labels = driven.window.sign_in.findChildren(QLabel)
        assert not [one for one in labels if "899" in one.text()]


def test_the_demo_invites_somebody_of_every_role_and_two_who_decide_on_changes() -> None:
    people = set(Role) - {Role.EXCHANGE}
    assert {account.role for account in accounts()} == people
    decide = [one for one in accounts() if Capability.KNOWLEDGE_REVIEW in CAPABILITIES[one.role]]
    assert len(decide) > 1
    for account in accounts():
        for invitation in (on_sign_in_page(), on_terminal(Path("kept"))):
            assert account.login in invitation
            assert account.password in invitation


async def test_without_a_keyring_work_goes_on_in_memory_and_says_so(
    app: QApplication, tmp_path: Path
) -> None:
    keyring = MemoryKeyring(is_missing=True)
    async with a_city() as server, driven_console(app, server, tmp_path, keyring=keyring) as driven:
        await driven.sign_in()
        assert "no_keyring" in driven.models.notices.passing
        assert driven.window.work.bar.isVisible()
        assert not list(tmp_path.glob("*.replica"))


async def test_theme_and_text_size_come_back_with_whoever_chose_them(
    app: QApplication, tmp_path: Path
) -> None:
    as_left = Settings(server=BASE_URL, data_dir=tmp_path, seat="1001")
    async with a_city() as server:
        async with driven_console(app, server, tmp_path, settings=as_left) as driven:
            await driven.sign_in()
            driven.window.commands.run("text.larger")
            driven.window.commands.run("theme.next")
            assert driven.window.font().pixelSize() == 16
        async with driven_console(app, server, tmp_path, settings=as_left) as driven:
            await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
            assert driven.window.font().pixelSize() == 14
            await driven.sign_in()
            await until(lambda: driven.window.font().pixelSize() == 16)


async def test_what_is_chosen_at_the_sign_in_page_is_the_seats(
    app: QApplication, tmp_path: Path
) -> None:
    as_left = Settings(server=BASE_URL, data_dir=tmp_path, seat="1001")
    async with a_city() as server:
        async with driven_console(app, server, tmp_path, settings=as_left) as driven:
            await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
            driven.window.sign_in.zoom_requested.emit(1)
        async with driven_console(app, server, tmp_path, settings=as_left) as driven:
            await until(lambda: driven.models.session.state is SessionState.SIGNED_OUT)
            assert driven.window.font().pixelSize() == 16


async def test_a_seat_of_the_machines_policy_is_not_changed_at_sign_in(
    app: QApplication, tmp_path: Path
) -> None:
    ordered = Settings(server=BASE_URL, data_dir=tmp_path, seat="1001", managed=frozenset({"seat"}))
    async with a_city() as server, driven_console(app, server, tmp_path, settings=ordered) as one:
        await until(lambda: one.models.session.state is SessionState.SIGNED_OUT)
        seat = one.window.sign_in.findChild(QLineEdit, "seat_editor")
        assert (seat.text(), seat.isReadOnly()) == ("1001", True)


async def test_a_bug_is_told_with_its_reference_and_work_goes_on(
    app: QApplication, tmp_path: Path
) -> None:
    async def stumble() -> None:
        raise ZeroDivisionError

    async def meet_a_bug() -> None:
        async with a_city() as server, driven_console(app, server, tmp_path) as driven:
            await driven.sign_in()
            driven.console.scope.start("test.stumble", stumble())
            await until(lambda: "unexpected" in driven.models.notices.passing)
            told.append(driven.models.session.state)

    told: list[SessionState] = []
    with pytest.raises(AssertionError):  # the driver fails a test that met one
        await meet_a_bug()
    assert told == [SessionState.SIGNED_IN]


async def test_closing_the_window_saves_what_is_being_typed(
    city: RealServer, app: QApplication, tmp_path: Path
) -> None:
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in()
        driven.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: driven.models.editor.draft is not None)
        driven.window.part(ContactScreen).focus_description()
        driven.type("Appena scritto")
    async with driven_console(app, city, tmp_path) as driven:
        await driven.sign_in()
        assert driven.models.editor.draft is not None
        assert driven.models.editor.draft.description == "Appena scritto"


async def test_a_notice_closed_by_the_operator_stays_closed(driven: DrivenConsole) -> None:
    await driven.sign_in()
    driven.models.notices.tell("missed_call")
    bar = driven.window.work.bar
    assert bar.current().key == "missed_call"
    bar.closed.emit("missed_call")
    await asyncio.sleep(0)
    assert "missed_call" not in driven.models.notices.passing


def _told_by(program: str, folder: Path) -> str:
    words = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=2 * PATIENCE_S, check=False
    )
    return done.stdout or done.stderr


def test_the_systems_wish_to_quit_ends_the_work_in_order(tmp_path: Path) -> None:
    assert _told_by(QUIT_BY_THE_SYSTEM, tmp_path) == "everything undone\n"


def test_the_systems_wish_to_quit_waits_while_somebody_is_on_the_line(tmp_path: Path) -> None:
    told = _told_by(QUIT_BY_THE_SYSTEM_IN_A_CALL, tmp_path)
    assert told == "the window stays: True\nit ends\neverything undone\n"


def test_no_garbage_is_collected_on_another_thread_while_there_is_a_window(tmp_path: Path) -> None:
    assert _told_by(WHERE_IS_COLLECTED, tmp_path) == "everything undone True\n"


def test_arguments_that_make_no_sense_end_with_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--server", "nonsense"]) == EXIT_USAGE
    assert "server" in capsys.readouterr().err


def test_a_policy_that_others_may_change_lets_no_console_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "managed.toml"
    policy.write_text('language = "en"')
    policy.chmod(0o666)
    assert main([], machine_folder=tmp_path) == EXIT_CONFIG
    told = capsys.readouterr().err
    assert told.startswith("chiamaroma: ")
    assert str(tmp_path) in told
    assert told.count("\n") == 1


def test_a_file_of_settings_that_makes_no_sense_says_what_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "chiamaroma").mkdir()
    (tmp_path / "chiamaroma" / "console.toml").write_text("language = 'de'")
    assert main([], machine_folder=None) == EXIT_CONFIG
    assert "language = de: give one of it, en, ar." in capsys.readouterr().err


def test_nothing_made_for_pictures_is_loaded_for_work() -> None:
    loaded = [name for package in GENTLE for name in modules_of(package)]
    assert "console.shell.work_page" in loaded
    assert not [name for name in loaded if "scene" in name or "photograph" in name]
