"""Which row of others a command is about."""

from contract.wire.changes import Kind
from contract.wire.commands import (
    AddCaseNote,
    AssignTopic,
    CommandData,
    HandOverCase,
    RecordAttempt,
    ReopenContact,
    RequestCallback,
)

type About = tuple[Kind, str]


def about(data: CommandData) -> About | None:
    """Return the row of others that a command is about; None: it brings its own."""
    match data:
        case AddCaseNote():
            return Kind.CASE, data.activity.case_id
        case RecordAttempt():
            return Kind.CALLBACK, data.attempt.callback_id
        case RequestCallback() | HandOverCase() | AssignTopic():
            return Kind.CALLBACK, data.callback_id
        case ReopenContact():
            return Kind.CONTACT, data.contact_id
    return None
