"""What doctor finds out about the city's identity provider: would anybody come in by it."""

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime

from contract.domain.account import Role
from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.gateways.provider_http import ProviderHttp
from server.settings import OidcSettings
from server.usecases.identity.provider_documents import ProviderDocuments
from server.usecases.identity.provider_wire import ProviderRefused, ProviderSilent

IDENTITY_CHECK = "identity"
ANSWER_S = 10.0


def identity_finding(oidc: OidcSettings, asked: Collection[Role] = ()) -> Finding:
    """Read what it publishes; nobody signs in. asked: roles that need a second factor here."""
    try:
        oidc.secret()
        # In here too: what oidc.ca_file holds may be no certificate.
        wire = ProviderHttp(oidc)
        documents = ProviderDocuments(oidc.issuer, wire, clock=lambda: datetime.now(UTC))
        count = asyncio.run(_keys(documents))
    except (ProviderSilent, ProviderRefused, OSError, ValueError, TimeoutError) as error:
        why = str(error) or f"no answer in {ANSWER_S:.0f} s"
        text = f"{oidc.issuer} lets nobody in: {why}."
        return Finding(check=IDENTITY_CHECK, state=BAD, text=text)
    text = f"{oidc.issuer} answers, {count} keys; {oidc.claim} is the login."
    if count and asked and not oidc.acr:
        text += " Whether it asks for a second factor is its own affair: oidc.acr demands one."
        return Finding(check=IDENTITY_CHECK, state=WARNING, text=text)
    return Finding(check=IDENTITY_CHECK, state=GOOD if count else BAD, text=text)


async def _keys(documents: ProviderDocuments) -> int:
    async with asyncio.timeout(ANSWER_S):
        return len(await documents.keys())
