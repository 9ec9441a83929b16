"""Bringing the citizen to somebody: blind, after a word, all three; refused, closed, cut off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.model.calls.live_call import PhoneAbility
from console.model.calls.transfer import TransferStart, TransferWish
from console.model.contact.contact_draft import ContactDraft
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.announced_transfer import AnnouncedTransfer
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.transfer import Step, TransferViewModel
from contract.domain.ids import CaseId, ContactId, QueueId
from contract.domain.opening_times.opening_hours import ROME
from contract.domain.opening_times.opening_times import OpeningTimes, week
from contract.wire.duty import QueueFigures
from contract.wire.phone_socket import CallState, EndCause
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import (
    NOW,
    HandClock,
    ObedientPhone,
    a_call,
    a_scope,
    an_ended,
)

OPEN = DirectoryEntry(
    kind=LineKind.QUEUE,
    id="tributi",
    name="Tributi",
    to="q-tributi",
    hours="Mo-Su 00:00-24:00",
    queue_id=QueueId("tributi"),
)
CLOSED = DirectoryEntry(
    kind=LineKind.OFFICE,
    id="o-1",
    name="Sportello",
    to="+390655500500",
    times=(OpeningTimes(weekly=week(tuple(range(7)), (1320, 1380))),),
    number="+390655500500",
)
LINES = {"tributi": OPEN, "sportello": CLOSED}
DRAFT = ContactDraft(contact_id=ContactId("k-1"), description="Ha pagato due volte.")


class Bench:
    """A seat with a citizen on the line, a directory of two lines and a server that answers."""

    def __init__(self, scope: Any, **values: Any) -> None:
        self.phone = ObedientPhone()
        self.clock = HandClock()
        self.calls = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=self.clock)
        self.phone.hears = self.calls.on_call
        self.directory = DirectoryViewModel(
            lines=self,
            scope=scope,
            now=lambda: NOW.astimezone(ROME),
        )
        self.answer = TransferStart(to="q-tributi")
        self.wishes: list[TransferWish] = []
        self.draft = DRAFT
        self.server_answers = asyncio.Event()
        self.server_answers.set()
        self.model = TransferViewModel(
            calls=self.calls,
            directory=self.directory,
            announced=AnnouncedTransfer(self._begin, lambda: self.draft, lambda: CaseId("p-1")),
            scope=scope,
            **values,
        )
        self.told: list[str] = []
        self.subjects: list[dict[str, str]] = []
        self.model.told.connect(lambda code, _: self.told.append(code))
        self.model.told.connect(lambda _, subject: self.subjects.append(subject))
        self.with_whom: list[str] = []
        self.model.transferred.connect(self.with_whom.append)

    def talk(self) -> None:
        self.phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=1004.0))

    def choose(self, text: str) -> None:
        self.directory.open()
        self.directory.type_text(text)

    async def send(self) -> None:
        self.talk()
        self.choose("trib")
        self.model.send()
        await until(lambda: ("transfer", (1, "q-tributi")) in self.asked)

    async def consult(self) -> None:
        self.talk()
        self.choose("trib")
        self.model.consult()
        await until(lambda: self.model.step is Step.CONSULTING and self.calls.second is not None)

    def line_answers(self) -> None:
        call = self.phone.calls[2]
        self.phone.report(replace(call, state=CallState.ACTIVE, answered_mono_s=1010.0))

    @property
    def asked(self) -> list[tuple[str, Any]]:
        return self.phone.asked

    async def _begin(self, wish: TransferWish) -> TransferStart:
        self.wishes.append(wish)
        await self.server_answers.wait()
        return self.answer

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        return tuple(one for name, one in LINES.items() if text in name)

    def common(self, limit: int) -> tuple[DirectoryEntry, ...]:
        return (OPEN,)

    async def ask_colleagues(self) -> bool:
        return True


@asynccontextmanager
async def a_bench(**values: Any) -> AsyncIterator[Bench]:
    async with a_scope() as scope:
        yield Bench(scope, **values)


bench = async_fixture(a_bench)


async def test_a_blind_transfer_tells_the_server_first_with_contact_and_case(bench: Bench) -> None:
    bench.talk()
    bench.choose("trib")
    bench.model.send(note=" È agitata ")
    await until(lambda: bench.asked == [("transfer", (1, "q-tributi"))])
    [wish] = bench.wishes
    assert (wish.call_key, wish.draft, wish.case_id) == ("a@exchange", DRAFT, "p-1")
    assert (wish.note, wish.consult) == ("È agitata", False)
    assert bench.model.step is Step.SENDING
    bench.calls.on_transfer(1, 180, False)
    bench.calls.on_transfer(1, 200, True)
    assert bench.with_whom == ["Tributi"]
    assert bench.model.step is Step.IDLE


async def test_a_transfer_whose_last_report_is_lost_ends_by_the_word_of_the_server() -> None:
    async with a_bench(report_wait_s=0.0) as bench:
        await bench.send()
        bench.calls.on_transfer(1, 180, False)
        bench.model.on_taken("a@exchange")
        await until(lambda: not bench.calls.is_live)
        assert (bench.with_whom, bench.told) == (["Tributi"], [])
        assert bench.asked[-1] == ("hang_up", 1)
        bench.calls.on_transfer(1, 408, True)  # nobody is brought together any more
        assert (bench.model.step, bench.told) == (Step.IDLE, [])


async def test_an_attended_transfer_whose_last_report_is_lost_ends_so_too() -> None:
    async with a_bench(report_wait_s=0.0) as bench:
        await bench.consult()
        bench.line_answers()
        bench.model.complete()
        await until(lambda: bench.asked[-1] == ("transfer_to", (1, 2)))
        bench.model.on_taken("a@exchange")
        await until(lambda: not bench.calls.is_live)
        assert (bench.with_whom, bench.told) == (["Tributi"], [])


async def test_the_phone_s_own_report_comes_first_where_it_comes(bench: Bench) -> None:
    await bench.send()
    bench.model.on_taken("a@exchange")
    bench.calls.on_transfer(1, 200, True)
    assert bench.with_whom == ["Tributi"]
    assert ("hang_up", 1) not in bench.asked, "the phone ends it"


async def test_a_call_ended_after_the_citizen_was_answered_was_transferred(bench: Bench) -> None:
    await bench.send()
    bench.model.on_taken("a@exchange")
    bench.calls.on_transfer(1, 100, True)
    bench.phone.report(an_ended(a_call()))
    assert bench.with_whom == ["Tributi"]


async def test_news_of_another_call_or_of_no_transfer_ends_nothing() -> None:
    async with a_bench(report_wait_s=0.0) as bench:
        bench.talk()
        bench.model.on_taken("a@exchange")
        await bench.send()
        bench.model.on_taken("other@exchange")
        bench.calls.on_transfer(1, 180, False)
        bench.calls.on_transfer(1, 100, True)
        assert (bench.with_whom, bench.calls.is_live) == ([], True)
        assert ("hang_up", 1) not in bench.asked


async def test_a_silent_server_is_said_in_one_sentence_and_the_voice_goes(bench: Bench) -> None:
    bench.answer = TransferStart(to="q-tributi", is_carried=False)
    bench.talk()
    bench.choose("trib")
    bench.model.send()
    await until(lambda: bench.asked == [("transfer", (1, "q-tributi"))])
    assert bench.told == ["transfer_without_case"]


async def test_a_closed_line_wants_a_reason_before_anything_happens(bench: Bench) -> None:
    bench.talk()
    bench.choose("sport")
    bench.model.send()
    bench.model.send("  ")
    assert bench.directory.wants_reason_for == CLOSED
    assert bench.wishes == []
    bench.model.send("Il direttore lo aspetta")
    await until(lambda: bench.asked)
    assert bench.wishes[0].override_reason == "Il direttore lo aspetta"
    assert bench.directory.wants_reason_for is None


async def test_the_server_may_know_better_that_a_line_is_closed(bench: Bench) -> None:
    bench.answer = TransferStart(refused="closed", is_open=False)
    bench.talk()
    bench.choose("trib")
    bench.model.send()
    await until(lambda: bench.directory.wants_reason_for == OPEN)
    assert bench.told == ["transfer_closed"]
    assert bench.asked == []
    assert bench.model.step is Step.IDLE


async def test_the_figures_of_the_server_close_a_line_the_hours_would_leave_open(
    bench: Bench,
) -> None:
    assert bench.directory.now_of(OPEN).is_open
    closed = QueueFigures(queue_id=QueueId("tributi"), is_open=False)
    bench.directory.show_figures((closed,))
    assert bench.directory.now_of(OPEN).is_open is False


async def test_a_consultation_ends_with_the_citizen_and_the_line_together(bench: Bench) -> None:
    await bench.consult()
    assert [name for name, _ in bench.asked] == ["dial", "hold"]
    assert bench.wishes[0].consult
    assert known(bench.calls.second).label == "Tributi"
    bench.line_answers()
    bench.model.complete()
    await until(lambda: bench.asked[-1] == ("transfer_to", (1, 2)))
    bench.calls.on_transfer(1, 200, True)
    assert bench.with_whom == ["Tributi"]
    bench.phone.report(an_ended(a_call(), EndCause.HUNG_UP_HERE))
    bench.phone.report(an_ended(bench.phone.calls[2], EndCause.HUNG_UP_HERE))
    assert not bench.calls.is_live
    assert bench.told == []


async def test_going_back_ends_the_consultation_and_takes_the_citizen_off_hold(
    bench: Bench,
) -> None:
    await bench.consult()
    bench.line_answers()
    bench.model.back()
    await until(lambda: ("resume", 1) in bench.asked and ("hang_up", 2) in bench.asked)
    await until(lambda: bench.calls.second is None)
    assert known(bench.calls.call).state is CallState.ACTIVE
    assert bench.told == [], "she hung up herself: nobody has to tell her"


async def test_a_line_nobody_answered_yet_gets_the_citizen_blind(bench: Bench) -> None:
    await bench.consult()
    bench.model.complete()
    await until(lambda: ("transfer", (1, "q-tributi")) in bench.asked)
    assert ("hang_up", 2) in bench.asked


async def test_a_busy_line_is_said_and_the_citizen_waits_to_be_taken_back(bench: Bench) -> None:
    await bench.consult()
    bench.phone.report(an_ended(bench.phone.calls[2], EndCause.BUSY))
    assert bench.told == ["consultation_ended"]
    assert bench.model.step is Step.IDLE
    assert known(bench.calls.call).state is CallState.HELD


async def test_a_carrier_that_refuses_the_transfer_leads_to_all_three_together(
    bench: Bench,
) -> None:
    bench.talk()
    bench.choose("trib")
    bench.model.send()
    await until(lambda: bench.model.step is Step.SENDING)
    bench.calls.on_transfer(1, 603, True)
    assert bench.told == ["transfer_bridged"]
    await until(lambda: bench.calls.second is not None)
    assert ("dial", "q-tributi") in bench.asked
    bench.line_answers()
    await until(lambda: bench.calls.is_joined)
    await until(lambda: bench.with_whom == ["Tributi"])


async def test_a_refused_handing_on_joins_the_two_that_are_up_already(bench: Bench) -> None:
    await bench.consult()
    bench.line_answers()
    bench.model.complete()
    await until(lambda: bench.model.step is Step.HANDING_ON)
    bench.calls.on_transfer(1, 405, True)
    await until(lambda: bench.calls.is_joined)
    assert bench.told == ["transfer_bridged"]
    await until(lambda: bench.model.step is Step.IDLE)
    asked, joined = bench.wishes[0], bench.wishes[-1]
    assert (asked.consult, joined.consult, joined.id) == (True, False, asked.id)


async def test_a_phone_without_three_way_says_that_the_citizen_is_still_here(bench: Bench) -> None:
    bench.phone.can = frozenset({PhoneAbility.TRANSFER})
    bench.talk()
    bench.choose("trib")
    assert not bench.model.may_consult
    bench.model.send()
    await until(lambda: bench.model.step is Step.SENDING)
    bench.calls.on_transfer(1, 500, True)
    assert bench.told == ["transfer_failed"]
    assert bench.model.step is Step.IDLE


async def test_a_citizen_who_hangs_up_while_the_server_is_asked_is_not_transferred(
    bench: Bench,
) -> None:
    bench.talk()
    bench.choose("trib")
    bench.server_answers.clear()
    bench.model.send()
    await until(lambda: bench.wishes)
    bench.phone.report(an_ended(a_call()))
    bench.server_answers.set()
    await until(lambda: bench.model.step is Step.IDLE)
    await asyncio.sleep(0)
    assert bench.asked == []


async def test_three_together_part_again_into_citizen_and_held_line(bench: Bench) -> None:
    await bench.consult()
    assert not bench.model.may_join, "nobody answered there yet"
    bench.line_answers()
    bench.model.join()
    await until(lambda: bench.calls.is_joined)
    bench.model.join()
    await until(lambda: not bench.calls.is_joined)
    assert bench.calls.spoken is bench.calls.main


async def test_with_nobody_on_the_line_the_chosen_one_is_called(bench: Bench) -> None:
    bench.choose("trib")
    bench.model.consult()
    await until(lambda: bench.asked == [("dial", "q-tributi")])
    assert bench.wishes == []


async def test_a_number_typed_by_hand_is_a_line_of_its_own_if_it_may_be_dialled(
    bench: Bench,
) -> None:
    bench.directory.type_text("06 5550 0500")
    assert bench.directory.entry is not None
    assert bench.directory.entry.number == "+390655500500"
    bench.directory.type_text("899 123456")
    assert bench.directory.entry is None
    assert bench.directory.fault == "phone_forbidden"
    bench.directory.type_text("1201")
    assert known(bench.directory.entry).seat == "1201"


async def test_what_is_written_while_consulting_reaches_whoever_takes_the_citizen(
    bench: Bench,
) -> None:
    await bench.consult()
    bench.line_answers()
    bench.draft = replace(DRAFT, description="Ha pagato due volte la seconda rata.")
    bench.model.complete()
    await until(lambda: bench.asked[-1][0] == "transfer_to")
    first, later = bench.wishes
    assert later.id == first.id
    assert later.draft == bench.draft
    bench.calls.on_transfer(1, 200, True)
    assert bench.with_whom == ["Tributi"]


async def test_nothing_new_written_means_nothing_is_asked_before_handing_on(bench: Bench) -> None:
    await bench.consult()
    bench.line_answers()
    bench.server_answers.clear()
    bench.model.complete()
    await until(lambda: bench.asked[-1][0] == "transfer_to")
    assert len(bench.wishes) == 1


async def test_a_line_that_hangs_up_while_the_last_words_are_sent_gets_nobody(bench: Bench) -> None:
    await bench.consult()
    bench.line_answers()
    bench.draft = replace(DRAFT, description="Altro ancora.")
    bench.server_answers.clear()
    bench.model.complete()
    await until(lambda: len(bench.wishes) == 2)
    bench.phone.report(an_ended(bench.phone.calls[2], EndCause.HUNG_UP_THERE))
    bench.server_answers.set()
    await until(lambda: bench.model.step is Step.IDLE)
    assert "transfer_to" not in [name for name, _ in bench.asked]
    assert bench.told == ["consultation_ended"]


async def test_a_citizen_sent_on_before_the_answer_is_announced_as_a_transfer(bench: Bench) -> None:
    await bench.consult()
    bench.model.complete()
    await until(lambda: ("transfer", (1, "q-tributi")) in bench.asked)
    asked, sent = bench.wishes
    assert (asked.consult, sent.consult) == (True, False)
    assert sent.id != asked.id
    assert sent.draft == DRAFT


async def test_after_a_restart_the_line_is_named_from_the_directory(bench: Bench) -> None:
    await bench.consult()
    bench.line_answers()
    bench.model.entry = None
    bench.phone.report(an_ended(bench.phone.calls[2], EndCause.HUNG_UP_THERE))
    [subject] = bench.subjects
    assert subject["line"] == "Tributi"
