"""Words in the search box that are no words to look for but say what a result must be."""

import re
from enum import StrEnum

import msgspec

MARK = "@"
_OPEN = frozenset({"aperti", "aperto", "aperta", "aperte", "open"})
_MUNICIPIO = re.compile(r"(?:m|mun|municipio)(\d{1,2})")
_OFFICE = re.compile(r"(?:u|uff|ufficio)-(.+)")
_LANGUAGE = re.compile(r"[a-z]{2}")
# While "@aperti" is typed, "@ap" must not ask for texts in a language called "ap".
_BEGINNINGS = frozenset({"ap", "op", "mu", "uf"})  # of the words above, and no language
_SPACE = re.compile(r"(\s+)")


class Facet(StrEnum):
    """In the order in which they stand on the screen."""

    OPEN = "open"
    MUNICIPIO = "municipio"
    OFFICE = "office"
    LANGUAGE = "language"


class SearchWish(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of every result. municipio 0, office "" and language "": any.

    office: the words of its name, joined by "-".
    """

    only_open: bool = False
    municipio: int = 0
    office: str = ""
    language: str = ""

    @property
    def is_about_offices(self) -> bool:
        return self.only_open or self.municipio > 0 or bool(self.office)

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Return what is asked for."""
        asked = (self.only_open, self.municipio, self.office, self.language)
        return tuple(facet for facet, value in zip(Facet, asked, strict=True) if value)


NO_WISH = SearchWish()


def wish_of(text: str) -> tuple[str, SearchWish]:
    """Split "residenza @aperti @m8 @en" into the words looked for and the wish.

    A mark that means nothing stays among the words, but for the last one: it is being typed.
    """
    # Nearly every search: nothing is split at each key.
    if MARK not in text:
        return text, NO_WISH
    kept, wish = [], NO_WISH
    parts = _SPACE.split(text)
    for at, word in enumerate(parts):
        said = _said(word)
        if said is not None:
            wish = msgspec.structs.replace(wish, **said)
        # The one being typed would be searched for as a word, and leave nothing on the screen.
        elif not (word.startswith(MARK) and at == len(parts) - 1):
            kept.append(word)
    return "".join(kept), wish


def word_of(wish: SearchWish, facet: Facet) -> str:
    """Return the word that asks for this part of a wish."""
    words = {
        Facet.OPEN: "aperti",
        Facet.MUNICIPIO: f"m{wish.municipio}",
        Facet.OFFICE: f"uff-{wish.office}",
        Facet.LANGUAGE: wish.language,
    }
    return MARK + words[facet]


def with_wish(text: str, wish: SearchWish) -> str:
    """Return a text that asks for a wish too; what is asked of one thing before is replaced."""
    for facet in wish.facets:
        # Replaced, not added: two municipi at once would leave nothing.
        text = " ".join(filter(None, (without(text, facet), word_of(wish, facet))))
    return text


def without(text: str, *facets: Facet) -> str:
    """Return the text without the words that ask for these; all others stay as they were typed."""
    kept = [word for word in text.split() if not set(facets) & set(_facets_in(word))]
    return " ".join(kept)


def kept(text: str, *facets: Facet) -> str:
    """Return of the text only the words that ask for these."""
    return " ".join(word for word in text.split() if set(facets) & set(_facets_in(word)))


def mark_at(text: str, cursor: int) -> str | None:
    """Return what of a mark stands before the cursor ("@m" gives "m"), None outside of one."""
    before = text[:cursor]
    word = before[len(before.rstrip()) :] or before.split()[-1] if before.strip() else ""
    is_ended = text[cursor : cursor + 1].strip() == ""
    return word.removeprefix(MARK) if word.startswith(MARK) and is_ended else None


def without_mark_at(text: str, cursor: int) -> str:
    """Return the text without the mark that ends at the cursor."""
    mark = mark_at(text, cursor)
    if mark is None:
        return text
    return text[: cursor - len(mark) - len(MARK)] + text[cursor:]


def _facets_in(word: str) -> tuple[Facet, ...]:
    said = _said(word)
    return msgspec.structs.replace(NO_WISH, **said).facets if said is not None else ()


def _said(word: str) -> dict[str, object] | None:
    """Return what a word asks for, None for a word to look for."""
    if not word.startswith(MARK):
        return None
    said = word.removeprefix(MARK).casefold()
    if said in _OPEN:
        return {"only_open": True}
    municipio = _MUNICIPIO.fullmatch(said)
    if municipio and int(municipio[1]) > 0:
        return {"municipio": int(municipio[1])}
    if office := _OFFICE.fullmatch(said):
        return {"office": office[1]}
    if _LANGUAGE.fullmatch(said) and said not in _BEGINNINGS:
        return {"language": said}
    return None
