"""The words for a line of the directory: what it is, whether it is open now, until when."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.screens.kit.language_texts import LanguageTexts
from console.screens.kit.moments import clock_time, is_today
from console.screens.kit.opening_texts import OpeningTexts
from console.viewmodels.calls.directory import LanguageNow, LineNow
from contract.domain.agents.agent import DutyState
from contract.domain.phone_number import spoken
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.tables.hit_list import HitRow

_BETWEEN = " · "


class LineTexts(QObject):
    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._languages = LanguageTexts(self)
        self._opening = OpeningTexts(self)

    def row(self, entry: DirectoryEntry, now: LineNow) -> HitRow:
        """Return the line as a row: name, then kind and state; closed ones carry a mark."""
        parts = (self.kind(entry.kind), self.state(entry, now), self._detail(entry))
        return HitRow(
            title=self.name(entry),
            subtitle=" · ".join(part for part in parts if part),
            mark=self._mark(now),
        )

    def _detail(self, entry: DirectoryEntry) -> str:
        """Return number and address in their own order, whichever way the words around them run."""
        return _BETWEEN.join(map(isolated, one_line(entry.detail).split(_BETWEEN)))

    def _mark(self, now: LineNow) -> str:
        # None is unknown: a line whose hours nobody knows must not be called closed.
        if now.is_open is not False:
            return ""
        if not any(one.is_open for one in now.languages):
            return self.tr("chiuso")
        return self.tr("chiuso in {0}").format(self._languages.name(now.language))

    def name(self, entry: DirectoryEntry) -> str:
        if entry.kind is LineKind.NUMBER:
            return left_to_right(spoken(entry.name))
        return one_line(entry.name)

    def kind(self, kind: LineKind) -> str:
        return {
            LineKind.QUEUE: self.tr("Coda"),
            LineKind.DESK: self.tr("II livello"),
            LineKind.COLLEAGUE: self.tr("Collega"),
            LineKind.OFFICE: self.tr("Ufficio"),
            LineKind.NUMBER: self.tr("Numero"),
        }[kind]

    def state(self, entry: DirectoryEntry, now: LineNow) -> str:
        if entry.kind is LineKind.COLLEAGUE:
            return self._colleague(entry.state)
        if now.languages:
            return self._waiting(self._by_language(now), now)
        if now.is_open is False:
            opens, why = self._moment(now.until), self._opening.why(now.reason)
            words = self.tr("apre {0}").format(opens) if opens else self.tr("chiuso")
            return f"{words} ({why})" if why else words
        words = ""
        if now.is_open and now.until is not None and is_today(now.until, self._now()):
            words = self.tr("aperto fino alle {0}").format(clock_time(now.until))
        elif now.is_open:
            words = self.tr("aperto")
        return self._waiting(words, now)

    def _waiting(self, words: str, now: LineNow) -> str:
        if now.waiting is None or not (now.is_open or any(one.is_open for one in now.languages)):
            return words
        waits = self.tr("%n in attesa", "", now.waiting)
        return f"{words} · {waits}" if words else waits

    def _by_language(self, now: LineNow) -> str:
        """Return the languages it answers in now, until when; the others, and when again.

        The citizen's own language comes first: a narrow row may cut the rest.
        """
        mine_first = sorted(now.languages, key=lambda one: one.language != now.language)
        answers = [
            self._open_in(self._languages.names(codes), until, is_first=not at)
            for at, (until, codes) in enumerate(self._together(mine_first, is_open=True).items())
        ]
        rests = [
            self._closed_in(self._languages.names(codes), until)
            for until, codes in self._together(mine_first, is_open=False).items()
        ]
        parts = [", ".join(answers), *rests] if now.is_open else [*rests, ", ".join(answers)]
        return " · ".join(part for part in parts if part)

    def _together(
        self, languages: Sequence[LanguageNow], *, is_open: bool
    ) -> dict[datetime | None, list[str]]:
        """Return languages of one state by when it ends; a far end counts as none."""
        found: dict[datetime | None, list[str]] = {}
        for one in languages:
            if one.is_open is is_open:
                is_near = one.until is not None and (
                    not is_open or is_today(one.until, self._now())
                )
                found.setdefault(one.until if is_near else None, []).append(one.language)
        return found

    def _open_in(self, names: str, until: datetime | None, *, is_first: bool) -> str:
        if until is None:
            words = self.tr("aperto in {0}") if is_first else self.tr("in {0}")
            return words.format(names)
        if is_first:
            words = self.tr("aperto in {0} fino alle {1}")
        else:
            words = self.tr("in {0} fino alle {1}")
        return words.replace("{1}", clock_time(until)).replace("{0}", names)

    def _closed_in(self, names: str, until: datetime | None) -> str:
        opens = self._moment(until)
        if not opens:
            return self.tr("chiuso in {0}").format(names)
        return self.tr("in {0} apre {1}").replace("{1}", opens).replace("{0}", names)

    def closed(self, entry: DirectoryEntry, now: LineNow) -> str:
        """Return one sentence: it is closed, when it opens, what to do to go on."""
        opens, name = self._moment(now.until), isolated(self.name(entry))
        if now.languages:
            text = self._closed_for(entry, now, opens)
        elif opens:
            text = self.tr("{0} è chiuso: apre {1}.").format(name, opens)
        else:
            text = self.tr("{0} è chiuso.").format(name)
        return f"{text} " + self.tr("Scrivi perché trasferisci lo stesso, poi Invio.")

    def _closed_for(self, entry: DirectoryEntry, now: LineNow, opens: str) -> str:
        """Return which language it is closed for: the citizen may speak another one too."""
        language = self._languages.name(now.language)
        if opens:
            text = self.tr("{0} è chiuso in {1}: apre {2}.").replace("{2}", opens)
        else:
            text = self.tr("{0} è chiuso in {1}.")
        text = text.replace("{1}", language).replace("{0}", isolated(self.name(entry)))
        others = [one.language for one in now.languages if one.is_open]
        if not others:
            return text
        return f"{text} " + self.tr("Ora risponde in {0}.").format(self._languages.names(others))

    def _colleague(self, state: str) -> str:
        return (
            {
                DutyState.READY: self.tr("pronto"),
                DutyState.RESERVED: self.tr("gli squilla il telefono"),
                DutyState.ON_CALL: self.tr("al telefono"),
                DutyState.WRAP_UP: self.tr("finisce un contatto"),
                DutyState.NOT_READY: self.tr("non pronto"),
            }.get(DutyState(state), "")
            if state in set(DutyState)
            else ""
        )

    def _moment(self, moment: datetime | None) -> str:
        return self._opening.moment(moment, self._now()) if moment is not None else ""
