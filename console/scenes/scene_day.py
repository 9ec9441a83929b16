"""What the operator of the scenes has closed on this day: each outcome, long words, a promise."""

from datetime import timedelta

from console.scenes import scene_city as city
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import CaseId, ContactId
from contract.domain.knowledge_entries.knowledge import Topic

_FORWARDED = Disposition.FORWARDED
ASKED = "Ha pagato due volte la rata di giugno e chiede il rimborso. Ha le due ricevute."


def _closed(
    minutes_ago: int, topic: Topic, name: str = "", number: str = "", *, case: str = ""
) -> Contact:
    at = city.NOW - timedelta(minutes=minutes_ago)
    start = (city.NOW + timedelta(hours=19)).replace(minute=0)
    return Contact(
        id=ContactId(f"d-{minutes_ago}"),
        operator_id=city.CONTACTS[0].operator_id,
        queue="Tributi",
        caller=CallerDetails(name=name, phone=number or city.PHONE, language="it", municipio="VII"),
        topic_id=topic.id,
        disposition=_FORWARDED if case else Disposition.INFORMATION_GIVEN,
        desk_id=topic.desk_id if case else None,
        case_id=CaseId(f"p-{minutes_ago}") if case else None,
        case_number=case,
        promised_from=start if case else None,
        promised_until=start + timedelta(hours=2) if case else None,
        description=ASKED if case else "",
        rang_at=at - timedelta(minutes=3, seconds=11),
        answered_at=at - timedelta(minutes=3),
        ended_at=at - timedelta(seconds=9),
        closed_at=at,
        recorded_at=at,
    )


DAY: tuple[Contact, ...] = (
    _closed(4, city.TOPICS[2], "Bianca Esempio", case="2026-000009"),
    _closed(9, city.TOPICS[0], number="+390655500144"),
    _closed(16, city.TOPICS[1], "Nero Invenzione", case="2026-000008"),
    _closed(25, city.TOPICS[3], number="+390655500151"),
    _closed(38, city.TOPICS[0], city.LONG_NAME),
    _closed(71, city.TOPICS[2], "Łucja Próba"),
)
