"""Whom the seat trusts to be the server."""

import ssl
from pathlib import Path


def context_for(ca_file: Path | None) -> ssl.SSLContext:
    """Trust only the certificates in ca_file (PEM); None: the system's authorities.

    Raise OSError or ssl.SSLError for a file that cannot be read or holds no certificate.
    """
    context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    # Of the environment: whoever has that file reads all that this seat and the server say.
    context.keylog_filename = None  # type: ignore[assignment]
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
