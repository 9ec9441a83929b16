"""What is told of an operator: the whole view of her own state, the colleagues signed in."""

from contextlib import suppress

import msgspec

from contract.domain.agents.agent import AgentView, DutyState, NotReadyBecause
from contract.domain.agents.agent_state import view
from contract.domain.agents.duty_event import Duty, Memory
from contract.domain.ids import AccountId, DeskId
from contract.wire.duty import Colleague, Colleagues
from server.store.duty.duties import duties_of, find_duty
from server.store.engine.connection import Connection, Row
from server.usecases.duty.available import all_desks, all_skills


def agent_view(connection: Connection, account_id: str) -> AgentView:
    """Return the state of an account; one that was never on duty is off."""
    known = find_duty(connection, account_id)
    duty = known.duty if known else Duty(account_id=AccountId(account_id))
    return view_of(connection, duty)


def views_of(connection: Connection, account_ids: list[str]) -> list[AgentView]:
    return [view_of(connection, duty) for duty in duties_of(connection, account_ids)]


def view_of(connection: Connection, duty: Duty) -> AgentView:
    skills = all_skills(connection, duty.account_id).get(duty.account_id, ())
    return msgspec.structs.replace(view(duty), skills=skills)


def shown_of(row: Row) -> tuple[str, str]:
    """Return state and reason as others see them, of a row with state, reason and memory.

    A call that is written up is that, whether it was counted or not.
    """
    state, reason = str(row["state"]), str(row["reason"])
    if reason == NotReadyBecause.CASE_WORK:
        # A memory that cannot be read costs its operator the finer word, not everybody the page.
        with suppress(msgspec.DecodeError):
            memory = msgspec.json.decode(row["memory"], type=Memory)
            state, reason = (str(DutyState.WRAP_UP), "") if memory.writes_up else (state, reason)
    return state, reason


def colleagues(connection: Connection) -> Colleagues:
    """Return who is on duty, by name."""
    rows = connection.execute(
        "SELECT d.account_id, a.display_name, d.seat, d.state, d.reason, d.memory FROM duty d"
        " JOIN account a ON a.id = d.account_id"
        f" WHERE d.state <> '{DutyState.OFF}' AND a.is_active = 1"
        " ORDER BY a.display_name, d.account_id"
    )
    skills, desks = all_skills(connection), all_desks(connection)
    return Colleagues(
        colleagues=tuple(
            Colleague(
                account_id=AccountId(row["account_id"]),
                name=row["display_name"],
                seat=row["seat"],
                state=shown_of(row)[0],
                desk_ids=tuple(DeskId(desk) for desk in desks.get(row["account_id"], ())),
                skills=skills.get(row["account_id"], ()),
            )
            for row in rows
        )
    )
