"""Events of Asterisk's REST interface, as far as routing needs them; all else is ignored."""

import msgspec

from contract.wire.decoding import MalformedMessage, decode

# Q.850 causes of a seat that did not take the call
BUSY, NO_ANSWER, ABSENT, NO_ROUTE, REFUSED = 17, 19, 20, 3, 21


class Party(msgspec.Struct, frozen=True):
    number: str = ""


class Dialplan(msgspec.Struct, frozen=True):
    exten: str = ""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    state: str = ""
    caller: Party = Party()
    dialplan: Dialplan = Dialplan()


class Application(msgspec.Struct, frozen=True, kw_only=True):
    channel_ids: tuple[str, ...] = ()
    bridge_ids: tuple[str, ...] = ()


class Bridge(msgspec.Struct, frozen=True, kw_only=True):
    channels: tuple[str, ...] = ()


class ChannelEvent(msgspec.Struct, frozen=True, kw_only=True):
    """type is StasisStart, StasisEnd, ChannelDestroyed, ChannelDtmfReceived or another one."""

    type: str
    channel: Channel | None = None
    args: tuple[str, ...] = ()
    cause: int = 0
    digit: str = ""


def read_event(text: str | bytes) -> ChannelEvent | None:
    """Return the event of a frame; None for what is no event of a channel, or is unreadable."""
    try:
        event: ChannelEvent = decode(text.encode() if isinstance(text, str) else text, ChannelEvent)
    except MalformedMessage:
        return None
    return event if event.channel is not None else None


def outcome_of(cause: int) -> str:
    """Return how a ring ended, in the words of the routing contract."""
    outcomes = {
        BUSY: "busy",
        NO_ANSWER: "rona",
        ABSENT: "not_registered",
        NO_ROUTE: "not_registered",
        REFUSED: "busy",
    }
    return outcomes.get(cause, "unavailable")
