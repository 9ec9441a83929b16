"""Who could take a call now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from contract.domain.agents.agent import SEAT_LOST_S, DutyState, Skill, SkillKind
from contract.domain.ids import AccountId, DeskId
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyAgent:
    account_id: AccountId
    seat: str
    skills: tuple[Skill, ...]
    desk_ids: tuple[DeskId, ...]
    idle_since_at: datetime


def available(connection: Connection, now: datetime) -> tuple[ReadyAgent, ...]:
    """Return who is ready at a seat that was heard of just now, the longest idle first."""
    lost = timedelta(seconds=SEAT_LOST_S)
    rows = connection.execute(
        "SELECT d.account_id, d.seat, d.idle_since_at FROM duty d"
        " JOIN account a ON a.id = d.account_id"
        f" WHERE d.state = '{DutyState.READY}' AND d.seat <> '' AND d.registered = 1"
        " AND d.has_microphone = 1 AND d.has_phone = 1 AND d.lost = 0 AND d.unregistered = 0"
        " AND d.reported_at > :since AND d.reported_at < :until AND a.is_active = 1"
        " ORDER BY d.idle_since_at, d.account_id",
        {"since": millis(now - lost), "until": millis(now + lost)},
    )
    if not rows:
        return ()
    skills, desks = all_skills(connection), all_desks(connection)

    def agent(row: Row) -> ReadyAgent:
        return ReadyAgent(
            account_id=AccountId(row["account_id"]),
            seat=row["seat"],
            skills=skills.get(row["account_id"], ()),
            desk_ids=desks.get(row["account_id"], ()),
            idle_since_at=instant(row["idle_since_at"]),
        )

    return tuple(readable("duty", "account_id", rows, agent))


def all_skills(connection: Connection, account_id: str = "") -> dict[str, tuple[Skill, ...]]:
    """Return the skills by account, of one or of all who have any."""
    rows = connection.execute(
        "SELECT account_id, kind, code, level FROM account_skill"
        " WHERE :id = '' OR account_id = :id ORDER BY account_id, kind, code",
        {"id": account_id},
    )
    found: defaultdict[str, list[Skill]] = defaultdict(list)
    for owner, skill in readable("account_skill", "account_id", rows, _skill):
        found[owner].append(skill)
    return {owner: tuple(skills) for owner, skills in found.items()}


def _skill(row: Row) -> tuple[str, Skill]:
    skill = Skill(kind=SkillKind(row["kind"]), code=row["code"], level=row["level"])
    return row["account_id"], skill


def all_desks(connection: Connection) -> dict[str, tuple[DeskId, ...]]:
    rows = connection.execute(
        "SELECT account_id, desk_id FROM account_desk ORDER BY account_id, desk_id"
    )
    found: defaultdict[str, list[DeskId]] = defaultdict(list)
    for row in rows:
        found[row["account_id"]].append(DeskId(row["desk_id"]))
    return {owner: tuple(desks) for owner, desks in found.items()}
