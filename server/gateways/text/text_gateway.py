"""The text gateway: a stream and a conversation for each call whose citizen has text."""

import asyncio
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contract.wire.text import (
    END_KEPT_S,
    TextAnswer,
    TextCallOut,
    TextOffer,
    TextPlace,
    TextSide,
    TextTaken,
    TypedText,
)
from server.gateways.text.offered_places import OfferedPlaces, TextPorts
from server.gateways.text.t140 import typed
from server.gateways.text.text_section import (
    TextSection,
    accepted,
    answers,
    offered,
    refused,
    text_section,
)
from server.gateways.text.text_stream import TextStream
from server.usecases.calls.text_conversation import TextConversation

log = logging.getLogger(__name__)

CALLS_LIMIT = 400  # with text at the same time
# An exchange that dies tells of no end: the port must come back by itself.
LONGEST_S = 4 * 3600.0  # an end nobody told us of
NO_SECTION = "m=text 0 RTP/AVP 98\r\n"

Tell = Callable[[TextConversation], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPortRange:
    """Where streams end: bound to address, named to devices as advertised."""

    address: str
    advertised: str = ""
    first_port: int = 46_000
    last_port: int = 46_999


@dataclass(slots=True)
class _Call:
    conversation: TextConversation
    stream: TextStream
    section: TextSection
    place: TextPlace
    ends: asyncio.TimerHandle


class TextGateway:
    """Everything runs on the loop's thread; nothing is written anywhere."""

    def __init__(
        self,
        *,
        places: TextPortRange,
        clock: Callable[[], datetime],
        tell: Tell,
        calls_limit: int = CALLS_LIMIT,
    ) -> None:
        self._address = places.advertised or places.address
        self._ports = TextPorts(places.address, places.first_port, places.last_port)
        self._calls_limit = calls_limit
        self._clock = clock
        self._tell = tell
        self._calls: dict[str, _Call] = {}  # by the window's name of the call
        self._offered = OfferedPlaces()
        self._ended: dict[str, TextConversation] = {}
        self._forgetting: set[asyncio.TimerHandle] = set()

    def __len__(self) -> int:
        return len(self._calls) + len(self._offered)

    async def place(self, offer: TextOffer) -> TextPlace:
        """Open a stream for the call; asked again, follow what the later offer says."""
        section = text_section(offer.sdp)
        if section is None:
            return TextPlace(media=NO_SECTION)
        known = self._calls.get(offer.call)
        # Each re-INVITE shows its offer again: it must go on at the port the device knows.
        if known is not None:
            return self._placed_again(known, section)
        if not section.is_usable or not offer.call or len(self) >= self._calls_limit:
            return TextPlace(media=refused(section))
        bound = self._ports.bound()
        if bound is None:
            log.warning("no port is free for a text stream")
            return TextPlace(media=refused(section))
        return await self._opened(offer.call, offer.sip, section, bound)

    def offer(self, call: TextCallOut) -> TextPlace:
        """Keep a place for a call that is being placed; nobody reads or types before its answer."""
        # Asked once more for a place that is kept, the limit does not count it twice.
        is_full = len(self) >= self._calls_limit and self._offered.get(call.sip) is None
        if is_full or call.sip in self._calls:
            return TextPlace(media="", sip=call.sip)
        port = self._offered.offer(call.call, call.sip, self._ports.bound)
        if port is None:
            log.warning("no port is free for a text stream")
            return TextPlace(media="", sip=call.sip)
        media = offered(self._address, port)
        return TextPlace(media=media, address=self._address, port=port, sip=call.sip)

    async def hear_answer(self, answer: TextAnswer) -> TextPlace:
        """Open the stream if the device takes the text; in a call that is up, follow or end it."""
        section = text_section(answer.sdp)
        place = self._offered.take(answer.sip)
        if place is not None:
            # The device has left text out, or answers what was not offered: it is called without
            # text.
            if section is None or not answers(section):
                place.bound.close()
                return TextPlace(media=NO_SECTION, sip=answer.sip)
            return await self._opened(place.sip, place.sip, section, place.bound, place.call)
        call = self._call_of(answer.sip)
        if call is None:
            return TextPlace(media=NO_SECTION, sip=answer.sip)
        # Another coding within a call would be read as garbage: the text ends, the voice goes on.
        if section is None or not section.is_usable or section.coding != call.section.coding:
            self._end(call.conversation.call_key)
            return TextPlace(media=NO_SECTION, sip=answer.sip)
        return self._placed_again(call, section)

    def conversation(self, call_key: str) -> TextConversation | None:
        """Return the text of a call, for a while after its end too."""
        call = self._calls.get(call_key)
        return call.conversation if call else self._ended.get(call_key)

    def open_conversations(self) -> tuple[TextConversation, ...]:
        return tuple(call.conversation for call in self._calls.values())

    def type(self, call_key: str, text: TypedText) -> TextTaken:
        """Send what the operator typed; a number that was taken before changes nothing."""
        call = self._calls.get(call_key)
        if call is None:
            return TextTaken(taken=0, refused="ended")
        taken = call.conversation.taken(text.stream)
        # A window whose answer was lost types the same number again: nothing is sent twice.
        if text.number != taken + 1:
            return TextTaken(taken=taken)
        characters = typed(text.characters)
        # Before it is noted as taken: what the device could not take is typed again.
        if not call.stream.put(characters):
            return TextTaken(taken=taken, refused="too_fast")
        call.conversation.take(text.stream, text.number)
        if characters:
            call.conversation.add(TextSide.OPERATOR, characters, self._clock())
        return TextTaken(taken=text.number)

    def end(self, *, call_key: str = "", sip_id: str = "") -> None:
        """End the stream of a call; an unknown one is nothing."""
        self._offered.give_up(sip_id)
        for key, call in list(self._calls.items()):
            if key == call_key or (sip_id and call.conversation.sip_id == sip_id):
                self._end(key)

    def close(self) -> None:
        """End everything: the server stops."""
        self._offered.close()
        for key in list(self._calls):
            self._end(key)
        for handle in self._forgetting:
            handle.cancel()
        self._ended.clear()

    def _call_of(self, sip: str) -> _Call | None:
        found = (call for call in self._calls.values() if call.conversation.sip_id == sip)
        return next(found, None)

    async def _opened(
        self,
        call_key: str,
        sip: str,
        section: TextSection,
        bound: socket.socket,
        told_as: str = "",
    ) -> TextPlace:
        """Speak with the device through the bound socket. Raise OSError."""
        conversation = TextConversation(call_key=call_key, sip_id=sip, told_as=told_as)

        def hear(text: str) -> None:
            first = not conversation.is_heard
            conversation.note_heard()
            if text:
                conversation.add(TextSide.CITIZEN, text, self._clock())
            # The window must open the pane when a device shows that it speaks text, before any
            # letter.
            if text or first:
                self._tell(conversation)

        stream = TextStream(section, hear)
        loop = asyncio.get_running_loop()
        place = self._place(section, int(bound.getsockname()[1]), sip)
        ends = loop.call_later(LONGEST_S, self._end, call_key)
        # Known before the loop opens it: an answer may come twice, or the end at once.
        self._calls[call_key] = _Call(conversation, stream, section, place, ends)
        await loop.create_datagram_endpoint(lambda: stream, sock=bound)
        log.info("text stream opened call=%s port=%d", call_key, place.port)
        self._tell(conversation)
        return place

    def _place(self, section: TextSection, port: int, sip: str) -> TextPlace:
        media = accepted(section, self._address, port)
        return TextPlace(media=media, address=self._address, port=port, sip=sip)

    def _placed_again(self, call: _Call, section: TextSection) -> TextPlace:
        if not section.is_usable or section.coding != call.section.coding:
            return TextPlace(media=refused(section))  # the text is put away, the call goes on
        if section != call.section:
            call.section = section
            call.stream.follow(section)
            call.place = self._place(section, call.place.port, call.place.sip)
        return call.place

    def _end(self, key: str) -> None:
        call = self._calls.pop(key, None)
        if call is None:
            return
        call.ends.cancel()
        call.stream.close()
        call.conversation.end()
        self._ended[key] = call.conversation
        # The last words must be readable when the call has ended before they were shown.
        handle = asyncio.get_running_loop().call_later(END_KEPT_S, self._forget, key)
        self._forgetting.add(handle)
        self._tell(call.conversation)
        log.info("text stream ended call=%s dropped=%d", key, call.stream.dropped)

    def _forget(self, key: str) -> None:
        self._ended.pop(key, None)
        now = asyncio.get_running_loop().time()
        self._forgetting = {h for h in self._forgetting if h.when() > now and not h.cancelled()}
