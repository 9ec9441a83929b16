"""Empty what a seat keeps of a command it has sent, once its citizen was erased.

The seat could do it alone, but for the seal: by it the server knows the command as its own after a
restore, and writes the row again, without words.
"""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from contract.domain.account import Account
from contract.wire.commands import EMPTIED, Command
from contract.wire.decoding import MalformedMessage, decode, encode
from server.store.engine.connection import Connection
from server.usecases.citizens.emptied_rows import emptied_callback, emptied_case, emptied_data
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.citizens.erased_rows import is_about_erased
from server.usecases.sync.refill import digest_of, earlier_word, sealed_anew


class _Told(msgspec.Struct, frozen=True):
    data: msgspec.Raw


def empty_sent(
    connection: Connection, account: Account, raw: msgspec.Raw, marks: ErasedMarks, now: datetime
) -> Command | None:
    """Return the command as the seat may keep it, with the word on it; None: not at all.

    raw: as it would be sent again, with the word. Raise MarksUnreadable.
    """
    try:
        command, told = decode(raw, Command), decode(raw, _Told)
    except MalformedMessage:
        return None  # of another version: nobody can say where in it a person stands
    if not is_about_erased(connection, bytes(raw), marks):
        return command
    again, asked = command.again, (command.id, account.id, digest_of(told.data))
    word = earlier_word(connection, asked, again, now)
    if again is None or word is None:
        return None  # it was refused, or could not be proven after a loss
    data = emptied_data(command.data)
    asked = (command.id, account.id, digest_of(msgspec.Raw(encode(data))))
    word = replace(word, detail=word.detail | {EMPTIED: "yes"})
    emptied = replace(
        again,
        verdict=sealed_anew(connection, asked, word),
        case=emptied_case(again.case) if again.case else None,
        callback=emptied_callback(again.callback) if again.callback else None,
    )
    return replace(command, data=data, again=emptied)
