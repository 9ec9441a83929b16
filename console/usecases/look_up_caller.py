"""Asks the server who may be calling; the answer is audited there and kept here for a day."""

from collections.abc import Awaitable, Callable

from console.errors import ServerNotTrusted, ServerUnreachable, SessionExpired
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.caller_repository import save_caller_matches
from console.store.cipher import Connection
from console.store.contact_repository import own_contacts_of_phone
from console.store.local_database import LocalDatabase
from contract.domain.caller import Citizen
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.wire.claims import CallerMatch, CallerMatches

RECENT = 5


class LookUpCaller:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        ask: Callable[[str], Awaitable[CallerMatches]],
        clock: Clock,
    ) -> None:
        self._database = database
        self._ask = ask
        self._clock = clock

    async def __call__(self, phone: str) -> CallerMatches:
        """Return the citizens who have this number; none for a withheld or unreadable one.

        Raise ServerUnreachable, ServerNotTrusted or SessionExpired after storing what the operator's own contacts
        know of the number: caller_matches() then gives that.
        """
        try:
            number = to_e164(phone)
        except UnusableNumber:
            return CallerMatches(matches=())
        try:
            matches = await self._ask(number)
        except (ServerUnreachable, ServerNotTrusted, SessionExpired):
            await self._store(number, await self._database.read(lambda c: own_matches(c, number)))
            raise
        await self._store(number, matches)
        return matches

    async def _store(self, number: str, matches: CallerMatches) -> None:
        now = self._clock()
        await self._database.write(
            lambda connection: save_caller_matches(connection, number, matches, now),
            changes=frozenset({Topic.CALLERS}),
        )


def own_matches(connection: Connection, phone: str) -> CallerMatches:
    """Return callers known from the operator's own contacts, the last heard first.

    One who was never confirmed against the register has an empty citizen id.
    """
    by_person: dict[tuple[str, str], list[Contact]] = {}
    for contact in own_contacts_of_phone(connection, phone):
        if contact.citizen_id is not None or not contact.caller.is_anonymous:
            person = contact.caller.fiscal_code or contact.caller.name.casefold()
            by_person.setdefault((contact.citizen_id or "", person), []).append(contact)
    return CallerMatches(
        matches=tuple(
            CallerMatch(
                citizen=Citizen(id=CitizenId(citizen_id), details=contacts[0].caller),
                evidence="phone_exact",
                recent_contacts=tuple(contacts[:RECENT]),
            )
            for (citizen_id, _), contacts in by_person.items()
        )
    )
