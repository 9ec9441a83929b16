"""The seat's own secret in the operating system's keyring; never anywhere else."""

import asyncio
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from console.errors import KeyringMissing

SERVICE = "chiamaroma"
ENTRY = "seat-secret"
LIMIT_S = 5.0
_SECRET_BYTES = 32


class OsKeyring:
    """A locked keyring asks the person at the desktop, who may not be there: hence the limit.

    A question given up goes on once somebody unlocks, beside later ones: of two secrets made
    at first use one must win, and of two texts written the later one.
    """

    def __init__(self, *, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        # Threads that were given up go on: two of them could each make a secret, and one replica
        # would be sealed under the one that is not kept.
        self._one_makes = threading.Lock()
        self._newest: dict[str, str | None] = {}  # entry -> the text wanted last

    async def seat_secret(self) -> bytes:
        """Return the secret, made at first use. Raise KeyringMissing."""
        return await self._asked(self._seat_secret)

    async def read(self, entry: str) -> str | None:
        """Return what write() left under entry. Raise KeyringMissing."""
        return await self._asked(lambda: _read(entry))

    async def write(self, entry: str, text: str | None) -> None:
        """Store a short text under entry; None removes it. Raise KeyringMissing."""
        # Before the thread begins: one that was given up earlier writes this text, not its own
        # (test_a_text_given_up_and_written_late_does_not_undo_a_later_wish).
        self._newest[entry] = text
        await self._asked(lambda: self._write_newest(entry))

    async def _asked[T](self, work: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._limit_s):
                # Daemon threads: a keyring that never answers must not keep the process alive.
                return await _in_daemon_thread(work)
        except TimeoutError as error:
            raise KeyringMissing("the keyring did not answer in time") from error

    def _seat_secret(self) -> bytes:
        text = _read(ENTRY)
        if text is None:
            with self._one_makes:
                # Asked again under the lock: another thread may have made it in between.
                text = _read(ENTRY) or _made()
        return bytes.fromhex(text)

    def _write_newest(self, entry: str) -> None:
        while True:
            text = self._newest[entry]
            _write(entry, text)
            # It changed while the keyring was busy: the last wish is written too, and last.
            if self._newest[entry] == text:
                return


def _made() -> str:
    _write(ENTRY, secrets.token_hex(_SECRET_BYTES))
    text = _read(ENTRY)  # one that forgets is none
    if text is None:
        raise KeyringMissing("the keyring keeps nothing")
    return text


def _read(entry: str) -> str | None:
    with _safe_keyring() as keyring:
        text: str | None = keyring.get_password(SERVICE, entry)
        return text


def _write(entry: str, text: str | None) -> None:
    with _safe_keyring() as keyring:
        if text is not None:
            keyring.set_password(SERVICE, entry, text)
        elif keyring.get_password(SERVICE, entry) is not None:
            keyring.delete_password(SERVICE, entry)


@contextmanager
def _safe_keyring() -> Iterator[Any]:
    """Yield the keyring module; its faults, and a keyring in the clear, are KeyringMissing."""
    import keyring  # late: it looks for backends, which takes a while
    from keyring.errors import KeyringError

    # A secret in a readable file protects nothing: without a keyring the replica stays in memory.
    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise KeyringMissing("only a keyring that keeps secrets in the clear is there")
    try:
        yield keyring
    except (KeyringError, OSError, RuntimeError) as error:
        raise KeyringMissing(type(error).__name__) from error


async def _in_daemon_thread[T](work: Callable[[], T]) -> T:
    """Run work in a thread that may hang without holding up the end of the process."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        # The wait was given up: an answer that comes late has nobody to go to.
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # T itself when there is no error

    def run() -> None:
        try:
            outcome: tuple[T | None, BaseException | None] = (work(), None)
        except Exception as error:  # noqa: BLE001 - handed to the awaiting task
            outcome = (None, error)
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            loop.call_soon_threadsafe(settle, *outcome)

    threading.Thread(target=run, name="os-keyring", daemon=True).start()
    return await done
