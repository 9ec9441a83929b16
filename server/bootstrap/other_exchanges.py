"""How an Asterisk or a FreeSWITCH is joined to routing, where the settings name one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from server.exchange_settings import AsteriskAccess, FreeSwitchAccess
from server.settings import ServerSettings
from server.usecases.routing.dispatcher import Dispatcher

if TYPE_CHECKING:
    from server.gateways.asterisk import Asterisk
    from server.gateways.freeswitch import FreeSwitch


@asynccontextmanager
async def other_exchanges(settings: ServerSettings, dispatcher: Dispatcher) -> AsyncIterator[None]:
    """Stay connected with the exchanges of other makes meanwhile."""
    async with AsyncExitStack() as stack:
        if settings.asterisk is not None:
            await stack.enter_async_context(_asterisk(settings.asterisk, dispatcher))
        if settings.freeswitch is not None:
            await stack.enter_async_context(_freeswitch(settings.freeswitch, dispatcher))
        yield


@asynccontextmanager
async def _asterisk(access: AsteriskAccess, dispatcher: Dispatcher) -> AsyncIterator[None]:
    import httpx  # not before: most servers have none of these exchanges

    from server.gateways.asterisk import Asterisk, AsteriskSettings

    password = access.password_file.read_text(encoding="utf-8").strip()
    async with httpx.AsyncClient(
        base_url=access.url, auth=(access.user, password), trust_env=False
    ) as client:
        adapter = Asterisk(
            AsteriskSettings(
                url=access.url,
                user=access.user,
                password=password,
                application=access.application,
                endpoint=access.endpoint,
                trunk=access.trunk,
                fallback_seats=access.fallback_seats,
            ),
            route=dispatcher.route,
            hear=dispatcher.hear,
            digit=dispatcher.digit,
            client=client,
        )
        async with _running(adapter):
            yield


@asynccontextmanager
async def _freeswitch(access: FreeSwitchAccess, dispatcher: Dispatcher) -> AsyncIterator[None]:
    from server.gateways.freeswitch import FreeSwitch, FreeSwitchSettings

    adapter = FreeSwitch(
        FreeSwitchSettings(
            host=access.host,
            port=access.port,
            password=access.password_file.read_text(encoding="utf-8").strip(),
            endpoint=access.endpoint,
            trunk=access.trunk,
            fallback_seats=access.fallback_seats,
        ),
        route=dispatcher.route,
        hear=dispatcher.hear,
        digit=dispatcher.digit,
    )
    async with _running(adapter):
        yield


@asynccontextmanager
async def _running(adapter: "Asterisk | FreeSwitch") -> AsyncIterator[None]:
    running = asyncio.create_task(adapter.run(), name="server.exchange")
    try:
        yield
    finally:
        await adapter.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
