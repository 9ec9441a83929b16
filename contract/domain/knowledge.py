"""The knowledge base: offices, service cards, FAQs tied to cards, thesaurus, topics and desks."""

from datetime import date

import msgspec

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """A level-II unit that follows cases of its topics."""

    id: DeskId
    name: str
    topic_ids: tuple[TopicId, ...] = ()
    version: int = 1


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """What a contact is about, "Tributi › TARI"; desk_id is where it is forwarded by default."""

    id: TopicId
    path: str
    desk_id: DeskId | None = None
    version: int = 1


class Office(msgspec.Struct, frozen=True, kw_only=True):
    id: OfficeId
    name: str
    municipio: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()  # E.164
    email: str = ""
    hours: str = ""  # opening_hours syntax; "," adds a band, ";" replaces
    by_appointment: bool = False
    how_to_get_there: str = ""
    note: str = ""
    keywords: str = ""
    verified_on: date | None = None
    version: int = 1


class ServiceCard(msgspec.Struct, frozen=True, kw_only=True):
    """One service, in the order of the national service sheet; "say" is read aloud on the phone."""

    id: CardId
    title: str
    topic_id: TopicId
    say: str  # at most 300 characters
    who_for: str = ""
    how_to: str = ""
    what_is_needed: str = ""
    what_you_get: str = ""
    times: str = ""
    costs: str = ""
    access: str = ""
    office_ids: tuple[OfficeId, ...] = ()
    keywords: str = ""  # words citizens use
    source: str = ""
    verified_on: date | None = None
    valid_until: date | None = None
    version: int = 1


class Faq(msgspec.Struct, frozen=True, kw_only=True):
    id: FaqId
    card_id: CardId
    question: str
    answer: str
    version: int = 1


class ThesaurusLine(msgspec.Struct, frozen=True, kw_only=True):
    """ "a, b > c, d" (one way) or "a = b" (all ways): everyday words to office words."""

    id: str
    line: str
    language: str = "it"
    version: int = 1
