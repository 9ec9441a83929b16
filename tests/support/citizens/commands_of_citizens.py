"""A command of each kind that names a citizen's rows, with words of the citizen in it."""

from collections.abc import Callable

import msgspec

from contract.domain.account import Account
from contract.domain.case import CaseState
from contract.domain.ids import CallbackId, ContactId
from contract.wire.commands import (
    AddCaseNote,
    AssignTopic,
    CommandData,
    CorrectContact,
    HandOverCase,
    OpenedRecord,
    RecordAttempt,
    RecordContact,
    ReopenContact,
    RequestCallback,
    SendCard,
    SendCaseNumber,
    TellOpened,
)
from tests.support.citizens.erased_citizen import WHO, forwarded_of
from tests.support.servers.maintenance_records import CARD
from tests.support.servers.server_records import (
    NOW,
    SCHOOL,
    SCHOOLS,
    TAXES,
    a_clerk,
    a_note,
    an_account,
    an_attempt,
)

LATE = "lasciare la chiave alla portinaia"
OPERATOR, CLERK = an_account(), a_clerk(desk_ids=(TAXES, SCHOOLS))
CONTACT, CALLBACK = ContactId("contact-c1"), CallbackId("callback-c1")
ADDRESS, MOBILE = "cancellanda@posta.example", "+393331234567"


def a_correction() -> CorrectContact:
    closing = forwarded_of(WHO, description=LATE)
    return CorrectContact(contact=closing.contact, case=closing.case, callback=closing.callback)


def a_result() -> RecordAttempt:
    attempt = an_attempt(note=LATE)
    return RecordAttempt(attempt=attempt, fence=1, case_state=CaseState.CLOSED)


LATE_COMMANDS: dict[type[msgspec.Struct], tuple[Account, Callable[[], CommandData]]] = {
    RecordContact: (OPERATOR, lambda: forwarded_of(WHO, "c2", description=LATE)),
    CorrectContact: (OPERATOR, a_correction),
    ReopenContact: (OPERATOR, lambda: ReopenContact(contact_id=CONTACT)),
    AddCaseNote: (CLERK, lambda: a_note(text=LATE)),
    RecordAttempt: (CLERK, a_result),
    HandOverCase: (
        CLERK,
        lambda: HandOverCase(callback_id=CALLBACK, fence=1, desk_id=SCHOOLS, note=LATE),
    ),
    AssignTopic: (CLERK, lambda: AssignTopic(callback_id=CALLBACK, topic_id=SCHOOL)),
    RequestCallback: (CLERK, lambda: RequestCallback(callback_id=CALLBACK)),
    SendCard: (
        OPERATOR,
        lambda: SendCard(
            card_id=CARD, card_version=1, to=ADDRESS, language="it", contact_id=CONTACT
        ),
    ),
    SendCaseNumber: (OPERATOR, lambda: SendCaseNumber(contact_id=CONTACT, to=MOBILE)),
    TellOpened: (
        CLERK,
        lambda: TellOpened(seat="1201", opened=(OpenedRecord(kind="contact", id=CONTACT, at=NOW),)),
    ),
}
WORDS = ("Cancellanda", WHO.fiscal_code, "390612345678", "allagata", LATE, ADDRESS, MOBILE)
