"""What callers hear while they wait: announcements, and the music that comes back after them."""

import asyncio

from server.exchange.media_relay import MediaRelays, RelayRefused
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_id
from server.store.engine.server_database import ServerDatabase

USUAL_LENGTH_S = 5.0  # of an announcement whose length the relay does not tell
MUSIC_TIMES = 10_000


class Sounds:
    """Every method raises RelayFault. folder: of the sounds, on the relays' computers."""

    def __init__(self, relays: MediaRelays, folder: str, database: ServerDatabase) -> None:
        self._relays = relays
        self._folder = folder
        self._database = database

    async def play(self, call: QueueCall, name: str) -> None:
        """Play an announcement; whoever still waits then hears the music again."""
        try:
            length_s = await self._play(call, name, times=1)
        except RelayRefused:  # a file that is missing has ended the music all the same
            await self._bring_music_back(call)
            raise
        await asyncio.sleep(length_s if length_s >= 0 else USUAL_LENGTH_S)
        await self._bring_music_back(call)

    async def silence(self, call: QueueCall) -> None:
        """End the sounds of a call that its exchange has forgotten."""
        await self._relays.forget(call.sip, call.relay or "1", exchange=call.exchange or "a")

    async def _bring_music_back(self, call: QueueCall) -> None:
        if await self._state(call) in (CallStage.WAITING, CallStage.OFFERED):
            await self._play(call, "music", times=MUSIC_TIMES)

    async def _play(self, call: QueueCall, name: str, times: int) -> float:
        """Play a file; one that came too late, into a conversation, is stopped at once."""
        relay, exchange = call.relay or "1", call.exchange or "a"
        file = f"{self._folder}/{name}.wav"
        length_s = await self._relays.play(
            call.sip, call.from_tag, file, relay, exchange=exchange, times=times
        )
        if await self._state(call) == CallStage.ANSWERED:
            await self._relays.stop(call.sip, call.from_tag, relay, exchange=exchange)
        return length_s

    async def _state(self, call: QueueCall) -> str:
        now = await self._database.read(lambda c: call_by_id(c, call.id))
        return now.state if now is not None else CallStage.ENDED
