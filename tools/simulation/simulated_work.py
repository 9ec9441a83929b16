"""What people at simulated seats do: commands made from what their own replica shows them."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from contract.domain.account import Account, Role
from contract.domain.callback import AttemptOutcome, Callback, CallbackAttempt, CallbackState
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity, CaseState
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import (
    AccountId,
    ActivityId,
    AttemptId,
    CallbackId,
    CaseId,
    CommandId,
    ContactId,
    TopicId,
)
from contract.wire.commands import (
    AddCaseNote,
    AssignTopic,
    Command,
    CommandData,
    CorrectContact,
    HandOverCase,
    RecordAttempt,
    RecordContact,
    ReopenContact,
    RequestCallback,
)
from contract.wire.decoding import decode
from server.store.sync.replicated_rows import KINDS
from tools.simulation.reference_seat import ReferenceSeat
from tools.simulation.simulated_server import DESKS, OTHER_TOPIC, TOPIC

CALLER = CallerDetails(name="Persona Inventata", phone="+390651234567")
WINDOW = timedelta(hours=2)
ELSEWHERE = 0.4  # of what is done with callbacks is no result of a call
CHANGES = 0.3  # of the contacts an operator writes are changes of earlier ones


def an_operator(name: str) -> Account:
    return Account(id=AccountId(name), login=name, display_name=name, role=Role.OPERATOR)


def a_clerk(name: str) -> Account:
    return Account(
        id=AccountId(name), login=name, display_name=name, role=Role.LEVEL_TWO, desk_ids=DESKS
    )


class SeatWork:
    """Chooses what a person does next; every choice comes from the seeded dice."""

    def __init__(self, dice: random.Random, numbers: Iterator[int]) -> None:
        self._dice = dice
        self._numbers = numbers

    def act(
        self,
        seat: ReferenceSeat,
        now: datetime,
        old: Case | None = None,
        callback: Callback | None = None,
    ) -> Command | None:
        """Queue one command, sometimes one the server must refuse; return it.

        old: a case that no seat copies any more, and somebody found by asking the server.
        callback: one that was just claimed.
        """
        number = next(self._numbers)
        if old is not None:
            data: CommandData | None = self._note(seat, now, f"{number}", old)
        elif callback is not None:
            data = self._answer(seat, now, f"{number}", callback)
        else:
            data = self._choose(seat, now, f"{number}")
        if data is None:
            return None
        command = Command(id=CommandId(f"k{number}"), at=now, data=data)
        seat.queue(command)
        return command

    def _choose(self, seat: ReferenceSeat, now: datetime, name: str) -> CommandData | None:
        dice = self._dice.random()
        if seat.account.role is Role.OPERATOR or dice < 0.2:
            own = seen(seat, Contact)
            if own and CHANGES and self._dice.random() < CHANGES:
                return self._changed(self._dice.choice(own), now, name)
            return self._contact(seat, now, name)
        cases, callbacks = seen(seat, Case), seen(seat, Callback)
        if dice < 0.4 and cases:
            return self._note(seat, now, name, self._dice.choice(cases))
        if dice < 0.6 and callbacks:
            return RequestCallback(callback_id=CallbackId(self._dice.choice(callbacks).id))
        mine = [c for c in callbacks if is_held(c, seat)] or callbacks
        if not mine:
            return None
        return self._answer(seat, now, name, self._dice.choice(mine))

    def _answer(
        self, seat: ReferenceSeat, now: datetime, name: str, callback: Callback
    ) -> RecordAttempt | HandOverCase | AssignTopic:
        if self._dice.random() < ELSEWHERE:
            return self._elsewhere(name, callback)
        return self._attempt(seat, now, name, callback)

    def _elsewhere(self, name: str, callback: Callback) -> HandOverCase | AssignTopic:
        """Give the case to another desk, or say what it is about."""
        if self._dice.random() < 0.3:
            topic_id = self._dice.choice([TOPIC, OTHER_TOPIC, TopicId("unknown")])
            return AssignTopic(callback_id=callback.id, topic_id=topic_id)
        desk_id = DESKS[(DESKS.index(callback.desk_id) + 1) % len(DESKS)]
        return HandOverCase(
            callback_id=callback.id, fence=callback.fence, desk_id=desk_id, note=f"handed {name}"
        )

    def _contact(self, seat: ReferenceSeat, now: datetime, name: str) -> RecordContact:
        topic = TOPIC if self._dice.random() < 0.95 else TopicId("unknown")
        contact = Contact(
            id=ContactId(f"c{name}"),
            operator_id=seat.account.id,
            topic_id=topic,
            caller=CALLER,
            closed_at=now,
        )
        if self._dice.random() < 0.4:
            return RecordContact(contact=contact)
        desk_id = self._dice.choice(DESKS)
        case = Case(
            id=CaseId(f"s{name}"),
            desk_id=desk_id,
            contact_id=contact.id,
            opened_by=seat.account.id,
            opened_at=now,
            topic_id=TOPIC,
            caller=CALLER,
            question="?",
        )
        callback = Callback(
            id=CallbackId(f"b{name}"),
            case_id=case.id,
            desk_id=desk_id,
            topic_id=TOPIC,
            caller=CALLER,
            window_start_at=now,
            window_end_at=now + WINDOW,
        )
        forwarded = msgspec.structs.replace(
            contact, desk_id=desk_id, disposition=Disposition.FORWARDED, description="?"
        )
        return RecordContact(contact=forwarded, case=case, callback=callback)

    def _changed(
        self, contact: Contact, now: datetime, name: str
    ) -> ReopenContact | CorrectContact:
        """Take a contact back, or write it anew; whether it still can be, the server says."""
        if self._dice.random() < 0.4:
            return ReopenContact(contact_id=contact.id)
        said = msgspec.structs.replace(contact, description=f"corrected {name}", closed_at=now)
        if contact.desk_id is None or contact.case_id is None or self._dice.random() < 0.3:
            plain = msgspec.structs.replace(
                said, desk_id=None, disposition=Disposition.INFORMATION_GIVEN
            )
            return CorrectContact(contact=plain)
        case = Case(
            id=contact.case_id,
            desk_id=contact.desk_id,
            contact_id=contact.id,
            opened_by=contact.operator_id,
            opened_at=now,
            topic_id=TOPIC,
            caller=CALLER,
            question="?",
        )
        return CorrectContact(contact=said, case=case)

    def _note(self, seat: ReferenceSeat, now: datetime, name: str, case: Case) -> AddCaseNote:
        return AddCaseNote(
            activity=CaseActivity(
                id=ActivityId(f"n{name}"),
                case_id=case.id,
                desk_id=case.desk_id,
                kind=ActivityKind.NOTE,
                at=now,
                author_id=seat.account.id,
                text=f"note {name}",
            )
        )

    def _attempt(
        self, seat: ReferenceSeat, now: datetime, name: str, callback: Callback
    ) -> RecordAttempt:
        attempt = CallbackAttempt(
            id=AttemptId(f"t{name}"),
            callback_id=callback.id,
            desk_id=callback.desk_id,
            author_id=seat.account.id,
            outcome=self._dice.choice(list(AttemptOutcome)),
            at=now,
            note=f"answer {name}",
        )
        state = self._dice.choice([CaseState.OPEN, CaseState.OPEN, *CaseState])
        return RecordAttempt(attempt=attempt, fence=callback.fence, case_state=state)


def seen[S: msgspec.Struct](seat: ReferenceSeat, kind_type: type[S]) -> list[S]:
    """Return what the seat's replica holds of a type, in a fixed order."""
    return [
        decode(body, kind_type)
        for _, rows in sorted(seat.rows.items())
        for (kind, _), (_, body) in sorted(rows.items())
        if kind == KINDS[kind_type]
    ]


def is_held(callback: Callback, seat: ReferenceSeat) -> bool:
    return callback.state is CallbackState.CLAIMED and callback.holder_id == seat.account.id
