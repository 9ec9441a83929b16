"""phone://app/ — the one origin the phone's page has, served from the package's own files."""

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

SCHEME = b"phone"
PAGE_URL = "phone://app/phone.html"
_KINDS = {".html": b"text/html", ".js": b"text/javascript"}
# Named one by one: the page can load nothing else of the package (test_page_files).
_PRODUCT = frozenset(
    {
        "phone.html",
        "phone.js",
        "line.js",
        "wire_socket.js",
        "calls.js",
        "call.js",
        "lasting_session.js",
        "leftovers.js",
        "offer.js",
        "rings.js",
        "three_way.js",
        "transfer.js",
        "devices.js",
        "microphone.js",
        "sounds.js",
        "tones.js",
        "echo_test.js",
        "voice_message.js",
        "levels.js",
        "quality.js",
        "refusal.js",
        "registration.js",
        "jssip.js",
        "qwebchannel.js",
    }
)
_TESTS = frozenset({"test_tap.js", "tap_worklet.js"})


def register_scheme() -> None:
    """Call before the application object exists. Without SecureScheme there is no microphone."""
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


class PageFiles(QWebEngineUrlSchemeHandler):
    """Answers requests for the files named above; any other name is not found."""

    def __init__(self, parent: QObject, *, is_test: bool, wss_urls: Sequence[str] = ()) -> None:
        """wss_urls: the line's; the page connects to nothing else."""
        super().__init__(parent)
        self._wss_urls = wss_urls
        self._served = _PRODUCT | _TESTS if is_test else _PRODUCT

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        name = job.requestUrl().path().lstrip("/")
        content = _read(name) if name in self._served else None
        if content is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        if name == "phone.html":
            content = content.replace(b"@LINES@", lines_of(self._wss_urls))
        # The job's child: it lives until Chromium has read it, and no longer.
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(_KINDS[PurePosixPath(name).suffix]), buffer)


def lines_of(wss_urls: Sequence[str]) -> bytes:
    """Return what the policy of the page lets it connect to: hosts and ports, no other word."""
    return b" ".join(map(_source, wss_urls)) or b"'none'"


def _source(url: str) -> bytes:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if ":" in host:
        return b"wss:"  # a policy has no word for an address of IPv6
    # What is no name of a host could say something else in the policy.
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        return b"'none'"
    return f"wss://{host}:{parts.port or 443}".encode("ascii")


def _read(name: str) -> bytes | None:
    if name == "qwebchannel.js":  # comes with Qt
        script = QFile(":/qtwebchannel/qwebchannel.js")
        if not script.open(QIODevice.OpenModeFlag.ReadOnly):
            return None
        return bytes(script.readAll().data())
    path = files("phone") / "page" / name
    return path.read_bytes() if path.is_file() else None
