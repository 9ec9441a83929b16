"""How text gateway and voicemail are joined to exchange, database and windows."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from litestar.handlers import HTTPRouteHandler

from contract.domain.ids import AccountId
from contract.wire.exchange import ExchangeEvent
from contract.wire.text import EVENT_TEXT, TextNews
from server.api.event_hub import EventHub
from server.api.text_routes import exchange_text_routes, text_routes
from server.api.voicemail_routes import voicemail_routes
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from server.gateways.voice.voicemail import Voicemail, VoicePortRange
from server.settings import ExchangeSettings, ServerSettings
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    ForgetVoicemails,
    NewVoicemail,
    caller_at_voicemail,
    keep_voicemail,
)
from server.usecases.calls.text_calls import TellText
from server.usecases.calls.text_conversation import TextConversation
from server.usecases.routing.callbacks.voicemail_received import voicemail_received

log = logging.getLogger(__name__)

VOICEMAIL_FOLDER = "voicemail"  # below data_dir
OVER = ("ended", "abandoned")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """hear: to be called with what the exchange tells. tidy: deletes old messages."""

    routes: list[HTTPRouteHandler]
    exchange_routes: list[HTTPRouteHandler]
    hear: Callable[[ExchangeEvent], None]
    tidy: Callable[[], Awaitable[object]]


@asynccontextmanager
async def endpoints(
    settings: ServerSettings, *, database: ServerDatabase, hub: EventHub, clock: Clock
) -> AsyncIterator[Endpoints]:
    """Yield the endpoints at work; end every stream afterwards. Raise OSError."""

    def tell(account_id: AccountId, news: TextNews) -> None:
        hub.tell(account_id, EVENT_TEXT, news)

    def changed(conversation: TextConversation) -> None:
        teller.changed(conversation)

    teller = TellText(database=database, tell=tell)
    text = TextGateway(places=_text_places(settings.exchange), clock=clock, tell=changed)
    telling = asyncio.create_task(teller.run(text), name="server.text-news")
    folder = settings.data_dir / VOICEMAIL_FOLDER
    days = settings.exchange.voicemail_days if settings.exchange else 0
    days = min(days or settings.retention.figures_days, settings.retention.figures_days)
    voicemail = _voicemail(settings, folder, database, clock)

    def hear(event: ExchangeEvent) -> None:
        if event.ev in OVER:
            text.end(call_key=event.call, sip_id=event.sip)

    forget = ForgetVoicemails(database=database, folder=folder, keep_days=days, clock=clock)
    try:
        if voicemail is not None:
            await voicemail.open()
        yield Endpoints(
            routes=[
                *text_routes(database=database, calls=text),
                *voicemail_routes(database=database, folder=folder, clock=clock),
            ],
            exchange_routes=exchange_text_routes(text),
            hear=hear,
            tidy=forget,
        )
    finally:
        text.close()
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
        if voicemail is not None:
            await voicemail.close()


def _text_places(exchange: ExchangeSettings | None) -> TextPortRange:
    if exchange is None:
        return TextPortRange(address="127.0.0.1")
    first, last = exchange.text_ports
    return TextPortRange(
        address=exchange.text_host,
        advertised=exchange.text_advertised,
        first_port=first,
        last_port=last,
    )


def _voicemail(
    settings: ServerSettings, folder: Path, database: ServerDatabase, clock: Clock
) -> Voicemail | None:
    exchange = settings.exchange
    if exchange is None or not exchange.voice_port:
        return None

    async def who_calls(sip_id: str) -> CallerAtVoicemail:
        return await database.read(lambda c: caller_at_voicemail(c, sip_id))

    async def keep(message: NewVoicemail) -> None:
        await database.write(lambda c: keep_voicemail(c, message, _received, clock()))

    first, last = exchange.voice_ports
    return Voicemail(
        places=VoicePortRange(
            host=exchange.voice_host,
            port=exchange.voice_port,
            first_port=first,
            last_port=last,
            known=frozenset(exchange.sip_hosts),
        ),
        folder=folder,
        greetings=settings.greetings_folder,
        who_calls=who_calls,
        keep=keep,
    )


def _received(connection: Connection, message: NewVoicemail, now: datetime) -> None:
    """Make case and callback of the message."""
    if voicemail_received(connection, message, now) is None:
        log.error("voicemail %s is nobody's work: there is no desk", message.id)
