"""Accounts and queues as they are set up, for IT to read."""

from contract.domain.account import CAPABILITIES, Capability, Role
from contract.domain.agents.skill_levels import languages_of, topic_level
from contract.domain.ids import AccountId
from contract.domain.queue import Queue
from contract.wire.systems import AccountLine, QueueLine, SystemsSetup
from server.store.engine.connection import Connection, Row, instant
from server.store.engine.readable_rows import readable
from server.usecases.duty.available import all_desks, all_skills
from server.usecases.routing.known_queues import known_queues


def systems_setup(connection: Connection) -> SystemsSetup:
    """Return what is set up; no name of a person, nothing of a password but whether there is one"""
    return SystemsSetup(
        accounts=_accounts(connection),
        queues=_queues(connection),
        desks={
            row["id"]: row["name"]
            for row in connection.execute("SELECT id, name FROM desk WHERE deleted = 0")
        },
    )


def _accounts(connection: Connection) -> tuple[AccountLine, ...]:
    rows = connection.execute(
        "SELECT a.id, a.login, a.role, a.is_active, a.password_hash <> '' AS has_password,"
        " (SELECT max(s.last_used_at) FROM session s WHERE s.account_id = a.id) AS used_at"
        " FROM account a WHERE a.role <> :machine ORDER BY a.login",
        {"machine": Role.EXCHANGE.value},
    )
    skills, desks = all_skills(connection), all_desks(connection)

    def line(row: Row) -> AccountLine:
        return AccountLine(
            account_id=AccountId(row["id"]),
            login=row["login"],
            role=Role(row["role"]),
            desk_ids=desks.get(row["id"], ()),
            languages=languages_of(skills.get(row["id"], ())),
            used_at=instant(row["used_at"]) if row["used_at"] else None,
            state=_state(row),
        )

    return tuple(readable("account", "id", rows, line))


def _state(row: Row) -> str:
    if not row["is_active"]:
        return "blocked"
    return "active" if row["has_password"] else "no_password"


def _queues(connection: Connection) -> tuple[QueueLine, ...]:
    queues = known_queues(connection)
    names = {queue.id: queue.name for queue in queues.values()}
    skills, desks = all_skills(connection), all_desks(connection)
    rows = connection.execute("SELECT id, role FROM account WHERE is_active = 1")
    roles = readable("account", "id", rows, lambda row: (row["id"], Role(row["role"])))
    takers = [one for one, role in roles if Capability.PHONE_USE in CAPABILITIES[role]]

    def people(queue: Queue) -> int:
        return sum(topic_level(skills.get(a, ()), desks.get(a, ()), queue) > 0 for a in takers)

    found = (
        QueueLine(
            queue_id=queue.id,
            name=queue.name,
            numbers=tuple(entry.number for entry in queue.entries),
            hours=queue.hours,
            people=people(queue),
            overflow=names.get(queue.overflow_to, "") if queue.overflow_to else "",
        )
        for queue in queues.values()
    )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.queue_id)))
