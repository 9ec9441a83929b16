"""Which offices an editor means by a few words: of their name, street or municipio."""

from collections.abc import Iterable
from dataclasses import dataclass

from contract.domain.knowledge_entries.knowledge import Office
from contract.knowledge.language.municipio import mentions, number_in
from contract.knowledge.language.text_folding import words


@dataclass(frozen=True, slots=True)
class _Known:
    office: Office
    words: frozenset[str]
    districts: frozenset[int]

    def has(self, word: str) -> bool:
        number = number_in([word])
        if number is not None:
            return word in self.words or number in self.districts
        return any(one.startswith(word) for one in self.words)


class OfficesMeant:
    """A municipio, "V", "5" or "municipio V", is met as a whole; other words by their beginning.

    "V" must not mean every office in a "Via": all that are meant may be shown as closed next.
    """

    def __init__(self, offices: Iterable[Office]) -> None:
        by_name = sorted(offices, key=lambda one: one.name.casefold())
        self._known = tuple(_known(one) for one in by_name)

    def __len__(self) -> int:
        return len(self._known)

    def by(self, text: str) -> tuple[Office, ...]:
        """Return those that have all the words, by name; all of them when there is no word."""
        typed = words(text)
        named = tuple(mentions(typed))
        taken = {place for places, _ in named for place in places}
        rest = tuple(word for place, word in enumerate(typed) if place not in taken)
        districts = {number for _, number in named}
        return tuple(
            one.office
            for one in self._known
            if districts <= one.districts and all(one.has(word) for word in rest)
        )


def _known(office: Office) -> _Known:
    texts, own = words(f"{office.name} {office.address}"), words(office.municipio)
    number = number_in(own)
    named = (one for _, one in mentions(texts)) if number is None else (number,)
    return _Known(office, frozenset([*texts, *own]), frozenset(named))
