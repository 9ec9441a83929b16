"""What a question may be remembered by: never a number, a name only as a word nobody knows."""

import msgspec
import pytest

from contract.knowledge.documents import card_document
from contract.knowledge.language_engines import LanguageEngines
from contract.knowledge.plain_search import PlainSearch
from contract.knowledge.thesaurus import lines_of
from contract.knowledge.vocabulary import Stemmer
from tests.unit.contract.knowledge.small_corpus import a_card

CARDS = (a_card("Cambio di residenza"), a_card("Residenze per anziani"), a_card("Pagare la TARI"))
STEM = Stemmer("it")
PERMIT = msgspec.structs.replace(a_card("Residence permit"), language="en")


def engines() -> LanguageEngines:
    documents = map(card_document, (*CARDS, PERMIT))
    return LanguageEngines("it", documents, lines_of("spazzatura > tari"))


def read(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    reading = engines().reading(text)
    return reading.language, reading.stems, reading.rare


@pytest.mark.parametrize(
    ("text", "stems", "rare"),
    [
        ("cambio residenza ", (STEM("cambio"), STEM("residenza")), ()),
        ("la spazzatura ", ("spazzatur",), ()),
        ("tari della signora sbrindellini ", ("tar",), ("sbrindellin",)),
        ("tari 3331234567 rssmra85t10a562s f24 ", ("tar",), ()),
        ("di la ", (), ()),
    ],
)
def test_words_are_kept_apart_by_whether_anybody_knows_them(
    text: str, stems: tuple[str, ...], rare: tuple[str, ...]
) -> None:
    assert read(text) == ("it", stems, rare)


def test_an_unfinished_word_is_what_it_can_only_become_or_nothing() -> None:
    assert read("cambio resi")[1] == read("cambio residenza ")[1]
    assert read("tari p")[2] == (), "one letter may become anything"


def test_a_question_is_read_in_the_language_that_knows_most_of_its_words() -> None:
    language, stems, rare = read("residence permit ")
    assert (language, len(stems), rare) == ("en", 2, ())


def test_a_word_of_another_language_is_no_rare_word() -> None:
    assert read("cambio residenza permit ")[2] == ()


def test_without_numpy_the_same_words_are_kept_apart() -> None:
    plain = PlainSearch("it", map(card_document, CARDS), ())
    reading = plain.reading("tari sbrindellini 333 ")
    assert (reading.stems, reading.rare) == (("tar",), ("sbrindellin",))
