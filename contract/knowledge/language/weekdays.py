"""When an office is open, as somebody asks it: the days of the week, and the words of hours."""

from collections.abc import Sequence

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


def weekday_in(words: Sequence[str]) -> int | None:
    """Return the day that folded words name, Monday 0; None for none, or for more than one."""
    named = {_NUMBERS[word] for word in words if word in _NUMBERS}
    return named.pop() if len(named) == 1 else None
