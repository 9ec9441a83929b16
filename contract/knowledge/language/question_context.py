"""What a question tells besides its matter: the language it is in, the day, words of hours."""

import re
from collections.abc import Callable, Iterable, Sequence

from contract.knowledge.language.stop_words import STOP_WORDS, WEAK_WORDS
from contract.knowledge.language.text_folding import words

_NAMES = (
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lunes martes miercoles jueves viernes sabado domingo",
)
_HOURS = """
orari orario apertura aperto aperta aperti aperte apre aprono chiude chiudono chiuso chiusa chiusura
mattina mattino pomeriggio sera oggi domani
horaire horaires ouvert ouverte ouverture ferme matin soir open opening hours closed morning evening
offen geoffnet geschlossen abierto abierta horario cerrado
"""
_NUMBERS = {name: day for names in _NAMES for day, name in enumerate(names.split())}

OF_OPENING = frozenset(_NUMBERS) | frozenset(_HOURS.split())
_SCRIPTS = (("ar", re.compile(r"[\u0620-\u064a]")), ("zh", re.compile(r"[\u3400-\u9fff]")))
SAID, KNOWN = 1.0, 0.7  # a word of speech; a word of matters that texts of the language hold
ENOUGH, AHEAD = 2.0, 1.2
_OF_SPEECH = {one: STOP_WORDS[one] | WEAK_WORDS.get(one, frozenset()) for one in STOP_WORDS}


def weekday_in(words: Sequence[str]) -> int | None:
    """Return the day that folded words name, Monday 0; None for none, or for more than one."""
    named = {_NUMBERS[word] for word in words if word in _NUMBERS}
    return named.pop() if len(named) == 1 else None


def asked_in(
    text: str, own: str, languages: Iterable[str], is_known: Callable[[str, str], bool]
) -> str:
    """Return another language than the operator's own where a question is plainly in it, else "".

    is_known(word, language): whether its texts hold the word. The word being typed does not count.
    """
    for language, script in _SCRIPTS:
        if script.search(text):
            return language if language != own else ""
    # Half a word is a word of any language.
    whole = words(text)[: None if text[-1:].isspace() else -1]
    found = {one: _evidence(whole, one, is_known) for one in {own, *languages}}
    best = max(found, key=lambda one: (found[one], one == own, one))
    is_plain = found[best] >= ENOUGH and found[best] >= found[own] + AHEAD
    return best if best != own and is_plain else ""


def _evidence(whole: Sequence[str], language: str, is_known: Callable[[str, str], bool]) -> float:
    said = _OF_SPEECH.get(language, frozenset())
    return sum(
        SAID if word in said else KNOWN if is_known(word, language) else 0.0 for word in whole
    )
