"""What an editor is told about an entry while she writes it."""

from datetime import date
from typing import Any

import pytest

from contract.domain.ids import CardId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_checks import check_entry, errors_of, readability
from contract.domain.knowledge_entries.entry_findings import CheckCode, Severity
from contract.domain.knowledge_entries.entry_hours import hidden_exceptions
from contract.domain.knowledge_entries.knowledge import (
    Faq,
    Office,
    OfficeKind,
    ServiceCard,
    StaffMember,
    ThesaurusLine,
)
from contract.domain.knowledge_entries.markdown_scan import gulpease, plain_words
from contract.domain.opening_times.opening_times import Band, DayException, OpeningTimes, week

TODAY = date(2026, 11, 26)
EASY_TEXT = "Vai allo sportello. Porta un documento. Paga con la carta. Ritira il certificato. " * 3
HARD_TEXT = (
    "L'amministrazione procedente, contestualmente all'acquisizione dell'autocertificazione "
    "sostitutiva dell'atto di notorietà, predispone l'avvio del procedimento amministrativo "
    "finalizzato al riconoscimento dell'agevolazione tariffaria precedentemente individuata "
    "dall'ordinamento regolamentare vigente"
)


def a_card(**changes: Any) -> ServiceCard:
    fields: dict[str, Any] = {
        "id": CardId("c-1"),
        "title": "Tassa rifiuti",
        "topic_id": TopicId("t-1"),
        "say": "La rata scade il 16 dicembre.",
    }
    return ServiceCard(**(fields | changes))


def codes(entry: Any, original: Any = None) -> list[tuple[str, str]]:
    return [(one.code.value, one.field) for one in check_entry(entry, TODAY, original)]


def test_a_short_clear_card_has_nothing_to_mend() -> None:
    assert codes(a_card()) == []


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, CheckCode.TITLE_MISSING, "title"),
        ({"topic_id": TopicId("")}, CheckCode.TOPIC_MISSING, "topic_id"),
        ({"say": ""}, CheckCode.TEXT_MISSING, "say"),
        ({"say": "a " * 151}, CheckCode.SAY_TOO_LONG, "say"),
        ({"valid_until": date(2026, 11, 25)}, CheckCode.EXPIRED, "valid_until"),
        (
            {"valid_from": date(2027, 2, 1), "valid_until": date(2027, 1, 1)},
            CheckCode.VALIDITY_REVERSED,
            "valid_until",
        ),
        ({"how_to": "# Uno\n### Tre"}, CheckCode.HEADINGS_OUT_OF_ORDER, "how_to"),
        ({"how_to": "##\ntesto"}, CheckCode.HEADING_EMPTY, "how_to"),
        ({"how_to": "[clicca qui](https://a.it)"}, CheckCode.LINK_VAGUE, "how_to"),
        ({"how_to": "[Leggi tutto](https://a.it)"}, CheckCode.LINK_VAGUE, "how_to"),
        ({"how_to": "[QUI](https://a.it)"}, CheckCode.LINK_VAGUE, "how_to"),
        ({"how_to": "[link](https://a.it)"}, CheckCode.LINK_VAGUE, "how_to"),
        ({"how_to": "[](https://a.it)"}, CheckCode.LINK_UNREADABLE, "how_to"),
        ({"how_to": "[https://a.it](https://a.it)"}, CheckCode.LINK_UNREADABLE, "how_to"),
        ({"how_to": "https://a.it/p?id=88&x=%20"}, CheckCode.LINK_UNREADABLE, "how_to"),
        ({"how_to": "[modulo](javascript:alert)"}, CheckCode.LINK_UNSAFE, "how_to"),
        ({"how_to": "[modulo](/modulo.pdf)"}, CheckCode.LINK_UNSAFE, "how_to"),
        ({"how_to": "![](mappa.png)"}, CheckCode.IMAGE_UNDESCRIBED, "how_to"),
        ({"how_to": "![mappa](https://a.it/m.png)"}, CheckCode.IMAGE_REMOTE, "how_to"),
        ({"how_to": "![mappa](//a.it/m.png)"}, CheckCode.IMAGE_REMOTE, "how_to"),
        ({"how_to": "<b>subito</b>"}, CheckCode.HTML, "how_to"),
        ({"how_to": HARD_TEXT}, CheckCode.HARD_TO_READ, "how_to"),
    ],
)
def test_each_fault_of_a_card_is_named_with_its_field(
    changes: dict[str, Any], code: CheckCode, field: str
) -> None:
    assert codes(a_card(**changes)) == [(code.value, field)]


def test_three_hundred_characters_to_read_aloud_are_not_too_many() -> None:
    assert codes(a_card(say="x" * 300)) == []


def test_good_texts_raise_no_alarm() -> None:
    text = (
        "## Allo sportello\n- porta il [modulo di domanda](https://a.it/modulo)\n"
        "### Per telefono\nscrivi a [ufficio tributi](mailto:a@b.it), oppure www.a.it\n"
        "![pianta del piano](pianta.png)\n2 < 3, **oggi**"
    )
    assert codes(a_card(how_to=text, costs=EASY_TEXT)) == []


def test_what_is_excerpted_is_short_and_says_which_link() -> None:
    found = check_entry(a_card(costs=f"[{'x' * 300}](ftp://a)"), TODAY)
    assert found[0].excerpt.startswith("xxx")
    assert len(found[0].excerpt) == 60
    assert found[0].severity is Severity.ERROR


def test_hard_words_are_a_warning_with_the_number() -> None:
    (found,) = check_entry(a_card(costs=HARD_TEXT), TODAY)
    assert found.severity is Severity.WARNING
    assert int(found.excerpt) < 60


def test_a_translation_older_than_its_original_is_stale() -> None:
    original = a_card(version=5)
    translated = a_card(
        id=CardId("c-en"), language="en", original_id=CardId("c-1"), original_version=4
    )
    assert codes(translated, original) == [("stale_translation", "language")]
    assert codes(translated, a_card(version=4)) == []


def test_readability_is_asked_of_italian_only() -> None:
    assert codes(a_card(language="en", how_to=HARD_TEXT)) == []
    assert readability(a_card(language="en", how_to=HARD_TEXT)) is None
    assert readability(a_card(how_to="Subito.")) is None
    easy = readability(a_card(how_to=EASY_TEXT))
    assert easy is not None
    assert easy > 60


def test_an_office_for_citizens_needs_hours_and_a_department_does_not() -> None:
    site = Office(id=OfficeId("o-1"), name="Sportello")
    assert codes(site) == [("hours_missing", "desk_times")]
    assert codes(Office(id=OfficeId("o-2"), name="D", kind=OfficeKind.DEPARTMENT)) == []
    backwards = OpeningTimes(weekly=week((0,), (720, 510)))
    office = Office(id=OfficeId("o-1"), name="S", desk_times=backwards)
    assert codes(office) == [("hours_unusable", "desk_times")]
    assert codes(a_card(phone_times=backwards)) == [("hours_unusable", "phone_times")]


def test_a_question_without_answer_or_card_is_incomplete() -> None:
    faq = Faq(id=FaqId("f-1"), card_id=CardId(""), question="", answer=" ")
    assert [code for code, _ in codes(faq)] == ["card_missing", "title_missing", "text_missing"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "solo parole",
        "a > ",
        "a > b > c",
        "= b",
        "a = b > c",
        "a,, b > c",
        "c# > web",
        "a = b\N{ZERO WIDTH SPACE}",
    ],
)
def test_a_line_of_the_thesaurus_needs_both_sides(line: str) -> None:
    assert codes(ThesaurusLine(id="t-1", line=line)) == [("line_unusable", "line")]


@pytest.mark.parametrize(
    "line", ["immondizia > rifiuti, tari", "cie = carta d'identità", " ca = lis = 3,5  mm "]
)
def test_a_good_line_of_the_thesaurus_is_fine(line: str) -> None:
    assert codes(ThesaurusLine(id="t-1", line=line)) == []


def test_gulpease_is_the_formula_by_hand() -> None:
    # 2 sentences, 6 words, 36 letters: 89 + (600 - 360) / 6 = 129, never more than 100
    assert gulpease("Vieni allo sportello. Porta un documento.") == 100
    # 1 sentence, 3 words, 38 letters: 89 + (300 - 380) / 3
    assert gulpease("identificazione amministrazione provvedi") == 62
    assert gulpease(" \n#\n") is None


def test_marks_are_not_read_aloud() -> None:
    text = "## Costi\n- **16 euro** con [bollettino](https://a.it)\n> nota"
    assert plain_words(text) == "Costi\n16 euro con bollettino\nnota"


@pytest.mark.parametrize("sign", ["[", "](", "![", "<a", "#", "*", "(", "https://", "[a]("])
def test_endless_signs_take_no_time(sign: str) -> None:
    assert check_entry(a_card(how_to=sign * 50_000), TODAY) is not None


def test_an_exception_that_later_ones_hide_is_told_with_its_days_and_is_no_error() -> None:
    strike = DayException(date(2026, 12, 24), date(2026, 12, 24), (), "sciopero")
    all_week = DayException(date(2026, 12, 21), date(2026, 12, 27), (Band(540, 720),))
    times = OpeningTimes(weekly=week((0,), (510, 750)), exceptions=(strike, all_week))
    office = Office(id=OfficeId("o-1"), name="Sede", desk_times=times)
    assert list(hidden_exceptions(office)) == [("desk_times", "24/12/2026")]
    assert codes(office) == []
    assert list(hidden_exceptions(ThesaurusLine(id="l-1", line="a = b"))) == []


def test_what_was_encoded_twice_is_a_warning_with_its_place_and_what_it_was() -> None:
    spoilt = Office(
        id=OfficeId("o-1"),
        name="Sportello",
        kind=OfficeKind.DEPARTMENT,
        note="Chiuso perchÃ© lâ€™ufficio cambia.",
        staff=(StaffMember(role="Capo unitÃ"),),
    )
    found = check_entry(spoilt, TODAY)
    assert [(one.code, one.field, one.excerpt, one.meant) for one in found] == [
        (CheckCode.ENCODED_TWICE, "staff", "unitÃ", "unità"),
        (CheckCode.ENCODED_TWICE, "note", "perchÃ©", "perché"),
    ]
    assert {one.severity for one in found} == {Severity.WARNING}
    assert not errors_of(spoilt)
    assert [one.is_old for one in check_entry(spoilt, TODAY, published=spoilt)] == [True, True]
