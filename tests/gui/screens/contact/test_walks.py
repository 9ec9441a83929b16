"""Two values are followed through the product: few hands pass them, and a page says whose."""

import inspect
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import phonenumbers
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.runtime.task_scope import TaskScope
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.telephony.local_phone import LocalPhone
from contract.wire.decoding import decode
from contract.wire.phone_socket import SetLine
from phone.arguments import Arguments
from phone.browser import engine
from phone.browser.page_messages import AnyPageMessage, PageReady
from phone.telephone import Telephone
from tests.gui.screens.conftest import a_city
from tests.gui.screens.shell.test_key_counts import a_forwarded_case
from tests.support.phones.scripted_page import ScriptedPage, ScriptedPages
from tests.support.seats.driven_console import driven_console
from tests.support.seats.value_walk import ValueWalk, is_as_written
from tests.support.waiting import until

HOPS_OF_A_NUMBER = 30
HOPS_OF_A_CALLBACK = 26
KNOWN_TO_A_NUMBER = ("contract", "phone", "console", "server")
PAGE = Path(__file__).parents[4] / "docs" / "architecture.md"
AGAIN = "the walk goes another way now: docs/architecture.md was written anew, look at it"


def says(page: ScriptedPage, text: str) -> None:
    """Let the page of the phone say what it says as JSON."""
    page.heard.emit(decode(text.encode(), AnyPageMessage))  # type: ignore[arg-type]  # a union is no class


# The phone's strip may show itself while the console begins: no desktop is here to raise it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@contextmanager
def a_telephone(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ScriptedPage, Path]]:
    """The phone process's own object with a line, here; yields its page and its socket."""
    pages = ScriptedPages()
    monkeypatch.setattr(engine, "PhonePage", pages.make)
    monkeypatch.setattr(engine, "create_profile", pages.profile)
    with tempfile.TemporaryDirectory(prefix="ph-") as folder:
        socket = Path(folder) / "s"
        telephone = Telephone(Arguments(socket=socket, data_dir=Path(folder), is_test=True))
        line = SetLine(id=1, seat="1001", wss_urls=("wss://e/",), realm="r", secret="s", ca_pem="")
        telephone._orders.take(msgspec.json.encode(line), lambda reply: None)
        (page,) = pages.made
        page.heard.emit(PageReady())
        says(page, '{"ev":"line","state":"registered","server":"e"}')
        yield page, socket
        telephone.destroy()


def readers_of_numbers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the name of every module that has a text read as a number."""
    readers: list[str] = []
    read = phonenumbers.is_possible_number_with_reason

    def noted(number: phonenumbers.PhoneNumber) -> int:
        names = [
            frame.f_globals["__name__"] for frame, _ in traceback.walk_stack(inspect.currentframe())
        ]
        ours = (name for name in names if name.partition(".")[0] in KNOWN_TO_A_NUMBER)
        readers.append(next((name for name in ours if not name.endswith(".phone_number")), ""))
        return int(read(number))

    monkeypatch.setattr(phonenumbers, "is_possible_number_with_reason", noted)
    return readers


async def test_a_callers_number_comes_from_the_exchange_to_the_card_in_few_hops(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = TaskScope(lambda name, error: None)
    async with a_city() as city:
        with a_telephone(monkeypatch) as (page, socket):
            phone = LocalPhone(socket, scope)
            async with driven_console(app, city, tmp_path, softphone=phone) as driven:
                await driven.sign_in()
                await until(lambda: phone.snapshot.line.registered)
                walk = ValueWalk("0655500123", "06 5550 0123")
                readers = readers_of_numbers(monkeypatch)
                with walk.following():
                    says(
                        page,
                        '{"ev":"call","call":1,"what":"incoming","sip_id":"c","peer":"0655500123"}',
                    )
                    await until(lambda: phone.snapshot.calls)
                    says(page, '{"ev":"call","call":1,"what":"active"}')
                    await until(lambda: walk.reached("widgets.fields"), what="on the card")
            await scope.close()
    shown = walk.reached("widgets.fields")
    assert shown is not None
    assert len(shown.walk()) <= HOPS_OF_A_NUMBER
    assert [one for one in readers if not one.startswith("server.")] == ["phone.clean_text"]
    assert is_as_written(PAGE, "number", shown.walk()), AGAIN


async def test_a_callback_comes_from_the_key_to_the_table_in_few_hops(
    app: QApplication, tmp_path: Path
) -> None:
    async with a_city() as server:
        await a_forwarded_case(app, server, tmp_path / "one")
        async with driven_console(app, server, tmp_path / "two") as driven:
            await driven.sign_in("livia")
            await until(lambda: driven.models.queue.rows)
            walk = ValueWalk(driven.models.queue.rows[0].id)
            table = driven.window.part(CallbackQueueScreen).queue.table
            await until(lambda: table.model().rowCount() == 1)
            table.setCurrentIndex(table.model().index(0, 0))
            with walk.following():
                QTest.keyClick(table, Qt.Key.Key_Return)
                await until(lambda: driven.models.case_work.callback is not None)
    stored = walk.reached("server.store.sync.replicated_rows.write_row")
    assert stored is not None
    assert len(stored.walk()) <= HOPS_OF_A_CALLBACK
    assert is_as_written(PAGE, "callback", stored.walk()), AGAIN
