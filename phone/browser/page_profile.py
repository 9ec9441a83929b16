"""The browser profile of the page: our certificate authority, and storage for device identities."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineProfileBuilder

from phone.browser.page_scheme import SCHEME, PageFiles


class ProfileInUse(Exception):
    """Another process uses the profile's folder."""


def create_profile(
    parent: QObject, *, storage: Path, ca_pem: str, is_test: bool
) -> QWebEngineProfile:
    """Return a profile that trusts the system's authorities and ca_pem. Raise ProfileInUse.

    It is stored on disk: the identities of audio devices are derived from it.
    """
    builder = QWebEngineProfileBuilder()
    builder.setPersistentStoragePath(str(storage))
    builder.setCachePath(str(storage / "cache"))
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    builder.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    certificates = QSslCertificate.fromData(QByteArray(ca_pem.encode()))
    builder.setAdditionalTrustedCertificates(certificates)
    profile = builder.createProfile("phone", parent)
    if profile is None:
        raise ProfileInUse(str(storage))
    profile.installUrlSchemeHandler(QByteArray(SCHEME), PageFiles(profile, is_test=is_test))
    return profile
