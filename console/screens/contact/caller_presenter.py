"""Binds the possible caller to the citizen card: who it may be, and the latest contacts."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject

from console.screens.kit.moments import rome_day, short_day
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.story_texts import StoryTexts
from console.viewmodels.calls.call_log import CallLogViewModel
from console.viewmodels.contact.caller_card import (
    HEARD,
    PASSED,
    CallerCardViewModel,
    CallerState,
)
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.ids import TopicId
from contract.domain.phone_number import spoken
from contract.wire.claims import CallerMatch, HeardOtherwise
from widgets.cards.citizen_card import CitizenCard
from widgets.cases.record_sight import RecordSight
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.tables.hit_list import HitRow
from widgets.tables.record_model import Record


class CallerPresenter(QObject):
    def __init__(
        self,
        citizen: CitizenCard,
        caller: CallerCardViewModel,
        log: CallLogViewModel,
        editor: ContactEditorViewModel,
        opened: OpenedRecordsViewModel,
    ) -> None:
        super().__init__(citizen)
        self._citizen = citizen
        self._caller = caller
        self._log = log
        self._editor = editor
        self._sight = RecordSight(citizen, opened.note)
        self._words = StateTexts(self)
        self._stories = StoryTexts(self)
        self._had_draft = editor.draft is not None
        citizen.match_confirmed.connect(caller.confirm)
        citizen.link_offered.connect(self.refresh)
        caller.changed.connect(self.refresh)
        editor.choices_changed.connect(self.refresh)
        editor.draft_replaced.connect(self._on_draft_replaced)
        self.refresh()

    def refresh(self) -> None:
        caller = self._caller
        to_confirm = caller.matches if caller.state is CallerState.FOUND else ()
        self._citizen.set_matches(tuple(self._row(match) for match in to_confirm), self._line())
        if self._had_draft or not to_confirm or self._citizen.has_link:
            self._citizen.set_contacts(tuple(self._record(contact) for contact in caller.recent))
        else:
            title = self.tr("Forse chiama per")
            self._citizen.set_contacts(tuple(self._reasons()), title)
        # What the server found for the number is in its audit already.
        own = () if caller.match is not None else caller.own
        self._sight.show(*(("contact", contact.id) for contact in own))

    @property
    def _is_alone(self) -> bool:
        """Return whether one citizen may be calling, whose reasons have a list of their own."""
        is_seen = not self._had_draft and not self._citizen.has_link
        return is_seen and len(self._caller.people) == 1

    def _reasons(self) -> Iterator[Record]:
        """Yield what the one citizen may be calling for, open cases first.

        Of several nothing: one list would be taken for the reasons of whoever is confirmed.
        """
        match = self._caller.match
        if match is None or not self._is_alone:
            return
        for case in match.open_cases:
            opened = short_day(rome_day(case.opened_at))
            cells = (opened, self._topic(case.topic_id), self._words.case_state(case.state))
            yield Record(key=case.id, cells=cells, tag_kind="warning")
        for contact in _others(match):
            yield self._record(contact)

    def _on_draft_replaced(self) -> None:
        """Redraw when a contact opens or closes; what a card puts into it changes nothing here."""
        has_draft = self._editor.draft is not None
        if has_draft != self._had_draft:
            self._had_draft = has_draft
            self.refresh()

    def _heard_row(self, match: CallerMatch, heard: HeardOtherwise) -> HitRow:
        """Beside the confirmed number or name: what one contact said, to be confirmed by itself."""
        number = left_to_right(spoken(heard.phone)) if heard.phone else ""
        day = left_to_right(short_day(rome_day(heard.at)))
        parts = (number, self.tr("detto il %1, non confermato").replace("%1", day))
        return HitRow(
            title=one_line(match.citizen.details.name),
            subtitle=" · ".join(part for part in parts if part),
        )

    def _row(self, match: CallerMatch) -> HitRow:
        if match.evidence == HEARD and match.heard is not None:
            return self._heard_row(match, match.heard)
        details = match.citizen.details
        topics = () if self._is_alone else (self._topic(one.topic_id) for one in _others(match))
        parts = [
            self._evidence(match.evidence),
            details.municipio,
            *self._cases(match.open_cases),  # first: most of those who call again call for it
            *topics,
        ]
        # Names come from the register: a mark of direction in one turned the words beside it.
        return HitRow(
            title=one_line(details.name), subtitle=" · ".join(part for part in parts if part)
        )

    def _cases(self, cases: Sequence[Case]) -> Iterator[str]:
        """Yield the newest open case by number and topic, and how many there are beside."""
        for case in cases[:1]:
            words = self.tr("pratica {0} aperta").format(left_to_right(case.number))
            topic = isolated(self._topic(case.topic_id))
            yield f"{words}: {topic}" if topic else words
        if len(cases) > 1:
            yield self.tr("altre aperte: {0}").format(len(cases) - 1)

    def _evidence(self, evidence: str) -> str:
        """Return why this citizen is in the list: the operator decides by it."""
        return {
            PASSED: self.tr("lo dice chi trasferisce la telefonata"),
            "phone_exact": self.tr("ha questo numero"),
            "phone_earlier": self.tr("ha già chiamato da qui"),
        }.get(evidence, "")

    def _line(self) -> str:
        caller = self._caller
        # Which of them is calling only the operator can find out: the line says what to ask.
        citizens = len(caller.people)
        if caller.state is CallerState.FOUND and citizens > 1:
            text = self.tr("%n cittadini con questo numero.", "", citizens)
            return text + " " + self.tr("Chiedi nome e anno di nascita.")
        return {
            CallerState.HIDDEN: self.tr("Chi chiama nasconde il numero."),
            CallerState.COLLEAGUE: self.tr("Ti chiama un collega."),
            CallerState.LOOKING: self.tr("Cerco chi ha questo numero…"),
            CallerState.NONE: self.tr(
                "Nessun cittadino con questo numero. Puoi continuare senza: per dare "
                "un'informazione il nome non serve."
            ),
            CallerState.REFUSED: self.tr(
                "In quest'ora hai cercato troppi numeri. Chiedi al cittadino il nome."
            ),
            CallerState.OFFLINE: self.tr(
                "Senza collegamento: vedi solo i tuoi contatti con questo numero."
            ),
        }.get(caller.state, "")

    def _record(self, contact: Contact) -> Record:
        day = short_day(rome_day(contact.closed_at))
        outcome, kind = self._words.outcome_tag(contact.disposition)
        told = self._caller.story_of(contact) or self._log.story_of(contact.call_key)
        story = self._stories.in_short(told)
        return Record(
            key=contact.id,
            cells=(day, self._topic(contact.topic_id), outcome),
            tag_kind=kind,
            detail=f"{left_to_right(day)} · {story}" if story else "",
        )

    def _topic(self, topic_id: TopicId | None) -> str:
        paths = {topic.id: topic.path for topic in self._editor.topics}
        path = paths.get(topic_id, "") if topic_id else ""
        return path.rpartition(" › ")[2]  # the column is narrow, the end says most


def _others(match: CallerMatch) -> list[Contact]:
    """Return the contacts that no open case tells of."""
    open_ids = {case.id for case in match.open_cases}
    return [one for one in match.recent_contacts if one.case_id not in open_ids]
