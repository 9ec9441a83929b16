"""Entries with the oddest values an editor can type, and what of them may be published."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_value_faults import cleaned
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    ServiceCard,
    ServicePlace,
    StaffMember,
    ThesaurusLine,
    Topic,
)
from contract.domain.knowledge_entries.thesaurus_line import thesaurus_line_id
from contract.domain.opening_times.opening_times import (
    Band,
    DayException,
    OpeningTimes,
    Season,
    YearDay,
    week,
)
from server.knowledge_import.knowledge_files import Knowledge
from tests.support.knowledge.timetables import LIBRARY, SUMMER

ODD_TEXTS = (
    *("=1+1", "= si chiede", "'=apostrofo", "''=due", "#REF!", "'#N/D", "#NUM!", "+39", "-voce"),
    *("@tutti", "a\x00b", "a\x0bb", "\x1b[2J", "\x85", "perch\N{REPLACEMENT CHARACTER}", "\uffff"),
    *("riga\r\naltra\rterza", "\n\n", "\t", "\N{NO-BREAK SPACE}a", " spazi  in mezzo ", "a\tb"),
    *("e\N{COMBINING GRAVE ACCENT}", "a\N{LINE SEPARATOR}b", "_x0041_", "x005F_", "_x005F_x0041_"),
    *("# titolo", "a # b", "a;b, c", '"', "''", '"a","b"\n', "null", "{}", "[1", "sì", "0123"),
    *("1e5", "2026-11-26", "\N{BYTE ORDER MARK}a", "\N{ZERO WIDTH SPACE}", "خدمة", "\U0001f3db"),
    *("t" * 200, "t" * 201, "t" * 300, "t" * 301, "r" * 1_001, 'x"' * 10_000, "x" * 20_001),
    *("www.comune.example", "https://comune.example/a b", "tari(at)comune.example", "tari@comune"),
    *("tàri@comune.example", "o'x@comune.example", "XVI", "V", "IT", "pt-BR", "?", "<b>x</b>"),
    *("perchÃ©", "lâ€™ufficio", "06 \u202e5555", "\u2066a\u2069"),
)
ODD_TIMES = (
    OpeningTimes(weekly=week((0, 4), (720, 1920))),  # a night of twenty hours
    OpeningTimes(weekly=week((0,), (510, 750), (600, 700))),
    OpeningTimes(exceptions=(DayException(date(2026, 12, 4), date(2026, 12, 4), (), "=s;\n«x»"),)),
    OpeningTimes(exceptions=(DayException(date(2026, 12, 5), date(2026, 12, 5), (), "\x07"),)),
    OpeningTimes(weekly=week((0,), (510, 750)), note=' "e\N{COMBINING GRAVE ACCENT}" || off '),
    OpeningTimes(note="solo una nota", by_appointment_only=True),
    OpeningTimes(seasons=(Season(YearDay(2, 30), YearDay(3, 1), week((0,), (60, 120))),)),
    OpeningTimes(
        exceptions=tuple(
            DayException(date(2027, 1, 1), date(2027, 1, 1), (Band(n, n + 1),), "r" * 500)
            for n in range(100)
        )
    ),
)
_odd = st.sampled_from(ODD_TEXTS)
_texts = st.one_of(_odd, _odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=6))
_days = st.dates() | st.sampled_from([None, date(2026, 11, 26), date(2020, 1, 1)])
_times = st.sampled_from((*ODD_TIMES, SUMMER, LIBRARY))
_phones = st.lists(
    st.sampled_from(["+390655550100", "+39060606", "060606", "+441234234567", "", "113", "x"]),
    max_size=3,
).map(tuple)
_languages = st.sampled_from(["it", "en", "AR", "pt-BR", "", "inglese!"])
_degrees = st.floats(-200, 200) | st.sampled_from([1e-7, 41.902_812_345_678_9, -0.0])
_OFFICES, _CARDS, _TOPICS = ("sede", "A.b_c-9"), ("tari", "1"), ("t-1", "t-2")
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("latitude", "longitude"), _degrees),
    **dict.fromkeys(("phones", "faxes"), _phones),
    **dict.fromkeys(("desk_times", "phone_times"), _times),
    **dict.fromkeys(("valid_from", "valid_until", "verified_on", "review_on"), _days),
    "language": _languages,
    "original_version": st.sampled_from([-1, 0, 7, 2**31]),
    "office_ids": st.lists(st.sampled_from(_OFFICES), max_size=3).map(tuple),
    "other_topic_ids": st.lists(st.sampled_from(_TOPICS), max_size=3).map(tuple),
    "other_card_ids": st.lists(st.sampled_from(_CARDS), max_size=3).map(tuple),
    "staff": st.lists(
        st.builds(StaffMember, role=_texts, name=_texts, phones=_phones, email=_texts, note=_texts),
        max_size=2,
    ).map(tuple),
    "places": st.lists(
        st.builds(
            ServicePlace,
            office_id=st.sampled_from(_OFFICES),
            desk_times=_times,
            phones=_phones,
            note=_texts,
        ),
        max_size=2,
    ).map(tuple),
}
_KEPT = frozenset(
    {
        *("id", "version", "kind", "status", "parent_id", "topic_id", "card_id", "original_id"),
        *("responsible_id", "author", "added_on", "line"),
    }
)
_LINES = (
    *(
        "immondizia, pattume > rifiuti",
        "a = b = c",
        "  cie  =  carta d'identità ",
        "c# > web",
    ),
    *("a > b > c", "solo", "=a > b", "a,,b > c", "a = b\x00", "nota # bene = x", "l" * 1001 + "=b"),
)


def publishable(entry: Entry, plain: Entry) -> Entry:
    """Return the entry as it is published, every value that the checks stop as the plain one."""
    while found := errors_of(entry):
        entry = msgspec.structs.replace(
            entry, **{one.field: getattr(plain, one.field) for one in found}
        )
    return cleaned(entry)


@st.composite
def published_bases(draw: st.DrawFn) -> Knowledge:
    """Return a base of which every entry has passed the checks."""
    lines = [draw(_line) for _ in range(2)]
    return Knowledge(
        topics=tuple(Topic(id=TopicId(one), path=one) for one in _TOPICS),
        desks=(Desk(id=DeskId("d-1"), name="Tributi"),),
        offices=tuple(draw(_odd_entry(Office(id=OfficeId(one), name="S"))) for one in _OFFICES),
        cards=tuple(draw(_odd_entry(_card(one))) for one in _CARDS),
        faqs=(draw(_odd_entry(_FAQ)),),
        thesaurus=tuple({one.id: one for one in lines}.values()),
    )


def _card(card_id: str) -> ServiceCard:
    return ServiceCard(id=CardId(card_id), title="TARI", topic_id=TopicId("t-1"), say="Si paga.")


_FAQ = Faq(id=FaqId("f-1"), card_id=CardId("1"), question="Quando?", answer="A dicembre.")


def _odd_entry(plain: Entry) -> st.SearchStrategy[Entry]:
    names = [name for name in plain.__struct_fields__ if name not in _KEPT]
    odd = {name: _FIELDS.get(name, _texts) for name in names}
    some = st.lists(st.sampled_from(names), min_size=4, max_size=8, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({name: odd[name] for name in chosen})
    )
    return some.map(lambda fields: publishable(msgspec.structs.replace(plain, **fields), plain))


def _published_line(words: str, language: str) -> ThesaurusLine:
    plain = ThesaurusLine(id="", line="a > b")
    line = publishable(msgspec.structs.replace(plain, line=words, language=language), plain)
    assert isinstance(line, ThesaurusLine)
    return msgspec.structs.replace(line, id=thesaurus_line_id(line.language, line.line))


_line = st.builds(_published_line, st.sampled_from(_LINES), _languages)
