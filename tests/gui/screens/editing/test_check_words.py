"""Every check of the editor says in words what is wrong, with or without the value it is about."""

import pytest
from PySide6.QtWidgets import QApplication

from console.screens.kit.entry_texts import EntryTexts
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding
from widgets.kit.plain_text import without_isolates

MALFORMED = {
    "owner_email": "«boh» non è un indirizzo e-mail.",
    "phones": "«boh» non è un numero di telefono.",
    "website": "«boh» non è un indirizzo web: comincia con https://",
    "language": "«boh» non va bene qui.",
}
SAME = {CheckCode.TITLE_MISSING, CheckCode.TOPIC_MISSING, CheckCode.CARD_MISSING}  # it is missing


def said(code: CheckCode, field: str = "title", excerpt: str = "", *, is_old: bool = False) -> str:
    finding = EntryFinding(code=code, field=field, excerpt=excerpt, is_old=is_old)
    return EntryTexts().check(finding)


@pytest.mark.parametrize("code", sorted(set(CheckCode) - SAME))
def test_every_check_has_a_sentence_of_its_own(app: QApplication, code: CheckCode) -> None:
    for excerpt in ("", "boh"):
        sentence = said(code, excerpt=excerpt)
        assert sentence.startswith("Titolo: ")
        assert sentence.endswith(".") or excerpt in sentence
        assert "{" not in sentence
        assert [one for one in CheckCode if said(one, excerpt=excerpt) == sentence] == [code]


@pytest.mark.parametrize("field", list(MALFORMED))
def test_a_value_that_is_none_says_what_it_should_be(app: QApplication, field: str) -> None:
    sentence = without_isolates(said(CheckCode.VALUE_MALFORMED, field, "boh"))
    assert sentence.partition(": ")[2] == MALFORMED[field]


def test_too_long_says_how_long_and_how_long_it_may_be(app: QApplication) -> None:
    assert said(CheckCode.VALUE_TOO_LONG, excerpt="250/200") == (
        "Titolo: 250 caratteri, al massimo 200. Accorcia."
    )


def test_what_was_published_so_is_told_apart(app: QApplication) -> None:
    assert said(CheckCode.VALUE_TOO_LONG, excerpt="250/200", is_old=True) == (
        "Titolo: 250 caratteri, al massimo 200. Accorcia."
        " È già pubblicato così: correggilo appena puoi."
    )
