"""Sessions: signing in and out, the seats' telephone secrets, what is deleted of old sessions."""

from contract.version import VERSION
from contract.wire.exchange import ExchangeEvent
from contract.wire.protocol_version import CURRENT, OLDEST_SERVED
from contract.wire.session import LOCAL, OIDC, Hello
from server.account_settings import Seats
from server.api.identity_routes import identity_routes
from server.api.session_routes import seat_routes, session_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.store.operations.in_steps import in_steps
from server.usecases.accounts.change_password import ChangePassword, Passwords
from server.usecases.accounts.enrolled_seats import EnrolSeat
from server.usecases.accounts.leaked_passwords import leaked_in
from server.usecases.accounts.login_attempts import forget_old_attempts
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.open_session import OpenSession
from server.usecases.accounts.refresh_session import RefreshSession
from server.usecases.accounts.sealed_keys import SealedKeys
from server.usecases.accounts.seat_proofs import SeatProofs
from server.usecases.accounts.second_factor import SecondFactors, forget_begun_factors
from server.usecases.accounts.session_tokens import SessionTokens
from server.usecases.accounts.sign_in import SignIn
from server.usecases.accounts.sign_out import SignOut, forget_old_sessions, shorten_sessions
from server.usecases.identity.identity_provider import IdentityProvider
from server.usecases.identity.sign_in_by_provider import SignInByProvider

TIDY_EVERY_S = 3600.0
EXCHANGE_EVERY_S = 30.0


async def accounts(site: Site) -> ServerPart:
    database, sessions, clock = site.database, site.sessions, site.clock
    exchange, tokens = site.settings.exchange, SessionTokens(site.keys.signing)
    lines = LineSecrets(exchange, database, clock) if exchange else None
    keys = SealedKeys(private=site.keys.opening, database=database, clock=clock)
    open_session = OpenSession(
        database=database, tokens=tokens, clock=clock, lines=lines, keys=keys
    )
    proofs = SeatProofs(
        database=database,
        clock=clock,
        server_id=site.this.server_id,
        is_demanded=site.settings.accounts.seats is Seats.ENROLLED,
    )
    enrol = EnrolSeat(database=database, clock=clock, server_id=site.this.server_id)
    passwords = Passwords(leaked_in(site.settings.accounts.leaked_passwords))
    routes = session_routes(
        hello=_hello(site),
        sign_in=SignIn(
            database=database,
            clock=clock,
            open_session=open_session,
            passwords=passwords,
            factors=SecondFactors(site.keys.opening, site.settings.accounts.second_factor),
            proofs=proofs,
        ),
        change_password=ChangePassword(database=database, clock=clock, passwords=passwords),
        refresh_session=RefreshSession(
            database=database, tokens=tokens, sessions=sessions, clock=clock, proofs=proofs
        ),
        sign_out=SignOut(database=database, sessions=sessions, clock=clock, lines=lines),
        keys=keys,
    )
    routes += identity_routes(_by_provider(site, open_session, proofs))
    routes += seat_routes(proofs, enrol)

    async def tidy() -> None:
        await in_steps(database, lambda c: forget_old_attempts(c, clock()))
        await in_steps(database, lambda c: shorten_sessions(c, clock()))
        await in_steps(database, lambda c: forget_old_sessions(c, clock()))
        await in_steps(database, lambda c: forget_begun_factors(c, clock()))

    tidying = Job("server.sessions", site.trusted.guard(tidy), TIDY_EVERY_S)
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
        auth=(LOCAL, OIDC) if site.settings.oidc else (LOCAL,),
        provider=site.settings.oidc.name if site.settings.oidc else "",
    )


def _by_provider(
    site: Site, open_session: OpenSession, proofs: SeatProofs
) -> SignInByProvider | None:
    settings, clock = site.settings.oidc, site.clock
    if settings is None:
        return None
    from server.gateways.provider_http import ProviderHttp  # not before: it loads a client of HTTP

    return SignInByProvider(
        provider=IdentityProvider(settings, ProviderHttp(settings), clock),
        database=site.database,
        clock=clock,
        open_session=open_session,
        proofs=proofs,
    )
