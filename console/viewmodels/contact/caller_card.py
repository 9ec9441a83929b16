"""Who may be calling: looked up online by number, confirmed by the operator, never assumed."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.errors import ServerNotTrusted, ServerRejected, ServerUnreachable, SessionExpired
from console.runtime.task_scope import Latest, TaskScope
from contract.domain.caller import Citizen
from contract.domain.contact import Contact
from contract.domain.ids import CitizenId
from contract.wire import reason_codes
from contract.wire.claims import CallerMatch, CallerMatches, CallStory, ConfirmHeard, HeardReply

PASSED = "passed"  # evidence: a colleague who brings the call wrote it down
HEARD = "heard"  # evidence: a contact said so, and nobody has confirmed it


class CallerState(StrEnum):
    EMPTY = "empty"
    HIDDEN = "hidden"  # the call shows no number
    COLLEAGUE = "colleague"  # a seat calls: no citizen is looked for
    LOOKING = "looking"
    NONE = "none"
    REFUSED = "refused"  # too many were looked for without a call that the server knows
    FOUND = "found"  # one or more, not confirmed
    CONFIRMED = "confirmed"
    OFFLINE = "offline"  # only the seat's own contacts could be looked at


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    state: CallerState
    matches: tuple[CallerMatch, ...] = ()
    own: tuple[Contact, ...] = ()


def with_heard(matches: tuple[CallerMatch, ...]) -> tuple[CallerMatch, ...]:
    """Return the matches, each with what was heard of it otherwise as one more to confirm."""
    offered = []
    for one in matches:
        offered.append(one)
        if one.heard is not None:
            said = {name: text for name in ("phone", "name") if (text := getattr(one.heard, name))}
            citizen = replace(one.citizen, details=replace(one.citizen.details, **said))
            offered.append(replace(one, citizen=citizen, evidence=HEARD))
    return tuple(offered)


class CallerCardViewModel(QObject):
    """recent: this number's latest contacts, newest first, from wherever they were found."""

    changed = Signal()
    confirmed = Signal(object)  # CallerMatch

    def __init__(
        self,
        *,
        look_up: Callable[[str, str], Awaitable[CallerMatches]],
        confirm_heard: Callable[[ConfirmHeard], Awaitable[HeardReply]],
        own_contacts: Callable[[str], Awaitable[tuple[Contact, ...]]],
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._look_up = look_up
        self._confirm_heard = confirm_heard
        self._own_contacts = own_contacts
        self._scope = scope
        self._question = Latest("caller.look-up", scope)
        self.state = CallerState.EMPTY
        self.matches: tuple[CallerMatch, ...] = ()
        self.selected = 0
        self.own: tuple[Contact, ...] = ()
        self._passed: CallerMatch | None = None  # as a colleague has it who brings the call

    @property
    def match(self) -> CallerMatch | None:
        return self.matches[self.selected] if self.matches else None

    @property
    def people(self) -> tuple[CallerMatch, ...]:
        """Return one match for each citizen, without what one of them is said to have beside."""
        return tuple(one for one in self.matches if one.evidence != HEARD)

    @property
    def recent(self) -> tuple[Contact, ...]:
        return self.match.recent_contacts if self.match is not None else self.own

    def story_of(self, contact: Contact) -> CallStory | None:
        """Return what the server told of the call of one of the recent contacts."""
        return self.match.calls.get(contact.id) if self.match is not None else None

    def offer_passed(self, contact: Contact) -> None:
        """A colleague who brings the call wrote down who it is: one more to confirm, the first."""
        if not contact.caller.name and contact.citizen_id is None:
            return
        citizen = Citizen(id=contact.citizen_id or CitizenId(""), details=contact.caller)
        self._passed = CallerMatch(citizen=citizen, evidence=PASSED)
        if self.state is not CallerState.CONFIRMED:
            self.matches = self._with_passed(self.matches)
            self.state = CallerState.FOUND
            self.changed.emit()

    def look_up(self, phone: str, call_key: str, *, is_colleagues: bool = False) -> None:
        """Look for the citizens who have the number (E.164) of a call; "" when it shows none."""
        self._passed = None
        nobody = CallerState.COLLEAGUE if is_colleagues else CallerState.HIDDEN
        self._reset(CallerState.LOOKING if phone else nobody)
        if phone:
            self._question.ask(lambda: self._found(phone, call_key), self._show)

    def clear(self) -> None:
        self._passed = None
        self._reset(CallerState.EMPTY)

    def select(self, index: int) -> None:
        if 0 <= index < len(self.matches):
            self.selected = index
            self.changed.emit()

    def confirm(self, index: int | None = None) -> None:
        """The citizen on the line said so: the contact takes the stored details."""
        if index is not None:
            self.select(index)
        if self.match is not None:
            if self.match.evidence == HEARD and self.match.heard is not None:
                self._scope.start("caller.heard", self._tell_heard(self.match))
            self.state = CallerState.CONFIRMED
            self.changed.emit()
            self.confirmed.emit(self.match)

    async def _tell_heard(self, match: CallerMatch) -> None:
        assert match.heard is not None
        told = ConfirmHeard(citizen_id=match.citizen.id, contact_id=match.heard.contact_id)
        # It stays unconfirmed, and is offered again at the next call.
        with suppress(ServerUnreachable, ServerNotTrusted, SessionExpired, ServerRejected):
            await self._confirm_heard(told)

    def _reset(self, state: CallerState) -> None:
        self._question.drop()
        self.state = state
        self.matches, self.own, self.selected = (), (), 0
        self.changed.emit()

    async def _found(self, phone: str, call_key: str) -> _Found:
        try:
            if matches := (await self._look_up(phone, call_key)).matches:
                return _Found(state=CallerState.FOUND, matches=with_heard(matches))
            state = CallerState.NONE
        except (ServerUnreachable, ServerNotTrusted, SessionExpired):
            state = CallerState.OFFLINE
        except ServerRejected as refused:  # of this number it tells nothing, here or later
            too_many = refused.code == reason_codes.LOOKUPS_ENOUGH
            state = CallerState.REFUSED if too_many else CallerState.NONE
        return _Found(state=state, own=await self._own_contacts(phone))

    def _show(self, found: _Found) -> None:
        if self.state is CallerState.CONFIRMED:  # the operator knows better by now
            return
        self.matches, self.own = self._with_passed(found.matches), found.own
        self.state = CallerState.FOUND if self.matches else found.state
        self.changed.emit()

    def _with_passed(self, matches: tuple[CallerMatch, ...]) -> tuple[CallerMatch, ...]:
        """Return the matches with the colleague's first; she may mean one of the others."""
        if self._passed is None:
            return matches
        passed_id = self._passed.citizen.id
        for one in matches:
            if passed_id and one.citizen.id == passed_id:
                known = replace(one, evidence=PASSED)
                return (known, *(other for other in matches if other is not one))
        return (self._passed, *(one for one in matches if one.evidence != PASSED))
