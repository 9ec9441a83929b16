"""The city's districts, written "Municipio 8", "VIII Municipio" or "ottavo municipio"."""

from collections.abc import Iterator, Sequence

COUNT = 15
_MARKERS = frozenset({"municipio", "mun", "circoscrizione"})
_BETWEEN = frozenset({"roma", "n", "nr", "numero", "capitale"})
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_ORDINALS = (
    "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo "
    "tredicesimo quattordicesimo quindicesimo"
)
_FIGURES = " ".join(map(str, range(1, COUNT + 1)))
_NUMBERS: dict[str, int] = {
    spelling: number
    for spellings in (_ROMAN, _ORDINALS, _FIGURES)
    for number, spelling in enumerate(spellings.split(), start=1)
}


def term(number: int) -> str:
    """Return the word under which a district is indexed, whatever way it was written."""
    return f"municipio{number}"


def number_in(words: Sequence[str]) -> int | None:
    """Return the district named by a field that names nothing else: "VIII", "8", "Municipio 8"."""
    numbers = {_NUMBERS[word] for word in words if word in _NUMBERS}
    return numbers.pop() if len(numbers) == 1 else None


def mentions(words: Sequence[str]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield (positions of the words that name a district, its number), left to right."""
    for at, word in enumerate(words):
        if word not in _MARKERS:
            continue
        after = at + 1
        while after < len(words) and words[after] in _BETWEEN:
            after += 1
        if after < len(words) and words[after] in _NUMBERS:
            yield tuple(range(at, after + 1)), _NUMBERS[words[after]]
        elif at > 0 and words[at - 1] in _NUMBERS:
            yield (at - 1, at), _NUMBERS[words[at - 1]]


def terms(words: Sequence[str]) -> list[str]:
    """Return the index words of the districts mentioned."""
    return [term(number) for _, number in mentions(words)]
