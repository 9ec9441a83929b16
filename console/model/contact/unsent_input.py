"""What is typed in a panel and not handed over yet, by the place it is about."""

from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

type Words = tuple[str, ...]  # as typed, one text for each field of the panel; (): nothing

BULK_HOURS = "bulk-hours"  # (which offices, line of hours, why, hours it is for)
_FAULT, _REVIEW, _WITHDRAW, _REPORT, _PROPOSAL = "fault", "review", "withdraw", "report", "proposal"
_BLOCK, _TRANSFER, _CLOSED_LINE = "block", "transfer", "closed-line"
_MEMBER, _QUEUE = "member", "queue"
_FIELD, _REFUSED = "field", "refused"
KINDS = frozenset(
    {
        BULK_HOURS, _FAULT, _REVIEW, _WITHDRAW, _REPORT, _PROPOSAL, _BLOCK, _TRANSFER, _CLOSED_LINE,
        _MEMBER, _QUEUE, _FIELD,
    }
)  # fmt: skip
OF_A_CALL = frozenset({_BLOCK, _TRANSFER, _CLOSED_LINE})
OF_AN_HOUR = OF_A_CALL | {_MEMBER, _QUEUE}

# They may be about citizens and colleagues, and only their author knows that they exist.
KEPT_FOR_A_CALL = timedelta(days=1)  # the call and what it was for are over
KEPT_FOR_AN_ENTRY = timedelta(days=30)  # longer than the longest leave of an editor


class About(msgspec.Struct, frozen=True, kw_only=True):
    """title: what words are about, as it was called then. The rest: an entry, where it is one."""

    title: str = ""
    kind: str = ""
    id: str = ""
    card_id: str = ""  # of a FAQ: the card it belongs to


NOTHING = About()


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """typed_at: aware UTC, of the last letter; None: nobody noted it."""

    words: Words = ()
    typed_at: datetime | None = None
    about: About = NOTHING


def fault_place(subject: str) -> str:
    """Words on what is wrong with an entry: (text, key of the field it is in)."""
    return f"{_FAULT} {subject}"


def review_place(revision_id: str) -> str:
    """Words that decide on a revision: (note, day it is published)."""
    return f"{_REVIEW} {revision_id}"


def withdrawal_place(entry: str) -> str:
    """Words on why operators must not use an entry any more: (reason,)."""
    return f"{_WITHDRAW} {entry}"


def report_place(report_id: str) -> str:
    """Words a report is answered with: (note,)."""
    return f"{_REPORT} {report_id}"


def proposal_place(proposal_id: str) -> str:
    """Words for a proposal for the thesaurus: (line,)."""
    return f"{_PROPOSAL} {proposal_id}"


def block_place(phone: str) -> str:
    """Words on why calls from a number are to be turned away: (reason,)."""
    return f"{_BLOCK} {phone}"


def transfer_place(call_key: str) -> str:
    """Words for the colleague who gets the citizen's call: (note,)."""
    return f"{_TRANSFER} {call_key}"


def closed_line_place(call_key: str, line: str) -> str:
    """Words on why a line is called that is closed now: (reason,)."""
    return f"{_CLOSED_LINE} {call_key} {line}"


def member_place(account_id: str) -> str:
    """Words a lead sends along with a state set for an operator: (message,)."""
    return f"{_MEMBER} {account_id}"


def queue_place(queue_id: str) -> str:
    """Words for a queue in an emergency: (name of the text,)."""
    return f"{_QUEUE} {queue_id}"


def field_place(entry: str, field: str, text: str) -> str:
    """A text of an entry's field that another one took the place of: (text,)."""
    # A place for each text: none takes the place of another one.
    return f"{_FIELD} {entry} {field} {sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def refused_place(command_id: str, place: str) -> str:
    """Words that the server refused: beside whatever is typed since at their own place."""
    return f"{_REFUSED} {command_id} {place}"


def is_refused(place: str) -> bool:
    """Return whether the words at a place came back from the server."""
    return place.startswith(f"{_REFUSED} ")


def meant_place(place: str) -> str:
    """Return where words are typed, also of words that came back."""
    return place.split(" ", 2)[2] if is_refused(place) else place


def kind_of(place: str) -> str:
    """Return what is typed at a place, one of KINDS."""
    return meant_place(place).partition(" ")[0]


def subject_of(place: str) -> str:
    """Return the rest of the place's name: whom or what the words are about."""
    return meant_place(place).partition(" ")[2]


def is_of_call(place: str, call_key: str) -> bool:
    """Return whether words go with a call, and are for nobody once it is over."""
    # The reason has the line in its place's name, too: all lines of the call are meant.
    reasons = closed_line_place(call_key, "")
    return place == transfer_place(call_key) or place.startswith(reasons)


def read_words(place: str, words: Words) -> Words:
    """Return what somebody wrote in sentences, without what was chosen or searched for."""
    # Choices and search words make no sense read on their own in the list of what was not sent.
    shown = {_FAULT: words[:1], BULK_HOURS: words[1:3]}.get(kind_of(place), words)
    return tuple(text for text in shown if text.strip())


def is_stale(place: str, typed: Typed, now: datetime) -> bool:
    """Return whether it was typed so long ago that it must be forgotten."""
    # An older console noted no time: such words grow old from when they are found.
    if typed.typed_at is None:
        return False
    # Words with a call or for a queue in an emergency mean nothing on another day.
    is_of_an_hour = kind_of(place) in OF_AN_HOUR
    return now - typed.typed_at > (KEPT_FOR_A_CALL if is_of_an_hour else KEPT_FOR_AN_ENTRY)
