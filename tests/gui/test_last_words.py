"""Another line was asked for during a call: the page that carried the call still has its say."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import shiboken6

from contract.wire.phone_socket import HangUp, Reply, Request, SetLine
from phone import telephone
from phone.arguments import Arguments
from phone.browser import engine
from phone.browser.page_messages import CallHeard, PageReady, PageReply
from phone.telephone import Telephone
from tests.support.phones.scripted_page import ScriptedPage, ScriptedPages
from tests.support.waiting import until


class Scene:
    """A telephone that is asked as a console asks it, and its pages."""

    def __init__(self, folder: Path, pages: list[ScriptedPage]) -> None:
        self.pages = pages
        self.replies: list[Reply] = []
        self.telephone = Telephone(Arguments(socket=folder / "s", data_dir=folder, is_test=True))
        self.telephone._seat_side.set_answered_for(True)  # no strip of its own

    def ask(self, request: Request) -> None:
        self.telephone._orders.take(msgspec.json.encode(request), self.replies.append)

    def set_line(self, seat: str) -> None:
        self.ask(
            SetLine(id=1, seat=seat, wss_urls=("wss://e/sip",), realm="r", secret="s", ca_pem="")
        )


@contextmanager
def a_telephone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    pages = ScriptedPages()
    monkeypatch.setattr(engine, "PhonePage", pages.make)
    monkeypatch.setattr(engine, "create_profile", pages.profile)
    with tempfile.TemporaryDirectory(prefix="ph-") as folder:
        one = Scene(Path(folder), pages.made)
        yield one
        one.telephone.destroy()
        shiboken6.delete(one.telephone)


def hangs_up(scene: Scene) -> ScriptedPage:
    """In a call, another line asked for: her page tells the end before it agrees to it."""
    scene.set_line("1001")
    (page,) = scene.pages
    page.heard.emit(PageReady())
    page.heard.emit(CallHeard(call=1, what="incoming", sip_id="c1"))
    page.heard.emit(CallHeard(call=1, what="active"))
    scene.set_line("1002")
    scene.replies.clear()
    scene.ask(HangUp(id=7, call=1))
    page.heard.emit(CallHeard(call=1, what="ended", is_local=True))
    return page


async def test_who_hangs_up_before_another_line_begins_is_told_that_it_was_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telephone, "LAST_WORDS_MS", 600_000)  # however busy the machine is
    with a_telephone(monkeypatch) as scene:
        page = hangs_up(scene)
        turned: list[bool] = []
        await until(lambda: turned.append(True) or len(turned) > 3)
        assert page.is_there  # it sends its goodbye to the exchange, and then says so
        page.heard.emit(PageReply(to=page.asked["hang_up"], ok=True))
        assert [(one.re, one.ok) for one in scene.replies] == [(7, True)]


async def test_the_other_line_begins_a_moment_after_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with a_telephone(monkeypatch) as scene:
        page = hangs_up(scene)
        await until(lambda: len(scene.pages) == 2)
        assert not page.is_there
