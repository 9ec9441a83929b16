"""The server's own certificate: made once beside the database, pinned by the seats."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.usecases.operations.server_keys import replace_file

VALID_FOR = timedelta(days=3650)
WARN_WITHIN = timedelta(days=60)  # before any certificate ends
CERT_FILE = "server-cert.pem"
KEY_FILE = "server-key.pem"
NEXT_CERT_FILE = "server-cert-next.pem"
NEXT_KEY_FILE = "server-key-next.pem"
PINS_FILE = "server-pins.pem"  # of now and of next: seats that have it notice no change


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFiles:
    cert: Path  # what a console pins with --server-ca
    key: Path  # readable by the server's user only


def self_signed(folder: Path, names: Iterable[str] = (), *, now: datetime) -> TlsFiles:
    """Return the certificate in folder, made now when there is none. now: aware UTC.

    Valid for localhost, the loopback addresses, this host's name and the names given.
    """
    files = TlsFiles(cert=folder / CERT_FILE, key=folder / KEY_FILE)
    _finish(folder)
    # Never made anew by itself: seats pin it, a new one would lock all of them out.
    if files.cert.is_file() and files.key.is_file():
        return files
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _make(files, names, now)
    return files


def make_next(folder: Path, names: Iterable[str], *, now: datetime) -> Path:
    """Make the certificate that follows, unless there is one; return the file that pins both."""
    following = _following(folder)
    if not following.cert.is_file():
        _make(following, names, now)
    pins = folder / PINS_FILE
    replace_file(pins, (folder / CERT_FILE).read_bytes() + following.cert.read_bytes(), 0o644)
    return pins


def take_next(folder: Path) -> bool:
    """Put the certificate that follows in the place of the present one; False: there is none."""
    following = _following(folder)
    if not (following.cert.is_file() and following.key.is_file()):
        return False
    following.key.replace(folder / KEY_FILE)
    _finish(folder)
    return True


def _finish(folder: Path) -> None:
    """Move the certificate whose key was moved before: a crash may have come between."""
    following = _following(folder)
    if following.cert.is_file() and not following.key.is_file():
        following.cert.replace(folder / CERT_FILE)


def _following(folder: Path) -> TlsFiles:
    return TlsFiles(cert=folder / NEXT_CERT_FILE, key=folder / NEXT_KEY_FILE)


def _make(files: TlsFiles, names: Iterable[str], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, _sorted_names(names), now)
    replace_file(files.key, _key_pem(key), 0o600)
    replace_file(files.cert, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def names_missing(cert: Path, names: Iterable[str]) -> list[str]:
    """Return those of names that the certificate in the PEM file does not hold."""
    try:
        extensions = certificate_in(cert).extensions
        found = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return sorted(names)
    held = {str(one.value) for one in found}
    return sorted(name for name in names if str(_general(name).value) not in held)


def days_left(cert: Path, now: datetime) -> int:
    """Return the whole days the certificate in the PEM file is still valid; negative: expired."""
    return (certificate_in(cert).not_valid_after_utc - now.astimezone(UTC)).days


def ends_soon(certificate: x509.Certificate, now: datetime) -> bool:
    """Return whether another one should follow: a third of its life is left, or WARN_WITHIN."""
    end = certificate.not_valid_after_utc
    # One of 90 days would be warned of for most of its life, and nobody reads that.
    return end - now < min(WARN_WITHIN, (end - certificate.not_valid_before_utc) / 3)


def certificate_in(cert: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(cert.read_bytes())


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
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(_key_usage(), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    return builder.sign(key, hashes.SHA256())


def _key_usage() -> x509.KeyUsage:
    """A server's only: who gets hold of the key can sign nothing that a seat would take."""
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=False,
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
