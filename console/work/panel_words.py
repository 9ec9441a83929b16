"""What is typed in a panel and not handed over yet, by the place it is about."""

type Words = tuple[str, ...]  # as typed, one text for each field of the panel; (): nothing


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
