"""Scenes of level II: a citizen called back, and what the talk proposes."""

from datetime import timedelta

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import level2_case
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from contract.domain.callback import AttemptOutcome
from contract.domain.ids import CaseId, DeskId, TopicId
from contract.wire.claims import ClosedCase, ClosedCases, ClosedPlace
from contract.wire.phone_socket import CallState, EndCause, Quality
from widgets.panels.case_finder import CaseFinder
from widgets.panels.closed_case_finder import ClosedCaseFinder

SPOKEN_S = 25
ASKED = "tassa rifiuti"


def _closed(days: int, asked: str, *, is_readable: bool = True) -> ClosedCase:
    """Return a case of the desk of the scenes, or one of another that shows little of itself."""
    closed_at = city.NOW - timedelta(days=days)
    return ClosedCase(
        number=f"2026-{4000 - days:06}",
        desk_id=DeskId("tributi" if is_readable else "anagrafe"),
        topic_id=TopicId("t-tari" if is_readable else "t-cie"),
        opened_at=closed_at - timedelta(days=2),
        closed_at=closed_at,
        outcome=AttemptOutcome.SOLVED if is_readable else None,
        name="Esempio Prima" if is_readable else "",
        asked=asked,
        is_readable=is_readable,
    )


CLOSED_CASES = ClosedCases(
    cases=(
        _closed(121, "Il canone del passo carrabile è arrivato due volte, ne chiede uno indietro."),
        _closed(140, "", is_readable=False),
        _closed(163, "Vuole togliere il passo carrabile: non ha più l'auto."),
    ),
    after=ClosedPlace(at=city.NOW - timedelta(days=190), case_id=CaseId("case-of-long-ago")),
)


async def level2_talking(window: MainWindow, seat: SceneSeat) -> None:
    """The citizen has answered, and both have spoken long enough to be a talk."""
    await level2_case(window, seat)
    window.part(ContactScreen).search.set_text(ASKED)
    seat.models.knowledge.type_query(ASKED)
    seat.models.case_work.dial()
    await settle()
    seat.phone.report(
        1, state=CallState.ACTIVE, is_incoming=False, answered_mono_s=seat.monotonic_s()
    )
    levels = (0.1,) * SPOKEN_S
    heard = Quality(
        call=1, mos=4.2, lost_pct=0.1, jitter_ms=4, rtt_ms=20, rx_levels=levels, tx_levels=levels
    )
    seat.models.call.on_quality(heard)
    await settle()


async def level2_saved(window: MainWindow, seat: SceneSeat) -> None:
    """The answer is saved, and the next callback is in hand."""
    await level2_talking(window, seat)
    first, *rest = seat.server.callbacks
    seat.server.callbacks = (*rest, first)
    seat.phone.end(EndCause.HUNG_UP_THERE, 1)
    window.commands.run("contact.close")
    await settle()


async def level2_hand_over(window: MainWindow, seat: SceneSeat) -> None:
    """The case is another desk's: to which one it goes, and what is written of it goes along."""
    await level2_case(window, seat)
    seat.models.case_work.write_note("È la mensa della scuola: chiede la ricevuta di ottobre.")
    seat.models.case_work.opened.emit()
    window.commands.run("callback.hand_over")
    await settle()


async def case_found(window: MainWindow, seat: SceneSeat) -> None:
    """A citizen says the number of a case: where it is, and what was done for it."""
    await level2_case(window, seat)
    window.commands.run("case.find")
    finder = window.findChild(CaseFinder)
    assert finder is not None
    finder.field.set_value("123")
    finder.asked.emit("123")
    await settle()


async def cases_closed(window: MainWindow, seat: SceneSeat) -> None:
    """A citizen called in June and has no number: the closed cases that fit, and how far back."""
    await level2_case(window, seat)
    seat.server.answers["/cases/closed"] = CLOSED_CASES
    window.commands.run("case.closed")
    finder = window.findChild(ClosedCaseFinder)
    assert finder is not None
    finder.words.set_value("passo carrabile")
    finder.asked.emit()
    await settle()
