"""Who sits here: signed out, in, locked; or the local store cannot be opened."""

from collections.abc import Awaitable, Mapping
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import (
    KeyringMissing,
    LocalStoreBroken,
    ServerFull,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
    SignInRefused,
)
from console.runtime.task_scope import TaskScope
from console.viewmodels.session.by_provider import ByProvider, ProviderDoor
from contract.domain.account import Account


class SessionState(StrEnum):
    STARTING = "starting"
    SIGNED_OUT = "signed_out"
    SIGNED_IN = "signed_in"
    LOCKED = "locked"
    STORE_BROKEN = "store_broken"


def code_of(error: Exception) -> str:
    """Return the reason code of an error a sign-in may end in."""
    if isinstance(error, SignInRefused | ServerRejected):
        return error.code
    if isinstance(error, LocalStoreBroken):
        return f"store_{error.kind}"
    codes: dict[type[Exception], str] = {
        ServerNotTrusted: "certificate",
        ServerFull: "server_full",
        ServerUnreachable: "unreachable",
        SessionExpired: "session_expired",
        KeyringMissing: "no_keyring",
    }
    return next(code for kind, code in codes.items() if isinstance(error, kind))


EXPECTED = (
    SignInRefused,
    ServerRejected,
    LocalStoreBroken,
    ServerNotTrusted,
    ServerUnreachable,
    SessionExpired,
    KeyringMissing,
)


class Door(ProviderDoor, Protocol):
    """The seat, as operators come and go. Each may raise one of EXPECTED."""

    async def sign_in(
        self, login: str, password: str, seat: str, new_password: str, code: str
    ) -> Account: ...
    async def unlock(self, password: str) -> Account: ...
    async def sign_out(self) -> None: ...
    async def resume(self) -> Account | None: ...


class SessionViewModel(QObject):
    changed = Signal()
    signed_in = Signal(object)  # Account
    locked = Signal()
    unlocked = Signal()
    signed_out = Signal()
    given_up = Signal()  # a sign-in that was begun

    def __init__(self, *, door: Door, scope: TaskScope) -> None:
        super().__init__()
        self._door = door
        self._scope = scope
        self.state = SessionState.STARTING
        self.account: Account | None = None
        self.is_busy = False
        self._is_resuming = False
        self.refusal = ""  # reason code of the last attempt
        self.detail: Mapping[str, str] = {}  # likewise: of a new second factor, what it is
        self.login = ""  # the last one used here
        self.seat = ""  # likewise, telephone line of the seat
        self.by_provider = ByProvider(door, scope, self._try)

    def start(self) -> None:
        """Go on with the session a crash interrupted, else ask who it is."""
        if not self._is_resuming:  # Enter held on the page of a broken store would go on twice
            self._is_resuming = True
            self._scope.start("session.resume", self._resumed())

    def sign_in(
        self, login: str, password: str, seat: str = "", new_password: str = "", code: str = ""
    ) -> None:
        """new_password, code: once the server has asked for them."""
        if not self.is_busy:
            self.login, self.seat = login.strip(), seat.strip()
            attempt = self._door.sign_in(self.login, password, self.seat, new_password, code)
            self._try("session.sign-in", attempt)

    def sign_in_by_provider(self, seat: str, words: str) -> None:
        if not self.is_busy:
            self.seat = seat.strip()
            self.by_provider.sign_in(self.seat, words)

    def unlock_by_provider(self, words: str) -> None:
        if not self.is_busy:
            self.by_provider.unlock(words)

    def unlock(self, password: str) -> None:
        if not self.is_busy:
            self._try("session.unlock", self._door.unlock(password))

    def lock(self, because: str = "") -> None:
        """Hide the work; the call, the draft and the connection go on behind the page."""
        if self.state is SessionState.SIGNED_IN:
            self._become(SessionState.LOCKED, because)
            self.locked.emit()
            self.by_provider.ask()
        elif self.state is SessionState.LOCKED and because and not self.is_busy:
            self._become(SessionState.LOCKED, because)  # who comes back learns what happened

    def give_up(self, because: str = "") -> None:
        """Forget what was asked for and shown at the last attempt: nobody goes on with it."""
        if self.state is SessionState.SIGNED_OUT and not self.is_busy:
            self.detail = {}
            self._become(SessionState.SIGNED_OUT, because)
            self.given_up.emit()

    def sign_out(self) -> None:
        if self.state in (SessionState.SIGNED_IN, SessionState.LOCKED) and not self.is_busy:
            self.is_busy = True
            self._scope.start("session.sign-out", self._leave())

    def store_broke(self, kind: str) -> None:
        self._become(SessionState.STORE_BROKEN, f"store_{kind}")

    def _try(self, name: str, attempt: Awaitable[Account]) -> None:
        self.is_busy = True
        self.refusal, self.detail = "", {}
        self.changed.emit()
        self._scope.start(name, self._tried(attempt))

    async def _tried(self, attempt: Awaitable[Account]) -> None:
        try:
            account = await attempt
        except EXPECTED as error:
            self._refuse(error)
            return
        except Exception:
            self.is_busy = False
            self._become(self._outside(), "unexpected")
            raise
        self.is_busy = False
        self._enter(account)

    async def _resumed(self) -> None:
        try:
            account = await self._door.resume()
        except EXPECTED as error:
            self._refuse(error)
            return
        finally:
            self._is_resuming = False
        if account is None:
            self._left()
        else:
            self._enter(account)

    def _left(self) -> None:
        """Nobody works here; whose store broke counts as gone, a password lets her in again."""
        was_in, self.account = self.account is not None, None
        self.by_provider.ask()
        self._become(SessionState.SIGNED_OUT)
        if was_in:
            self.signed_out.emit()

    async def _leave(self) -> None:
        try:
            await self._door.sign_out()
        finally:  # a bug on the way out is told, and leaves nobody signed in without her session
            self.is_busy = False
            self._left()

    def _enter(self, account: Account) -> None:
        is_new = self.state is not SessionState.LOCKED or self.account is None
        self.account, self.login = account, account.login
        self._become(SessionState.SIGNED_IN)
        if is_new:
            self.signed_in.emit(account)
        else:
            self.unlocked.emit()

    def _refuse(self, error: Exception) -> None:
        self.detail = error.detail if isinstance(error, SignInRefused) else {}
        broken = isinstance(error, LocalStoreBroken) and error.kind != "locked"
        self.is_busy = False
        self._become(SessionState.STORE_BROKEN if broken else self._outside(), code_of(error))

    def _outside(self) -> SessionState:
        return SessionState.LOCKED if self.account is not None else SessionState.SIGNED_OUT

    def _become(self, state: SessionState, refusal: str = "") -> None:
        self.state = state
        self.refusal = refusal
        self.changed.emit()
