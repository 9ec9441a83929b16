"""Asks the server who may be calling; the answer is audited there and kept nowhere."""

from collections.abc import Awaitable, Callable

from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire.claims import CallerMatch, CallerMatches


class LookUpCaller:
    def __init__(self, *, ask: Callable[[str], Awaitable[CallerMatches]]) -> None:
        self._ask = ask

    async def __call__(self, phone: str) -> tuple[CallerMatch, ...]:
        """Return the citizens who have this number; none for a withheld or unreadable one.

        Raise ServerUnreachable, ServerNotTrusted or SessionExpired: the operator's own contacts
        are then all that is known of the number.
        """
        try:
            number = to_e164(phone)
        except UnusableNumber:
            return ()
        return (await self._ask(number)).matches
