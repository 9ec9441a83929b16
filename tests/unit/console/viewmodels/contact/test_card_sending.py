"""The citizen's card: to whom, in which language, and nothing typed is lost."""

import asyncio
from collections.abc import Sequence

import pytest

from console.model.contact.card_to_send import CardFate, CardToSend, SendFault
from console.model.contact.contact_draft import ContactDraft, SendingDraft
from console.model.knowledge.search_hit import SearchAnswer
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.card_sending import CardSendingViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from console.viewmodels.contact.sending_keeper import TypedSending
from console.viewmodels.knowledge.knowledge import KnowledgeViewModel
from contract.domain.caller import CallerDetails
from contract.domain.ids import CardId, CommandId, ContactId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Office, ServiceCard
from contract.domain.sent_card import MOST_SENT
from contract.domain.sent_card_texts import LANGUAGES
from contract.knowledge.search_hit import HitKind, SearchHit
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW, HandClock, NoKnowledge, notices_of

OFFICE = Office(id=OfficeId("o1"), name="Ufficio TARI", phones=("+390667101",))
CARD = ServiceCard(
    id=CardId("c1"),
    title="TARI",
    topic_id=TopicId("t"),
    say="Si paga.",
    office_ids=(OFFICE.id, OfficeId("o2")),
    version=3,
)
ENGLISH = ServiceCard(
    id=CardId("c1-en"),
    title="Waste tax",
    topic_id=TopicId("t"),
    say="It is paid.",
    language="en",
    original_id=CARD.id,
    original_version=2,
)
HITS = {
    "tari": SearchHit(kind=HitKind.CARD, id="c1", title="TARI"),
    "ufficio": SearchHit(kind=HitKind.OFFICE, id="o1", title="Ufficio TARI"),
}
ADDRESS = "bianca@posta.example"


class Desk(NoKnowledge):
    """A seat with one card, its English version and an open contact."""

    def __init__(self, scope: TaskScope) -> None:
        clock = HandClock()
        self.versions: tuple[ServiceCard, ...] = (CARD, ENGLISH)
        self.fate: asyncio.Future[CardFate] = asyncio.Future()
        self.fate.set_result(CardFate.AT_SERVER)
        self.has_sms = False
        self.there: ServiceCard | None = CARD  # which names the office
        self.store = asyncio.Event()  # is read while it is set
        self.store.set()
        self.offices_asked = 0
        self.left_today: int | None = None
        self.gone: list[CardToSend] = []
        self.saved: ContactDraft | None = None
        self.aside: list[TypedSending] = []
        self.left_aside: TypedSending | None = None
        self.knowledge = KnowledgeViewModel(reader=self, scope=scope)
        self.editor = ContactEditorViewModel(
            drafts=self,
            card_in_view=self.knowledge.card_in_use,
            scope=scope,
            now=clock.now,
            monotonic_s=clock,
        )
        self.notices = notices_of(scope)
        self._scope = scope
        self.sending = self.started_anew()

    def started_anew(self) -> CardSendingViewModel:
        """The panel's view-model as a console that was just started has it."""
        return CardSendingViewModel(
            knowledge=self.knowledge,
            editor=self.editor,
            notices=self.notices,
            sender=self,
            scope=self._scope,
            now=lambda: NOW,
        )

    def speak(self, contact: str = "k1", language: str = "it") -> None:
        """Have a contact open with a citizen of a language."""
        self.editor.draft = ContactDraft(
            contact_id=ContactId(contact), caller=CallerDetails(language=language)
        )

    async def find(self, words: str = "tari") -> None:
        self.knowledge.type_query(words)
        await until(lambda: self.knowledge.answer.query == words and self.sending.can_open)

    async def open(self, versions: int = 2) -> CardSendingViewModel:
        self.sending.open()
        await until(lambda: len(self.sending.versions) == versions)
        return self.sending

    async def has_open(
        self, words: str = "tari", versions: int = 2, language: str = "it"
    ) -> CardSendingViewModel:
        """Open the panel for what a citizen with a contact of hers asks about."""
        self.speak(language=language)
        await self.find(words)
        return await self.open(versions)

    async def sends_sms(self) -> bool:
        return self.has_sms

    async def search(self, text: str) -> SearchAnswer:
        return SearchAnswer(query=text, hits=(HITS[text],))

    async def card(self, card_id: CardId) -> ServiceCard | None:
        return next((card for card in (CARD, ENGLISH) if card.id == card_id), None)

    async def offices(self, office_ids: Sequence[OfficeId]) -> tuple[Office, ...]:
        self.offices_asked += len(office_ids)
        await self.store.wait()
        return tuple(OFFICE for one in office_ids if one == OFFICE.id)

    async def card_at(self, office_id: OfficeId) -> ServiceCard | None:
        return self.there

    async def family(self, card_id: CardId) -> tuple[ServiceCard, ...]:
        return self.versions

    async def save(self, draft: ContactDraft) -> ContactDraft:
        self.saved = draft
        return draft

    async def save_aside(self, typed: TypedSending) -> TypedSending:
        self.aside.append(typed)
        return typed

    async def texts_left(self) -> int | None:
        return self.left_today

    async def typed_aside(self) -> TypedSending | None:
        return self.left_aside

    async def send(self, wanted: CardToSend) -> CommandId:
        self.gone.append(wanted)
        return CommandId(f"command-{len(self.gone)}")

    async def follow(self, command_id: CommandId) -> CardFate:
        assert command_id == f"command-{len(self.gone)}"
        return await self.fate


desk = async_fixture(Desk)


async def test_the_card_goes_to_the_address_in_the_citizens_language(desk: Desk) -> None:
    sending = await desk.has_open(language="en")
    assert sending.versions[sending.chosen].language == "en"
    assert "It is paid." in sending.text
    assert sending.is_behind, "the Italian card changed since"
    sending.type(f" {ADDRESS} ")
    assert sending.fault is None
    assert sending.send()
    await until(lambda: "card_sent" in desk.notices.passing)
    wanted = CardToSend(card=ENGLISH, to=ADDRESS, contact_id=ContactId("k1"))
    assert desk.gone == [wanted]
    assert ADDRESS not in str(desk.notices.passing)


async def test_without_a_translation_the_italian_card_is_sent(desk: Desk) -> None:
    desk.versions = (CARD,)
    sending = await desk.has_open(versions=1, language="ar")
    assert "Si paga." in sending.text
    assert "06 67101" in sending.text
    assert not sending.is_behind


async def test_what_she_typed_and_chose_is_there_again_for_the_same_contact_only(
    desk: Desk,
) -> None:
    sending = await desk.has_open()
    sending.type("bianca@pos")
    sending.choose(1)
    desk.speak("k2")
    await desk.open()
    assert (sending.to, sending.chosen) == ("", 0)
    desk.speak("k1")
    await desk.open()
    assert (sending.to, sending.chosen) == ("bianca@pos", 1)


async def test_she_may_go_back_to_the_italian_card_and_what_is_not_listed_changes_nothing(
    desk: Desk,
) -> None:
    sending = await desk.has_open(language="en")
    changes: list[int] = []
    sending.changed.connect(lambda: changes.append(sending.chosen))
    for index in (0, 0, -1, 2, 1):
        sending.choose(index)
    assert changes == [0, 1]


async def test_what_she_types_is_put_on_disk_with_its_contact(desk: Desk) -> None:
    sending = await desk.has_open()
    sending.type("bianca@pos")
    sending.choose(1)
    assert not desk.editor.is_saved
    await until(lambda: desk.editor.is_saved)
    assert desk.saved is not None
    typed = SendingDraft(to="bianca@pos", card_id=CARD.id, language="en", is_shown=True)
    assert desk.saved.sending == typed


async def test_a_console_that_starts_again_shows_what_was_typed_before(desk: Desk) -> None:
    kept = SendingDraft(to="bianca@pos", card_id=CARD.id, language="en")
    desk.editor.draft = ContactDraft(contact_id=ContactId("k1"), sending=kept)
    await desk.find()
    sending = await desk.open()
    assert (sending.to, sending.chosen) == ("bianca@pos", 1)


async def test_a_console_that_starts_again_opens_the_panel_that_stood_open(desk: Desk) -> None:
    kept = SendingDraft(to="bianca@pos", card_id=CARD.id, language="en", is_shown=True)
    caller = CallerDetails(language="it")
    draft = ContactDraft(contact_id=ContactId("k1"), caller=caller, sending=kept)
    desk.editor.draft = draft
    opened: list[str] = []
    desk.sending.opened.connect(lambda: opened.append(desk.sending.to))
    desk.sending.restore()
    await until(lambda: opened)
    assert opened == ["bianca@pos"]
    assert desk.sending.versions[desk.sending.chosen].language == "en"
    desk.sending.type(ADDRESS)
    assert desk.sending.send()
    await until(lambda: desk.gone)
    assert desk.gone == [CardToSend(card=ENGLISH, to=ADDRESS, contact_id=ContactId("k1"))]


async def test_a_panel_that_comes_back_late_covers_nothing_she_types_meanwhile(desk: Desk) -> None:
    kept = SendingDraft(to="bianca@pos", card_id=CARD.id, language="it", is_shown=True)
    desk.editor.draft = ContactDraft(contact_id=ContactId("k1"), sending=kept)
    await desk.find()
    desk.store.clear()
    asked = desk.offices_asked
    desk.sending.restore()
    await until(lambda: desk.offices_asked > asked)
    sending = await desk.open()
    sending.type(ADDRESS)
    desk.store.set()
    await until(lambda: "card.restore" not in {one.get_name() for one in asyncio.all_tasks()})
    assert sending.to == ADDRESS


async def test_a_panel_she_left_does_not_come_back_by_itself(desk: Desk) -> None:
    sending = await desk.has_open()
    sending.type("bianca@pos")
    sending.put_by()
    await until(lambda: desk.editor.is_saved)
    assert desk.saved is not None
    assert desk.saved.sending == SendingDraft(to="bianca@pos", card_id=CARD.id)
    opened: list[bool] = []
    again = desk.started_anew()
    again.opened.connect(lambda: opened.append(True))
    desk.editor.draft = desk.saved
    await again._restored()
    assert opened == []


async def test_an_address_of_a_contact_that_is_gone_is_shown_again_with_its_office(
    desk: Desk,
) -> None:
    typed = SendingDraft(to=ADDRESS, card_id=CARD.id, office_id=OFFICE.id, is_shown=True)
    desk.left_aside = (ContactId("gone"), typed)
    desk.sending.restore()
    await until(lambda: desk.sending.subject == CARD.id)
    assert "06 67101" in desk.sending.text
    assert desk.sending.send()
    await until(lambda: desk.gone)
    assert desk.gone[0].contact_id == "gone"
    assert desk.gone[0].office_id == OFFICE.id


@pytest.mark.parametrize("card_at", [None, CARD])
async def test_an_office_that_was_chosen_is_there_again_before_anything_is_typed(
    desk: Desk, card_at: ServiceCard | None
) -> None:
    desk.there = card_at
    desk.speak()
    await desk.find("ufficio")
    sending = desk.sending
    sending.open()
    await until(lambda: sending.alone == len(LANGUAGES))
    sending.choose(1)
    chosen, title = sending.text, sending.title
    await until(lambda: desk.editor.is_saved)
    opened: list[bool] = []
    sending = desk.started_anew()
    sending.opened.connect(lambda: opened.append(True))
    desk.editor.draft = desk.saved
    sending.restore()
    await until(lambda: opened)
    assert (sending.title, sending.chosen, sending.to) == (title, 1, "")
    assert sending.text == chosen
    assert OFFICE.name in chosen


async def test_what_was_sent_or_taken_back_leaves_the_disk_and_the_address_stays_at_hand(
    desk: Desk,
) -> None:
    sending = await desk.has_open()
    sending.type("bianca@pos")
    sending.type("")
    await until(lambda: desk.editor.is_saved)
    assert desk.saved is not None
    assert desk.saved.sending is None, "she took it back"
    sending.type(ADDRESS)
    assert sending.send()
    await until(lambda: "card_sent" in desk.notices.passing and desk.editor.is_saved)
    assert desk.saved.sending is None, "it waits in the outbox"
    await desk.open()
    assert sending.to == ADDRESS, "for the next card of this contact"


async def test_what_she_types_while_the_contact_leaves_the_screen_is_kept_with_it(
    desk: Desk,
) -> None:
    sending = await desk.has_open()
    sending.type("bianca@pos")
    desk.editor.draft = None  # its time after the call is up, the panel is still open
    desk.editor.draft_replaced.emit()
    sending.type("bianca@posta")
    await until(lambda: desk.aside)
    kept = SendingDraft(to="bianca@posta", card_id=CARD.id, is_shown=True)
    assert desk.aside[-1] == (ContactId("k1"), kept)


async def test_half_an_address_is_no_fault_until_enter(desk: Desk) -> None:
    sending = await desk.has_open()
    assert not sending.send()
    assert sending.fault is SendFault.NO_ADDRESS
    sending.type("bianca@posta")
    assert sending.fault is None
    assert not sending.send()
    assert sending.fault is SendFault.BAD_ADDRESS
    assert sending.to == "bianca@posta"
    assert desk.gone == []


async def test_a_mobile_number_is_refused_before_enter(desk: Desk) -> None:
    sending = await desk.has_open()
    sending.type("347 1234567")
    assert sending.fault is SendFault.NO_SMS
    assert not sending.send()
    assert desk.gone == []


async def test_with_an_sms_centre_the_number_gets_a_short_text_and_its_parts_are_counted(
    desk: Desk,
) -> None:
    desk.has_sms = True
    sending = await desk.has_open()
    await until(lambda: sending.can_sms)
    long, before = sending.text, sending.parts
    sending.type("347 123")
    assert sending.fault is None, "half a number is not wrong yet"
    sending.type("347 123 4567")
    assert before == 0
    assert sending.parts >= 1
    assert len(sending.text) < len(long)
    assert sending.send()
    await until(lambda: desk.gone)
    assert desk.gone[0].to == "+393471234567"
    await until(lambda: "card_sent_by_sms" in desk.notices.passing)


@pytest.mark.parametrize("number", ["06 67101", "+33 6 12345678", "347"])
async def test_a_number_that_gets_no_sms_is_said_on_enter(desk: Desk, number: str) -> None:
    desk.has_sms = True
    sending = await desk.has_open()
    await until(lambda: sending.can_sms)
    sending.type(number)
    assert not sending.send()
    assert sending.fault is SendFault.BAD_NUMBER
    assert desk.gone == []


async def test_a_card_whose_original_was_withdrawn_is_not_sent(desk: Desk) -> None:
    withdrawn = ServiceCard(
        id=CARD.id, title="TARI", topic_id=CARD.topic_id, say="Si paga.", withdrawn="abolita"
    )
    desk.versions = (withdrawn, ENGLISH)
    desk.speak()
    await desk.find()
    desk.sending.open()
    await until(lambda: desk.sending.fault is SendFault.NOT_IN_FORCE)
    desk.sending.type(ADDRESS)
    assert not desk.sending.send()
    assert desk.sending.text == ""


async def _sent(desk: Desk) -> None:
    """Send it; what becomes of it is not known yet."""
    desk.fate = asyncio.Future()
    sending = await desk.has_open()
    sending.type(ADDRESS)
    assert sending.send()
    await until(lambda: desk.gone and desk.editor.is_saved)
    assert desk.notices.passing == {}, "nobody knows yet whether the server has it"


async def test_that_it_was_sent_is_told_once_the_server_has_it(desk: Desk) -> None:
    await _sent(desk)
    desk.fate.set_result(CardFate.AT_SERVER)
    await until(lambda: "card_sent" in desk.notices.passing)


async def test_with_a_dead_line_she_is_told_that_it_waits(desk: Desk) -> None:
    await _sent(desk)
    desk.fate.set_result(CardFate.WAITS)
    await until(lambda: "card_waits" in desk.notices.passing)
    assert len(desk.gone) == 1


async def test_what_the_server_refused_is_not_called_sent(desk: Desk) -> None:
    told: list[object] = []
    desk.notices.told.connect(told.append)
    await _sent(desk)
    desk.fate.set_result(CardFate.REFUSED)
    await until(lambda: "card.send" not in {one.get_name() for one in asyncio.all_tasks()})
    assert told == []


async def test_a_contact_gets_a_few_cards_and_no_more(desk: Desk) -> None:
    sending = await desk.has_open()
    sending.type(ADDRESS)
    for _ in range(MOST_SENT):
        assert sending.send()
    assert not sending.send()
    assert sending.fault is SendFault.SENT_ENOUGH
    desk.speak("k2")
    await desk.open()
    assert sending.fault is None
    await until(lambda: len(desk.gone) == MOST_SENT)


async def test_of_an_office_on_the_screen_that_office_goes_and_the_card_is_the_second_choice(
    desk: Desk,
) -> None:
    sending = await desk.has_open("ufficio", versions=5)
    assert (sending.title, sending.alone, sending.chosen) == ("Ufficio TARI", 3, 0)
    assert "Ufficio TARI" in sending.text
    assert "06 67101" in sending.text
    assert "Si paga." not in sending.text
    sending.type(ADDRESS)
    assert sending.send()
    await until(lambda: desk.gone)
    assert (desk.gone[0].card.id, desk.gone[0].office_id) == (OFFICE.id, OFFICE.id)
    assert not sending.is_behind
    sending.choose(3)
    assert "Si paga." in sending.text
    assert sending.send()
    await until(lambda: len(desk.gone) == 2)
    assert (desk.gone[1].card.id, desk.gone[1].office_id) == (CARD.id, OFFICE.id)


async def test_what_was_chosen_beside_an_office_stays_chosen(desk: Desk) -> None:
    sending = await desk.has_open("ufficio", versions=5)
    sending.choose(4)
    assert sending.versions[sending.chosen].id == ENGLISH.id
    sending.open()
    await until(lambda: len(sending.versions) == 5)
    assert sending.versions[sending.chosen].id == ENGLISH.id


async def test_the_office_goes_in_the_citizens_language(desk: Desk) -> None:
    sending = await desk.has_open("ufficio", versions=5, language="ar")
    assert sending.chosen < sending.alone
    assert sending.is_right_to_left
    assert "06 67101" in sending.text


async def test_an_office_no_card_names_can_be_sent_too(desk: Desk) -> None:
    desk.there = None
    desk.versions = ()
    sending = await desk.has_open("ufficio", versions=3)
    sending.type(ADDRESS)
    assert sending.send()
    await until(lambda: desk.gone)
    assert desk.gone[0].card.id == OFFICE.id


async def test_without_a_contact_she_is_told_to_open_one(desk: Desk) -> None:
    await desk.find()
    desk.sending.open()
    assert "send_needs_contact" in desk.notices.passing
    assert desk.sending.versions == ()


async def test_when_the_days_texts_are_gone_a_number_is_refused_and_an_address_is_not(
    desk: Desk,
) -> None:
    desk.has_sms, desk.left_today = True, 0
    sending = await desk.has_open()
    sending.type("347 123 45")
    assert sending.fault is None, "half a number is not wrong yet"
    sending.type("347 123 4567")
    assert sending.fault is SendFault.TEXTS_ENOUGH
    assert not sending.send()
    assert sending.to == "347 123 4567", "nothing typed is lost"
    sending.type(ADDRESS)
    assert sending.send()
    await until(lambda: desk.gone)
    assert [one.to for one in desk.gone] == [ADDRESS]
