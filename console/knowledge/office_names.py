"""Offices by a name that is one word: "anagrafe-eur", as it is written behind an @."""

from collections.abc import Iterable

from contract.domain.knowledge_entries.knowledge import Office
from contract.knowledge.language.text_folding import words


def one_word(name: str) -> str:
    """Return "anagrafe-eur" for "Anagrafe: EUR"."""
    return "-".join(words(name))


def fitting_name(offices: Iterable[Office], name: str) -> frozenset[str]:
    """Return the ids of the offices of this name; of none, of those with all of its words in it."""
    asked = words(name.replace("-", " "))
    named = {office.id: words(office.name) for office in offices}
    exact = frozenset(office_id for office_id, own in named.items() if own == asked)
    return exact or frozenset(
        office_id
        for office_id, own in named.items()
        if asked and all(any(word.startswith(one) for word in own) for one in asked)
    )


def with_those_below(ids: Iterable[str], offices: Iterable[Office]) -> frozenset[str]:
    """Return these offices and what belongs to them, also in a tree that bites its own tail."""
    below: dict[str, list[str]] = {}
    for office in offices:
        if office.parent_id is not None:
            below.setdefault(office.parent_id, []).append(office.id)
    found, left = set[str](), list(ids)
    while left:
        office_id = left.pop()
        if office_id not in found:
            found.add(office_id)
            left += below.get(office_id, ())
    return frozenset(found)
