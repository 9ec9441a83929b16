"""The system's browser, in which operators say who they are to the city."""


def open_browser(url: str) -> bool:
    """Return whether one was found."""
    from PySide6.QtCore import QUrl  # late: a sign-in by password needs none
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
