"""Sessions: signing in and out, the seats' telephone secrets, what is deleted of old sessions."""

from contract.version import VERSION
from contract.wire.exchange import ExchangeEvent
from contract.wire.protocol_version import CURRENT, OLDEST_SERVED
from contract.wire.session import Hello
from server.api.session_routes import session_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.usecases.accounts.login_attempts import forget_old_attempts
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.refresh_session import RefreshSession
from server.usecases.accounts.session_tokens import SessionTokens
from server.usecases.accounts.sign_in import SignIn
from server.usecases.accounts.sign_out import SignOut, forget_old_sessions

TIDY_EVERY_S = 3600.0
EXCHANGE_EVERY_S = 30.0


async def accounts(site: Site) -> ServerPart:
    database, sessions, clock = site.database, site.sessions, site.clock
    exchange, tokens = site.settings.exchange, SessionTokens(site.this.signing_key)
    lines = LineSecrets(exchange, database) if exchange else None
    routes = session_routes(
        hello=_hello(site),
        sign_in=SignIn(database=database, tokens=tokens, clock=clock, lines=lines),
        refresh_session=RefreshSession(
            database=database, tokens=tokens, sessions=sessions, clock=clock
        ),
        sign_out=SignOut(database=database, sessions=sessions, clock=clock, lines=lines),
    )

    async def tidy() -> None:
        await database.write(lambda c: forget_old_attempts(c, clock()))
        await database.write(lambda c: forget_old_sessions(c, clock()))

    tidying = Job("server.sessions", tidy, TIDY_EVERY_S)
    if lines is None:
        return ServerPart(routes=routes, jobs=[tidying])

    async def on_exchange_event(event: ExchangeEvent) -> None:
        lines.on_event(event)

    return ServerPart(
        routes=routes,
        jobs=[tidying, Job("server.exchange", lines.remind, EXCHANGE_EVERY_S)],
        on_exchange_event=on_exchange_event,
        close=lines.finish,
    )


def _hello(site: Site) -> Hello:
    return Hello(
        server_id=site.this.server_id,
        name=site.settings.name,
        version=VERSION,
        epoch=site.this.epoch,
        protocol_min=OLDEST_SERVED,
        protocol_max=CURRENT,
    )
