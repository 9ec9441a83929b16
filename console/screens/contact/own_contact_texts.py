"""An own contact in words: its row in the list, and all that is known of it beside the list."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject

from console.model.contact.contact_draft import ContactDraft
from console.model.contact.contact_faults import faults_of
from console.screens.contact.sending_texts import SendingTexts
from console.screens.kit.language_texts import LANGUAGES
from console.screens.kit.moments import (
    band,
    clock_time,
    day_and_time,
    is_today,
    named_day,
    rome_day,
    short_day,
)
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.story_texts import StoryTexts
from contract.domain.contact import Contact, Disposition
from contract.domain.phone_number import spoken
from contract.domain.sending import Sending
from contract.wire.claims import CallStory
from widgets.cards.contact_detail import ContactText
from widgets.cases.case_story import StoryRow
from widgets.figures.figure_table import GOOD, STRONG, WARNING, FigureRecord
from widgets.kit.plain_text import duration, isolated, left_to_right, one_line

type Own = Contact | ContactDraft
_KINDS = {GOOD: "ok", WARNING: "warning"}


class OwnContactTexts(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._states = StateTexts(self)
        self._stories = StoryTexts(self)
        self._sendings = SendingTexts(self)

    def row(self, one: Own, topic: str, now: datetime, *, is_unsent: bool) -> FigureRecord:
        """Return how it stands in the list."""
        tag, ink = self.outcome(one)
        is_draft = isinstance(one, ContactDraft)
        state = self.tr("bozza") if is_draft else self.tr("inviato")
        return FigureRecord(
            key=one.contact_id if isinstance(one, ContactDraft) else one.id,
            cells=(
                day_and_time(_at(one), now),
                self._who(one),
                topic or "–",
                tag,
                one.case_number if isinstance(one, Contact) else "",
                self._promise(one, now),
                self.tr("da inviare") if is_unsent else state,
            ),
            inks=("", STRONG, "", ink, "", "", ""),
        )

    def detail(
        self,
        one: Own,
        topic: str,
        places: tuple[str, str],
        now: datetime,
        story: tuple[CallStory, tuple[Sending, ...]],
        *,
        is_correctable: bool,
    ) -> ContactText:
        """Return all that is known of it. places: its desk and its queue, by their names.

        story: of its call, and the cards sent in it.
        """
        desk = places[0]
        tag, ink = self.outcome(one)
        number, promise = self._number(one), self._promise(one, now)
        languages = dict(LANGUAGES)
        language = languages.get(one.caller.language, one.caller.language)
        return ContactText(
            call=self._call(one, places[1], now),
            name=self._who(one),
            tag=tag,
            tag_kind=_KINDS.get(ink, ""),
            number=number,
            promise=self.tr("Richiamo promesso: {0}").format(promise) if promise else "",
            facts=(
                topic,
                desk,
                left_to_right(spoken(one.caller.phone)),
                " · ".join(part for part in (language, one.caller.municipio) if part),
            ),
            asked=one.description,
            happened=tuple(self._happened(one, desk, story)),
            hint=self._hint(one, now, is_correctable=is_correctable),
            is_open=isinstance(one, ContactDraft),
            is_correctable=is_correctable,
            may_copy=isinstance(one, Contact) and bool(one.case_number),
        )

    def outcome(self, one: Own) -> tuple[str, str]:
        """Return how it ended, or what it lacks, in a word or two, and the ink of its tag."""
        if isinstance(one, ContactDraft):
            missing = [self._states.field(name) for name, _ in faults_of(one)]
            if missing:
                return self.tr("manca: {0}").format(missing[0].lower()), WARNING
            # It is at the server as it was before: to close it would be said of a new one.
            words = self.tr("da correggere") if one.is_corrected else self.tr("da chiudere")
            return words, WARNING
        return {
            Disposition.INFORMATION_GIVEN: (self.tr("informazione"), GOOD),
            Disposition.FORWARDED: (self.tr("II livello"), WARNING),
            Disposition.TRANSFERRED: (self.tr("trasferito"), ""),
        }.get(one.disposition, (self._states.disposition(one.disposition).lower(), ""))

    def _who(self, one: Own) -> str:
        typed = one.phone_text if isinstance(one, ContactDraft) else ""
        number = left_to_right(spoken(one.caller.phone) or one_line(typed))
        return one_line(one.caller.name) or number or self.tr("senza nome")

    def _number(self, one: Own) -> str:
        if not isinstance(one, Contact) or one.case_id is None:
            return ""
        if not one.case_number:
            return self.tr("Pratica: numero appena torna il collegamento")
        return self.tr("Pratica {0}").format(left_to_right(one.case_number))

    def _promise(self, one: Own, now: datetime) -> str:
        if isinstance(one, ContactDraft) or one.promised_from is None or one.promised_until is None:
            return ""
        hours = left_to_right(band(one.promised_from, one.promised_until))
        if is_today(one.promised_from, now):
            return self.tr("oggi, {0}").format(hours)
        return f"{left_to_right(short_day(rome_day(one.promised_from)))}, {hours}"

    def _call(self, one: Own, queue: str, now: datetime) -> str:
        parts = [day_and_time(_at(one), now)]
        if one.answered_at is not None and one.ended_at is not None:
            talked = duration((one.ended_at - one.answered_at).total_seconds())
            parts.append(self.tr("telefonata di {0}").format(left_to_right(talked)))
        if one.queue:
            parts.append(self.tr("coda {0}").format(isolated(one_line(queue))))
        return " · ".join(parts)

    def _hint(self, one: Own, now: datetime, *, is_correctable: bool) -> str:
        if isinstance(one, ContactDraft):
            return ""
        if not is_correctable:
            return self.tr("Sono passate più di 24 ore: il contatto resta com'è.")
        until = one.correctable_until
        day = self.tr("oggi") if is_today(until, now) else named_day(rome_day(until))
        text = self.tr("Puoi correggere fino a {0} alle {1}. La correzione resta nella storia.")
        return text.format(day, left_to_right(clock_time(until)))

    def _happened(
        self, one: Own, desk: str, story: tuple[CallStory, tuple[Sending, ...]]
    ) -> Iterable[StoryRow]:
        of_call, sent = story
        if one.answered_at is not None:
            waited = self._waited(one)
            yield StoryRow(when=clock_time(one.answered_at), what=self.tr("risposta"), rest=waited)
        for each in sent:
            yield StoryRow(
                when=clock_time(each.asked_at),
                what=self.tr("scheda inviata"),
                rest=self._sendings.story((each,)),
            )
        if one.ended_at is not None:
            ended = clock_time(one.ended_at)
            yield StoryRow(
                when=ended, what=self.tr("telefonata finita"), rest=self._stories.story(of_call)
            )
        elif heard := self._stories.story(of_call):
            yield StoryRow(when="", what=self.tr("telefonata"), rest=heard)
        if isinstance(one, Contact):
            yield from self._closed(one, desk)
        elif one.earlier is not None and one.is_corrected:
            closed = clock_time(one.earlier.closed_at)
            yield StoryRow(when=closed, what=self.tr("contatto chiuso"))

    def _closed(self, one: Contact, desk: str) -> Iterable[StoryRow]:
        is_forwarded = one.disposition is Disposition.FORWARDED
        what = self.tr("mandata al II livello") if is_forwarded else self.tr("contatto chiuso")
        yield StoryRow(when=clock_time(one.closed_at), what=what, rest=desk if is_forwarded else "")
        if one.corrected_at is not None:
            yield StoryRow(
                when=clock_time(one.corrected_at),
                what=self.tr("corretto"),
                rest=self.tr("il testo di prima resta nella storia del server"),
            )

    def _waited(self, one: Own) -> str:
        if one.rang_at is None or one.answered_at is None:
            return ""
        waited = duration((one.answered_at - one.rang_at).total_seconds())
        return self.tr("squillo di {0}").format(left_to_right(waited))


def _at(one: Own) -> datetime | None:
    return one.closed_at if isinstance(one, Contact) else one.answered_at or one.saved_at
