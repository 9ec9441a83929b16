"""How a refused command is kept: in a box that the keys of the installation open, and no others."""

from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from contract.domain.ids import AccountId
from contract.wire.commands import Verdict
from contract.wire.decoding import MalformedMessage, decode, encode
from contract.wire.sealed_key import (
    NotOurs,
    NotTheirs,
    UnsentWork,
    WorkKeys,
    open_work,
    public_of,
    seal_work,
    work_key,
)
from server.store.engine.readable_rows import UNREADABLE, tell_unreadable

_SERVER = "server"  # as the device of what the server sealed for itself


class Refused(msgspec.Struct, frozen=True):
    """What lies in a box."""

    command: msgspec.Raw
    verdict: Verdict


def sealed(key: bytes, author: AccountId, refused: Refused) -> bytes:
    """Return the box. key: the present X25519 key of the installation."""
    # Sealed: a copy of the database alone must not tell what a citizen said.
    keys = WorkKeys(
        account_id=author,
        device_id=_SERVER,
        server_key=public_of(key),
        work_key=work_key(key, author, _SERVER),
    )
    commands = (msgspec.Raw(encode(refused)),)
    return seal_work(keys, UnsentWork(account_id=author, device_id=_SERVER, commands=commands))


def opened(private: Sequence[bytes], command_id: str, box: str) -> Refused | None:
    """Return what is in a box, given in Base64.

    None: it is of keys that are not here any more, or nobody can read it, which the log is told.
    """
    try:
        content = b64decode(box)
        for key in private:
            with suppress(NotOurs):
                return decode(open_work(key, content).commands[0], Refused)
    # Whatever is wrong with it, the words of others do not wait for it.
    except (*UNREADABLE, MalformedMessage, NotTheirs) as error:
        tell_unreadable("refused_work", command_id, error)
    return None
