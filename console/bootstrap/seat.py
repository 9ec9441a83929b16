"""The seat, as long as the program runs: phone, calls on the line, session, server, store, search.

Whoever works at it has an OperatorSession of her own, which ends with her.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from console.bootstrap.faults import Faults
from console.bootstrap.operator_parts import SeatParts
from console.bootstrap.operator_session import OperatorSession
from console.errors import LocalStoreBroken, SignInRefused
from console.model.duty.signed_in import SignedIn
from console.store.session.seat_vault import SeatVault
from console.sync.sync_engine import SyncEngine
from console.usecases.session.resume_session import ResumeSession
from console.usecases.session.sign_in import SignIn
from console.usecases.session.sign_out import SignOut
from console.usecases.session.unlock import Unlock
from console.usecases.session.visit_provider import VisitProvider
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes

log = logging.getLogger(__name__)


class Pages(Protocol):
    """The window: it shows the models of one operator at a time."""

    async def show_work(self, models: SeatModels) -> None:
        """Build the pages over the models, in turns of the loop."""

    async def prepare_for(self, account: Account) -> None:
        """Build what only few roles see, likewise."""

    async def drop_work(self) -> None:
        """End the pages, in turns of the loop: their models are mute, and end next."""

    def speak(self, language: str) -> bool:
        """Build in this language from here on, "" for the seat's; tell whether it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How an operator comes to the seat and leaves it. unlock_at: for whoever sits at a seat."""

    vault: SeatVault
    sign_in: SignIn
    sign_out: SignOut
    resume: ResumeSession
    unlock_at: Callable[[str], Unlock]
    visit: VisitProvider
    offered: Callable[[], Awaitable[str]]


class Seat:
    """The callables of the session view-model, and the operator's session they lead to."""

    def __init__(
        self,
        parts: SeatParts,
        faults: Faults,
        *,
        access: Access,
        jitter: Callable[[], float],
    ) -> None:
        self._parts = parts
        self._faults = faults
        self._access = access
        self._resume = access.resume
        self._unlock: Unlock | None = None
        self._pages: Pages | None = None
        self._is_ready = asyncio.Event()  # the pages of the next operator are built
        self._door = asyncio.Lock()  # the console may be closed while somebody signs out
        self.engine = SyncEngine(
            database=parts.database,
            link=parts.link,
            state=parts.connection,
            on_bug=parts.on_crash,
            on_event=lambda event: self.operator.on_event(event),
            jitter=jitter,
        )
        self.call = ActiveCallViewModel(
            phone=parts.phone, scope=parts.scope, monotonic_s=parts.monotonic_s
        )
        self.session = SessionViewModel(door=self, scope=parts.scope)
        self._follow_session()
        self.operator = self._next_operator()
        self._is_ready.set()

    @property
    def models(self) -> SeatModels:
        """Return those of whoever works here, or of the next one while nobody does."""
        return self.operator.models

    def show_in(self, pages: Pages) -> None:
        """From here on pages are built for each operator; those of the first one stand."""
        self._pages = pages

    async def sign_in(
        self, login: str, password: str, seat: str, new_password: str, code: str
    ) -> Account:
        await self.operator.hold_still()  # a session whose store broke was not signed out of
        signed_in = await self._access.sign_in(
            login, password, seat, new_password, code, make_way=self._make_way
        )
        return await self._entered(signed_in, seat)

    async def sign_in_by_provider(self, seat: str, words: str) -> Account:
        await self.operator.hold_still()
        reply = await self._access.visit(seat, words)
        signed_in = await self._access.sign_in.by_provider(reply, self._make_way)
        return await self._entered(signed_in, seat)

    async def provider(self) -> str:
        """Return the name of the identity provider that the server offers, "" for none."""
        return await self._access.offered()

    def leave_browser(self) -> None:
        self._access.visit.leave()

    async def _entered(self, signed_in: SignedIn, seat: str) -> Account:
        if not signed_in.is_memory_only:
            await self._resume.keep(signed_in.account.login, seat)
        await self._begin(signed_in, seat)
        return signed_in.account

    async def resume(self) -> Account | None:
        """Go on after a crash or with a store that broke; None: somebody has to sign in."""
        await self.operator.hold_still()
        signed_in = await self._resume(make_way=self._make_way)
        if signed_in is None:
            self.models.status.signed_out()
            return None
        log.info("the session before the restart goes on")
        await self._begin(signed_in, signed_in.resumed_seat)
        if self.models.editor.draft is not None and not self.call.is_live:
            self.models.notices.tell(ContactNotice.RESUMED)
        return signed_in.account

    async def unlock(self, password: str) -> Account:
        """Raise SignInRefused."""
        account, unlock = self.session.account, self._unlock
        assert account is not None
        assert unlock is not None
        if not await unlock(password):
            raise SignInRefused(reason_codes.BAD_CREDENTIALS)
        self.engine.wake()
        return account

    async def unlock_by_provider(self, words: str) -> Account:
        """Raise SignInRefused."""
        account, unlock = self.session.account, self._unlock
        assert account is not None
        assert unlock is not None
        await unlock.renewed(await self._access.visit(self.operator.seat, words, account.id))
        self.engine.wake()
        return account

    async def sign_out(self) -> None:
        """Save what is being typed, send what waits, end the operator's session, close the replica.

        A callback in hand goes back to the queue; what she wrote for it stays here.
        """
        await self._follow_on(self._leave)

    async def close(self) -> None:
        """The console ends; like signing out when somebody is signed in."""
        # A sign-in under way would begin what has ended; a sign-out is waited for.
        await self._parts.scope.cancel("session.sign-in", "session.resume")
        async with self._door:
            await self._is_ready.wait()  # pages half built cannot be ended
            if self.operator.is_working:
                await self._leave()
            else:
                await self._end_operator()
        self.call.deleteLater()
        self.session.deleteLater()

    async def _leave(self) -> None:
        operator = self.operator
        operator.models.status.signed_out()  # a call that rang from here on would be lost
        try:
            # First: after a fault in what follows nobody may resume without a password.
            await self._resume.drop()
            await operator.save_all()
            await operator.pause()
            await operator.send_rest()
            await operator.save_all()  # she may have gone on typing while it was sent
        finally:
            try:
                await self._end_operator()
            finally:
                await self._close_replica(self._access.sign_out())

    async def _close_replica(self, closing: Awaitable[object]) -> None:
        self._unlock = None
        try:
            await closing
        except LocalStoreBroken as error:
            log.error("the replica met a fault as it was closed: %s", error.kind)
        finally:
            self._parts.connection.reset()

    async def _make_way(self, login: str, account_id: AccountId | None) -> None:
        """End the session of an operator whose store broke, unless it is she who comes back."""
        here, path_of = self.operator.account, self._access.vault.replica_path
        if here is None:
            return
        # A login may go to another person: by the account, where it is known already.
        if not (here.id == account_id if account_id else path_of(here.login) == path_of(login)):
            await self._follow_on(self._break_off)

    async def _break_off(self) -> None:
        """What her store did not take is not for the next one, nor are her tokens."""
        self._parts.link.begin("", None)
        try:
            await self._end_operator()
        finally:
            await self._close_replica(self._parts.database.switch_to(None, ""))

    async def _follow_on(self, leave: Callable[[], Awaitable[None]]) -> None:
        async with self._door:
            try:
                await leave()
            finally:  # whatever was met: nobody works here now, and the next one may sign in
                self.operator = self._next_operator()  # not before: its models read what is open
                if self._pages is not None:
                    self._pages.speak("")
                    self._parts.scope.start("seat.pages", self._build_pages(self._pages))

    async def _begin(self, signed_in: SignedIn, seat: str) -> None:
        if not seat:  # the line of an earlier day, which the vault still knows, is not hers today
            signed_in = replace(signed_in, line=None)
        await self._is_ready.wait()
        await self._speak_with(signed_in.account.login)
        self._unlock = self._access.unlock_at(seat)
        await self.operator.begin(signed_in, seat)
        if self._pages is not None:
            await self._pages.prepare_for(signed_in.account)

    async def _speak_with(self, login: str) -> None:
        """Build the pages anew for whoever has another language than they were built in."""
        if self._pages is None or self.operator.account is not None:
            return  # she comes back to pages that stand, with all she has typed
        if self._pages.speak(await self.operator.language_of(login)):
            await self._end_operator()
            self.operator = self._next_operator()
            await self._build_pages(self._pages)

    def _next_operator(self) -> OperatorSession:
        operator = OperatorSession(self._parts, self.engine, self.call, self.session)
        self._faults.watch(operator.models)
        return operator

    async def _end_operator(self) -> None:
        self._faults.watch(None)
        if self._pages is not None:
            self._is_ready.clear()
            self.operator.mute()
            await self._pages.drop_work()
        await self.operator.close()

    async def _build_pages(self, pages: Pages) -> None:
        try:
            await pages.show_work(self.models)
        finally:  # whoever waits for them must not wait for what failed
            self._is_ready.set()

    def _follow_session(self) -> None:
        session, scope = self.session, self._parts.scope
        session.signed_in.connect(self._on_signed_in)
        session.locked.connect(lambda: self.models.operator.locked.emit())
        session.locked.connect(lambda: scope.start("session.locked", self._resume.drop()))
        session.unlocked.connect(lambda: self.models.operator.unlocked.emit())
        session.unlocked.connect(lambda: scope.start("session.unlocked", self._keep_ticket()))

    def _on_signed_in(self, account: Account) -> None:
        self.models.operator.signed_in.emit(account)
        self.models.duty.audio.start()  # with her own devices

    async def _keep_ticket(self) -> None:
        account = self.session.account
        if account is not None:
            await self._resume.keep(account.login, self.operator.seat)
