"""What the console asks the server on the way through the city's identity provider."""

from msgspec.structs import replace

from console.errors import ServerRejected, SignInRefused
from console.sync.server_link import ServerLink
from contract.wire.session import (
    OIDC,
    Hello,
    ProviderLogin,
    ProviderStart,
    ProviderStarted,
    SessionReply,
)


class IdentityLink:
    """Every call may raise one of console.errors.NOT_TOLD."""

    def __init__(self, link: ServerLink) -> None:
        self._link = link

    async def offered(self) -> str:
        """Return what people call the provider, "" where the server has none."""
        hello = await self._link.ask_openly("GET", "/hello", None, Hello)
        return hello.provider if OIDC in hello.auth else ""

    async def start(self, asked: ProviderStart) -> ProviderStarted:
        """Raise SignInRefused(code)."""
        return await self._asked("start", asked, ProviderStarted)

    async def login(self, brought: ProviderLogin) -> SessionReply:
        """Raise SignInRefused(code)."""
        if self._link.signer is not None:
            proof = await self._link.signer.proof(self._link, brought.seat, brought.state)
            brought = replace(brought, proof=proof)
        return await self._asked("login", brought, SessionReply)

    async def _asked[T](self, step: str, body: object, kind: type[T]) -> T:
        try:
            return await self._link.ask_openly("POST", f"/auth/oidc/{step}", body, kind)
        except ServerRejected as rejected:
            raise SignInRefused(rejected.code) from rejected
