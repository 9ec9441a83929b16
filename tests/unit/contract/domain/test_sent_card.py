"""What a citizen reads of a card, in the languages of the cards."""

from datetime import date

import pytest
from msgspec.structs import replace

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.mail_address import is_citizens_address, is_number
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.domain.phone_number import UnusableNumber, mobile
from contract.domain.sent_card import (
    MOST_OFFICES,
    may_be_sent,
    office_alone,
    offices_named,
    sent_text,
    short_text,
)
from contract.domain.short_message import short_message

THURSDAY = date(2026, 11, 26)
CARD = ServiceCard(id=CardId("c"), title="Carta  d'identità", topic_id=TopicId("t"), say="Si fa.")
OFFICE = Office(
    id=OfficeId("o"),
    name="Anagrafe",
    address="Via di Prova 1",
    phones=("+390667101",),
    desk_times=OpeningTimes(weekly=week((0, 1), (510, 720))),
)


def test_a_closed_day_is_said_and_unknown_hours_are_not() -> None:
    assert "Oggi, giovedì 26 novembre: chiuso" in sent_text(CARD, [OFFICE], THURSDAY)
    unknown = Office(id=OfficeId("o"), name="Anagrafe")
    assert "Oggi" not in sent_text(CARD, [unknown], THURSDAY)
    asked = Office(
        id=OfficeId("o"), name="Anagrafe", desk_times=OpeningTimes(by_appointment_only=True)
    )
    assert "Anagrafe\nsolo su appuntamento" in sent_text(CARD, [asked], THURSDAY)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (24, "Oggi, martedì 24 novembre: dalle 08:30 alle 12:00, solo su appuntamento"),
        (26, "Oggi, giovedì 26 novembre: chiuso"),
    ],
)
def test_who_may_come_by_appointment_only_reads_so_beside_the_hours(day: int, said: str) -> None:
    times = replace(OFFICE.desk_times, by_appointment_only=True)
    office = replace(OFFICE, desk_times=times)
    for text in (sent_text, short_text):
        lines = text(CARD, [office], date(2026, 11, day)).splitlines()
        assert said in lines


def test_an_office_alone_is_its_name_address_hours_of_the_day_and_telephone() -> None:
    text = sent_text(office_alone(OFFICE, "it"), [OFFICE], date(2026, 11, 24))
    assert text.count("Anagrafe") == 1
    assert "Via di Prova 1" in text
    assert "Oggi, martedì 24 novembre" in text
    assert "06 67101" in text
    assert short_text(office_alone(OFFICE, "en"), [OFFICE], THURSDAY).startswith("Anagrafe\n")
    gone = replace(OFFICE, withdrawn="chiusa")
    assert not may_be_sent(office_alone(gone, "it"), None, THURSDAY)


def test_what_is_empty_has_no_heading_and_closed_offices_are_not_named() -> None:
    text = sent_text(CARD, [], THURSDAY)
    assert text.startswith("Buongiorno,")
    assert "Carta d'identità\n\nSi fa." in text
    assert "Che cosa serve" not in text
    gone = Office(id=OfficeId("o"), name="Anagrafe", withdrawn="chiusa")
    assert "Anagrafe" not in sent_text(CARD, [gone], THURSDAY)


def test_other_languages_have_their_own_words() -> None:
    english = ServiceCard(
        id=CardId("e"), title="Identity card", topic_id=TopicId("t"), say="Book.", language="en-GB"
    )
    assert "Today, Thursday 26 November: closed" in sent_text(english, [OFFICE], THURSDAY)
    arabic = ServiceCard(
        id=CardId("a"), title="بطاقة", topic_id=TopicId("t"), say="نعم.", language="ar"
    )
    text = sent_text(arabic, [OFFICE], date(2026, 11, 24))
    assert "اليوم، الثلاثاء 24 نوفمبر: من \u206608:30\u2069 إلى \u206612:00\u2069" in text
    assert "\u2068Anagrafe, Via di Prova 1\u2069" in text


def test_the_office_spoken_of_is_named_alone() -> None:
    many = tuple(OfficeId(f"o{n}") for n in range(9))
    card = ServiceCard(id=CardId("c"), title="T", topic_id=TopicId("t"), say="S.", office_ids=many)
    assert offices_named(card, OfficeId("o8")) == ("o8",)
    assert offices_named(card, OfficeId("elsewhere")) == many[:MOST_OFFICES]
    assert offices_named(card, None) == many[:MOST_OFFICES]


def test_a_translation_holds_no_longer_than_its_original() -> None:
    ended = ServiceCard(
        id=CardId("c"), title="T", topic_id=TopicId("t"), say="S.", valid_until=date(2026, 11, 25)
    )
    assert may_be_sent(CARD, None, THURSDAY)
    assert not may_be_sent(ended, None, THURSDAY)
    assert not may_be_sent(CARD, ended, THURSDAY)


@pytest.mark.parametrize("text", ["a.b+c@posta.example", "x_1@mail.comune.example"])
def test_usual_addresses_are_taken(text: str) -> None:
    assert is_citizens_address(text)


@pytest.mark.parametrize(
    "text",
    ["a@b", ".a@b.example", "a..b@c.example", "a@-b.example", "a@10.0.0.1", "à@b.example", "a@b."],
)
def test_what_cannot_arrive_is_told_apart(text: str) -> None:
    assert not is_citizens_address(text)


def test_a_number_is_known_for_one() -> None:
    assert is_number(" 347 123 4567 ")
    assert is_number("+39 3471234567")
    assert not is_number("3471234567@posta.example")


def test_the_short_text_says_the_most_wanted_first_and_stays_within_its_parts() -> None:
    office = Office(
        id=OfficeId("o"),
        name="Anagrafe",
        address="Via di Prova 1",
        phones=("+390667101", "+390667102", "+390667103"),
        desk_times=OpeningTimes(weekly=week((3,), (510, 720))),
        website="https://www.comune.example/carta",
        note="interno 4",
    )
    assert short_text(CARD, [office], THURSDAY) == (
        "Carta d'identità\nSi fa.\nAnagrafe, Via di Prova 1\n"
        "Oggi, giovedì 26 novembre: dalle 08:30 alle 12:00\n"
        "Telefono: 06 67101, 06 67102\nhttps://www.comune.example/carta"
    )


def test_a_text_as_long_as_a_book_is_cut_as_soon_as_others() -> None:
    text = short_text(replace(CARD, alert="parola " * 50_000), [OFFICE], THURSDAY)
    assert short_message(text).fits
    assert not short_message(text.removesuffix("...") + " parola...").fits, "no word too few"


@pytest.mark.parametrize("word", ["lungo ", "طويل "])
def test_a_short_text_that_is_too_long_is_cut_at_a_word_and_says_so(word: str) -> None:
    card = ServiceCard(id=CardId("c"), title="T", topic_id=TopicId("t"), say=word * 400)
    text = short_text(card, [OFFICE], THURSDAY)
    assert short_message(text).fits
    assert text.endswith(f"{word.strip()}...")
    longer = ServiceCard(
        id=CardId("c"), title="T", topic_id=TopicId("t"), say="Breve.", alert=word * 70
    )
    text = short_text(longer, [OFFICE], THURSDAY)
    assert short_message(text).fits, "what does not fit is left out whole"


@pytest.mark.parametrize("text", ["347 123 4567", "+39 347.1234567", "0039 347 1234567"])
def test_an_italian_mobile_is_known(text: str) -> None:
    assert mobile(text) == "+393471234567"


@pytest.mark.parametrize("text", ["06 67101", "+33612345678", "899123456", "12", "nome"])
def test_what_gets_no_sms_is_told_apart(text: str) -> None:
    with pytest.raises(UnusableNumber):
        mobile(text)
