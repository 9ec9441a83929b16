"""A page that hangs is given up; until another is there it may wake, or die of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from phone.browser import engine
from phone.browser.engine import REMAKE_MS, Engine
from phone.browser.page_messages import CallHeard, PageReady, PageReply
from phone.line_wish import LineWish
from tests.support.phones.scripted_page import ScriptedPage, ScriptedPages
from tests.support.waiting import until

LINE = LineWish(
    seat="1001", wss_urls=("wss://e/sip",), realm="r", ca_pem="", display_name="", ha1=""
)
RINGS = CallHeard(call=1, what="incoming")


class Scene:
    """An engine, the pages it made, and what it told of them."""

    def __init__(self, storage: Path, pages: list[ScriptedPage]) -> None:
        self.pages = pages
        self.messages: list[object] = []
        self.crashes: list[int] = []  # pages there were
        self.engine = Engine(storage=storage, is_test=True, start_fields=dict)
        self.engine.heard.connect(self.messages.append)
        self.engine.crashed.connect(lambda: self.crashes.append(len(self.pages)))


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Scene]:
    pages = ScriptedPages()
    monkeypatch.setattr(engine, "PhonePage", pages.make)
    monkeypatch.setattr(engine, "create_profile", pages.profile)
    one = Scene(tmp_path, pages.made)
    one.engine.use_line(LINE)
    yield one
    one.engine.destroy()


async def test_a_page_that_wakes_or_dies_when_it_was_given_up_is_neither_heard_nor_missed(
    scene: Scene,
) -> None:
    """Its calls were told as lost: one that came to it since would never end."""
    for number in (1, 2):
        await until(lambda: len(scene.pages) == number)  # noqa: B023 - awaited at once
        scene.pages[-1].heard.emit(PageReady())
        scene.engine.replace("it does not answer")
    hung = scene.pages[-1]  # after the second one there is a pause before the next
    hung.heard.emit(RINGS)
    hung.crashed.emit()
    assert (scene.messages, scene.crashes) == ([], [1, 2])
    await until(lambda: len(scene.pages) == 3)
    scene.pages[-1].heard.emit(PageReady())
    scene.pages[-1].heard.emit(RINGS)
    assert scene.messages == [RINGS]
    assert [page.is_there for page in scene.pages] == [False, False, True]


async def test_another_line_is_not_taken_away_by_the_pause_after_a_crash(scene: Scene) -> None:
    answers: list[PageReply] = []
    scene.pages[0].heard.emit(PageReady())
    scene.engine.ask("ping", answers.append)
    scene.pages[0].crashed.emit()
    scene.engine.use_line(LINE)
    scene.pages[1].heard.emit(PageReady())
    passed: list[bool] = []
    scene.engine._settled.timeout.connect(lambda: passed.append(True))
    scene.engine._settled.start(REMAKE_MS[1])
    await until(lambda: passed)
    assert [page.is_there for page in scene.pages] == [False, True]
    assert scene.engine.is_ready
    assert [answer.error for answer in answers] == ["engine"]


async def test_an_answer_that_came_while_the_phone_itself_stood_still_counts(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a stall the time is up before anything is heard: the call would be lost for it."""
    monkeypatch.setattr(engine, "PATIENCE_MS", {"hang_up": 0})
    monkeypatch.setattr(engine, "LATE_MS", 600_000)
    answers: list[PageReply] = []
    (page,) = scene.pages
    page.heard.emit(PageReady())
    scene.engine.ask("hang_up", answers.append)
    turned: list[bool] = []
    await until(lambda: turned.append(True) or len(turned) > 3)
    page.heard.emit(PageReply(to=page.asked["hang_up"], ok=True))
    assert [answer.ok for answer in answers] == [True]
    assert scene.crashes == []
