"""Turns a client's line into a request, and checks what can be checked without the page."""

import re

import msgspec

from contract.domain.phone_number import UnusableNumber, dialable
from contract.wire.decoding import MalformedMessage, decode
from contract.wire.phone_socket import (
    MESSAGE_PARTS,
    MESSAGE_PIECE,
    AnyRequest,
    Call,
    CallRequest,
    CallState,
    Dtmf,
    Hold,
    Join,
    Mute,
    PlayMessage,
    PlayTone,
    RefusalCode,
    Request,
    SetLine,
    Split,
    Transfer,
    TransferTo,
)

_DIGITS = re.compile(r"[0-9A-D*#]{1,32}")
_SEAT = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")
_QUEUE = re.compile(r"q-[A-Za-z0-9_-]{1,64}")
_TONES = frozenset({"hold", "wrap_up", "act_now", "safety"})
_UP = frozenset({CallState.ACTIVE, CallState.HELD})
_STATES: dict[str, frozenset[CallState]] = {
    "answer": frozenset({CallState.INCOMING}),
    "reject": frozenset({CallState.INCOMING}),
    "hold": frozenset({CallState.ACTIVE}),
    "resume": frozenset({CallState.HELD}),
    "mute": _UP,
    "dtmf": frozenset({CallState.ACTIVE}),
    "transfer": _UP,
    "transfer_to": _UP,
    "join": _UP,
    "split": _UP,
    "hang_up": frozenset(CallState) - {CallState.ENDED},
}


class Refused(Exception):
    """The request is not carried out; nothing changed. request_id is 0 when it was unreadable."""

    def __init__(self, code: RefusalCode | str, request_id: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code = str(code)
        self.request_id = request_id
        self.detail = detail


class _Envelope(msgspec.Struct, frozen=True):
    id: int
    do: str


_KNOWN = frozenset(str(kind.__struct_config__.tag) for kind in AnyRequest.__args__)


def read_request(line: bytes | None) -> Request:
    """Return the request. Raise Refused: "too_long" (None), "malformed" or "unknown_command"."""
    if line is None:
        raise Refused(RefusalCode.TOO_LONG)
    try:
        envelope = decode(line, _Envelope)
    except MalformedMessage as error:
        raise Refused(RefusalCode.MALFORMED, detail=str(error)) from error
    if envelope.do not in _KNOWN:
        raise Refused(RefusalCode.UNKNOWN_COMMAND, envelope.id)
    try:
        request: Request = decode(line, AnyRequest)  # type: ignore[arg-type]  # a union is no class
    except MalformedMessage as error:
        raise Refused(RefusalCode.MALFORMED, envelope.id, str(error)) from error
    if isinstance(request, SetLine):
        _check_line(request)
    return request


def check_call(request: CallRequest, calls: tuple[Call, ...]) -> None:
    """Raise Refused when its call (or both) is not up, or not in a state for this request."""
    named = [request.call]
    if isinstance(request, TransferTo | Join | Split):
        named.append(request.other)
    up = {call.call: call for call in calls}
    if any(number not in up for number in named):
        raise Refused(RefusalCode.UNKNOWN_CALL, request.id)
    about = [up[number] for number in named]
    is_fitting = (
        all(call.state in _STATES[str(request.__struct_config__.tag)] for call in about)
        and len(set(named)) == len(named)
        and all(_fits_three_way(request, call) for call in about)
    )
    if not is_fitting:
        raise Refused(RefusalCode.WRONG_STATE, request.id)
    if isinstance(request, Dtmf) and not _DIGITS.fullmatch(request.digits):
        raise Refused(RefusalCode.BAD_DIGITS, request.id)


def _fits_three_way(request: CallRequest, call: Call) -> bool:
    """Who is in a three-way conversation must leave it before anything but its end is asked."""
    if isinstance(request, Split):
        return call.is_joined
    return not (call.is_joined and isinstance(request, Join | Hold | Transfer | TransferTo))


def check_dial(calls: tuple[Call, ...], request_id: int) -> None:
    """Raise Refused("busy"): a second call only beside one that is up, never a third."""
    if len(calls) > 1 or any(call.state not in _UP for call in calls):
        raise Refused(RefusalCode.BUSY, request_id)


def check_tone(request: PlayTone) -> None:
    """Raise Refused("malformed") for a tone nobody knows."""
    if request.tone not in _TONES:
        raise Refused(RefusalCode.MALFORMED, request.id, "tone")


def check_message(request: PlayMessage, calls: tuple[Call, ...]) -> None:
    """Raise Refused: "busy" during a call, "malformed" for what is no piece of a message."""
    is_piece = 0 <= request.part < MESSAGE_PARTS and 0 < len(request.samples) <= MESSAGE_PIECE
    if not is_piece or request.law not in ("pcma", "pcmu"):
        raise Refused(RefusalCode.MALFORMED, request.id, "message")
    if calls:
        raise Refused(RefusalCode.BUSY, request.id)


def number_to_dial(to: str, request_id: int) -> str:
    """Return what to dial or refer to: E.164, a seat, an emergency number or "q-" and a queue.

    Raise Refused: the seat checks although the server did.
    """
    if _QUEUE.fullmatch(to):
        return to
    try:
        return dialable(to, emergency=True)
    except UnusableNumber as error:
        is_forbidden = error.code == "phone_forbidden"
        code = RefusalCode.FORBIDDEN_NUMBER if is_forbidden else RefusalCode.BAD_NUMBER
        raise Refused(code, request_id) from error


def command_fields(request: CallRequest) -> dict[str, object]:
    """Return what the page needs of the request."""
    fields: dict[str, object] = {"call": request.call}
    if isinstance(request, Mute):
        fields["on"] = request.on
    if isinstance(request, Dtmf):
        fields["digits"] = request.digits
    if isinstance(request, TransferTo | Join | Split):
        fields["other"] = request.other
    if isinstance(request, Transfer):
        fields["number"] = number_to_dial(request.to, request.id)
    return fields


def _check_line(line: SetLine) -> None:
    """Only TLS, and nothing that could break out of a SIP header."""
    is_sound = (
        _SEAT.fullmatch(line.seat)
        and _HOST.fullmatch(line.realm)
        and line.wss_urls
        and all(re.fullmatch(r"wss://[^\s\"<>]{1,400}", url) for url in line.wss_urls)
        and line.display_name.isprintable()
        and len(line.display_name) <= 128
    )
    if not is_sound:
        raise Refused(RefusalCode.MALFORMED, line.id, "line settings")
