"""A card as a citizen gets it: plain text, what was said on the phone and nothing internal.

Seat and server make it with the same function, so the operator sees what will arrive.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date

from contract.domain.ids import CardId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard, is_shown
from contract.domain.knowledge_entries.markdown_scan import plain_words
from contract.domain.knowledge_entries.service_at_office import desk_layers, phones_at
from contract.domain.opening_times.opening_plan import plan_of
from contract.domain.opening_times.opening_state import bands_of_day
from contract.domain.opening_times.opening_times import clock
from contract.domain.phone_number import spoken
from contract.domain.sent_card_texts import SentCardTexts, words_for
from contract.domain.short_message import short_message

MOST_SENT = 5  # cards for one contact: more is no answer to a question any more
SHORT_PHONES = 2  # in an SMS
MOST_OFFICES = 3  # a card of many offices says where in general; one office is named by the seat


def offices_named(card: ServiceCard, office_id: OfficeId | None) -> tuple[OfficeId, ...]:
    """Return the offices whose address and hours are sent: the one given, else the card's first."""
    # An office the card does not name could not be what was said on the telephone.
    if office_id in card.office_ids and office_id is not None:
        return (office_id,)
    return card.office_ids[:MOST_OFFICES]


def office_alone(office: Office, language: str) -> ServiceCard:
    """Return an office as what a citizen gets of it when nothing else was asked for.

    Its name, address, hours of the day and telephones, in the words of a language.
    """
    return ServiceCard(
        id=CardId(office.id),
        title=office.name,
        topic_id=TopicId(""),
        say="",
        language=language,
        office_ids=(office.id,),
        valid_from=office.valid_from,
        valid_until=office.valid_until,
        withdrawn=office.withdrawn,
        version=office.version,
    )


def may_be_sent(card: ServiceCard, original: ServiceCard | None, day: date) -> bool:
    """Return whether it holds on a day; a translation holds no longer than its original."""
    # A translation of a card that holds no longer would go on giving its old answer.
    return is_shown(card, day) and (original is None or is_shown(original, day))


def sent_title(card: ServiceCard) -> str:
    """Return the title as one line of a header."""
    # One line: a line break in a mail's subject would begin another header.
    return " ".join(card.title.split())[:150]


def sent_text(card: ServiceCard, offices: Iterable[Office], day: date) -> str:
    """Return the whole message of a day of Rome."""
    words = words_for(card.language)
    shown = [office for office in offices if is_shown(office, day)]
    parts = (
        words.greeting,
        sent_title(card),
        plain_words(card.alert),
        plain_words(card.say),
        _block(words.where, *(_place(card, office, day, words) for office in shown)),
        _block(words.needed, plain_words(card.what_is_needed)),
        _block(words.costs, plain_words(card.costs)),
        _block(words.phone, *(words.number(spoken(one)) for one in _phones(card, shown))),
        words.goodbye,
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def short_text(card: ServiceCard, offices: Iterable[Office], day: date) -> str:
    """Return the card as one SMS of a few parts: what does not fit is left out, a line at a time.

    Title and what to say come first and are cut at a word where even they are too long.
    """
    words = words_for(card.language)
    shown = [office for office in offices if is_shown(office, day)]
    said = (sent_title(card), plain_words(card.alert), plain_words(card.say))
    text = _cut_to_fit("\n".join(one for one in said if one))
    for line in _short_lines(card, shown, day, words):
        # A later, shorter line may still fit: a telephone number is worth more than nothing.
        if short_message(f"{text}\n{line}").fits:
            text = f"{text}\n{line}"
    return text


def _short_lines(
    card: ServiceCard, offices: list[Office], day: date, words: SentCardTexts
) -> Iterator[str]:
    """Yield what follows, the most wanted first. Telephones show no isolating marks: digits are
    kept together instead.
    """
    plain = words.unmarked()
    for office in offices:
        if place := _place(card, office, day, plain):
            yield place
    numbers = list(_phones(card, offices))[:SHORT_PHONES]
    if numbers:
        shown = [spoken(one).replace(" ", "" if words.is_right_to_left else " ") for one in numbers]
        yield f"{words.phone}: {', '.join(shown)}"
    yield from dict.fromkeys(
        office.website for office in offices if office.website.startswith(("https://", "http://"))
    )


def _cut_to_fit(text: str) -> str:
    if short_message(text).fits:
        return text
    words = text.split(" ")

    def is_too_long(count: int) -> bool:
        return not short_message(" ".join(words[:count]) + "...").fits

    # By halves: cut word by word, a text as long as a book took its time (test_sent_card).
    most = bisect_left(range(1, len(words) + 1), True, key=is_too_long)
    return " ".join(words[:most]) + "..."


def _block(heading: str, *lines: str) -> str:
    said = "\n".join(line for line in lines if line)
    return f"{heading}\n{said}" if said else ""


def _place(card: ServiceCard, office: Office, day: date, words: SentCardTexts) -> str:
    name = "" if office.name == card.title else office.name  # else it is said twice
    where = ", ".join(filter(None, (name, " ".join(office.address.split()))))
    return "\n".join(filter(None, (words.name(where), _hours(card, office, day, words))))


def _hours(card: ServiceCard, office: Office, day: date, words: SentCardTexts) -> str:
    """Return the hours of the day in words; nothing is said where nothing is known."""
    layers = desk_layers(card, office)
    plan, bands = plan_of(layers, day), bands_of_day(layers, day)
    open_at = [
        words.band.format(words.number(clock(one.opens)), words.number(clock(one.closes)))
        for one in bands
    ]
    # Unknown hours are not said: "closed" would keep a citizen at home for nothing.
    if not open_at and not plan.known:
        return words.by_appointment if plan.by_appointment_only else ""
    said = [words.also.join(open_at) or words.closed]
    if plan.by_appointment_only and open_at:
        said.append(words.by_appointment)
    return f"{words.day(day)}: {', '.join(said)}"


def _phones(card: ServiceCard, offices: Iterable[Office]) -> Iterator[str]:
    """Yield each number once, those of the service first."""
    numbers = [*card.phones, *(one for office in offices for one in phones_at(card, office))]
    # A dictionary keeps the order, the service's own number first; a set would not.
    yield from dict.fromkeys(numbers)
