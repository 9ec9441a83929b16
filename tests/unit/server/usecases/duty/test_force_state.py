"""Who may force what, and that it is written down."""

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import PauseReason
from contract.domain.ids import AccountId
from contract.wire.duty import ForceState
from server.store.operations.audit_log import audit_page
from server.usecases.duty.force_state import force_state
from server.usecases.operations.refused import Refused
from tests.support.duty.duty_floor import Floor


def test_a_forced_state_is_audited_with_its_lead_and_without_the_message(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated().ready()
    view = anna.forced(lead, "pause", "training", "Corso\u0007 in aula 2")
    assert (view.state, view.reason, view.message) == ("not_ready", "training", "Corso  in aula 2")
    line = floor.database.read_now(audit_page)[-1]
    assert (line.account_id, line.action) == (lead.id, "duty_force")
    assert line.subject == f"{anna.account.id} pause training"
    kept = anna.log[-1].event
    assert (kept.origin, kept.by_id) == ("lead", lead.id)


def test_a_forced_pause_has_the_limit_of_its_rule(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    sqlite_floor.rule(PauseReason.MEETING, limit_s=600, at_once=1)
    sqlite_floor.seated("bruno", "1002").wish("pause", reason="meeting")
    anna = sqlite_floor.seated().ready()
    view = anna.forced(lead, "pause", "meeting")  # a lead may exceed the number at once
    assert view.pause_until_at is not None
    assert (view.pause_until_at - sqlite_floor.now).total_seconds() == 600


@pytest.mark.parametrize(
    ("role", "wanted", "code"),
    [
        (Role.OPERATOR, {"want": "ready"}, "forbidden"),
        (Role.TEAM_LEAD, {"want": "sleep"}, "invalid"),
        (Role.TEAM_LEAD, {"want": "pause", "reason": "holiday"}, "invalid"),
        (Role.TEAM_LEAD, {"want": "off", "message": "x" * 201}, "text_too_long"),
    ],
)
def test_what_may_not_be_forced_is_refused(
    sqlite_floor: Floor, role: Role, wanted: dict[str, str], code: str
) -> None:
    lead = sqlite_floor.account("lea", role)
    anna = sqlite_floor.seated().ready()
    with pytest.raises(Refused) as refused:
        sqlite_floor.database.write_now(
            lambda c: force_state(
                c,
                lead,
                ForceState(account_id=AccountId(anna.account.id), **wanted),
                sqlite_floor.now,
            )
        )
    assert refused.value.code == code
    assert anna.state == "ready"


def test_nobody_is_forced_who_is_not_there(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated()
    anna.sign_out()
    with pytest.raises(Refused) as refused:
        anna.forced(lead, "ready")
    assert refused.value.code == "not_signed_in"
    anna.account = sqlite_floor.account("nuova")
    with pytest.raises(Refused) as refused:
        anna.forced(lead, "ready")
    assert refused.value.code == "unknown_account"
