"""Ids that somebody else used first, after the server went back: their author's rows get twins.

A word of this installation proves that an id was its author's before. Whoever knew it, as all do
who work at the desk, may have recorded something of their own under it since: neither may be lost,
nor what others did for the one lead to the other.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

import msgspec

from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.contact import Contact
from contract.wire.commands import (
    AddCaseNote,
    AssignTopic,
    CommandData,
    CorrectContact,
    HandOverCase,
    RecordAttempt,
    RecordContact,
    ReopenContact,
    RequestCallback,
    SendCard,
    SendCaseNumber,
)
from server.store.sync.replicated_rows import find_ever
from server.usecases.sync.command_work import CommandWork

type Closing = RecordContact | CorrectContact
_OF_CONTACT = (ReopenContact, SendCard, SendCaseNumber)
_OF_CALLBACK = (RequestCallback, HandOverCase, AssignTopic)


def under_own_ids(work: CommandWork, data: CommandData) -> tuple[CommandWork, CommandData]:
    """Return the command with twins in the place of ids that lead to what is somebody else's."""
    if work.past is None or work.past.again is None:
        return work, data
    if isinstance(data, RecordContact | CorrectContact):
        taken = _taken(work, data)
        for one in sorted(taken):
            work.audit("id.taken", one)
        return work, _renamed(data, work.account.id, taken)
    if isinstance(data, _OF_CONTACT):
        return work, _renamed(data, work.account.id, _taken_contact(work, data.contact_id))
    again = work.past.again
    opener = again.case.opened_by if again.case is not None else again.opened_by
    taken = _others_case(work, data, opener)
    if opener is None or not taken:
        return work, data
    past = replace(work.past, again=_renamed(again, opener, taken))
    return replace(work, past=past), _renamed(data, opener, taken)


def twin_of(author_id: str, known_id: str) -> str:
    """Return the id that what its author had under one has now; however often it comes again."""
    return str(uuid5(NAMESPACE_OID, f"{author_id}/{known_id}"))


def _taken(work: CommandWork, data: Closing) -> set[str]:
    """Return which ids of what the account has closed are others' by now."""
    taken = _taken_contact(work, data.contact.id)
    if data.case is not None:
        case = find_ever(work.connection, Case, data.case.id)
        if case is not None and case[0].opened_by != work.account.id:
            taken.add(data.case.id)
    if data.callback is not None:
        callback = find_ever(work.connection, Callback, data.callback.id)
        is_others = callback is not None and callback[0].case_id != data.callback.case_id
        if callback is not None and (is_others or data.callback.case_id in taken):
            taken.add(data.callback.id)
    # Without the server's word nothing shows that the id was ever theirs, but what it led to.
    return taken if work.earlier is not None else {one for one in taken if _has_twin(work, one)}


def _taken_contact(work: CommandWork, contact_id: str) -> set[str]:
    found = find_ever(work.connection, Contact, contact_id)
    is_others = found is not None and found[0].operator_id != work.account.id
    return {contact_id} if is_others else set()


def _has_twin(work: CommandWork, known_id: str) -> bool:
    twin = twin_of(work.account.id, known_id)
    return any(find_ever(work.connection, kind, twin) for kind in (Contact, Case, Callback))


def _others_case(work: CommandWork, data: CommandData, opener: str | None) -> set[str]:
    """Return the ids of what the command is about where they lead to a case of somebody else."""
    case_id, callback_id = "", ""
    if isinstance(data, AddCaseNote):
        case_id = data.activity.case_id
    elif isinstance(data, RecordAttempt):
        callback_id = data.attempt.callback_id
    elif isinstance(data, _OF_CALLBACK):
        callback_id = data.callback_id
    told = work.past.again.callback if work.past is not None and work.past.again else None
    if callback_id:
        found = find_ever(work.connection, Callback, callback_id)
        case_id = found[0].case_id if found else told.case_id if told is not None else ""
    case = find_ever(work.connection, Case, case_id) if case_id else None
    if case is None or case[0].opened_by == opener:
        return set()
    also = {told.case_id} if told is not None else set()
    return {one for one in (case_id, callback_id, *also) if one}


def _renamed[T: msgspec.Struct](value: T, author_id: str, taken: Collection[str]) -> T:
    """Return the value with each of these ids replaced wherever it stands in it."""
    changed: dict[str, object] = {}
    for name in value.__struct_fields__:
        told = getattr(value, name)
        if isinstance(told, msgspec.Struct):
            changed[name] = _renamed(told, author_id, taken)
        elif isinstance(told, str) and told in taken:
            changed[name] = twin_of(author_id, told)
    return msgspec.structs.replace(value, **changed)
