"""When the offices among some results are open: now, or on the day that was asked for."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from console.model.knowledge.office_now import OfficeNow
from console.runtime.clock import Clock
from console.store.knowledge import knowledge_repository
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from contract.domain.knowledge_entries.service_at_office import desk_layers
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.opening_times.opening_state import bands_of_day, opening_at
from contract.domain.opening_times.opening_times import WEEK_DAYS

_Asked = tuple[str, int | None]  # id of an office, and a day of the week


class OfficesNow:
    """Looks each office up once a minute, not at every key."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[_Asked, OfficeNow] = {}
        self._known_at: datetime | None = None

    async def __call__(self, ids: Iterable[str], weekday: int | None) -> Mapping[str, OfficeNow]:
        """Return what is known of these; weekday: 0 is Monday, None asks for now."""
        minute = self._clock().replace(second=0, microsecond=0)
        # A minute is as exact as opening times are.
        if self._known_at != minute:
            self._known, self._known_at = {}, minute
        known, asked = self._known, [(one, weekday) for one in ids]
        if missing := [one for one in asked if one not in known]:
            # On the store's thread: a timetable that looks a year ahead takes milliseconds.
            known |= await self._database.read(partial(_read, asked=missing, now=minute))
        return {one[0]: known[one] for one in asked if one in known}


def _read(
    connection: Connection, asked: Iterable[_Asked], now: datetime
) -> dict[_Asked, OfficeNow]:
    found = ((one, knowledge_repository.office(connection, OfficeId(one[0]))) for one in asked)
    return {one: _at(office, now, one[1]) for one, office in found if office is not None}


def _at(office: Office, now: datetime, weekday: int | None) -> OfficeNow:
    layers = desk_layers(None, office)
    opening = opening_at(layers, now)
    if weekday is None:
        return OfficeNow(opening=opening, address=office.address)
    today = now.astimezone(ROME).date()
    day = today + timedelta(days=(weekday - today.weekday()) % WEEK_DAYS)
    bands = tuple((band.opens, band.closes) for band in bands_of_day(layers, day))
    return OfficeNow(opening=opening, address=office.address, day=day, bands=bands)
