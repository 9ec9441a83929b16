"""A message for the operator, stored until the operator has seen it."""

from datetime import datetime

import msgspec

from contract.domain.ids import CommandId, NoticeId


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """code: of contract.wire.reason_codes, worded by the screen; subject: what it is about."""

    id: NoticeId
    code: str
    at: datetime
    command_id: CommandId | None = None
    subject: dict[str, str] = {}
    seen: bool = False
