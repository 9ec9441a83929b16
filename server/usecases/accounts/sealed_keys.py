"""Opens what seats have sealed for this server: the key of an operator's store at a seat."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec.structs import replace

from contract.wire import reason_codes
from contract.wire.sealed_key import KeyOf, NotOurs, open_key, public_of, work_key
from contract.wire.session import SessionReply
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import CurrentSession
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit


class SealedKeys:
    """private: the X25519 keys of the installation, the present one first."""

    def __init__(
        self, *, private: Sequence[bytes], database: ServerDatabase, clock: Callable[[], datetime]
    ) -> None:
        self._private = private
        self._database = database
        self._clock = clock
        self.public = public_of(private[0])

    def given(self, reply: SessionReply, device_id: str, password_hash: str) -> SessionReply:
        """Return the answer to a sign-in with what that seat seals its own with."""
        proof = work_key(self._private[0], reply.account.id, device_id)
        # Of a salted hash that no seat has: nothing can be guessed by it.
        mark = hashlib.sha256(f"password mark {password_hash}".encode()).digest()
        return replace(reply, seal_key=self.public, work_key=proof, password_mark=mark)

    async def opened(self, session: CurrentSession, box: bytes) -> bytes:
        """Return the key to the account it belongs to. Raise Refused for any other box."""
        content = self._content(box)
        # A login may be another person's by now, who must not read what the first one left.
        if content.account_id != session.account.id:
            raise Refused(reason_codes.FORBIDDEN)
        account_id, seat, now = session.account.id, session.seat, self._clock()
        await self._database.write(
            lambda c: write_audit(c, account_id, "seat_key_opened", seat, now)
        )
        return content.key

    def _content(self, box: bytes) -> KeyOf:
        for key in self._private:
            # The box of a seat that was away while the keys were rotated is of an earlier one.
            with suppress(NotOurs):
                return open_key(key, box)
        raise Refused(reason_codes.INVALID)
