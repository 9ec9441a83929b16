"""The telephone exchanges: their trunks watched, those of other makes connected."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from contract.wire.trunks import EVENT_TRUNKS
from server.bootstrap.server_part import Job, ServerPart, Site, in_background
from server.exchange.exchange_rpc import rpcs_of
from server.exchange_settings import AsteriskAccess, FreeSwitchAccess
from server.usecases.exchange.watch_trunks import WatchTrunks
from server.usecases.routing.dispatcher import Dispatcher

if TYPE_CHECKING:
    from server.gateways.asterisk import Asterisk
    from server.gateways.freeswitch import FreeSwitch

TRUNKS_EVERY_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePart(ServerPart):
    """heard: when each exchange that is asked answered last, by its name."""

    heard: Mapping[str, datetime]


async def exchange(site: Site, dispatcher: Dispatcher) -> ExchangePart:
    """Raise OSError: the password of an exchange cannot be read."""
    settings = site.settings
    async with AsyncExitStack() as opened:
        adapters: list[Asterisk | FreeSwitch] = []
        if settings.asterisk is not None:
            adapters.append(await _asterisk(settings.asterisk, dispatcher, opened))
        if settings.freeswitch is not None:
            adapters.append(_freeswitch(settings.freeswitch, dispatcher))
        for adapter in adapters:
            await opened.enter_async_context(in_background(adapter.run(), "server.exchange"))
            opened.push_async_callback(adapter.close)
        watch = _watch(site)
        jobs = [Job("server.trunks", watch, TRUNKS_EVERY_S)] if watch.heard else []
        return ExchangePart(jobs=jobs, heard=watch.heard, close=opened.pop_all().aclose)


def _watch(site: Site) -> WatchTrunks:
    rpcs = rpcs_of(site.settings.exchange) if site.settings.exchange else ()
    return WatchTrunks(
        database=site.database,
        has_trunk={rpc.name: rpc.has_trunk for rpc in rpcs},
        clock=site.clock,
        tell_all=lambda states: site.hub.tell_all(EVENT_TRUNKS, states),
    )


async def _asterisk(
    access: AsteriskAccess, dispatcher: Dispatcher, opened: AsyncExitStack
) -> "Asterisk":
    import httpx  # not before: most servers have none of these exchanges

    from server.gateways.asterisk import Asterisk, AsteriskSettings

    password = access.password_file.read_text(encoding="utf-8").strip()
    client = httpx.AsyncClient(base_url=access.url, auth=(access.user, password), trust_env=False)
    return Asterisk(
        AsteriskSettings(
            url=access.url,
            user=access.user,
            password=password,
            application=access.application,
            endpoint=access.endpoint,
            trunk=access.trunk,
            fallback_seats=access.fallback_seats,
        ),
        routing=dispatcher,
        client=await opened.enter_async_context(client),
    )


def _freeswitch(access: FreeSwitchAccess, dispatcher: Dispatcher) -> "FreeSwitch":
    from server.gateways.freeswitch import FreeSwitch, FreeSwitchSettings

    return FreeSwitch(
        FreeSwitchSettings(
            host=access.host,
            port=access.port,
            password=access.password_file.read_text(encoding="utf-8").strip(),
            endpoint=access.endpoint,
            trunk=access.trunk,
            fallback_seats=access.fallback_seats,
        ),
        routing=dispatcher,
    )
