"""The wish to block the number on the line: only with a reason, until a day or for good."""

import asyncio
from datetime import timedelta

from console.runtime.task_scope import TaskScope
from console.viewmodels.duty.block_wish import BlockWishViewModel, WishState
from contract.wire.phone_socket import CallState
from contract.wire.queues import BlockRequest
from tests.support.async_fixtures import async_fixture
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import CITIZEN, NOW, CallSeat, a_call

ANOTHER = "+390655509999"


class _Seat(CallSeat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.asked: list[BlockRequest] = []
        self.answer = ""
        self.is_answered = asyncio.Event()
        self.is_answered.set()
        self.wish = BlockWishViewModel(
            call=self.call, ask=self._ask, scope=scope, now=self.clock.now
        )

    async def _ask(self, wish: BlockRequest) -> str:
        self.asked.append(wish)
        await self.is_answered.wait()
        return self.answer


seat = async_fixture(_Seat)


async def test_a_wish_goes_out_with_reason_and_end_also_after_the_call(seat: _Seat) -> None:
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE))
    assert seat.wish.open()
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ENDED))
    seat.wish.ask(" Insulta ", 7)
    await until(lambda: seat.wish.state is WishState.SENT)
    week = NOW + timedelta(days=7)
    assert seat.asked == [BlockRequest(phone=CITIZEN, reason="Insulta", until_at=week)]


async def test_for_good_has_no_end(seat: _Seat) -> None:
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE))
    seat.wish.open()
    seat.wish.ask("Insulta", 0)
    await until(lambda: seat.asked)
    assert seat.asked[0].until_at is None


async def test_without_a_reason_nothing_is_sent_and_a_refusal_can_be_tried_again(
    seat: _Seat,
) -> None:
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE))
    seat.wish.open()
    seat.wish.ask("  ", 1)
    assert (seat.wish.fault, seat.asked) == ("missing_field", [])
    seat.answer = "unreachable"
    seat.wish.ask("Insulta", 1)
    await until(lambda: seat.wish.fault == "unreachable")
    seat.answer = ""
    seat.wish.ask("Insulta", 1)
    await until(lambda: seat.wish.state is WishState.SENT)


async def test_a_late_answer_says_nothing_of_the_next_number(seat: _Seat) -> None:
    """Else she reads that it was sent, and the reason she is writing is gone."""
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE))
    seat.wish.open()
    seat.is_answered.clear()
    seat.wish.ask("Insulta", 1)
    await until(lambda: seat.asked)
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ENDED))
    seat.phone.report(a_call(call=2, peer=ANOTHER, state=CallState.ACTIVE))
    assert seat.wish.open()
    told: list[WishState] = []
    seat.wish.changed.connect(lambda: told.append(seat.wish.state))
    seat.is_answered.set()
    await until(lambda: "block.ask" not in {one.get_name() for one in asyncio.all_tasks()})
    assert (seat.wish.phone, seat.wish.state, told) == (ANOTHER, WishState.ASKED, [])
    seat.wish.ask("Minaccia", 1)
    await until(lambda: seat.wish.state is WishState.SENT)
    assert [one.phone for one in seat.asked] == [CITIZEN, ANOTHER]


async def test_a_wish_answered_after_the_panel_was_opened_again_waits_no_more(seat: _Seat) -> None:
    taken: list[tuple[str, str]] = []
    seat.wish.taken.connect(lambda phone, reason: taken.append((phone, reason)))
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE))
    seat.wish.open()
    seat.is_answered.clear()
    seat.wish.ask(" Insulta ", 1)
    await until(lambda: seat.asked)
    assert seat.wish.open()
    seat.is_answered.set()
    await until(lambda: taken)
    assert taken == [(CITIZEN, "Insulta")]
    assert seat.wish.state is WishState.ASKED


async def test_there_is_nothing_to_block_without_a_caller_or_with_a_hidden_number(
    seat: _Seat,
) -> None:
    assert not seat.wish.open()
    seat.phone.report(a_call(peer="", state=CallState.ACTIVE))
    assert not seat.wish.open()
    seat.phone.report(a_call(peer=CITIZEN, state=CallState.ACTIVE, is_incoming=False))
    assert not seat.wish.open()
