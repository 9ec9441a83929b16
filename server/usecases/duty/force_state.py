"""A team lead sets the state of an operator, and says why."""

from datetime import datetime

from contract.domain.account import Account, Capability
from contract.domain.agents.agent import AgentView, DutyState, PauseReason
from contract.domain.agents.duty_event import DutyEvent, Kind, Origin
from contract.wire import reason_codes
from contract.wire.duty import SIGN_OUT, ForceState
from server.store.duty.duties import find_duty
from server.store.engine.connection import Connection
from server.usecases.accounts.sign_out import end_sessions
from server.usecases.duty.pause_limits import find_rule
from server.usecases.duty.publishing.agent_views import view_of
from server.usecases.duty.record import record
from server.usecases.operations.refused import Refused
from server.usecases.operations.write_audit import write_audit

WANTS = ("ready", "pause", "off", SIGN_OUT)
MESSAGE_LIMIT = 200


def force_state(
    connection: Connection, lead: Account, wanted: ForceState, now: datetime
) -> AgentView:
    """Return the operator's state afterwards; what cannot be now comes after her call.

    Raise Refused.
    """
    _check(lead, wanted)
    known = find_duty(connection, wanted.account_id, lock=True)
    if known is None:
        raise Refused(reason_codes.UNKNOWN_ACCOUNT)
    if known.duty.state is DutyState.OFF:
        raise Refused(reason_codes.NOT_SIGNED_IN)
    rule = find_rule(connection, wanted.reason) if wanted.want == "pause" else None
    event = DutyEvent(
        kind=Kind.FORCED,
        at=now,
        origin=Origin.LEAD,
        by_id=lead.id,
        wish="off" if wanted.want == SIGN_OUT else wanted.want,
        reason=wanted.reason if wanted.want == "pause" else "",
        limit_s=rule.limit_s if rule else 0,
        name=lead.display_name,
        message=_plain(wanted.message),
    )
    duty = record(connection, known.duty, event)
    if wanted.want == SIGN_OUT:
        code = reason_codes.SIGNED_OUT_BY_OTHERS
        end_sessions(connection, wanted.account_id, code, now)
    subject = f"{wanted.account_id} {wanted.want} {event.reason}".rstrip()
    write_audit(connection, lead.id, "duty_force", subject, now)
    return view_of(connection, duty)


def _check(lead: Account, wanted: ForceState) -> None:
    if not lead.may(Capability.DUTY_FORCE):
        raise Refused(reason_codes.FORBIDDEN, needs=str(Capability.DUTY_FORCE))
    if wanted.want not in WANTS:
        raise Refused(reason_codes.INVALID, field="want")
    if wanted.want == "pause" and wanted.reason not in ("", *PauseReason):
        raise Refused(reason_codes.INVALID, field="reason")
    if len(wanted.message) > MESSAGE_LIMIT:
        raise Refused(reason_codes.TEXT_TOO_LONG, field="message", limit=str(MESSAGE_LIMIT))


def _plain(message: str) -> str:
    """Return the message without characters that are no text."""
    return "".join(one if one.isprintable() else " " for one in message).strip()
