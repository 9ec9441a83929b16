"""The telephone line of a session: set as it begins, and anew with each new secret of it."""

import logging

from console.errors import PhoneRefused, PhoneUnavailable
from console.model.duty.signed_in import SignedIn
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.store.replica.local_database import LocalDatabase
from console.store.session.session_record import line
from console.telephony.softphone import Softphone
from console.viewmodels.calls.active_call import ActiveCallViewModel
from contract.domain.account import Capability
from contract.wire.session import LineSettings

log = logging.getLogger(__name__)


class SeatLine:
    def __init__(
        self, *, database: LocalDatabase, phone: Softphone, call: ActiveCallViewModel
    ) -> None:
        self._database = database
        self._phone = phone
        self._call = call
        self._set: LineSettings | None = None
        self._seat, self._name = "", ""

    def begin(self, tasks: TaskScope, feed: ChangeFeed, signed_in: SignedIn, seat: str) -> None:
        """seat "": the operator takes no calls, whatever line the replica knows of another day."""
        self._set, self._seat, self._name = None, seat, signed_in.account.display_name
        may_call = bool(seat) and signed_in.account.may(Capability.PHONE_USE)
        self._call.expects_line = may_call and _is_of(signed_in.line, seat)
        if may_call:
            follow = Coalesced("session.line", self._follow, tasks)
            # A secret ends with its session: one that is begun anew while work goes on, behind
            # the lock or once the server is back, brings another.
            feed.subscribe(frozenset({Topic.SESSION}), follow)
            follow()

    async def _follow(self) -> None:
        now = await self._database.read(line)
        if now is None or now == self._set or not _is_of(now, self._seat):
            return
        self._call.expects_line = True
        try:
            await self._phone.set_line(now, self._name)
        except (PhoneUnavailable, PhoneRefused) as error:
            log.warning("the phone did not take its line: %s", type(error).__name__)
        else:
            self._set = now


def _is_of(settings: LineSettings | None, seat: str) -> bool:
    """Return whether they are of this seat: offline the vault may know another one's."""
    return settings is not None and settings.seat == seat
