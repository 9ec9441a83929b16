"""A seat says whom its operator talks with; the exchange says whom it has put through."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from contract.domain.callback import Callback, CallbackState
from contract.domain.case import Case, CaseState
from contract.domain.ids import desk_scope
from contract.wire.duty import SeatCall
from server.store.operations.audit_log import audit_lines
from server.store.sync.replicated_rows import find
from tests.integration.server.accounts.test_line_secrets import RecordedExchange, a_server
from tests.support.duty.duty_window import DutyWindow
from tests.support.servers.real_server import RealServer
from tests.support.servers.server_records import CITIZEN, TAXES, a_callback, a_case

OTHER = "+390651230002"
SEAT, CALL = "1001", "call-of-anna@seat"


@pytest.fixture
def exchange() -> Iterator[RecordedExchange]:
    running = RecordedExchange()
    yield running
    running.close()


@asynccontextmanager
async def anna_at_work(
    exchange: RecordedExchange,
) -> AsyncIterator[tuple[RealServer, DutyWindow]]:
    async with await a_server(exchange.settings()) as server:
        await server.put(desk_scope(TAXES), a_case(), a_callback(abandoned_calls=1))
        await server.add_account("anna")
        session = await server.sign_in("anna", seat=SEAT)
        yield server, DutyWindow(server, session, SEAT)


def a_talk(sip_id: str = CALL, peer: str = CITIZEN.phone) -> SeatCall:
    """Return what a seat says of a call that its operator has placed and that was answered."""
    return SeatCall(
        call_key=sip_id,
        sip_id=sip_id,
        state="active",
        is_incoming=False,
        peer=peer,
        has_talked=True,
    )


def told(
    sip: str = CALL, seat: str = SEAT, dialled: str | None = CITIZEN.phone, state: int = 4
) -> dict[str, object]:
    """Return a call as the exchange lists it."""
    variables = [{"call": "srid-1"}, {"seat": seat}]
    return {
        "call-id": sip,
        "from_uri": f"sip:{seat}@exchange.test",
        "to_uri": f"sip:{CITIZEN.phone}@exchange.test",  # as the seat wrote it
        "state": state,
        "variables": variables + ([{"dialled": dialled}] if dialled else []),
    }


async def still_to_call(server: RealServer) -> bool:
    callback = await server.database.read(lambda c: find(c, Callback, a_callback().id))
    assert callback is not None
    return callback.state is CallbackState.OPEN


@pytest.mark.parametrize(
    "calls",
    [
        pytest.param([], id="no such call"),
        pytest.param([told(sip="call-of-bea@seat")], id="another call"),
        pytest.param([told(seat="1002")], id="a call of another seat"),
        pytest.param(
            [told(dialled=OTHER)], id="another number, whatever the seat wrote in its call"
        ),
        pytest.param([told(dialled=None)], id="a call that no seat placed"),
        pytest.param([told(state=2)], id="nobody has answered"),
    ],
)
async def test_a_talk_that_the_exchange_does_not_know_ends_no_work_of_others(
    exchange: RecordedExchange, calls: list[dict[str, object]]
) -> None:
    exchange.talking = calls
    async with anna_at_work(exchange) as (server, anna):
        anna.calls = (a_talk(),)
        await anna.report()
        assert await still_to_call(server)


async def test_who_is_called_and_reached_needs_no_second_call_and_the_audit_says_by_whom(
    exchange: RecordedExchange,
) -> None:
    exchange.talking = [told(dialled=CITIZEN.phone.removeprefix("+39"))]
    async with anna_at_work(exchange) as (server, anna):
        anna.calls = (a_talk(),)
        await anna.report()
        assert not await still_to_call(server)
        case = await server.database.read(lambda c: find(c, Case, a_case().id))
        assert case is not None
        assert case.state is CaseState.CLOSED
        lines = await server.database.read(lambda c: list(audit_lines(c)))
        (line,) = [one for one in lines if one.action == "case.changed"]
        assert line.account_id == anna.session.account.id


async def test_an_exchange_that_is_silent_for_a_moment_is_asked_again_with_the_next_report(
    exchange: RecordedExchange,
) -> None:
    async with anna_at_work(exchange) as (server, anna):
        anna.calls = (a_talk(),)
        exchange.answer = b"no words of an exchange"
        await anna.report()
        assert await still_to_call(server)
        exchange.answer, exchange.talking = None, [told()]
        await anna.report()
        assert not await still_to_call(server)
