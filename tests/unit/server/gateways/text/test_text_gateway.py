"""The gateway over real UDP: places, floods, typing once, and the end."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from contract.domain.text_conversation import LOST
from contract.wire.text import TextAnswer, TextCallOut, TextOffer, TextSide, TypedText
from server.gateways.rtp_packet import RtpPacket
from server.gateways.text.offered_places import OFFERED_S
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from server.gateways.text.text_stream import CHARACTERS_AT_ONCE, PACKETS_AT_ONCE
from server.usecases.calls.text_conversation import TextConversation
from tests.support.known import known
from tests.support.waiting import until
from tools.citizens.text_peer import TextPeer

HOST, CITIZEN = "127.0.0.81", "127.0.0.82"
FIRST = 32_100  # below what the system gives away by itself: there a browser may have any port
HEAD = f"v=0\r\nc=IN IP4 {CITIZEN}\r\nt=0 0\r\n"


@asynccontextmanager
async def gateway(
    told: list[str] | None = None, *, last_port: int = FIRST + 99, calls_limit: int = 400
) -> AsyncIterator[TextGateway]:
    def tell(conversation: TextConversation) -> None:
        if told is not None:
            told.append(conversation.call_key)

    places = TextPortRange(address=HOST, first_port=FIRST, last_port=last_port)
    made = TextGateway(
        places=places, clock=lambda: datetime.now(UTC), tell=tell, calls_limit=calls_limit
    )
    try:
        yield made
    finally:
        made.close()


@asynccontextmanager
async def peer() -> AsyncIterator[TextPeer]:
    made = TextPeer(CITIZEN)
    try:
        yield made
    finally:
        await made.stop()


def offer(section: str, call: str = "c1", sip: str = "s1") -> TextOffer:
    return TextOffer(call=call, sip=sip, sdp=HEAD + section)


def said(made: TextGateway, call: str = "c1", side: TextSide = TextSide.CITIZEN) -> str:
    conversation = known(made.conversation(call))
    return "".join(p.characters for p in conversation.feed(0).pieces if p.side is side)


def press(made: TextGateway, number: int, characters: str, stream: str = "p") -> tuple[int, str]:
    taken = made.type("c1", TypedText(stream=stream, number=number, characters=characters))
    return taken.taken, taken.refused


async def test_both_read_what_the_other_writes() -> None:
    async with gateway() as made, peer() as citizen:
        place = await made.place(offer(citizen.sdp_section()))
        assert place.media.startswith(f"m=text {place.port} RTP/AVP 100 98\r\nc=IN IP4 {HOST}\r\n")
        citizen.start((place.address, place.port))
        citizen.press("Aiuto\n🙂")
        assert press(made, 1, "Eccomi\n") == (1, "")
        await until(lambda: said(made) == "Aiuto\n🙂")
        await until(lambda: citizen.text == "Eccomi\u2028")
        assert said(made, side=TextSide.OPERATOR) == "Eccomi\n"


async def test_typing_again_under_a_taken_number_changes_nothing() -> None:
    async with gateway() as made, peer() as citizen:
        place = await made.place(offer(citizen.sdp_section()))
        citizen.start((place.address, place.port))
        assert press(made, 1, "a") == (1, "")
        assert press(made, 1, "a") == (1, "")
        assert press(made, 3, "c") == (1, "")  # 2 is missing
        assert press(made, 2, "b") == (2, "")
        assert press(made, 1, "z", stream="another pane") == (1, "")
        await until(lambda: citizen.text == "abz")


async def test_controls_an_operator_pastes_are_not_sent() -> None:
    async with gateway() as made, peer() as citizen:
        await made.place(offer(citizen.sdp_section()))
        assert press(made, 1, "\x00\x1b") == (1, "")
        assert press(made, 2, "a\x9bb\b") == (2, "")
        assert said(made, side=TextSide.OPERATOR) == "ab\b"


async def test_too_much_waiting_is_refused_until_the_device_took_some() -> None:
    async with gateway() as made, peer() as citizen:
        await made.place(offer(citizen.sdp_section()))
        number = 1
        while (answer := press(made, number, "x" * 256))[1] == "":
            number += 1
        assert answer == (number - 1, "too_fast")


async def test_asked_again_the_same_place_is_given_and_hold_is_followed() -> None:
    async with gateway() as made, peer() as citizen:
        section = citizen.sdp_section()
        first = await made.place(offer(section))
        assert await made.place(offer(section)) == first
        held = await made.place(offer(section.replace("a=sendrecv", "a=sendonly")))
        assert held.port == first.port
        assert held.media.endswith("a=recvonly\r\n")
        citizen.start((first.address, first.port))
        press(made, 1, "dopo")
        resumed = await made.place(offer(section))
        assert resumed == first
        await until(lambda: citizen.text == "dopo")
        moved = section.replace("98", "97")
        assert (await made.place(offer(moved))).media.startswith("m=text 0 ")


@pytest.mark.parametrize("section", ["", "m=audio 4 RTP/AVP 8\r\n", "m=text 0 RTP/AVP 98\r\n"])
async def test_no_usable_offer_is_refused(section: str) -> None:
    async with gateway() as made:
        place = await made.place(offer(section))
        assert place.media == "m=text 0 RTP/AVP 98\r\n"
        assert len(made) == 0


async def test_ports_have_a_limit_and_come_back() -> None:
    async with gateway(last_port=FIRST + 3) as made, peer() as citizen:
        section = citizen.sdp_section()
        ports = [(await made.place(offer(section, call))).port for call in ("a", "b", "c")]
        assert ports == [FIRST, FIRST + 2, 0]  # two streams fit into four ports
        made.end(call_key="a")
        await asyncio.sleep(0.01)  # the loop closes a socket on a later turn
        assert (await made.place(offer(section, "d"))).port == FIRST


async def test_calls_have_a_limit() -> None:
    async with gateway(calls_limit=3) as made, peer() as citizen:
        section = citizen.sdp_section()
        ports = [(await made.place(offer(section, call))).port for call in ("a", "b", "c", "d")]
        assert [bool(port) for port in ports] == [True, True, True, False]


async def test_after_the_end_the_text_can_be_read_and_nothing_typed() -> None:
    told: list[str] = []
    async with gateway(told) as made, peer() as citizen:
        place = await made.place(offer(citizen.sdp_section()))
        citizen.start((place.address, place.port))
        citizen.press("ciao")
        await until(lambda: said(made) == "ciao")
        made.end(sip_id="another")
        made.end(sip_id="s1")
        conversation = known(made.conversation("c1"))
        assert not conversation.is_open
        assert press(made, 1, "x") == (0, "ended")
        assert said(made) == "ciao"
        assert told.count("c1") >= 3  # opened, heard, ended
        assert made.open_conversations() == ()
    assert made.conversation("c1") is None


async def test_strangers_garbage_and_floods_are_dropped() -> None:
    async with gateway() as made, peer() as citizen:
        place = await made.place(offer(citizen.sdp_section()))
        target = (place.address, place.port)
        text = RtpPacket(payload_type=98, sequence=1, timestamp=0, source=1, payload=b"!")
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flood,
        ):
            stranger.bind(("127.0.0.83", 0))
            stranger.sendto(text.to_bytes(), target)
            flood.bind((CITIZEN, 0))
            for data in (b"", b"x" * 1_600, bytes(30), bytes([0x80, 8]) * 10):
                flood.sendto(data, target)
            stream = made._calls["c1"].stream
            await until(lambda: stream.dropped >= 5)
            assert said(made) == ""
            for number in range(3 * int(PACKETS_AT_ONCE)):
                packet = RtpPacket(
                    payload_type=98, sequence=number, timestamp=0, source=1, payload=b"f" * 200
                )
                flood.sendto(packet.to_bytes(), target)
            await until(lambda: LOST in said(made))
            assert len(said(made)) <= CHARACTERS_AT_ONCE + 400


async def test_a_device_that_is_not_there_yet_hears_the_stream_later() -> None:
    async with gateway() as made, peer() as citizen:
        port = citizen.port
        section = citizen.sdp_section().replace(str(port), "4999")  # nobody listens there
        place = await made.place(offer(section))
        press(made, 1, "a")
        await asyncio.sleep(0)
        citizen.start((place.address, place.port))
        citizen.press("sono qui")  # from another port than the one offered
        await until(lambda: said(made) == "sono qui")
        press(made, 2, "bene")
        await until(lambda: citizen.text.endswith("bene"))


OUT = TextCallOut(call="x1", sip="c1")


async def test_a_citizen_who_is_called_takes_the_text_she_was_offered() -> None:
    told: list[str] = []
    async with gateway(told) as made, peer() as citizen:
        place = made.offer(OUT)
        assert made.offer(OUT) == place
        assert place.media == (
            f"m=text {place.port} RTP/AVP 100 98\r\nc=IN IP4 {HOST}\r\na=rtpmap:98 t140/1000\r\n"
            "a=rtpmap:100 red/1000\r\na=fmtp:100 98/98/98\r\na=sendrecv\r\n"
        )
        assert made.conversation("c1") is None  # nobody is told before she has answered
        assert made.open_conversations() == ()
        citizen.start((place.address, place.port))
        citizen.press("presto")  # faster than her answer: it waits in the socket
        await until(lambda: citizen.packets_sent)
        assert told == []
        answer = TextAnswer(sip="c1", sdp=HEAD + citizen.sdp_section())
        assert (await made.hear_answer(answer)).media == place.media
        assert (await made.hear_answer(answer)).port == place.port  # it may come twice
        await until(lambda: said(made) == "presto")
        assert press(made, 1, "eccomi") == (1, "")
        await until(lambda: citizen.text == "eccomi")
        made.end(sip_id="c1")
        assert len(made) == 0


@pytest.mark.parametrize(
    "section",
    [
        "",
        "m=audio 4 RTP/AVP 8\r\n",
        "m=text 0 RTP/AVP 98\r\n",
        "m=text 5 RTP/AVP 97\r\na=rtpmap:97 t140/1000\r\n",  # numbers we did not offer
    ],
)
async def test_a_citizen_who_takes_no_text_leaves_nothing_behind(section: str) -> None:
    told: list[str] = []
    async with gateway(told, last_port=FIRST + 1) as made:
        made.offer(OUT)
        place = await made.hear_answer(TextAnswer(sip="c1", sdp=HEAD + section))
        assert place.media.startswith("m=text 0 ")
        assert (len(made), told, made.conversation("c1")) == (0, [], None)
        assert made.offer(TextCallOut(call="c2", sip="s2")).port == FIRST  # the only one


async def test_a_device_without_redundancy_is_taken_as_it_is() -> None:
    async with gateway() as made, peer() as citizen:
        made.offer(OUT)
        section = f"m=text {citizen.port} RTP/AVP 98\r\na=rtpmap:98 t140/1000\r\n"
        place = await made.hear_answer(TextAnswer(sip="c1", sdp=HEAD + section))
        assert place.media.startswith(f"m=text {place.port} RTP/AVP 98\r\n")


async def test_offered_places_count_end_and_are_given_up() -> None:
    async with gateway(last_port=FIRST + 3) as made:
        loop = asyncio.get_running_loop()
        ports = [made.offer(TextCallOut(call=c, sip=c)).port for c in ("a", "b", "c")]
        assert ports == [FIRST, FIRST + 2, 0]
        assert made.offer(TextCallOut(call="c", sip="c")).media == ""
        made.end(sip_id="a")
        assert made.offer(TextCallOut(call="d", sip="d")).port == FIRST
        place = known(made._offered.get("d"))
        assert 0 < place.ends.when() - loop.time() <= OFFERED_S
        made._offered.give_up("d")
        assert len(made) == 1
    async with gateway(calls_limit=1) as made:
        assert made.offer(OUT).port
        assert made.offer(OUT).port  # the same one
        assert made.offer(TextCallOut(call="c2", sip="s2")).media == ""


async def test_a_later_offer_of_her_device_is_followed_or_ends_the_text() -> None:
    async with gateway() as made, peer() as citizen:
        section = citizen.sdp_section()
        place = await made.place(offer(section))
        held = section.replace("a=sendrecv", "a=sendonly")
        answer = await made.hear_answer(TextAnswer(sip="s1", sdp=HEAD + held))
        assert answer.media.endswith("a=recvonly\r\n")
        assert (
            await made.hear_answer(TextAnswer(sip="s1", sdp=HEAD + section))
        ).media == place.media
        gone = TextAnswer(sip="s1", sdp=HEAD + "m=audio 4 RTP/AVP 8\r\n")
        assert (await made.hear_answer(gone)).media.startswith("m=text 0 ")
        conversation = known(made.conversation("c1"))
        assert not conversation.is_open


async def test_a_call_that_ends_while_its_stream_opens_leaves_no_socket() -> None:
    async with gateway(last_port=FIRST + 1) as made, peer() as citizen:
        made.offer(OUT)
        answer = TextAnswer(sip="c1", sdp=HEAD + citizen.sdp_section())
        opening = asyncio.create_task(made.hear_answer(answer))
        await asyncio.sleep(0)
        made.end(sip_id="c1")
        await opening
        await asyncio.sleep(0.01)
        assert len(made) == 0
        assert made.offer(TextCallOut(call="c2", sip="s2")).port == FIRST
