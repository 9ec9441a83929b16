"""The line a client asked for, and what of it needs a new page. Kept in memory only."""

import hashlib
from dataclasses import dataclass, field

from contract.wire.phone_socket import SetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWish:
    """ha1 is the digest's hash of seat, realm and secret: the page never sees the secret."""

    seat: str
    wss_urls: tuple[str, ...]
    realm: str
    ca_pem: str
    display_name: str
    ha1: str = field(repr=False)

    @classmethod
    def of(cls, request: SetLine) -> "LineWish":
        # SIP digest (RFC 2617) is MD5 by definition; over TLS, with a secret of one sign-in.
        digest = hashlib.md5(
            f"{request.seat}:{request.realm}:{request.secret}".encode(), usedforsecurity=False
        )
        return cls(
            seat=request.seat,
            wss_urls=request.wss_urls,
            realm=request.realm,
            ca_pem=request.ca_pem,
            display_name=request.display_name,
            ha1=digest.hexdigest(),
        )

    def is_same_line(self, other: "LineWish | None") -> bool:
        """Return whether only secret or name differ: those change without disturbing a call."""
        return other is not None and self._identity() == other._identity()

    def _identity(self) -> tuple[object, ...]:
        return (self.seat, self.wss_urls, self.realm, self.ca_pem)
