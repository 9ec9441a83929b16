"""What is typed in a panel and not handed over yet, by the place it is about."""

type Words = tuple[str, ...]  # as typed, one text for each field of the panel; (): nothing

BULK_HOURS = "bulk-hours"  # (which offices, line of hours, why, hours it is for)


def fault_place(subject: str) -> str:
    """Words on what is wrong with an entry: (text, key of the field it is in)."""
    return f"fault {subject}"


def review_place(revision_id: str) -> str:
    """Words that decide on a revision: (note, day it is published)."""
    return f"review {revision_id}"


def withdrawal_place(entry: str) -> str:
    """Words on why operators must not use an entry any more: (reason,)."""
    return f"withdraw {entry}"


def report_place(report_id: str) -> str:
    """Words a report is answered with: (note,)."""
    return f"report {report_id}"


def proposal_place(proposal_id: str) -> str:
    """Words for a proposal for the thesaurus: (line,)."""
    return f"proposal {proposal_id}"


def block_place(phone: str) -> str:
    """Words on why calls from a number are to be turned away: (reason,)."""
    return f"block {phone}"


def transfer_place(call_key: str) -> str:
    """Words for whoever gets a citizen handed on: (note,)."""
    return f"transfer {call_key}"


def member_place(account_id: str) -> str:
    """Words a lead sends along with a state she sets: (message,)."""
    return f"member {account_id}"
