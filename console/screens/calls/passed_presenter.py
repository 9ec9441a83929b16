"""Binds what a colleague sends along with a call to the card above the work."""

from PySide6.QtCore import QObject

from console.screens.kit.moments import rome_day, short_day
from console.screens.kit.state_texts import StateTexts
from console.screens.kit.story_texts import StoryTexts
from console.viewmodels.calls.passed_call import PassedCallViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.domain.phone_number import spoken
from contract.wire.duty import CallContext
from widgets.cards.passed_card import PassedCard
from widgets.cases.record_sight import RecordSight
from widgets.kit.plain_text import isolated, left_to_right, one_line


class PassedPresenter(QObject):
    def __init__(
        self,
        card: PassedCard,
        passed: PassedCallViewModel,
        editor: ContactEditorViewModel,
        opened: OpenedRecordsViewModel,
    ) -> None:
        super().__init__(card)
        self._card = card
        self._passed = passed
        self._editor = editor
        self._sight = RecordSight(card, opened.note)
        self._words = StateTexts(self)
        self._stories = StoryTexts(self)
        self._read = ""  # call whose card she has put away
        card.taken.connect(self.take)
        card.closed.connect(self._put_away)
        passed.changed.connect(self.refresh)
        editor.draft_replaced.connect(self.refresh)
        editor.choices_changed.connect(self.refresh)
        self.refresh()

    @property
    def may_take(self) -> bool:
        context = self._passed.context
        return (
            context is not None and context.contact is not None and self._editor.draft is not None
        )

    @property
    def may_show(self) -> bool:
        context = self._passed.context
        return context is not None and bool(self._read) and context.call_key == self._read

    def show(self) -> None:
        """Bring back the card she has put away."""
        self._read = ""
        self.refresh()

    def take(self) -> None:
        """Continue the colleague's text in the contact that is open here."""
        context = self._passed.context
        if context is not None and context.contact is not None:
            self._editor.filling.take_over(context.contact)

    def _put_away(self) -> None:
        context = self._passed.context
        if context is not None:
            self._read = context.call_key
            self.refresh()

    def refresh(self) -> None:
        context = self._passed.context
        is_read = context is not None and context.call_key == self._read
        if context is None or is_read or not self._passed.is_passed_on:
            self._card.show_call("")
            self._sight.show()
            return
        self._card.show_call(
            self._title(context),
            self._sections(context),
            self._case_sections(context.case),
            may_take=self.may_take,
        )
        case, contact = context.case, context.contact
        shown = (("case", case and case.id), ("contact", contact and contact.id))
        self._sight.show(*((kind, id_) for kind, id_ in shown if id_))

    def _title(self, context: CallContext) -> str:
        # The call that fell was this operator's own: nobody passes it on.
        if context.is_lost and not context.from_name:
            return self.tr("Telefonata caduta: parlava con te")
        name = isolated(one_line(context.from_name)) or self.tr("un collega")
        if context.is_lost:
            return self.tr("Telefonata caduta: parlava con {0}").format(name)
        if context.citizen_call_key:
            return self.tr("{0} ti consulta per un cittadino in attesa").format(name)
        return self.tr("{0} ti trasferisce questa telefonata").format(name)

    def _sections(self, context: CallContext) -> tuple[tuple[str, str], ...]:
        sections = []
        if context.closed_reason:
            closed = self._stories.closed(context.closed_reason)
            sections.append((self.tr("Trasferita a linea chiusa"), closed))
        if context.note:
            sections.append((self.tr("Nota"), context.note))
        if context.contact is not None:
            sections.append((self.tr("Che cosa ha scritto"), self._contact(context.contact)))
        return tuple(sections)

    def _case_sections(self, case: Case | None) -> tuple[tuple[str, str], ...]:
        return ((self._case_title(case), self._case(case)),) if case is not None else ()

    def _contact(self, contact: Contact) -> str:
        caller = contact.caller
        who = (one_line(caller.name), spoken(caller.phone), caller.municipio)
        topics = {topic.id: topic.path for topic in self._editor.topics}
        topic = topics.get(contact.topic_id, "") if contact.topic_id else ""
        first = " · ".join(part for part in (*who, topic) if part)
        return "\n".join(part for part in (first, contact.description) if part)

    def _case_title(self, case: Case) -> str:
        number = left_to_right(case.number) or self.tr("numero in arrivo")
        day = short_day(rome_day(case.opened_at))
        parts = (
            self.tr("Pratica {0}").format(number),
            self.tr("aperta il {0}").format(day),
            self._words.case_state(case.state),
        )
        return " · ".join(parts)

    def _case(self, case: Case) -> str:
        answer = self.tr("Risposta: {0}").format(isolated(case.answer)) if case.answer else ""
        return "\n".join(part for part in (case.question, answer) if part)
