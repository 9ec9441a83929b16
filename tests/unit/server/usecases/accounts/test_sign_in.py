"""A session is opened with what is true now, not with what was true when the check began."""

import asyncio
from collections.abc import Callable

import pytest

from contract.domain.account import Role
from contract.wire import reason_codes
from contract.wire.session import LoginRequest
from server.store.engine.connection import Connection
from server.usecases.accounts.change_password import Passwords
from server.usecases.accounts.manage_accounts import add_account, set_active, set_password
from server.usecases.accounts.open_session import OpenSession
from server.usecases.accounts.password_hash import hash_password
from server.usecases.accounts.seat_proofs import SeatProofs
from server.usecases.accounts.second_factor import SecondFactors
from server.usecases.accounts.session_tokens import SessionTokens
from server.usecases.accounts.sign_in import SignIn, SignInRefused
from tests.support.seats.seat import StoppedClock
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.server_records import NOW

REQUEST = LoginRequest(login="anna", password="the old password", device_id="device-1", seat="1001")


def change_password(connection: Connection) -> None:
    set_password(connection, "anna", "another hash", NOW)


def disable(connection: Connection) -> None:
    set_active(connection, "anna", False, NOW)


@pytest.mark.parametrize("change", [change_password, disable])
async def test_who_is_shut_out_while_her_password_is_checked_stays_out(
    service: RecordedService, change: Callable[[Connection], None]
) -> None:
    """A change ends the sessions there are; one opened right after it would outlive it."""
    hashed = await asyncio.to_thread(hash_password, REQUEST.password)
    database = service.database
    await database.write(
        lambda c: add_account(
            c,
            login="anna",
            display_name="anna",
            role=Role.OPERATOR,
            password_hash=hashed,
            now=NOW,
        )
    )
    clock = StoppedClock(NOW)
    open_session = OpenSession(
        database=database, tokens=SessionTokens(b"k" * 32), clock=clock, lines=None
    )
    sign_in = SignIn(
        database=database,
        clock=clock,
        open_session=open_session,
        passwords=Passwords(),
        factors=SecondFactors((b"k" * 32,), ()),
        proofs=SeatProofs(database=database, clock=clock, server_id="s", is_demanded=False),
    )
    checked = sign_in._check

    async def checked_and_changed(password: str, stored: str | None) -> bool:
        is_right = await checked(password, stored)
        await database.write(change)
        return is_right

    sign_in._check = checked_and_changed
    with pytest.raises(SignInRefused) as refused:
        await sign_in(REQUEST)
    assert refused.value.code == reason_codes.BAD_CREDENTIALS
    assert await database.read(lambda c: c.execute("SELECT id FROM session")) == []
