"""Signing in, locking, and what each refusal leads to."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

import pytest

from console.errors import (
    KeyringMissing,
    LocalStoreBroken,
    ServerFull,
    ServerNotTrusted,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.runtime.task_scope import TaskScope
from console.viewmodels.session.session import SessionState, SessionViewModel
from contract.domain.account import Account, Role
from contract.domain.ids import AccountId
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope

ANNA = Account(id=AccountId("a"), login="anna", display_name="Anna", role=Role.OPERATOR)


class Door:
    def __init__(self) -> None:
        self.error: Exception | None = None
        self.resumes: Account | None = None
        self.asked: list[tuple[str, ...]] = []
        self.left = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def sign_in(self, login: str, password: str, seat: str, *_: str) -> Account:
        self.asked.append((login, password, seat))
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return ANNA

    async def unlock(self, password: str) -> Account:
        return await self.sign_in("", password, "")

    async def sign_out(self) -> None:
        self.left += 1
        if self.error is not None:
            raise self.error

    async def resume(self) -> Account | None:
        self.asked.append(())
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return self.resumes

    async def provider(self) -> str:
        return ""


@asynccontextmanager
async def a_door() -> Any:
    async with a_scope() as scope:
        door = Door()
        session = SessionViewModel(door=door, scope=scope)
        yield session, door


async def signed_in(session: SessionViewModel) -> None:
    session.sign_in("anna", "x", "1001")
    await until(lambda: session.state is SessionState.SIGNED_IN)


async def test_nobody_to_resume_means_signing_in() -> None:
    async with a_door() as (session, _):
        assert session.state is SessionState.STARTING
        session.start()
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        assert session.refusal == ""


async def test_a_session_cut_by_a_crash_goes_on() -> None:
    async with a_door() as (session, door):
        door.resumes = ANNA
        entered: list[Account] = []
        session.signed_in.connect(entered.append)
        session.start()
        await until(lambda: entered == [ANNA])
        assert session.login == "anna"


async def test_signing_in_twice_at_once_asks_once() -> None:
    async with a_door() as (session, door):
        door.gate.clear()
        session.sign_in(" anna ", "x", "1001")
        await until(lambda: door.asked)
        session.sign_in("anna", "x", "1001")
        assert session.is_busy
        door.gate.set()
        await until(lambda: session.state is SessionState.SIGNED_IN)
        assert door.asked == [("anna", "x", "1001")]
        assert not session.is_busy


@pytest.mark.parametrize(
    ("error", "code", "state"),
    [
        (SignInRefused("bad_credentials"), "bad_credentials", SessionState.SIGNED_OUT),
        (ServerUnreachable(), "unreachable", SessionState.SIGNED_OUT),
        (ServerFull(), "server_full", SessionState.SIGNED_OUT),
        (ServerUnreachable("unavailable", status=503), "unreachable", SessionState.SIGNED_OUT),
        (ServerNotTrusted(), "certificate", SessionState.SIGNED_OUT),
        (SessionExpired(), "session_expired", SessionState.SIGNED_OUT),
        (KeyringMissing(), "no_keyring", SessionState.SIGNED_OUT),
        (LocalStoreBroken("locked"), "store_locked", SessionState.SIGNED_OUT),
        (LocalStoreBroken("corrupt"), "store_corrupt", SessionState.STORE_BROKEN),
        (LocalStoreBroken("full"), "store_full", SessionState.STORE_BROKEN),
    ],
)
async def test_each_refusal_has_its_code_and_its_page(
    error: Exception, code: str, state: SessionState
) -> None:
    async with a_door() as (session, door):
        door.error = error
        session.sign_in("anna", "x", "1001")
        await until(lambda: session.state is state)
        assert session.refusal == code
        door.error = None
        await signed_in(session)
        assert session.refusal == ""


async def test_a_broken_store_at_start_shows_its_page_and_can_be_tried_again() -> None:
    async with a_door() as (session, door):
        door.error = LocalStoreBroken("full")
        session.start()
        await until(lambda: session.state is SessionState.STORE_BROKEN)
        door.error = None
        session.start()
        await until(lambda: session.state is SessionState.SIGNED_OUT)


async def test_enter_held_on_the_page_of_a_broken_store_goes_on_once() -> None:
    async with a_door() as (session, door):
        session.store_broke("unwritable")
        door.resumes = ANNA
        door.gate.clear()
        for _ in range(3):
            session.start()
            await asyncio.sleep(0)
        door.gate.set()
        await until(lambda: session.state is SessionState.SIGNED_IN)
        assert door.asked == [()]
        session.store_broke("unwritable")
        session.start()
        await until(lambda: session.state is SessionState.SIGNED_IN)
        assert len(door.asked) == 2


async def test_a_store_that_breaks_while_working_shows_its_page() -> None:
    async with a_door() as (session, _):
        await signed_in(session)
        session.store_broke("corrupt")
        assert session.state is SessionState.STORE_BROKEN


async def test_a_locked_seat_opens_only_with_the_right_password_and_keeps_the_work() -> None:
    async with a_door() as (session, door):
        await signed_in(session)
        told: list[str] = []
        session.locked.connect(lambda: told.append("locked"))
        session.unlocked.connect(lambda: told.append("unlocked"))
        session.signed_in.connect(lambda _: told.append("signed in"))
        session.lock()
        door.error = SignInRefused("bad_credentials")
        session.unlock("wrong")
        await until(lambda: session.refusal == "bad_credentials")
        assert session.state is SessionState.LOCKED
        door.error = None
        session.unlock("right")
        await until(lambda: session.state is SessionState.SIGNED_IN)
        assert told == ["locked", "unlocked"]


async def test_nobody_signed_in_cannot_be_locked_or_signed_out() -> None:
    async with a_door() as (session, door):
        session.lock()
        session.sign_out()
        assert session.state is SessionState.STARTING
        assert door.left == 0


async def test_signing_out_forgets_who_it_was() -> None:
    async with a_door() as (session, door):
        await signed_in(session)
        left: list[bool] = []
        session.signed_out.connect(lambda: left.append(True))
        session.sign_out()
        await until(lambda: left)
        assert door.left == 1
        assert session.account is None
        assert session.state is SessionState.SIGNED_OUT


async def test_a_bug_at_the_door_is_reported_and_the_door_stays_usable() -> None:
    bugs: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: bugs.append(error))
    door = Door()
    session = SessionViewModel(door=door, scope=scope)
    door.error = ZeroDivisionError()
    session.sign_in("anna", "x", "1001")
    await until(lambda: session.refusal == "unexpected" and bugs == [door.error])
    assert session.state is SessionState.SIGNED_OUT
    assert not session.is_busy
    door.error = None
    await signed_in(session)
    await scope.close()


async def test_a_bug_on_the_way_out_leaves_nobody_signed_in() -> None:
    bugs: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: bugs.append(error))
    door = Door()
    session = SessionViewModel(door=door, scope=scope)
    await signed_in(session)
    door.error = ZeroDivisionError()
    session.sign_out()
    await until(lambda: bugs == [door.error])
    assert (session.state, session.account) == (SessionState.SIGNED_OUT, None)
    await scope.close()


async def test_signing_out_twice_leaves_once() -> None:
    async with a_door() as (session, door):
        session.sign_in("anna", "x")
        await until(lambda: session.state is SessionState.SIGNED_IN)
        session.sign_out()
        session.sign_out()
        await until(lambda: session.state is SessionState.SIGNED_OUT)
        await asyncio.sleep(0.01)
        assert door.left == 1
        assert not session.is_busy
