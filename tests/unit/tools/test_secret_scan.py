"""A secret that is committed is found, and what only looks like one is passed over."""

import secrets
import string

import pytest

from tools.gates.secret_scan import secrets_in


def any_of(letters: str, count: int) -> str:
    """Return letters by chance: what is written here, the gate must not find."""
    return "".join(secrets.choice(letters) for _ in range(count))


BOTH = string.ascii_letters + string.digits
UPPER = string.ascii_uppercase + string.digits


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("private key", "-----BEGIN EC " + "PRIVATE KEY-----\n" + any_of(BOTH, 64)),
        ("key of age", "AGE-SECRET-" + "KEY-1" + any_of(UPPER, 58)),
        ("key of a cloud", "AK" + "IA" + any_of(UPPER, 16)),
        ("token of a forge", "gh" + "p_" + any_of(BOTH, 36)),
        ("token of a registry", "npm" + "_" + any_of(BOTH, 36)),
        ("token of a service", "xox" + "b-" + any_of(BOTH, 24)),
        ("signed token", ".".join(("eyJ" + any_of(BOTH, 30), "eyJ" + any_of(BOTH, 30), "s" * 30))),
        ("password in an address", "postgresql://city" + ":" + any_of(BOTH, 12) + "@db.example/x"),
    ],
)  # fmt: skip
def test_each_kind_is_found_with_its_line(what: str, text: str) -> None:
    assert list(secrets_in(f"first line\nx = '{text}'\n".encode())) == [(2, what)]


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://user:{password}@host/x",
        "postgresql://user" + ":canarino@db/x",
        "-----BEGIN CERTIFICATE-----",
        'b"-----BEGIN PRIVATE KEY-----"',
        "https://example.org:8443/a@b",
    ],
)
def test_what_is_none_is_passed_over(text: str) -> None:
    assert not list(secrets_in(text.encode()))
