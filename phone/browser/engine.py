"""Keeps one page alive: makes it for a line, remakes it after a crash, and awaits its answers."""

import logging
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineProfileBuilder

from phone.browser.page_messages import PageReady, PageReply
from phone.browser.page_scheme import SCHEME, PageFiles
from phone.browser.phone_page import PhonePage
from phone.line_wish import LineWish

log = logging.getLogger(__name__)

ANSWER_MS = 8000
# Less for what ends a call: a page that cannot is replaced, nobody waits on the line meanwhile.
PATIENCE_MS = {"hang_up": 3000, "reject": 3000, "ping": 5000}  # else ANSWER_MS
LATE_MS = 300  # more, so that what came while this process itself stood still is heard first
REMAKE_MS = (0, 200, 1000, 5000)  # pauses before each new page while pages keep crashing
# A page that worked for a minute is sound: the next crash is met without a pause again.
SETTLED_MS = 60_000

_ENDING = frozenset({"hang_up", "reject"})

OnAnswer = Callable[[PageReply], None]


# The browser profile of the page: our certificate authority, and storage for device identities.
class ProfileInUse(Exception):
    """Another process uses the profile's folder."""


def create_profile(
    parent: QObject, line: LineWish, *, storage: Path, is_test: bool
) -> QWebEngineProfile:
    """Return a profile that trusts the system's authorities and the line's. Raise ProfileInUse.

    It is stored on disk: the identities of audio devices are derived from it.
    """
    builder = QWebEngineProfileBuilder()
    builder.setPersistentStoragePath(str(storage))
    builder.setCachePath(str(storage / "cache"))
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    builder.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    certificates = QSslCertificate.fromData(QByteArray(line.ca_pem.encode()))
    builder.setAdditionalTrustedCertificates(certificates)
    profile = builder.createProfile("phone", parent)
    if profile is None:
        raise ProfileInUse(str(storage))
    served = PageFiles(profile, is_test=is_test, wss_urls=line.wss_urls)
    profile.installUrlSchemeHandler(QByteArray(SCHEME), served)
    return profile


class Engine(QObject):
    ready = Signal()  # a page was made and is told its line now
    heard = Signal(object)  # messages of the page, replies excepted
    crashed = Signal()
    certificate_refused = Signal()

    def __init__(
        self,
        *,
        storage: Path,
        is_test: bool,
        start_fields: Callable[[], dict[str, Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._storage = storage
        self._is_test = is_test
        self._start_fields = start_fields
        self._line: LineWish | None = None
        self._profile: QWebEngineProfile | None = None
        self._page: PhonePage | None = None
        self._is_ready = False
        self._waiting: dict[int, OnAnswer] = {}
        self._asked = 0
        self._crashes = 0
        self._remaking = QTimer(self)  # runs while a page that was given up is still there
        self._remaking.setSingleShot(True)
        self._remaking.timeout.connect(self._remake)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled)

    @property
    def is_ready(self) -> bool:
        return self._is_ready

    def use_line(self, line: LineWish) -> None:
        """Make a page for line. A page that is there is freed, its calls with it."""
        self.destroy()
        self._line = line
        self._profile = create_profile(self, line, storage=self._storage, is_test=self._is_test)
        self._make_page()

    def renew(self, line: LineWish) -> None:
        """Take another secret or name for the same line."""
        self._line = line
        self.say("renew", ha1=line.ha1, display_name=line.display_name)

    def say(self, do: str, **fields: Any) -> None:
        """Send a command whose answer nobody waits for; unsent when no page is ready."""
        if self._page is not None and self._is_ready:
            self._page.say(do, **fields)

    def ask(self, do: str, on_answer: OnAnswer, **fields: Any) -> None:
        """Send a command. on_answer is called once: with the answer, or error "engine".

        A page that does not even end a call is replaced: nobody is kept on the line by it.
        """
        if self._page is None or not self._is_ready:
            # Answered at once: whoever asks while a page begins would wait out the whole limit.
            on_answer(PageReply(to=0, ok=False, error="engine"))
            return
        self._asked += 1
        number = self._asked
        self._waiting[number] = on_answer
        QTimer.singleShot(
            PATIENCE_MS.get(do, ANSWER_MS), self, lambda: self._look_again(number, do)
        )
        self._page.say(do, number, **fields)

    def replace(self, why: str) -> None:
        """Make another page in place of one that hangs; its calls are lost."""
        log.error("the page is replaced: %s", why)
        self._on_crashed()

    def destroy(self) -> None:
        # An old pause must not make a page of the line of before in place of the new one.
        self._remaking.stop()
        self._drop_page()
        if self._profile is not None:
            shiboken6.delete(self._profile)
            self._profile = None

    def _make_page(self) -> None:
        if self._profile is None:
            return
        self._page = PhonePage(self._profile, self)
        self._page.heard.connect(self._on_heard)
        self._page.crashed.connect(self._on_crashed)
        self._page.certificate_refused.connect(self.certificate_refused)

    def _drop_page(self) -> None:
        self._is_ready = False
        if self._page is not None:
            self._page.destroy()
            self._page = None
        for number in tuple(self._waiting):
            self._answer(number, _failed(number))

    def _on_heard(self, message: object) -> None:
        """Ignore a page that was given up: its calls were reported as lost."""
        if self._remaking.isActive():
            return
        if isinstance(message, PageReply):
            self._answer(message.to, message)
        elif isinstance(message, PageReady):
            self._is_ready = True
            self._start()
            self.ready.emit()
        else:
            self.heard.emit(message)

    def _start(self) -> None:
        assert self._line is not None
        settings = {
            "seat": self._line.seat,
            "realm": self._line.realm,
            "ha1": self._line.ha1,
            "wss_urls": self._line.wss_urls,
            "display_name": self._line.display_name,
            # The exchange knows a seat again after a crash by this identity.
            "instance": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{uuid.getnode()}/{self._line.seat}")),
        }
        self.say("start", settings=settings, **self._start_fields())

    def _answer(self, number: int, reply: PageReply) -> None:
        on_answer = self._waiting.pop(number, None)
        if on_answer is not None:
            on_answer(reply)

    def _look_again(self, number: int, do: str) -> None:
        if number in self._waiting:
            QTimer.singleShot(LATE_MS, self, lambda: self._give_up(number, do))

    def _give_up(self, number: int, do: str) -> None:
        if number not in self._waiting:
            return
        self._answer(number, _failed(number))
        # Other commands may fail alone; a call that cannot be ended keeps a citizen on the line.
        if do in _ENDING:
            self.replace("it does not end a call")

    def _on_crashed(self) -> None:
        if self._remaking.isActive():  # given up already
            return
        log.error("the page crashed")
        self._is_ready = False
        self._settled.start(SETTLED_MS)
        pause_ms = REMAKE_MS[min(self._crashes, len(REMAKE_MS) - 1)]
        self._crashes += 1
        # Before the signal: what the old page still says is of calls then reported as lost.
        self._remaking.start(pause_ms)
        self.crashed.emit()

    def _remake(self) -> None:
        self._drop_page()
        self._make_page()

    def _on_settled(self) -> None:
        self._crashes = 0


def _failed(number: int) -> PageReply:
    return PageReply(to=number, ok=False, error="engine")
