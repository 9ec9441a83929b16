"""What an identity provider publishes of itself: its addresses and its keys, kept for a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from server.setting_parsers import is_loopback
from server.usecases.identity.id_token import Expected, PublicKey, UnknownKey, claims_of, keys_of
from server.usecases.identity.provider_wire import Document, ProviderRefused, ProviderWire

KEPT_FOR = timedelta(hours=1)
PLACE = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str  # "" for none
    takes_basic: bool  # the client's secret in a header, as the standard has it
    says_iss: bool  # with every code (RFC 9207)


class ProviderDocuments:
    """Used on the loop's thread only."""

    def __init__(self, issuer: str, wire: ProviderWire, clock: Callable[[], datetime]) -> None:
        self._issuer = issuer
        self._wire = wire
        self._clock = clock
        self._metadata: tuple[datetime, Metadata] | None = None
        self._keys: tuple[datetime, Sequence[PublicKey]] | None = None

    async def metadata(self) -> Metadata:
        """Raise ProviderSilent or ProviderRefused."""
        if self._metadata is None or self._is_old(self._metadata[0]):
            document = await self._wire.get(self._issuer.rstrip("/") + PLACE)
            self._metadata = (self._clock(), _metadata(document, self._issuer))
        return self._metadata[1]

    async def claims(self, token: str, expected: Expected) -> Document:
        """Return what a token says once it is checked. Raise ProviderSilent or ProviderRefused."""
        is_fresh = self._keys is None or self._is_old(self._keys[0])
        keys = await self.keys() if self._keys is None or is_fresh else self._keys[1]
        try:
            return claims_of(token, keys, expected, self._clock())
        except UnknownKey:
            if is_fresh:
                raise ProviderRefused("token: unknown key") from None
        try:  # keys are changed in the middle of a day: once they are asked for anew
            return claims_of(token, await self.keys(), expected, self._clock())
        except UnknownKey:
            raise ProviderRefused("token: unknown key") from None

    async def keys(self) -> Sequence[PublicKey]:
        """Return them as they are published now. Raise ProviderSilent or ProviderRefused."""
        keys = keys_of(await self._wire.get((await self.metadata()).jwks_uri))
        self._keys = (self._clock(), keys)
        return keys

    def _is_old(self, at: datetime) -> bool:
        # Also from the future: a clock that was set back must not keep keys for ever.
        return not timedelta(0) <= self._clock() - at <= KEPT_FOR


def _metadata(document: Document, issuer: str) -> Metadata:
    if document.get("issuer") != issuer:
        raise ProviderRefused("metadata: issuer")
    if "S256" not in _listed(document, "code_challenge_methods_supported", "S256"):
        raise ProviderRefused("metadata: no S256")
    methods = _listed(document, "token_endpoint_auth_methods_supported", "client_secret_basic")
    has_userinfo = "userinfo_endpoint" in document
    return Metadata(
        authorization_endpoint=_address(document, "authorization_endpoint"),
        token_endpoint=_address(document, "token_endpoint"),
        jwks_uri=_address(document, "jwks_uri"),
        userinfo_endpoint=_address(document, "userinfo_endpoint") if has_userinfo else "",
        takes_basic="client_secret_basic" in methods,
        says_iss=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _listed(document: Document, name: str, default: str) -> Sequence[object]:
    value = document.get(name, [default])
    if not isinstance(value, list):
        raise ProviderRefused(f"metadata: {name}")
    return value


def _address(document: Document, name: str) -> str:
    """Return an address that nobody on the way can answer for."""
    value = document.get(name)
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        host = parts.hostname or ""
    except ValueError:
        raise ProviderRefused(f"metadata: {name}") from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not (is_safe and host) or parts.username or parts.fragment:
        raise ProviderRefused(f"metadata: {name}")
    return str(value)
