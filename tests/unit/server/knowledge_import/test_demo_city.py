"""The demo city is whole: every kind of office, fifteen municipi, seven languages, nothing real."""

import csv
import re
from collections import Counter
from datetime import date, datetime
from functools import lru_cache

import pytest

from contract.domain.knowledge_entries.knowledge import (
    Faq,
    Office,
    OfficeKind,
    ServiceCard,
    ServiceStatus,
    is_stale,
)
from contract.domain.opening_times.opening_state import ROME, opening_at
from contract.domain.opening_times.opening_times import OpeningTimes
from server.knowledge_import.knowledge_files import Knowledge, read_knowledge
from tests.support.knowledge.knowledge_folder import DEMO_CITY
from tools.demo.central_server import ACCOUNTS

MUNICIPI = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    *("IX", "X", "XI", "XII", "XIII", "XIV", "XV"),
)
FEWEST_CARDS = {"it": 320, "en": 40, "fr": 20, "de": 20, "es": 20, "zh": 20, "ar": 20}
WORDS_OF_DEPARTMENTS = (
    *("anagrafici", "tributi", "polizia locale", "mobilità", "ambiente", "sociali", "abitative"),
    *("scuola", "edilizia", "commercio", "cultura", "turismo", "protezione civile", "municipi"),
)
SECTIONS = (
    *("category", "short_description", "who_for", "how_to", "what_is_needed", "what_you_get"),
    *("times", "costs", "access", "conditions", "contacts"),
)
A_MAIL = re.compile(r"[^\s,;:()]+@[^\s,;:()]+")
A_ROMAN_NUMBER = re.compile(r"(?<!\d)06[ .]?\d{4}[ .]?\d{3,4}(?!\d)")


@lru_cache
def city() -> Knowledge:
    return read_knowledge(DEMO_CITY)


def in_language(language: str) -> list[ServiceCard]:
    return [card for card in city().cards if card.language == language]


def texts_of(entry: Office | ServiceCard | Faq) -> list[str]:
    values = [getattr(entry, name) for name in entry.__struct_fields__]
    return [value for value in values if isinstance(value, str)]


def test_it_is_large_enough_to_work_with() -> None:
    assert len(city().offices) >= 180
    assert len(city().topics) >= 90
    assert len(city().desks) >= 12
    assert len([faq for faq in city().faqs if faq.language == "it"]) >= 450
    assert len(city().thesaurus) >= 100
    found = Counter(card.language for card in city().cards)
    assert {language: found[language] >= few for language, few in FEWEST_CARDS.items()} == (
        dict.fromkeys(FEWEST_CARDS, True)
    )


def test_its_offices_are_a_tree_under_departments() -> None:
    offices = {office.id: office for office in city().offices}
    roots = [office for office in offices.values() if office.parent_id is None]
    assert all(root.kind == OfficeKind.DEPARTMENT for root in roots)
    names = " ".join(root.name.lower() for root in roots)
    assert [word for word in WORDS_OF_DEPARTMENTS if word not in names] == []
    above = {OfficeKind.OFFICE: {OfficeKind.DEPARTMENT}, OfficeKind.SITE: set(OfficeKind)}
    for office in offices.values():
        if office.parent_id:
            assert offices[office.parent_id].kind in above[office.kind], office.id


@pytest.mark.parametrize("municipio", MUNICIPI)
def test_each_municipio_has_registry_technical_office_and_social_point(municipio: str) -> None:
    seat = next(o for o in city().offices if o.name.startswith(f"Municipio {municipio} "))
    under = [office for office in city().offices if office.parent_id == seat.id]
    names = " ".join(office.name for office in under)
    assert "Anagrafe" in names
    assert "Ufficio tecnico" in names
    assert "Punto sociale" in names
    assert {office.municipio for office in (seat, *under)} == {municipio}


def test_every_office_says_when_it_is_open_and_who_answers_for_it() -> None:
    for office in city().offices:
        assert office.desk_times.says_when_open, office.id
        assert office.owner_email.endswith(".example"), office.id
        assert office.staff or office.phones, office.id
        assert office.address or office.phones, office.id


def test_hours_are_of_every_sort_an_operator_meets() -> None:
    weeks = [office.desk_times for office in city().offices]
    assert len([times for times in weeks if times.seasons]) >= 25  # August, summer, winter
    assert len([times for times in weeks if opens_twice(times)]) >= 20
    assert len([times for times in weeks if closes_after_midnight(times)]) >= 4
    assert len([times for times in weeks if times.by_appointment_only]) >= 40
    assert len([office for office in city().offices if not office.phone_times.is_empty]) >= 30
    assert len([card for card in city().cards for place in card.places]) >= 40


def opens_twice(times: OpeningTimes) -> bool:
    return max(Counter(band.weekday for band in times.weekly).values(), default=0) > 1


def closes_after_midnight(times: OpeningTimes) -> bool:
    return any(band.closes > 1440 for band in times.weekly)


def test_it_uses_only_fictional_numbers_and_addresses() -> None:
    for office in city().offices:
        phones = [*office.phones, *office.faxes, *(p for one in office.staff for p in one.phones)]
        assert all(phone.startswith("+39065555") for phone in phones), office.id
    for entry in (*city().offices, *city().cards, *city().faqs):
        for text in texts_of(entry):
            assert all(mail.rstrip(".").endswith(".example") for mail in A_MAIL.findall(text))
            assert all(number.startswith("06 5555") for number in A_ROMAN_NUMBER.findall(text))


def test_people_are_told_by_what_they_do_never_by_name() -> None:
    assert all(not one.name for office in city().offices for one in office.staff)
    assert len([one for office in city().offices for one in office.staff]) >= 150


def test_every_topic_has_a_card_and_every_card_a_review_date() -> None:
    assert {card.topic_id for card in city().cards} == {topic.id for topic in city().topics}
    assert all(card.verified_on and card.valid_until for card in city().cards)
    assert all(card.keywords for card in city().cards)


def test_every_italian_card_fills_the_sheet() -> None:
    for card in in_language("it"):
        assert [name for name in SECTIONS if not getattr(card, name)] == [], card.id


def test_no_two_cards_of_a_language_have_one_title_and_no_two_questions_are_one() -> None:
    titles = Counter((card.language, card.title.lower()) for card in city().cards)
    questions = Counter((faq.language, faq.question.lower()) for faq in city().faqs)
    assert [one for one, times in (titles + questions).items() if times > 1] == []


def test_what_is_read_aloud_is_short_and_can_be_said() -> None:
    for card in city().cards:
        assert len(card.say) <= 300, card.id
        assert not re.search(r"https?://|\*\*|\[|\n|[/#_<>|]", card.say), card.id


def test_translations_belong_to_an_italian_original_and_some_are_stale() -> None:
    cards = {card.id: card for card in city().cards}
    faqs = {faq.id: faq for faq in city().faqs}
    for card in city().cards:
        if card.language != "it":
            assert card.original_id is not None, card.id
            assert cards[card.original_id].language == "it", card.id
    for faq in city().faqs:
        assert cards[faq.card_id].language == faq.language, faq.id
        if faq.language != "it":
            assert faq.original_id is not None, faq.id
            assert faqs[faq.original_id].card_id == cards[faq.card_id].original_id, faq.id
    translated = [(card, cards[card.original_id]) for card in cards.values() if card.original_id]
    stale = Counter(card.language for card, original in translated if is_stale(card, original))
    assert set(stale) == set(FEWEST_CARDS) - {"it"}
    assert sum(stale.values()) < len(translated) / 5


def test_some_cards_warn_are_suspended_planned_expired_withdrawn() -> None:
    italian = in_language("it")
    states = {card.status for card in italian}
    assert states == set(ServiceStatus)
    assert all(card.status_reason for card in italian if card.status is not ServiceStatus.ACTIVE)
    assert len([card for card in italian if card.alert]) >= 12
    assert len([card for card in italian if card.withdrawn]) >= 3
    the_day = date(2026, 11, 26)
    assert [card for card in italian if card.valid_until and card.valid_until < the_day]
    assert [card for card in italian if card.valid_from]


def test_accounts_name_desks_that_exist_and_an_editor_reviews() -> None:
    desks = {str(desk.id) for desk in city().desks}
    with ACCOUNTS.open(encoding="utf-8", newline="") as file:
        accounts = list(csv.DictReader(file))
    assert {a["role"] for a in accounts} == {"operator", "level_two", "team_lead", "editor", "it"}
    assert all(len(account["password"]) >= 12 for account in accounts)
    assert all(set(filter(None, a["desks"].split(";"))) <= desks for a in accounts)
    editors = {account["login"] for account in accounts if account["role"] == "editor"}
    assert {office.reviewer for office in city().offices} <= editors
    assert {card.reviewer for card in city().cards} <= editors


def test_on_the_eves_the_main_office_is_shown_as_its_card_says() -> None:
    """The card says aloud that desks close at 12: nobody may read "open" beside it at 15."""
    office = next(one for one in city().offices if one.id == "anagrafe-centrale")
    card = next(one for one in city().cards if one.id == "anagrafe-centrale-orari")
    assert "24 e il 31 dicembre 2026" in card.alert
    for day in (24, 31):
        at = datetime(2026, 12, day, tzinfo=ROME)
        assert opening_at(office.desk_times, at.replace(hour=11)).is_open
        assert not opening_at(office.desk_times, at.replace(hour=15)).is_open
