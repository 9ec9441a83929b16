"""The city's identity provider: where a browser is sent, and who came back from there."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus, urlencode, urlsplit, urlunsplit

from contract.wire.session import ProviderLogin
from server.section_settings import OidcSettings
from server.usecases.identity.id_token import Expected, bits_of, check_access_token
from server.usecases.identity.provider_documents import Metadata, ProviderDocuments
from server.usecases.identity.provider_wire import Document, ProviderRefused, ProviderWire
from server.usecases.identity.visits import Visit

SCOPE = "openid profile email"
_HEADER_WORD = re.compile(r"[!-~]{1,16384}")
LONGEST_NAME = 200  # as a login may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the provider says it is: subject at the provider, name by the claim of the settings."""

    subject: str
    name: str


class IdentityProvider:
    """Each method may raise ProviderSilent or ProviderRefused."""

    def __init__(
        self, settings: OidcSettings, wire: ProviderWire, clock: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._wire = wire
        self._documents = ProviderDocuments(settings.issuer, wire, clock)

    async def address(self, visit: Visit) -> str:
        """Return where the browser is sent."""
        metadata = await self._documents.metadata()
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": visit.asked.redirect_uri,
            "scope": SCOPE,
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": visit.asked.challenge,
            "code_challenge_method": "S256",
            # One computer, many operators: the browser may still be signed in for the one before.
            "prompt": "login",
            "max_age": "0",
        }
        if self._settings.acr:
            asked["acr_values"] = self._settings.acr
        parts = urlsplit(metadata.authorization_endpoint)
        query = "&".join(filter(None, (parts.query, urlencode(asked))))
        return urlunsplit(parts._replace(query=query))

    async def identity(self, visit: Visit, brought: ProviderLogin) -> Identity:
        """Return who came back with the code of this visit."""
        metadata = await self._documents.metadata()
        if (brought.iss or metadata.says_iss) and brought.iss != self._settings.issuer:
            raise ProviderRefused("answer: iss")
        tokens = await self._tokens(metadata, visit, brought)
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise ProviderRefused("answer: no id_token")
        claims = await self._documents.claims(token, self._expected(visit))
        if self._settings.claim not in claims:
            access = tokens.get("access_token")
            if not isinstance(access, str) or not _HEADER_WORD.fullmatch(access):
                raise ProviderRefused("answer: access_token")
            if not metadata.userinfo_endpoint:
                raise ProviderRefused("claim: missing")
            check_access_token(claims, access, bits_of(token))
            claims = await self._userinfo(metadata, access, claims)
        return Identity(subject=str(claims["sub"]), name=self._name(claims))

    async def _tokens(self, metadata: Metadata, visit: Visit, brought: ProviderLogin) -> Document:
        client, secret = self._settings.client_id, self._secret()
        form = {
            "grant_type": "authorization_code",
            "code": brought.code,
            "redirect_uri": visit.asked.redirect_uri,
            "code_verifier": brought.verifier,
        }
        basic = ""
        if secret and metadata.takes_basic:
            pair = f"{quote_plus(client)}:{quote_plus(secret)}"
            basic = base64.b64encode(pair.encode()).decode()
        else:
            form |= {"client_id": client} | ({"client_secret": secret} if secret else {})
        return await self._wire.post(metadata.token_endpoint, form, basic)

    def _secret(self) -> str:
        try:
            return self._settings.secret()
        except (OSError, UnicodeDecodeError):
            raise ProviderRefused("oidc.client_secret_file cannot be read") from None

    async def _userinfo(self, metadata: Metadata, access: str, claims: Document) -> Document:
        told = await self._wire.get(metadata.userinfo_endpoint, access)
        if told.get("sub") != claims["sub"]:  # another person's answer in place of this one's
            raise ProviderRefused("userinfo: sub")
        return told

    def _expected(self, visit: Visit) -> Expected:
        return Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client_id,
            nonce=visit.nonce,
            begun_at=visit.begun_at,
            acr=self._settings.acr,
        )

    def _name(self, claims: Document) -> str:
        name = claims.get(self._settings.claim)
        # Printable: half a surrogate is no text that a database takes.
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise ProviderRefused("claim: missing")
        # An address that nobody has tried is one that anybody may have typed.
        if self._settings.claim == "email" and claims.get("email_verified") is not True:
            raise ProviderRefused("claim: email_verified")
        return name
