"""Voicemail: messages of callers are recorded, kept, listened to and deleted."""

import logging
from datetime import datetime
from pathlib import Path

from server.api.call_routes import voicemail_routes
from server.bootstrap.server_part import Job, ServerPart, Site, nothing_to_close
from server.gateways.voice.voicemail import Voicemail, VoicePortRange
from server.gateways.voice.wav_file import message_of
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.usecases.calls.keep_voicemail import (
    CallerAtVoicemail,
    NewVoicemail,
    caller_at_voicemail,
    keep_voicemail,
)
from server.usecases.calls.tidy_voicemails import ForgetVoicemails, NoteVoicemails
from server.usecases.citizens.erase_again import VOICEMAIL_FOLDER
from server.usecases.routing.callbacks.voicemail_received import voicemail_received

log = logging.getLogger(__name__)

TIDY_EVERY_S = 3600.0


async def voicemail(site: Site) -> ServerPart:
    """Raise OSError: the port of the voicemail cannot be opened."""
    database, clock = site.database, site.clock
    folder = site.settings.data_dir / VOICEMAIL_FOLDER
    endpoint = _endpoint(site, folder)
    if endpoint is not None:
        await endpoint.open()
    days = _kept_days(site.settings)
    forget = ForgetVoicemails(database=database, folder=folder, keep_days=days, clock=clock)
    note = NoteVoicemails(
        database=database,
        folder=folder,
        keep_days=days,
        clock=clock,
        read=message_of,
        received=_received,
    )
    return ServerPart(
        aside=[note.aside],
        routes=voicemail_routes(database=database, folder=folder, clock=clock),
        jobs=[
            Job("server.voicemails", site.trusted.guard(forget), TIDY_EVERY_S),
            Job("server.unnoted-voicemails", note, TIDY_EVERY_S),
        ],
        close=nothing_to_close if endpoint is None else endpoint.close,
    )


def _kept_days(settings: ServerSettings) -> int:
    """Return for how many days a message is kept: never longer than the figures of its call."""
    days = settings.exchange.voicemail_days if settings.exchange else 0
    return min(days or settings.retention.figures_days, settings.retention.figures_days)


def _endpoint(site: Site, folder: Path) -> Voicemail | None:
    exchange = site.settings.exchange
    if exchange is None or not exchange.voice_port:
        return None

    async def who_calls(sip_id: str) -> CallerAtVoicemail:
        return await site.database.read(lambda c: caller_at_voicemail(c, sip_id))

    async def keep(message: NewVoicemail) -> None:
        await site.database.write(lambda c: keep_voicemail(c, message, _received, site.clock()))

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
        greetings=site.settings.greetings_folder,
        who_calls=who_calls,
        keep=keep,
    )


def _received(connection: Connection, message: NewVoicemail, now: datetime) -> None:
    """Make case and callback of the message."""
    if voicemail_received(connection, message, now) is None:
        log.error("voicemail %s is nobody's work: there is no desk", message.id)
