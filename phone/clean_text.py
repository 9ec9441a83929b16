"""Texts that came over the network: capped, and unable to disturb the line they stand in."""

import unicodedata

from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire.phone_socket import TEXT_LIMIT

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control, format (bidirectional overrides are among them), surrogates, line and paragraph ends.
_UNWELCOME = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_text(text: str) -> str:
    """Return at most 256 characters, each unwelcome one replaced by U+FFFD."""
    return "".join(
        _REPLACEMENT if unicodedata.category(character) in _UNWELCOME else character
        for character in text[:TEXT_LIMIT]
    )


def clean_peer(user: str) -> str:
    """Return the user part of a SIP address as E.164 where it is such a number, else cleaned.

    Only such a number begins with a plus then: whoever gets it need not read it again.
    """
    if user.isascii() and sum(map(str.isdigit, user)) > 4:  # a seat has four
        try:
            return to_e164(user)
        except UnusableNumber:
            pass
    return clean_text(user.lstrip("+"))
