"""The number first told of a case, and what a case had that was written anew before it came again.

What comes again comes in no order: a correction may be here before the contact that it corrects.
"""

import msgspec

from contract.domain.callback import Callback
from contract.domain.case import Case
from contract.domain.ids import desk_scope
from contract.wire.changes import Kind
from server.store.contacts.case_numbers import is_given, next_case_number
from server.store.sync.replicated_rows import exists, find
from server.usecases.contacts.keep_case import keep_case, take_back_case
from server.usecases.sync.command_work import CommandWork


def number_for(work: CommandWork, known: str = "") -> str:
    """Return the number that was told before the server went back, the known one, or the next.

    The told one, unless it is another case's by now.
    """
    told = work.earlier.detail.get("case_number", "") if work.earlier is not None else ""
    if told and not is_given(work.connection, told):
        return told
    return known or next_case_number(work.connection, work.now)


def numbered_as_told(work: CommandWork, case: Case) -> Case:
    """Give a case of the account's the number first told of it; one that is not there has it, too.

    Forwarded once more, a question that was taken back has its number again.
    """
    number = number_for(work, case.number)
    if number == case.number:
        return case
    is_there = find(work.connection, Case, case.id) is not None
    case = keep_case(work, msgspec.structs.replace(case, number=number))
    if not is_there:
        take_back_case(work, case)
    return case


def take_back_unknown(work: CommandWork, case: Case, callback: Callback | None) -> None:
    """Keep both as taken back where nobody knows them: what others did for them comes again, too.

    case: without a number yet.
    """
    if not exists(work.connection, Kind.CASE, case.id):
        numbered_as_told(work, case)
    if callback is not None and not exists(work.connection, Kind.CALLBACK, callback.id):
        work.edit.put(desk_scope(callback.desk_id), callback)
        work.edit.remove(Kind.CALLBACK, callback.id)
