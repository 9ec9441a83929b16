"""People, desks and cards: what a city has on its first day."""

from collections.abc import Iterator

from contract.domain.ids import (
    BASE_SCOPE,
    KNOWLEDGE_SCOPE,
    CardId,
    DeskId,
    FaqId,
    OfficeId,
    QueueId,
    TopicId,
)
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from contract.domain.queue import Queue
from tools.generators.five_years.bulk import Bulk
from tools.generators.five_years.city import CARDS, CLERKS, DESKS, OPERATORS, City
from tools.generators.five_years.work import TEXT, model


def people(city: City) -> Iterator[Bulk]:
    number = "i"
    clerk = f"i >= {OPERATORS}"
    yield Bulk(
        table="account",
        rows=OPERATORS + CLERKS,
        same={"language": "it"},
        made={
            "id": f"'account-' || {number}",
            "login": f"'login-' || {number}",
            "display_name": f"'Operatore ' || {number}",
            "role": f"CASE WHEN {clerk} THEN 'level_two' ELSE 'operator' END",
        },
    )
    yield Bulk(
        table="account_desk",
        rows=CLERKS,
        made={
            "account_id": f"'account-' || ({OPERATORS} + i)",
            "desk_id": f"'desk-' || (i % {DESKS})",
        },
    )


def knowledge(city: City) -> Iterator[Bulk]:
    desk, topic = Desk(id=DeskId("d"), name="Tributi"), Topic(id=TopicId("t"), path="Tributi")
    base = {"id": "'{}-' || i", "scope": f"'{BASE_SCOPE}'"}
    for table, value, rows in (
        ("desk", desk, DESKS),
        ("topic", topic, 200),
        ("queue", Queue(id=QueueId("q"), name="Tributi"), 12),
    ):
        made = {name: sql.format(table) for name, sql in base.items()}
        yield Bulk(table=table, rows=rows, same=model(value), made=made)
    card = ServiceCard(id=CardId("c"), title="", say="", topic_id=TopicId("topic-1"), how_to=TEXT)
    faq = Faq(id=FaqId("f"), card_id=CardId("c"), question="", answer=TEXT)
    cards = city.of(CARDS)
    for table, entry, rows, own in (
        ("office", Office(id=OfficeId("o"), name="Anagrafe"), city.of(CARDS / 10), {}),
        ("service_card", card, cards, {"title": "'Scheda ' || i"}),
        ("faq", faq, 2 * cards, {"card_id": "'service_card-' || (i / 2)"}),
    ):
        where = {"id": f"'{table}-' || i", "scope": f"'{KNOWLEDGE_SCOPE}'"}
        yield Bulk(table=table, rows=rows, same=model(entry), made=where | own)
    yield Bulk(
        table="text_vector",
        rows=3 * cards,
        same={"model": "m", "digest": "0" * 64, "numbers": "A" * 512},
        made={"id": "'vector-' || i", "scope": f"'{KNOWLEDGE_SCOPE}'"},
    )
