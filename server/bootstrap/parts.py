"""The parts of the server: one line each, but for those that need something of another part."""

from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import import_module

from server.bootstrap.server_part import ServerPart, Site
from server.bootstrap.wiring.accounts import accounts
from server.bootstrap.wiring.calls import calls
from server.bootstrap.wiring.duty import duty
from server.bootstrap.wiring.exchange import exchange
from server.bootstrap.wiring.floor import floor
from server.bootstrap.wiring.misuse import misuse
from server.bootstrap.wiring.routing import routing
from server.bootstrap.wiring.sync import sync
from server.bootstrap.wiring.systems import systems
from server.bootstrap.wiring.text import text
from server.bootstrap.wiring.voicemail import voicemail

NAMES = (
    "contacts",
    "knowledge",
    "messages",
    "operations",
)


async def parts(site: Site) -> AsyncIterator[ServerPart]:
    """Open one part after the other. Raise OSError or UnusableKey for one that cannot be opened.

    Exchange events reach the parts in this order: routing comes after those that cannot fail, for
    an event it could not store is repeated by the exchange.
    """
    yield await accounts(site)
    yield await text(site)
    yield await voicemail(site)
    yield (recorded := await calls(site))
    yield (routed := await routing(site, recorded.record))
    yield (on_duty := await duty(site, routed.dispatcher))
    yield await sync(site, on_duty.greeting)
    yield (exchanges := await exchange(site, routed.dispatcher))
    yield (watched := await misuse(site))
    yield await floor(site, exchanges.heard, watched.watch)
    yield await systems(site, exchanges.heard)
    for name in NAMES:
        yield await _named(name)(site)


def _named(name: str) -> Callable[[Site], Awaitable[ServerPart]]:
    # By name, so that a part is one line here: its import would be a second one.
    opening: Callable[[Site], Awaitable[ServerPart]]
    opening = getattr(import_module(f"server.bootstrap.wiring.{name}"), name)
    return opening
