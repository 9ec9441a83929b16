"""Sign-in, refresh, sign-out, and what the server says of itself."""

from enum import StrEnum

import msgspec

from contract.domain.account import Account
from contract.wire.decoding import encode

LOCAL = "local"  # of Hello.auth: by a password of this server
OIDC = "oidc"  # likewise: by the city's identity provider, in the browser
REDIRECT_PATH = "/sign-in"  # on 127.0.0.1 at any port: where that browser comes back


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of GET /hello, without authentication."""

    server_id: str
    name: str
    version: str
    epoch: str
    protocol_min: int
    protocol_max: int
    auth: tuple[str, ...] = (LOCAL,)
    provider: str = ""  # what people call the identity provider, with OIDC


class SeatAct(StrEnum):
    """What the key of a seat signs; no signature of one kind stands for another."""

    ENROL = "enrol"  # the code and the public key, in Base64
    SIGN_IN = "sign_in"  # challenge, server_id, device_id, seat; login, or state of the provider
    RENEW = "renew"  # the refresh token, which is taken once; server_id, device_id


def seat_text(act: SeatAct, *words: str) -> bytes:
    """Return what the key of a seat signs for act."""
    return b"chiamaroma seat 1\n" + encode((act, *words))


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /auth/enrol: a computer shows the code that IT made, and its Ed25519 key."""

    code: str
    key: bytes
    signature: bytes


class EnrolReply(msgspec.Struct, frozen=True, kw_only=True):
    """seat: what the computer is from now on; server_id: what its signatures are for."""

    seat: str
    server_id: str


class ChallengeReply(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of GET /auth/challenge, without authentication; good for one proof, a minute long."""

    challenge: str


class SeatProof(msgspec.Struct, frozen=True, kw_only=True):
    """Shows from which computer somebody signs in."""

    key: bytes
    challenge: str
    signature: bytes


class LoginRequest(msgspec.Struct, frozen=True, kw_only=True):
    login: str
    password: str
    device_id: str
    seat: str = ""  # telephone line of the seat, "1001"; "" when it has none
    # in place of a temporary one; "": none yet, None: this console cannot ask for one
    new_password: str | None = None
    code: str | None = None  # of the second factor; "" and None likewise
    proof: SeatProof | None = None  # None of a computer that is not enrolled
    # how long ago the password was typed: the server was away. Whoever went on at another computer
    # since is not signed out there by this one.
    typed_ago_s: float = 0.0


class ProviderStart(msgspec.Struct, frozen=True, kw_only=True):
    """Asks where the browser shall go. challenge: S256 of a secret that stays in the console."""

    device_id: str
    redirect_uri: str
    challenge: str
    account_id: str = ""  # who alone may come, at a locked seat


class ProviderStarted(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    state: str


class ProviderLogin(msgspec.Struct, frozen=True, kw_only=True):
    """What the browser brought back to the console, and the secret of its challenge."""

    state: str
    code: str
    verifier: str
    device_id: str
    iss: str = ""  # who sends it, where the provider says so (RFC 9207)
    seat: str = ""
    proof: SeatProof | None = None


class LineSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the phone registers at the exchange; the secret is minted at sign-in."""

    seat: str
    wss_urls: tuple[str, ...]
    realm: str
    secret: str
    ca_pem: str = ""  # trusted in addition to the system's


class SessionReply(msgspec.Struct, frozen=True, kw_only=True):
    access_token: str
    access_expires_s: float
    refresh_token: str
    account: Account
    line: LineSettings | None = None
    sends_sms: bool = False  # whether this server sends cards to mobile numbers
    texts_a_day: int = 0  # how many of them an operator may send in a day; 0: nobody says
    seal_key: bytes = b""  # X25519 public key of contract.wire.sealed_key; b"" of an older server
    work_key: bytes = b""  # at a sign-in: proves who made work that was not sent (sealed_key)
    password_mark: bytes = b""  # likewise: another one once the account's password is another


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True):
    """Body of POST /auth/password: another password of whoever is signed in."""

    password: str
    new_password: str


class RefreshRequest(msgspec.Struct, frozen=True, kw_only=True):
    refresh_token: str
    device_id: str
    signature: bytes = b""  # by the key of the seat, where the session began with a proof of it


class ErrorReply(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every answer that is not 2xx: a code for programs, a detail for logs, no prose."""

    code: str  # contract.wire.reason_codes
    detail: dict[str, str] = {}
