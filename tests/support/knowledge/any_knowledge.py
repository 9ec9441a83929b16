"""Any knowledge base an editor could write: for round trips through the formats."""

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    OfficeKind,
    ServiceCard,
    ServicePlace,
    ServiceStatus,
    StaffMember,
    Topic,
)
from server.knowledge_import.knowledge_files import Knowledge
from tests.support.knowledge.timetables import LIBRARY, NOTHING_KNOWN, REGISTRY, SUMMER

_NOT_IN_TEXT = "�\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # see entry_values
_CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"),
    exclude_characters=_NOT_IN_TEXT,
)
_WORDS = st.sampled_from(
    ["TARI", "carta d'identità", '«sì», "no"', "<b>&amp;", "a; b, c", "東京", "خدمة"]
)
_TIMES = st.sampled_from([NOTHING_KNOWN, REGISTRY, SUMMER, LIBRARY])
_PHONES = st.lists(
    st.sampled_from(["+390655550100", "+39060606", "+39800123456", "+441234234567"]),
    max_size=2,
    unique=True,
).map(tuple)
_MAIL = st.sampled_from(["", "ufficio@comune.example"])
_DAY = st.sampled_from([None, date(2026, 11, 26)])
_DEGREES = st.sampled_from([None, 41.9028, -12.5, 0.0])
_LIMIT = 60


def _clean(text: str) -> str:
    """Return the text as any cell holds it."""
    text = unicodedata.normalize("NFC", text).strip(" \t\n\xa0")
    return text if not text.startswith(("=", "#")) else f"x{text}"


def texts(least: int = 0) -> st.SearchStrategy[str]:
    """Return texts of several lines, of at least so many characters."""
    pieces = st.one_of(_WORDS, st.text(_CHARACTERS, max_size=12), st.just("\n"))
    made = st.lists(pieces, max_size=4).map("".join).map(_clean).map(lambda t: t[:_LIMIT].strip())
    return made.map(lambda text: text if len(text) >= least else f"{text}·")


def _ids(kind: str) -> st.SearchStrategy[list[str]]:
    """Return identifiers, bare numbers and long ones among them."""
    one = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
    known = st.sampled_from([f"{kind}-1", "1", "A.b_c-9"])
    return st.lists(st.one_of(known, one), min_size=1, max_size=4, unique_by=str.casefold)


@st.composite
def knowledge_bases(draw: st.DrawFn) -> Knowledge:
    """Return values whose references all lead somewhere."""
    desk_ids, topic_ids = draw(_ids("desk")), draw(_ids("topic"))
    topics = [
        Topic(
            id=TopicId(one),
            path=draw(texts(1)),
            desk_id=draw(st.sampled_from([None, *map(DeskId, desk_ids)])),
        )
        for one in topic_ids
    ]
    desks = [_desk(draw, one, topics) for one in desk_ids]
    offices: list[Office] = []
    for one in draw(_ids("office")):
        offices.append(_office(draw, one, [office.id for office in offices]))
    cards = [_card(draw, one, topics, offices) for one in draw(_ids("card"))]
    faqs = [_faq(draw, one, cards) for one in draw(_ids("faq"))]
    return Knowledge(
        topics=tuple(topics),
        desks=tuple(desks),
        offices=tuple(offices),
        cards=tuple(cards),
        faqs=tuple(faqs),
        thesaurus=(),
    )


def _desk(draw: st.DrawFn, desk_id: str, topics: list[Topic]) -> Desk:
    mine = tuple(topic.id for topic in topics if topic.desk_id == desk_id)
    return Desk(id=DeskId(desk_id), name=draw(texts(1)), topic_ids=mine)


def _office(draw: st.DrawFn, office_id: str, above: list[OfficeId]) -> Office:
    return Office(
        id=OfficeId(office_id),
        name=draw(texts(1)),
        kind=draw(st.sampled_from(OfficeKind)),
        parent_id=draw(st.sampled_from([None, *above])),
        municipio=draw(st.sampled_from(["", "I", "XV"])),
        latitude=draw(_DEGREES),
        longitude=draw(_DEGREES),
        phones=draw(_PHONES),
        faxes=draw(_PHONES),
        email=draw(_MAIL),
        pec=draw(_MAIL),
        website=draw(st.sampled_from(["", "https://comune.example/a?b=c&d=è"])),
        desk_times=draw(_TIMES),
        phone_times=draw(_TIMES),
        staff=draw(st.sampled_from([(), (StaffMember(role="Ufficiale", note="2º piano"),)])),
        **_texts(draw, "address", "note", "keywords", "accessibility", "how_to_get_there"),
        **_care(draw),
    )


def _card(draw: st.DrawFn, card_id: str, topics: list[Topic], offices: list[Office]) -> ServiceCard:
    office_ids = draw(st.lists(st.sampled_from([o.id for o in offices]), max_size=2, unique=True))
    topic_ids = [topic.id for topic in topics]
    place = ServicePlace(office_id=offices[0].id, note=draw(texts(1)), desk_times=draw(_TIMES))
    return ServiceCard(
        id=CardId(card_id),
        title=draw(texts(1)),
        topic_id=draw(st.sampled_from(topic_ids)),
        say=draw(texts(1)),
        language=draw(st.sampled_from(["it", "en", "ar"])),
        original_id=draw(st.sampled_from([None, CardId("altrove")])),
        original_version=draw(st.integers(0, 9)),
        status=draw(st.sampled_from(ServiceStatus)),
        responsible_id=draw(st.sampled_from([None, offices[0].id])),
        other_topic_ids=tuple(draw(st.lists(st.sampled_from(topic_ids), max_size=2, unique=True))),
        office_ids=tuple(office_ids),
        places=draw(st.sampled_from([(), (place,)])),
        desk_times=draw(_TIMES),
        phone_times=draw(_TIMES),
        phones=draw(_PHONES),
        **_texts(draw, "category", "alert", "short_description", "who_for", "how_to", "costs"),
        **_texts(draw, "what_is_needed", "what_you_get", "times", "access", "conditions"),
        **_texts(draw, "contacts", "keywords", "source", "status_reason"),
        **_care(draw),
    )


def _faq(draw: st.DrawFn, faq_id: str, cards: list[ServiceCard]) -> Faq:
    return Faq(
        id=FaqId(faq_id),
        card_id=draw(st.sampled_from([card.id for card in cards])),
        question=draw(texts(1)),
        answer=draw(texts(1)),
        language=draw(st.sampled_from(["it", "fr"])),
        keywords=draw(texts()),
        verified_on=draw(_DAY),
        withdrawn=draw(texts()),
    )


def _texts(draw: st.DrawFn, *names: str) -> dict[str, Any]:
    return {name: draw(texts()) for name in names}


def _care(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "owner_email": draw(_MAIL),
        "verified_on": draw(_DAY),
        "valid_until": draw(_DAY),
        "withdrawn": draw(texts()),
    }


def by_id(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    """Return the values of each kind by identifier: the order of rows says nothing."""
    kinds = ("topics", "desks", "offices", "cards", "faqs", "thesaurus")
    return {kind: {str(one.id): one for one in getattr(knowledge, kind)} for kind in kinds}
