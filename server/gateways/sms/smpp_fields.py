"""What stands in the messages of SMPP: a part on its way out, a receipt on its way in."""

import re
from typing import Any

from server.gateways.sms.smpp_words import DEFAULT_ALPHABET, UCS2, SmppMessage
from server.usecases.messages.text_channel import Part, Receipt

_RECEIPT_CLASS, _CLASS_MASK = 0x04, 0x3C
_WITH_HEADER = 0x40
_INTERNATIONAL, _ALPHANUMERIC, _ISDN = 1, 5, 1
_TEXT_RECEIPT = re.compile(rb"id:(\S+).*?stat:(\S+)", re.DOTALL)
_STATES: dict[bytes | int, Receipt] = {
    b"DELIVRD": Receipt.DELIVERED,
    2: Receipt.DELIVERED,
    **dict.fromkeys((b"EXPIRED", b"DELETED", b"UNDELIV", b"REJECTD"), Receipt.LOST),
    **dict.fromkeys((3, 4, 5, 8), Receipt.LOST),
}


def submit_fields(part: Part, sender: str) -> dict[str, Any]:
    """Return the fields of submit_sm for a part; sender: a number, or a name of 11 letters."""
    header = b""
    if part.count > 1:
        header = bytes((5, 0, 3, part.reference, part.count, part.number))
    is_name = not sender.lstrip("+").isdecimal()
    return {
        "source_addr_ton": _ALPHANUMERIC if is_name else _INTERNATIONAL,
        "source_addr_npi": 0 if is_name else _ISDN,
        "source_addr": sender.lstrip("+"),
        "dest_addr_ton": _INTERNATIONAL,
        "dest_addr_npi": _ISDN,
        "destination_addr": part.to.lstrip("+"),
        "esm_class": _WITH_HEADER if header else 0,
        "registered_delivery": 1,
        "data_coding": DEFAULT_ALPHABET if part.is_gsm else UCS2,
        "short_message": header + part.letters,
    }


def receipt_in(pdu: SmppMessage) -> tuple[str, Receipt] | None:
    """Return what a deliver_sm tells of a part: its id and how it ended; None: nothing final."""
    if int(pdu.esm_class or 0) & _CLASS_MASK != _RECEIPT_CLASS:
        return None
    written = _TEXT_RECEIPT.search(pdu.short_message or b"")
    part_id = pdu.receipted_message_id or (written[1] if written else b"")
    state = pdu.message_state or (written[2] if written else b"")
    receipt = _STATES.get(state)
    return (ascii_of(part_id), receipt) if part_id and receipt is not None else None


def ascii_of(value: bytes | str | None) -> str:
    """Return an id of the SMS centre as text."""
    raw = value.encode() if isinstance(value, str) else value or b""
    return raw.rstrip(b"\0").decode("ascii", "replace")[:65]
