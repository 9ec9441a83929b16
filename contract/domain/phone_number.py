"""Phone numbers: E.164 inside, spoken grouping outside, and which numbers no seat may dial."""

import re
from typing import NewType

PhoneNumber = NewType("PhoneNumber", str)  # E.164; "" for none
NO_NUMBER = PhoneNumber("")
REGION = "IT"
_SEAT = re.compile(r"1(?!5)\d{3}")  # 15xx are services of the State, such as 1522
# What a seat may call, as national significant digits: subscribers, mobiles and toll-free numbers.
# All else is shared-cost (84x), premium (89x, 16x, 144, 178, 199, 0878, 4xxxx) or internet (70x).
# No area begins with 00: a trunk would take it for the prefix of calls abroad.
_ALLOWED = re.compile(r"0(?!0|878)\d{5,10}|3\d{8,9}|800\d{5,6}|803\d{3}")
# An Italian number without the zero of a subscriber's; mobiles and toll-free ones have none.
_ZEROLESS = re.compile(r"(?:\+39|0039)?((?!3\d{8}|80)[1-9]\d{5,9})", re.ASCII)
_APART = re.compile(r"[\s./()\-]")
_MOBILE = re.compile(r"\+393\d{8,9}")
# Also children, forests, violence against women, coast guard, missing children.
EMERGENCY = frozenset({"112", "113", "114", "115", "117", "118", "1515", "1522", "1530", "116000"})


class UnusableNumber(Exception):
    """The text is no phone number, or one that must not be dialled. code is a reason code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code  # "phone_malformed", "phone_too_short", "phone_forbidden"


def to_e164(text: str) -> PhoneNumber:
    """Return the number as E.164. Raise UnusableNumber("phone_malformed" or "phone_too_short").

    To be called where a text enters: what is a PhoneNumber is not read again.
    """
    # Loaded with the first number: a phone process must register before it reads any.
    import phonenumbers

    cleaned = _APART.sub("", text)
    # Digits alone: the library also reads letters of a keypad, and a name would become a number.
    if not re.fullmatch(r"\+?\d{3,15}", cleaned, flags=re.ASCII):
        raise UnusableNumber("phone_malformed")
    try:
        number = phonenumbers.parse(cleaned, REGION)
    except phonenumbers.NumberParseException as error:
        raise UnusableNumber("phone_malformed") from error
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        raise UnusableNumber("phone_too_short")
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE and cleaned not in ("060606",):
        raise UnusableNumber("phone_malformed")
    found = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber(found)


def has_lost_zero(text: str) -> bool:
    """Return whether a number is none of Italy but for a zero before it, which sheets drop."""
    import phonenumbers

    found = _ZEROLESS.fullmatch(_APART.sub("", text))
    if found is None:
        return False
    bare, full = (phonenumbers.parse(f"+39{zero}{found[1]}") for zero in ("", "0"))
    # Only where the zero makes it one: a number that never had one is left alone.
    return phonenumbers.is_valid_number(full) and not phonenumbers.is_valid_number(bare)


def is_seat(peer: str) -> bool:
    """Return whether this is a seat's own number: a colleague, no citizen."""
    return _SEAT.fullmatch(peer) is not None


def dialable(text: str, *, emergency: bool = False) -> str:
    """Return E.164 of a citizen's number that a seat may call, or a seat number as it is.

    With emergency, one of the emergency services' numbers is returned as it is, too.
    Raise UnusableNumber: foreign, satellite, premium and short numbers are "phone_forbidden".
    """
    stripped = text.strip()
    if is_seat(stripped) or (emergency and stripped in EMERGENCY):
        return stripped
    # Before they are read as E.164, where a short number could pass for a local one.
    if re.fullmatch(r"(?:1\d{2,5}|4\d{2,4})", stripped):
        raise UnusableNumber("phone_forbidden")
    e164 = to_e164(stripped)
    # A list of what is allowed: new premium ranges are then refused without anybody's work.
    if not e164.startswith("+39") or not _ALLOWED.fullmatch(e164[3:]):
        raise UnusableNumber("phone_forbidden")
    return e164


def mobile(text: str) -> str:
    """Return E.164 of an Italian mobile, which alone gets text messages from here.

    Raise UnusableNumber: landlines, foreign and premium numbers are "phone_forbidden".
    """
    e164 = to_e164(text.strip())
    if not _MOBILE.fullmatch(e164):
        raise UnusableNumber("phone_forbidden")
    return e164


def spoken(e164: str) -> str:
    """Return the number grouped as an Italian reads it, "06 5123 4567"; other text unchanged."""
    if not e164.startswith("+"):
        return e164
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    national = number.country_code == 39
    shape = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if national
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, shape)


def masked(phone: str) -> str:
    """Return what a log may hold: the last three digits."""
    # Three digits let a person compare two lines of a log, and name nobody.
    return f"…{phone[-3:]}" if phone else ""
