"""Hours that are read again and again are read once; what is long is not held for that."""

import pytest

from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_text import read_osm
from contract.domain.opening_times.opening_times_from_osm import from_osm

SHORT = "Mo-Fr 08:30-12:30; PH off"
LONG = SHORT + "".join(f"; 2026 Nov {day:02}-{day + 1:02} off" for day in range(1, 28))


@pytest.mark.parametrize("text", [SHORT, LONG, ""])
def test_a_text_is_read_the_second_time_as_the_first(text: str) -> None:
    assert read_osm(text) == read_osm(text) == from_osm(text)


def test_only_short_texts_are_kept() -> None:
    assert read_osm(SHORT) is read_osm(SHORT)
    assert len(LONG) > 500
    assert read_osm(LONG) is not read_osm(LONG)


def test_what_cannot_be_read_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(UnreadableTimes):
            read_osm("Mo-Fr vormittags")
