"""Phone numbers: E.164 inside, spoken grouping outside, and which numbers no seat may dial."""

import re

import phonenumbers

REGION = "IT"
_SEAT = re.compile(r"1\d{3}")
# Premium and shared-cost numbers, unknown to libphonenumber's types; national significant digits.
_DENIED = re.compile(r"^(?:89\d|16[46]|144|178|199|4[0-9]{2,4}$|700|709|12\d|1[02]\d{2,4}$)")


class UnusableNumber(Exception):
    """The text is no phone number, or one that must not be dialled. code is a reason code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code  # "phone_malformed", "phone_too_short", "phone_forbidden"


def to_e164(text: str) -> str:
    """Return the number as E.164. Raise UnusableNumber("phone_malformed" or "phone_too_short")."""
    cleaned = re.sub(r"[\s./()\-]", "", text)
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
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def dialable(text: str) -> str:
    """Return E.164 of a citizen's number that a seat may call, or a seat number as it is.

    Raise UnusableNumber: foreign, premium and short numbers are "phone_forbidden".
    """
    stripped = text.strip()
    if _SEAT.fullmatch(stripped):
        return stripped
    e164 = to_e164(stripped)
    if not e164.startswith("+39") or _DENIED.match(e164[3:]):
        raise UnusableNumber("phone_forbidden")
    return e164


def spoken(e164: str) -> str:
    """Return the number grouped as an Italian reads it, "06 5123 4567"; other text unchanged."""
    if not e164.startswith("+"):
        return e164
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
    return f"…{phone[-3:]}" if phone else ""
