"""Whether a certificate and its key can be served with, told before the server starts."""

import os
import ssl
from pathlib import Path

from server.cli.advice import access_advice


class UnusableCertificate(Exception):
    """str() says what is wrong and what to do, without a full stop."""


def check_certificate(cert: Path, key: Path) -> None:
    """Raise UnusableCertificate where these two PEM files are no certificate and its key."""
    for file in (cert, key):
        if not file.is_file():
            raise UnusableCertificate(f"{file} is missing: put it there, or name another")
        if not os.access(file, os.R_OK):
            raise UnusableCertificate(f"{file} cannot be read: {access_advice(file)}")
    try:
        # A key with a passphrase would be asked for on the terminal; no server can answer.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password="")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise UnusableCertificate(f"{key} is not the key of the certificate {cert}") from None
        raise UnusableCertificate(
            f"{cert} and {key} are no certificate and key in PEM form without a passphrase"
        ) from None
