"""What the console asks the server on the way through the city's identity provider."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from console.errors import ServerRejected, SignInRefused
from console.sync.server_link import ServerLink
from contract.wire.session import (
    OIDC,
    Hello,
    ProviderLogin,
    ProviderStart,
    ProviderStarted,
    SeatProof,
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
        with _refused():
            return await self._asked("start", asked, ProviderStarted)

    async def login(self, brought: ProviderLogin) -> SessionReply:
        """Raise SignInRefused(code)."""
        signer = self._link.signer

        async def send(proof: SeatProof | None) -> SessionReply:
            return await self._asked("login", replace(brought, proof=proof), SessionReply)

        with _refused():
            if signer is None:
                return await send(brought.proof)
            return await signer.proven(self._link, brought.seat, brought.state, send)

    async def _asked[T](self, step: str, body: object, kind: type[T]) -> T:
        return await self._link.ask_openly("POST", f"/auth/oidc/{step}", body, kind)


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except ServerRejected as rejected:
        raise SignInRefused(rejected.code) from rejected
