"""How cards leave as text messages, where an SMS centre is set up."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from server.gateways.sms_centre import SmsCentre
from server.settings import SmsSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.knowledge.maintenance.ask_owner import note_sms
from server.usecases.messages.send_texts import SendTexts, TakeReceipts

TEXTS_EVERY_S = 2.0

Job = Callable[[], Awaitable[object]]


@asynccontextmanager
async def text_messages(
    sms: SmsSettings | None, database: ServerDatabase, clock: Callable[[], datetime]
) -> AsyncIterator[dict[str, tuple[Job, float]]]:
    """Hold the line to the SMS centre; yield the jobs that send, none where there is no centre."""
    if sms is None:
        await database.write(lambda c: note_sms(c, False))
        yield {}
        return
    await database.write(lambda c: note_sms(c, True, sms.texts_a_day))
    centre = SmsCentre(sms, TakeReceipts(database=database, clock=clock))
    centre.start()
    try:
        send = SendTexts(database=database, send=centre.send, clock=clock)
        yield {"server.texts": (send, TEXTS_EVERY_S)}
    finally:
        await centre.stop()
