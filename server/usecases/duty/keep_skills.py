"""What each operator can do: languages and topics with a level, set by the administration."""

import re
from collections.abc import Sequence
from datetime import datetime

from contract.domain.agents.agent import Skill, SkillKind
from contract.whole_number import whole_number
from server.store.engine.connection import Connection
from server.usecases.accounts.account_rows import account_row
from server.usecases.accounts.manage_accounts import UnknownLogin
from server.usecases.operations.write_audit import write_audit

LEVELS = range(1, 6)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CODE = re.compile(r"[A-Za-z0-9-]{1,35}")


class UnusableSkill(Exception):
    """Not a skill; str() is what was written."""


def set_skills(
    connection: Connection, login: str, written: Sequence[str], now: datetime, by: str = ""
) -> tuple[Skill, ...]:
    """Replace the skills of an account, written "it:5", "tributi:4" or "topic:cie:3".

    A bare code is a topic when a queue has it, else a language when it looks like one. Raise
    UnknownLogin, UnusableSkill.
    """
    row = account_row(connection, login, lock=True)
    if row is None:
        raise UnknownLogin
    topics = {
        found["topic"] for found in connection.execute("SELECT topic FROM queue WHERE deleted = 0")
    }
    by_code = {(skill.kind, skill.code): skill for skill in _parsed(written, topics)}
    account_id = row["id"]
    connection.execute("DELETE FROM account_skill WHERE account_id = :id", {"id": account_id})
    for skill in by_code.values():
        known = {"kind": str(skill.kind), "code": skill.code, "level": skill.level}
        connection.insert("account_skill", {"account_id": account_id, **known})
    write_audit(connection, None, "account_skills", f"{account_id} {by}".rstrip(), now)
    return tuple(by_code.values())


def _parsed(written: Sequence[str], topics: set[str]) -> list[Skill]:
    return [_skill(one, topics) for one in written]


def _skill(written: str, topics: set[str]) -> Skill:
    stated, code, level = _parts(written)
    if stated not in ("", *SkillKind) or not _CODE.fullmatch(code):
        raise UnusableSkill(written)
    number = whole_number(level, max(LEVELS))
    if number is None or number not in LEVELS:
        raise UnusableSkill(written)
    if stated:
        return Skill(kind=SkillKind(stated), code=code, level=number)
    is_language = code not in topics and _LANGUAGE.fullmatch(code) is not None
    kind = SkillKind.LANGUAGE if is_language else SkillKind.TOPIC
    return Skill(kind=kind, code=code, level=number)


def _parts(written: str) -> tuple[str, str, str]:
    """Return (stated kind or "", code, level)."""
    parts = written.split(":")
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 2:
        return "", parts[0], parts[1]
    raise UnusableSkill(written)
