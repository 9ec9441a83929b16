"""chiamaroma --enrol: has the server enrol this computer as a seat, without a window."""

import asyncio
import getpass
import sys
from pathlib import Path

from msgspec.structs import replace

from console.bootstrap import PRODUCT, Seams, client_of
from console.errors import ServerNotTrusted, ServerRejected, ServerUnreachable
from console.runtime.clock import ServerClock
from console.settings import Settings
from console.store.session.os_keyring import OsKeyring
from console.store.session.seat_key import SeatKeys, new_seat_key
from console.sync.seat_signer import enrol
from console.sync.server_link import ServerLink
from contract.wire import reason_codes
from contract.wire.session import SessionReply

_REFUSED = {
    reason_codes.ENROL_CODE_UNKNOWN: "this code is not right, or a newer one was made since",
    reason_codes.ENROL_CODE_USED: "this code has enrolled another computer: have a new one made",
    reason_codes.ENROL_CODE_EXPIRED: "this code is too old: have a new one made",
    reason_codes.TOO_MANY_ATTEMPTS: "there were too many tries: wait five minutes",
}


def enrol_at_terminal(settings: Settings, data_dir: Path, code: str) -> tuple[bool, str]:
    """Return whether it is done, and what to say. code: "" to be asked for."""
    code = code.strip() or _typed()
    if not code:
        return False, "no code was given: nothing is changed."
    return asyncio.run(enrol_seat(settings, data_dir, code))


def _typed() -> str:
    if sys.stdin is None:  # a program of Windows without a terminal has none
        return ""
    try:
        return (getpass.getpass("Code: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    except EOFError:
        return ""


async def enrol_seat(
    settings: Settings, data_dir: Path, code: str, seams: Seams = PRODUCT
) -> tuple[bool, str]:
    keys = SeatKeys(seams.keyring or OsKeyring(), data_dir)
    try:
        key = await keys.find() or new_seat_key()
        # First: an answer that is lost is given again to the same key.
        await keys.keep(key)
        async with await client_of(settings, seams) as client:
            clock = ServerClock(seams.now, seams.monotonic_s)
            link = ServerLink(client, device_id="", clock=clock, store_session=_nothing)
            reply = await enrol(link, key, code)
        await keys.keep(replace(key, server_id=reply.server_id))
    except ServerRejected as rejected:
        old = "the server cannot enrol computers: it is of an earlier version"
        return False, f"{_REFUSED.get(rejected.code, old)}."
    except ServerNotTrusted:
        return False, "the certificate of the server is not the one that is set up: call support."
    except ServerUnreachable:
        return False, "the server does not answer: look at its address and the network."
    except OSError as error:
        return False, f"the key cannot be kept ({error.strerror})."
    return True, f"this computer is seat {reply.seat}."


async def _nothing(_: SessionReply) -> None:
    """No session begins here."""
