"""Which keyring the consoles of a run use: the desktop's where it answers, else the run's own."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from console.errors import KeyringMissing
from console.store.session.os_keyring import OsKeyring
from tools.services.private_keyring import HOME, PrivateKeyring

NONE_HERE = (
    "No keyring can be had here (gnome-keyring and dbus are missing, or do not start): "
    "drafts stay in memory, and the windows say so"
)


@contextmanager
def own_keyring(
    folder: Path, sockets: Path, say: Callable[[str], None]
) -> Iterator[Mapping[str, str]]:
    """Yield what consoles need in their environment to find the keyring kept in folder.

    Where none can be had that is said, and nothing is yielded. sockets: a folder with a short path.
    """
    keyring = PrivateKeyring(folder, sockets / "keyring")
    try:
        environment = keyring.start()
    except (OSError, TimeoutError):
        say(NONE_HERE)
        yield {}
        return
    try:
        yield environment
    finally:
        keyring.stop()


@contextmanager
def any_keyring(
    folder: Path, sockets: Path, say: Callable[[str], None]
) -> Iterator[Mapping[str, str]]:
    """Yield nothing where the desktop's keyring answers, else do as own_keyring does.

    A folder that has had a keyring of its own stays with it: drafts of before are sealed with it.
    """
    if not (folder / HOME).exists() and asyncio.run(_desktop_answers()):
        yield {}
        return
    with own_keyring(folder, sockets, say) as environment:
        yield environment


async def _desktop_answers() -> bool:
    try:
        await OsKeyring().seat_secret()
    except KeyringMissing:
        return False
    return True
