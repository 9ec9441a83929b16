"""Whether a pause may be taken now, and how long it may last: rules are data."""

from datetime import datetime, timedelta

import msgspec

from contract.domain.agents.agent import DutyState, PauseReason, PauseRule
from contract.domain.agents.duty_event import Duty
from contract.domain.opening_times.opening_hours import ROME
from contract.wire import reason_codes
from contract.wire.duty import DutyRules
from server.store.duty.duty_log import pause_rows_since
from server.store.engine.connection import Connection, Row
from server.store.engine.readable_rows import readable

BEGUN_LONG_AGO = timedelta(seconds=30)  # a pause begun offline is a fact, not a question


class PauseAllowed(msgspec.Struct, frozen=True, kw_only=True):
    """refused: a reason code, "" when it may be taken. limit_s: 0 for none."""

    refused: str = ""
    limit_s: int = 0


def pause_allowed(
    connection: Connection, duty: Duty, reason: str, at: datetime, now: datetime
) -> PauseAllowed:
    """Look at the limits of a pause an operator wants. Locks its rule: slots are counted once."""
    rule = find_rule(connection, reason, lock=True)
    if rule is None:
        return PauseAllowed()
    left_s = _left_of_quota(connection, duty, rule, now)
    limit_s = rule.limit_s
    if rule.quota_s:
        limit_s = min(limit_s or max(left_s, 1), max(left_s, 1))
    is_in_it = duty.state is DutyState.NOT_READY and duty.reason == reason
    if is_in_it or duty.pending == reason or now - at > BEGUN_LONG_AGO:
        return PauseAllowed(limit_s=limit_s)
    if rule.quota_s and left_s <= 0:
        return PauseAllowed(refused=reason_codes.PAUSE_QUOTA)
    if rule.at_once and rule.is_full(_others_in(connection, duty.account_id, reason)):
        return PauseAllowed(refused=reason_codes.PAUSE_FULL)
    return PauseAllowed(limit_s=limit_s)


def find_rule(connection: Connection, reason: str, *, lock: bool = False) -> PauseRule | None:
    clause = connection.for_update if lock else ""
    row = connection.one(f"SELECT * FROM pause_rule WHERE reason = :r{clause}", {"r": reason})
    return None if row is None else _rule(row)


def all_rules(connection: Connection) -> tuple[PauseRule, ...]:
    """Return the rules there are, in the order of the reasons."""
    rows = connection.execute("SELECT * FROM pause_rule")
    rules = {rule.reason: rule for rule in readable("pause_rule", "reason", rows, _rule)}
    return tuple(rules[reason] for reason in PauseReason if reason in rules)


def rules_for(connection: Connection, account_id: str, now: datetime) -> DutyRules:
    """Return the rules with what an operator has used of them, to be told before she chooses."""
    rules = all_rules(connection)
    return DutyRules(
        pauses=rules,
        used_s={
            str(rule.reason): int(used_today_s(connection, account_id, rule.reason, now))
            for rule in rules
            if rule.quota_s
        },
        others={
            str(rule.reason): _others_in(connection, account_id, rule.reason)
            for rule in rules
            if rule.at_once
        },
    )


def set_rule(connection: Connection, rule: PauseRule) -> None:
    row = {
        "reason": str(rule.reason),
        "limit_s": rule.limit_s,
        "quota_s": rule.quota_s,
        "at_once": rule.at_once,
        "is_paid": int(rule.is_paid),
    }
    connection.put("pause_rule", row, "reason")


def remove_rule(connection: Connection, reason: PauseReason) -> bool:
    """Return whether there was one."""
    return bool(
        connection.execute(
            "DELETE FROM pause_rule WHERE reason = :reason RETURNING reason",
            {"reason": str(reason)},
        )
    )


def used_today_s(connection: Connection, account_id: str, reason: str, now: datetime) -> float:
    """Return how long an operator was in a pause since midnight in Rome, the present one too.

    What is told late, with an instant of its own, neither ends a pause nor begins it anew.
    """
    local = now.astimezone(ROME)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
    used = 0.0
    begun_at: datetime | None = None
    for at, state, why in pause_rows_since(connection, account_id, midnight):
        is_in_it = state is DutyState.NOT_READY and why == reason
        if begun_at is not None and not is_in_it:
            used += max(0.0, (at - max(begun_at, midnight)).total_seconds())
        begun_at = (begun_at or at) if is_in_it else None
    if begun_at is not None:
        used += max(0.0, (now - max(begun_at, midnight)).total_seconds())
    return used


def _left_of_quota(connection: Connection, duty: Duty, rule: PauseRule, now: datetime) -> int:
    if not rule.quota_s:
        return 0
    return int(rule.quota_s - used_today_s(connection, duty.account_id, rule.reason, now))


def _others_in(connection: Connection, account_id: str, reason: str) -> int:
    """Count who else is in this pause or will be after the present call."""
    return connection.number(
        "SELECT count(*) AS others FROM duty WHERE account_id <> :id AND state <> 'off'"
        f" AND ((state = '{DutyState.NOT_READY}' AND reason = :reason) OR pending = :reason)",
        {"id": account_id, "reason": reason},
    )


def _rule(row: Row) -> PauseRule:
    return PauseRule(
        reason=PauseReason(row["reason"]),
        limit_s=row["limit_s"],
        quota_s=row["quota_s"],
        at_once=row["at_once"],
        is_paid=bool(row["is_paid"]),
    )
