"""The certificates of one run: valid for a month, trusted by the phones of this run only."""

import datetime
from pathlib import Path

from server.gateways.exchange_setup import exchange_certificates

VALID = datetime.timedelta(days=30)


def write_certificates(folder: Path, *, address: str, name: str = "Test CA") -> None:
    """Write ca.pem, exchange.pem and exchange.key; address stands in the certificate."""
    exchange_certificates.write_certificates(folder, names=[address], valid=VALID, authority=name)
