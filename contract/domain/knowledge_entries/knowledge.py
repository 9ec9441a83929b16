"""The knowledge base: offices, service cards, FAQs tied to cards, thesaurus, topics and desks.

Texts of several lines are Markdown without HTML: headings, lists, links, emphasis.
"""

from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.opening_times.opening_times import UNKNOWN_TIMES, OpeningTimes

ITALIAN = "it"


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


class OfficeKind(StrEnum):
    """A level of the tree of offices."""

    DEPARTMENT = "department"
    OFFICE = "office"
    SITE = "site"  # where citizens go


class StaffMember(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who does what at an office: by role, with a name only where the city publishes it."""

    role: str
    name: str = ""
    phones: tuple[str, ...] = ()  # E.164
    email: str = ""
    note: str = ""  # room, days


class Office(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: OfficeId
    name: str
    kind: OfficeKind = OfficeKind.SITE
    parent_id: OfficeId | None = None
    municipio: str = ""
    address: str = ""
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    phones: tuple[str, ...] = ()  # E.164
    faxes: tuple[str, ...] = ()  # E.164
    email: str = ""
    pec: str = ""  # certified mail
    website: str = ""
    desk_times: OpeningTimes = UNKNOWN_TIMES
    phone_times: OpeningTimes = UNKNOWN_TIMES
    staff: tuple[StaffMember, ...] = ()
    how_to_get_there: str = ""
    accessibility: str = ""
    note: str = ""
    keywords: str = ""
    ipa_code: str = ""  # of the unit in the index of public administrations
    owner_email: str = ""  # of who answers for what is written here
    reviewer: str = ""  # login of the editor who looks at it again
    review_on: date | None = None
    verified_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    withdrawn: str = ""  # why it is shown no more; empty: it is shown
    version: int = 1


class ServiceStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    PLANNED = "planned"
    ENDED = "ended"


class ServicePlace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What differs for one service at one office: site before service before office."""

    office_id: OfficeId
    desk_times: OpeningTimes = UNKNOWN_TIMES  # laid over those of service and office
    phone_times: OpeningTimes = UNKNOWN_TIMES
    phones: tuple[str, ...] = ()  # E.164; empty: the office's
    note: str = ""


class ServiceCard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One service, in the order of the national service sheet; "say" is read aloud on the phone."""

    id: CardId
    title: str
    topic_id: TopicId
    say: str  # at most 300 characters
    language: str = ITALIAN  # BCP 47
    original_id: CardId | None = None  # the Italian card this one translates
    original_version: int = 0  # of the card translated; less than it has now: stale
    category: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    status_reason: str = ""
    alert: str = ""  # what is out of the ordinary now: shown first
    short_description: str = ""
    who_for: str = ""
    how_to: str = ""
    what_is_needed: str = ""
    what_you_get: str = ""
    times: str = ""
    costs: str = ""
    access: str = ""
    conditions: str = ""
    contacts: str = ""
    responsible_id: OfficeId | None = None
    other_topic_ids: tuple[TopicId, ...] = ()
    office_ids: tuple[OfficeId, ...] = ()
    places: tuple[ServicePlace, ...] = ()
    desk_times: OpeningTimes = UNKNOWN_TIMES  # laid over those of its offices
    phone_times: OpeningTimes = UNKNOWN_TIMES
    phones: tuple[str, ...] = ()  # E.164; of the service, before those of its offices
    keywords: str = ""  # words citizens use
    source: str = ""
    owner_email: str = ""
    reviewer: str = ""
    review_on: date | None = None
    verified_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    withdrawn: str = ""
    version: int = 1


class Faq(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: FaqId
    card_id: CardId
    question: str
    answer: str
    other_card_ids: tuple[CardId, ...] = ()
    language: str = ITALIAN
    original_id: FaqId | None = None
    original_version: int = 0
    keywords: str = ""
    verified_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    withdrawn: str = ""
    version: int = 1


class ThesaurusLine(msgspec.Struct, frozen=True, kw_only=True):
    """ "a, b > c, d" (one way) or "a = b" (all ways): everyday words to office words.

    author: name of who accepted it, of lines that citizens' own words led to.
    """

    id: str
    line: str
    language: str = ITALIAN
    author: str = ""
    added_on: date | None = None
    version: int = 1


def is_stale(translation: ServiceCard | Faq, original: ServiceCard | Faq) -> bool:
    """Return whether the original changed after it was translated."""
    return translation.original_version < original.version


def is_shown(entry: Office | ServiceCard | Faq, day: date) -> bool:
    """Return whether operators may answer with it on a day of Rome: in force, not withdrawn."""
    begun = entry.valid_from is None or entry.valid_from <= day
    # The last day counts: "valid until 31/12" is in force all through the 31st.
    over = entry.valid_until is not None and entry.valid_until < day
    return begun and not over and not entry.withdrawn
