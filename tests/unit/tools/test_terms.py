"""A thing has one word in each language of the screen, and nobody is shouted at."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from phone.strip.strip_texts import LANGUAGES, StripTexts
from tools import translations
from tools.terms import Text, read_terms

ROOT = Path(translations.__file__).resolve().parent.parent
TERMS = read_terms()

# What people said for a thing before it had one word; each way to say it again must be found.
OLD_WORDS = (
    ("it", "Copri la registrazione", "sospendi la registrazione"),
    ("it", "Siete in tre: tu, il cittadino e un collega.", "conferenza"),
    ("it", "Passa la telefonata", "trasferimento"),
    ("it", "Tastierino", "tastiera toni (DTMF)"),
    ("it", "Salva e inoltra al II livello", "manda al II livello"),
    ("it", "Butta la bozza", "elimina"),
    ("it", "Ricerche a vuoto", "senza risultato"),
    ("it", "Cercate invano", "senza risultato"),
    ("it", "Posto", "postazione"),
    ("it", "Post. 114 · v1", "postazione"),
    ("it", "Tema", "argomento"),
    ("it", "Scheda cittadino", "scheda"),
    ("it", "La finestra si è fermata 3 volte.", "nothing"),
    ("it", "Nessuna chiamata in corso.", "telefonata"),
    ("it", "Post-chiamata", "dopo chiamata"),
    ("it", "Nel frattempo lo stato è cambiato.", "intanto"),
    ("it", "Fuori linea", "fuori servizio"),
    ("en", "The telephone rings.", "phone"),
    ("en", "Ask your supervisor.", "team lead"),
    ("en", "Discard the draft?", "delete"),
    ("en", "Hand the call on", "transfer"),
    ("ar", "المقعد {0}", "محطة"),
    ("ar", "كما يراها العاملون", "مشغّل"),
)


def a_text(source: str, *forms: str, language: str = "en") -> Text:
    return Text.of("Page", language, source, forms or (source,))


@pytest.mark.parametrize(("language", "old", "word"), OLD_WORDS)
def test_an_old_word_is_found_and_the_one_word_is_named(language: str, old: str, word: str) -> None:
    faults = list(TERMS.faults([Text.of("Page", language, "–", (old,))]))
    assert any(fault.startswith(f"say {word!r}") for fault in faults), faults


def test_a_translation_says_the_word_of_its_language_where_the_italian_does() -> None:
    assert not list(TERMS.faults([a_text("Apri la pratica", "Open the case")]))
    (fault,) = TERMS.faults([a_text("Apri la pratica", "Open the file")])
    assert fault.startswith("say 'case'")


def test_the_letter_of_a_key_hides_no_word() -> None:
    assert not list(TERMS.faults([a_text("&Telefono", "P&hone")]))
    assert list(TERMS.faults([a_text("&Telefono", "&Telephone")]))


def test_no_state_is_shouted() -> None:
    (fault,) = TERMS.faults([a_text("NON pronto: PAUSA", language="it")])
    assert fault.startswith("no capitals")
    assert "PAUSA" in fault
    assert not list(TERMS.faults([a_text("Codice HTML e CSV", language="it")]))


def test_one_italian_text_has_one_translation_wherever_it_is_shown() -> None:
    (fault,) = TERMS.faults([a_text("Alterna", "Swap"), a_text("Alterna", "Switch")])
    assert fault.startswith("one text, two translations: en: 'Alterna'")
    assert not list(TERMS.faults([a_text("Altro", "More"), a_text("Altro", "Other")]))


def test_every_text_of_the_window_says_one_thing_by_one_word() -> None:
    assert list(TERMS.faults(translations.texts())) == []


def test_the_phones_own_strip_speaks_as_the_window_does() -> None:
    said = {language: _sentences(texts) for language, texts in LANGUAGES.items()}
    texts = [
        Text.of("phone", language, source, (own,))
        for language, own_words in said.items()
        for source, own in zip(said["it"], own_words, strict=True)
    ]
    assert list(TERMS.faults(texts)) == []


def _sentences(texts: StripTexts) -> list[str]:
    alone = (texts.hang_up, texts.alone, texts.joined, texts.muted, texts.window)
    return [*alone, *texts.states.values()]


def test_what_the_server_says_in_italian_uses_the_words_of_the_window() -> None:
    faults = [
        f"{file}:{line}: say {word!r}: {text!r}"
        for root in ("phone", "server", "contract")
        for file in sorted((ROOT / root).rglob("*.py"))
        for line, text in _italian(file)
        for word in TERMS.banned("it", text)
    ]
    assert faults == []


# Words that only an Italian sentence has: code, SQL and English have none of them.
ITALIAN = re.compile(r"\b(?:il|gli|della?|alle|una|è|che|per|con|non)\b")


def _italian(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and isinstance(node, ast.Constant) and ITALIAN.search(text):
            yield node.lineno, text


def test_the_glossary_of_the_code_names_the_same_italian_words() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| ([^|]*) \|$",
        (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    on_screen = {code.strip(): word.strip() for code, word in rows}
    named = {term.code: term.words["it"].word for term in TERMS.terms if term.code}
    assert {code: on_screen.get(code) for code in named} == named


def test_every_term_has_a_word_in_every_language() -> None:
    languages = {"it", *(translations.language_of(file) for file in translations.files())}
    assert all(set(term.words) == languages for term in TERMS.terms)
