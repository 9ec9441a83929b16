"""Sign-in, refresh, sign-out, and what the server says of itself."""

import msgspec

from contract.domain.account import Account


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of GET /hello, without authentication."""

    server_id: str
    name: str
    version: str
    epoch: str
    protocol_min: int
    protocol_max: int
    auth: tuple[str, ...] = ("local",)


class LoginRequest(msgspec.Struct, frozen=True, kw_only=True):
    login: str
    password: str
    device_id: str
    seat: str = ""  # telephone line of the seat, "1001"; "" when it has none


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


class RefreshRequest(msgspec.Struct, frozen=True, kw_only=True):
    refresh_token: str
    device_id: str


class ErrorReply(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every answer that is not 2xx: a code for programs, a detail for logs, no prose."""

    code: str  # contract.wire.reason_codes
    detail: dict[str, str] = {}
