"""A fault told at the seat waits in the outbox like any other work, without a citizen's data."""

from console.model.contact.unsent_input import Typed
from console.model.knowledge.entry_fault import MOST_PLACES, EntryFault, fault_places
from console.store.replica.outbox import waiting_commands, waiting_count
from console.store.session.unsent_input_record import unsent_input
from console.usecases.knowledge.report_entry import ReportEntry
from console.usecases.knowledge.tell_server import TellServer
from console.usecases.session.save_unsent_input import SaveUnsentInput
from contract.domain.account import Role
from contract.domain.ids import CardId, ContactId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.knowledge import Faq, Office, ServiceCard
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.commands import CountUse, EntryUse
from contract.wire.commands import ReportEntry as ReportEntryData
from tests.support.seats.seat import NOW, StoppedClock, an_account, open_replica

OFFICE = Office(id=OfficeId("o1"), name="Ufficio TARI", phones=("+390667101",), version=3)
CARD = ServiceCard(id=CardId("c1"), title="TARI", topic_id=TopicId("t"), say="Si paga.", version=7)
FAQ = Faq(id=FaqId("f1"), card_id=CardId("c1"), question="Quando?", answer="A dicembre.")


async def test_the_report_carries_the_call_the_entry_and_its_version() -> None:
    async with open_replica(account=an_account(role=Role.OPERATOR)) as database:
        hours = fault_places(CARD, (OFFICE,))[0]
        fault = EntryFault(
            place=hours,
            text="  Lo dice RSSMRA85T10A562S al 347 1234567, il 06 67101 è giusto. ",
            queue_id="tributi",
            contact_id=ContactId("contact-1"),
        )
        await ReportEntry(database=database, clock=StoppedClock())(fault)
        (command,) = await database.read(waiting_commands)
        assert isinstance(command.data, ReportEntryData)
        report = command.data.report
        assert (report.entry_kind, report.entry_id, report.entry_version) == ("office", "o1", 3)
        assert (report.field, report.title) == ("desk_times", "Ufficio TARI")
        assert (report.queue_id, report.contact_id) == ("tributi", "contact-1")
        assert report.text == "Lo dice […] al […], il 06 67101 è giusto."
        assert (report.author_id, report.reported_at) == ("account-1", NOW)


async def test_what_was_typed_leaves_the_disk_with_the_report_and_other_words_stay() -> None:
    async with open_replica() as database:
        keep = SaveUnsentInput(database=database)
        other = Typed(words=("Chiude alle", ""))
        await keep({"fault c1": Typed(words=("La rata sc", "")), "fault c2": other})
        place = fault_places(CARD, ())[0]
        fault = EntryFault(place=place, text="La rata scade il 17", subject="c1")
        await ReportEntry(database=database, clock=StoppedClock())(fault)
        assert await database.read(unsent_input) == {"fault c2": other}


async def test_figures_of_use_are_no_work_of_hers_that_waits() -> None:
    async with open_replica() as database:
        use = EntryUse(entry_kind=EntryKind.CARD, entry_id="c1", read=1)
        await TellServer(database=database, clock=StoppedClock())(CountUse(entries=(use,)))
        assert len(await database.read(waiting_commands)) == 1
        assert await database.read(waiting_count) == 0


def test_what_is_on_the_screen_can_be_pointed_at_with_one_digit_each() -> None:
    asked = fault_places(CARD, (OFFICE,), FAQ)
    assert len(asked) == MOST_PLACES
    assert (asked[0].kind, asked[0].field) == (EntryKind.FAQ, "answer")
    assert (asked[1].kind, asked[1].field) == (EntryKind.OFFICE, "desk_times")
    assert (asked[-1].kind, asked[-1].field) == (EntryKind.CARD, "")
    for places in (asked, fault_places(CARD, ()), fault_places(None, (OFFICE,))):
        assert len({place.key for place in places}) == len(places) <= MOST_PLACES
        assert places[-1].field == ""
    assert fault_places(None, ()) == ()
