"""Rows and commands without the words of a citizen: what counts stays, nothing names a person."""

from msgspec.structs import replace

from contract.domain.callback import Callback, CallbackAttempt
from contract.domain.caller import CallerDetails
from contract.domain.case import ActivityKind, Case, CaseActivity
from contract.domain.contact import Contact
from contract.wire.commands import (
    AddCaseNote,
    CommandData,
    CorrectContact,
    HandOverCase,
    RecordAttempt,
    RecordContact,
    SendCard,
    SendCaseNumber,
)


def emptied_contact(one: Contact) -> Contact:
    caller = _nobody(one.caller)
    return replace(one, caller=caller, citizen_id=None, fact_address="", description="")


def emptied_case(one: Case) -> Case:
    return replace(
        one,
        caller=_nobody(one.caller),
        citizen_id=None,
        question="",
        answer="",
        voicemail_id=None,
        voicemail_s=0,
    )


def emptied_activity(one: CaseActivity) -> CaseActivity:
    # Its text is the name of a state then.
    return one if one.kind is ActivityKind.STATE else replace(one, text="")


def emptied_callback(one: Callback) -> Callback:
    return replace(one, caller=_nobody(one.caller))


def emptied_attempt(one: CallbackAttempt) -> CallbackAttempt:
    return replace(one, note="")


def emptied_data(data: CommandData) -> CommandData:
    """Return what a command asks for, without the words of whoever its rows are about."""
    match data:
        case RecordContact() | CorrectContact():
            return replace(
                data,
                contact=emptied_contact(data.contact),
                case=emptied_case(data.case) if data.case else None,
                callback=emptied_callback(data.callback) if data.callback else None,
            )
        case RecordAttempt():
            return replace(data, attempt=emptied_attempt(data.attempt))
        case AddCaseNote():
            return replace(data, activity=emptied_activity(data.activity))
        case HandOverCase():
            return replace(data, note="")
        case SendCard() | SendCaseNumber():
            return replace(data, to="")
        case _:
            return data


def _nobody(known: CallerDetails) -> CallerDetails:
    # Part of the city and language are in the figures, and are nobody's.
    return CallerDetails(municipio=known.municipio, language=known.language)
