"""An editor writes a strike once: for the offices she means, on a day that can still come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.viewmodels.editing.bulk_hours import BulkHoursViewModel, LineFault, OfficesMeant
from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import Office
from contract.wire.commands import ChangeManyHours
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, a_scope


def _office(name: str, municipio: str = "", address: str = "Via degli Esempi 5") -> Office:
    return Office(id=OfficeId(name), name=name, municipio=municipio, address=address)


FIRST = _office("Anagrafe Municipio I")
FIFTH = _office("Anagrafe del Torchio", "V", "Via dei Vivai 38")
SEVENTH = _office("Biblioteca Città Giardino", "VII", "Viale V Giornate 1")
ELEVENTH = _office("Tributi", "XI", "Piazza Grande 7")
CITY = OfficesMeant((FIRST, FIFTH, SEVENTH, ELEVENTH))


@asynccontextmanager
async def _bulk(sent: list[ChangeManyHours]) -> AsyncIterator[BulkHoursViewModel]:
    async def order(one: ChangeManyHours) -> None:
        sent.append(one)

    async def offices() -> tuple[Office, ...]:
        return (FIRST, FIFTH)

    async with a_scope() as scope:
        model = BulkHoursViewModel(offices=offices, order=order, scope=scope, now=lambda: NOW)
        model.open()
        await until(lambda: model.total == 2)
        yield model


@pytest.mark.parametrize("typed", ["municipio V", "Mun. 5", "V municipio", "quinto municipio"])
def test_a_municipio_closes_its_own_offices_and_no_other(typed: str) -> None:
    assert CITY.by(typed) == (FIFTH,)


def test_a_roman_number_is_no_letter_of_a_street() -> None:
    assert CITY.by("i") == (FIRST,)
    assert CITY.by("xi") == (ELEVENTH,)
    assert CITY.by("v giornate") == (SEVENTH,), "a name that has it as a word is found by it"


def test_other_words_are_found_by_their_beginning_whatever_the_accent() -> None:
    assert CITY.by("bibliot citta") == (SEVENTH,)
    assert CITY.by("anagrafe") == (FIFTH, FIRST)
    assert CITY.by("38") == (FIFTH,)
    assert CITY.by("  ") == (FIFTH, FIRST, SEVENTH, ELEVENTH)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("28/11", LineFault.NO_DAY),
        (" | chiuso | sciopero", LineFault.NO_DAY),
        ("28/11/2099 | mattina", LineFault.NO_HOURS),
        ("28/11/2020 | chiuso | sciopero", LineFault.PAST),
        ("28/11/2099 | 8-12, 11-13", LineFault.UNUSABLE),
        ("28/11/2099 | 8-8", LineFault.UNUSABLE),
        ("28/11/2099 | chiuso | sciopero", None),
        ("", None),
    ],
)
async def test_a_line_that_would_be_refused_or_close_nothing_does_not_go_out(
    line: str, fault: LineFault | None
) -> None:
    sent: list[ChangeManyHours] = []
    async with _bulk(sent) as model:
        model.choose(filter_text="", line=line, why="", for_desk=True, for_phone=False)
        assert model.fault is fault
        assert model.may_send is (line != "" and fault is None)


async def test_a_stretch_that_has_begun_goes_out_until_its_last_day() -> None:
    async with _bulk([]) as model:
        days = f"01/01/2020-{NOW:%d/%m/%Y}"
        model.choose(
            filter_text="", line=f"{days} | chiuso", why="", for_desk=True, for_phone=False
        )
        assert model.fault is None
