"""The hidden page: the engine of the phone, and the bridge between it and Python."""

import json
import logging
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from contract.wire.decoding import MalformedMessage, decode
from phone.browser.page_messages import AnyPageMessage, PageSaid
from phone.browser.page_scheme import PAGE_URL

log = logging.getLogger(__name__)


class _LoggingPage(QWebEnginePage):
    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, src: str
    ) -> None:
        # Length only: a library's message could quote SIP.
        log.info("page console, %d characters at %s:%d", len(message), src[-40:], line)


class Bridge(QObject):
    """The object the page sees as "phone". Its names are the page's."""

    command = Signal(str)
    said = Signal(str)

    @Slot(str)
    def tell(self, text: str) -> None:
        self.said.emit(text)


class PhonePage(QObject):
    """One page's life, from load to crash. Signals carry messages of this page only."""

    heard = Signal(object)  # a phone.page_messages value
    crashed = Signal()
    certificate_refused = Signal()

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = Bridge(self)
        self._bridge.said.connect(self._on_said)
        self._channel = QWebChannel(self)
        self._channel.registerObject("phone", self._bridge)
        self._page = _LoggingPage(profile, self)
        settings = self._page.settings()
        attribute = QWebEngineSettings.WebAttribute
        # Nobody clicks on a hidden page: ring and voice must begin by themselves.
        settings.setAttribute(attribute.PlaybackRequiresUserGesture, False)
        # Exchange and media relays stand in the city's own network, in the demo on loopback.
        settings.setAttribute(attribute.WebRTCPublicInterfacesOnly, False)
        settings.setAttribute(attribute.LocalContentCanAccessRemoteUrls, False)
        self._page.permissionRequested.connect(self._on_permission_requested)
        self._page.certificateError.connect(self._on_certificate_error)
        self._page.renderProcessTerminated.connect(self._on_render_process_terminated)
        self._page.setWebChannel(self._channel)
        self._page.load(QUrl(PAGE_URL))

    def say(self, do: str, to: int = 0, **fields: Any) -> None:
        """Send a command; with to, the page answers with a PageReply of that number."""
        self._bridge.command.emit(json.dumps({"do": do, "to": to, **fields}))

    def destroy(self) -> None:
        """Free the page now, so that its profile may be freed after it."""
        # What a page says while it is freed is of a line nobody uses any more.
        self.blockSignals(True)
        shiboken6.delete(self._page)
        self.deleteLater()

    def _on_said(self, text: str) -> None:
        try:
            # "replace": a script may hand over half a surrogate pair, for which UTF-8 has no bytes.
            message: PageSaid = decode(text.encode(errors="replace"), AnyPageMessage)  # type: ignore[arg-type]  # a union is no class
        except MalformedMessage as error:
            log.error("page message not understood: %s", error)
            return
        self.heard.emit(message)

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        # The microphone for our own page and nothing else, whatever a library in it asks for.
        kind = QWebEnginePermission.PermissionType.MediaAudioCapture
        if permission.origin().scheme() == "phone" and permission.permissionType() == kind:
            permission.grant()
        else:
            permission.deny()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        log.warning("exchange certificate refused: %s", error.type())
        # Never accepted: whoever ends this TLS could put their own keys under the voice
        # (test_line).
        error.rejectCertificate()
        self.certificate_refused.emit()

    def _on_render_process_terminated(self) -> None:
        self.crashed.emit()
