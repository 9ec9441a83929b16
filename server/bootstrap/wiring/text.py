"""Real-time text: the text streams of calls, and the windows that read and write them."""

from contextlib import AsyncExitStack

from contract.domain.ids import AccountId
from contract.wire.exchange import ExchangeEvent
from contract.wire.text import EVENT_TEXT, TextNews
from server.api.text_routes import exchange_text_routes, text_routes
from server.bootstrap.server_part import ServerPart, Site, in_background
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from server.settings import ExchangeSettings
from server.usecases.calls.text_calls import TellText

OVER = ("ended", "abandoned")


async def text(site: Site) -> ServerPart:
    def tell(account_id: AccountId, news: TextNews) -> None:
        site.hub.tell(account_id, EVENT_TEXT, news)

    teller = TellText(database=site.database, tell=tell)
    places = _port_range(site.settings.exchange)
    streams = TextGateway(places=places, clock=site.clock, tell=teller.changed)

    async def on_exchange_event(event: ExchangeEvent) -> None:
        if event.ev in OVER:
            streams.end(call_key=event.call, sip_id=event.sip)

    async with AsyncExitStack() as opened:
        await opened.enter_async_context(in_background(teller.run(streams), "server.text-news"))
        opened.callback(streams.close)
        return ServerPart(
            routes=text_routes(database=site.database, calls=streams),
            exchange_routes=exchange_text_routes(streams),
            on_exchange_event=on_exchange_event,
            close=opened.pop_all().aclose,
        )


def _port_range(exchange: ExchangeSettings | None) -> TextPortRange:
    if exchange is None:
        return TextPortRange(address="127.0.0.1")
    first, last = exchange.text_ports
    return TextPortRange(
        address=exchange.text_host,
        advertised=exchange.text_advertised,
        first_port=first,
        last_port=last,
    )
