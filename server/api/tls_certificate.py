"""The server's own certificate: made once beside the database, pinned by the seats."""

import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID_FOR = timedelta(days=3650)
CERT_FILE = "server-cert.pem"
KEY_FILE = "server-key.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFiles:
    cert: Path  # what a console pins with --server-ca
    key: Path  # readable by the server's user only


def self_signed(folder: Path, names: Iterable[str] = (), *, now: datetime) -> TlsFiles:
    """Return the certificate in folder, made now when there is none. now: aware UTC.

    Valid for localhost, the loopback addresses, this host's name and the names given.
    """
    files = TlsFiles(cert=folder / CERT_FILE, key=folder / KEY_FILE)
    # Never made anew by itself: seats pin it, a new one would lock all of them out.
    if files.cert.is_file() and files.key.is_file():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, _sorted_names(names), now)
    _write(files.key, _key_pem(key), 0o600)
    _write(files.cert, certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    return files


def days_left(cert: Path, now: datetime) -> int:
    """Return the whole days the certificate in the PEM file is still valid; negative: expired."""
    certificate = x509.load_pem_x509_certificate(cert.read_bytes())
    return (certificate.not_valid_after_utc - now.astimezone(UTC)).days


def _sorted_names(names: Iterable[str]) -> list[str]:
    return sorted({"localhost", "127.0.0.1", "::1", socket.gethostname(), *names} - {""})


def _certificate(
    key: ec.EllipticCurvePrivateKey, names: list[str], now: datetime
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ChiamaRoma server")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # a seat's clock may be behind
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(_key_usage(), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    return builder.sign(key, hashes.SHA256())


def _key_usage() -> x509.KeyUsage:
    """Signing only; seats that check strictly demand the extension of what they pin."""
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    # The mode from the beginning: no moment in which others could read the key.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        # A file that was there keeps its old mode at os.open.
        os.fchmod(file.fileno(), mode)
        file.write(content)
