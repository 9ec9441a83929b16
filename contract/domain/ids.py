"""Identifier types, and how a seat mints identifiers without asking the server."""

import os
import time
from typing import NewType
from uuid import UUID

AccountId = NewType("AccountId", str)
CitizenId = NewType("CitizenId", str)
ContactId = NewType("ContactId", str)
CaseId = NewType("CaseId", str)
ActivityId = NewType("ActivityId", str)
CallbackId = NewType("CallbackId", str)
AttemptId = NewType("AttemptId", str)
OfficeId = NewType("OfficeId", str)
CardId = NewType("CardId", str)
FaqId = NewType("FaqId", str)
TopicId = NewType("TopicId", str)
DeskId = NewType("DeskId", str)
CommandId = NewType("CommandId", str)
NoticeId = NewType("NoticeId", str)
QueueId = NewType("QueueId", str)
TransferId = NewType("TransferId", str)
RevisionId = NewType("RevisionId", str)
ReportId = NewType("ReportId", str)
Scope = NewType("Scope", str)


def new_id() -> str:
    """Return a UUIDv7 as text: unique without a server; its time part is never used for order."""
    millis = time.time_ns() // 1_000_000
    value = int.from_bytes(os.urandom(16))
    value = (millis & ((1 << 48) - 1)) << 80 | (value & ((1 << 80) - 1))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))


def new_command_id() -> CommandId:
    return CommandId(new_id())


def desk_scope(desk_id: DeskId) -> Scope:
    """Return the feed scope that carries a desk's cases and callbacks."""
    return Scope(f"desk:{desk_id}")


def account_scope(account_id: AccountId) -> Scope:
    """Return the feed scope that carries one operator's own contacts and what was sent in them."""
    return Scope(f"account:{account_id}")


BASE_SCOPE = Scope("base")  # topics, desks and queues
KNOWLEDGE_SCOPE = Scope("kb")  # offices, service cards, FAQs, thesaurus, what was learned
EDITING_SCOPE = Scope("editing")  # revisions and reports of the knowledge base
TEAM_SCOPE = Scope("team")  # what failed for operators who are off duty
