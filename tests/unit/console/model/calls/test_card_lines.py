"""A call is brought to the telephones of the card on the screen, open or closed by the card."""

from console.model.calls.card_lines import lines_of_card
from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.opening_times.opening_times import OpeningTimes, week

MORNING = OpeningTimes(weekly=week((0, 1, 2, 3, 4), (510, 750)))
HALL = Office(
    id=OfficeId("hall"),
    name="Anagrafe",
    address="Via degli Esempi 50",
    phones=("+390655500500", "112"),
    desk_times=MORNING,
)
CARD = ServiceCard(
    id=CardId("cie"),
    title="CIE",
    topic_id=TopicId("t"),
    say="Si prenota.",
    phones=(),
    office_ids=(HALL.id,),
)


def test_each_number_of_the_card_is_a_line_with_the_hours_of_its_place() -> None:
    (line, *others) = lines_of_card(CARD, (HALL,))
    assert (line.name, line.to, line.times) == ("Anagrafe", "+390655500500", (MORNING,))
    assert "Via degli Esempi 50" in line.detail
    assert others == []


def test_a_card_without_telephones_offers_none() -> None:
    assert lines_of_card(CARD, ()) == ()
