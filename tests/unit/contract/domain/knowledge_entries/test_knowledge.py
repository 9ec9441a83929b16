"""Knowledge travels whole and bears fields of a newer server."""

from datetime import date

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.wire.decoding import decode, encode


def test_a_card_comes_back_as_it_was_sent() -> None:
    card = ServiceCard(
        id=CardId("cie"),
        title="Carta d'identità",
        topic_id=TopicId("anagrafe"),
        say="Serve l'appuntamento.",
        office_ids=(OfficeId("centrale"),),
        verified_on=date(2026, 10, 5),
        version=3,
    )
    assert decode(encode(card), ServiceCard) == card


def test_fields_of_a_newer_server_are_passed_over() -> None:
    body = b'{"id":"a","title":"b","topic_id":"c","say":"d","mood":"new","version":2}'
    assert decode(body, ServiceCard).version == 2
