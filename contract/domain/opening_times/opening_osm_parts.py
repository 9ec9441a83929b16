"""Part of a day taken away, as OSM says it: "We 13:00-14:00 off" leaves the rest of Wednesday."""

from collections.abc import Mapping

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_osm_rules import OsmRule, RuleState
from contract.domain.opening_times.opening_times import DAY_MINUTES, WEEK_DAYS, Band

type Bands = tuple[Band, ...]


def takes_a_part(rule: OsmRule) -> bool:
    """Return whether a rule closes for some hours only."""
    return rule.state is RuleState.OFF and rule.has_times


def less(bands: Bands, parts: Bands, text: str) -> Bands:
    """Return the bands of a day without some hours. Raise UnreadableTimes, naming the text."""
    left = _cut(bands, parts)
    # What is left of a night after midnight would belong to a day it does not open on.
    if any(band.opens >= DAY_MINUTES for band in left):
        raise part_off(text)
    return left


def refuse_nights(week: Mapping[int, Bands], day: int, parts: Bands, text: str) -> None:
    """Raise UnreadableTimes where hours taken from a weekday are those of a night beside it."""
    before = week.get((day - 1) % WEEK_DAYS, ())
    after = week.get((day + 1) % WEEK_DAYS, ())
    if meet(_later(parts), before) or meet(parts, _later(after)):
        raise part_off(text)


def meet(parts: Bands, bands: Bands) -> bool:
    return _cut(bands, parts) != bands


def part_off(text: str) -> UnreadableTimes:
    return UnreadableTimes(RefusedCode.PART_OFF, text)


def _cut(bands: Bands, parts: Bands) -> Bands:
    for part in parts:
        pieces = (
            piece
            for band in bands
            for piece in (
                Band(band.opens, min(band.closes, part.opens)),
                Band(max(band.opens, part.closes), band.closes),
            )
        )
        bands = tuple(piece for piece in pieces if piece.opens < piece.closes)
    return bands


def _later(bands: Bands) -> Bands:
    return tuple(Band(band.opens + DAY_MINUTES, band.closes + DAY_MINUTES) for band in bands)
