"""Closed cases as the server tells of them in a scene: of the desk, and one of another."""

from datetime import timedelta

from console.scenes import scene_city as city
from contract.domain.callback import AttemptOutcome
from contract.domain.ids import CaseId, DeskId, TopicId
from contract.wire.claims import ClosedCase, ClosedCases, ClosedPlace


def _closed(days: int, asked: str, *, is_readable: bool = True) -> ClosedCase:
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
