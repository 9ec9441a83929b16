"""Seats that fell silent while somebody talked there, until the exchange was asked for them."""

from server.usecases.routing.suspect_seats import Suspect, SuspectSeats


async def nobody() -> tuple[str, ...]:
    return ()


async def test_a_seat_that_falls_silent_again_while_it_is_cleared_stays_suspect() -> None:
    """Its window was back for a moment: the citizen of its new call must not be forgotten."""
    suspects = SuspectSeats(nobody)
    suspects.add(Suspect("1001", "anna", "call-1"))
    (first,) = suspects.all()
    again = Suspect("1001", "anna", "call-2")
    suspects.add(again)
    suspects.clear(first)
    assert await suspects.gone() == [again]
    assert len(suspects) == 0
