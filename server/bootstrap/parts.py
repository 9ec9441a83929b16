"""The parts of the server, one entry each: to add a part, write its module and add it here."""

from collections.abc import AsyncIterator

from server.bootstrap.server_part import ServerPart, Site
from server.bootstrap.wiring.accounts import accounts
from server.bootstrap.wiring.calls import calls
from server.bootstrap.wiring.contacts import contacts
from server.bootstrap.wiring.duty import duty
from server.bootstrap.wiring.exchange import exchange
from server.bootstrap.wiring.knowledge import knowledge
from server.bootstrap.wiring.messages import messages
from server.bootstrap.wiring.operations import operations
from server.bootstrap.wiring.routing import routing
from server.bootstrap.wiring.sync import sync
from server.bootstrap.wiring.text import text
from server.bootstrap.wiring.voicemail import voicemail


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
    yield await exchange(site, routed.dispatcher)
    yield await contacts(site)
    yield await knowledge(site)
    yield await messages(site)
    yield await operations(site)
