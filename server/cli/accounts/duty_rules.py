"""chiamaroma-server pause-rule …, duty …: the rules of pauses, and whether the log is whole."""

import argparse
import json
import sys
from datetime import UTC, datetime

from contract.domain.agents.agent import PauseReason, PauseRule
from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.usecases.duty.pause_limits import all_rules, remove_rule, set_rule
from server.usecases.duty.verify_log import verify_log
from server.usecases.operations.write_audit import write_audit

Options = argparse.Namespace


def pause_rule_set(settings: ServerSettings, options: Options) -> int:
    rule = PauseRule(
        reason=PauseReason(options.reason),
        limit_s=options.limit * 60,
        quota_s=options.quota * 60,
        at_once=options.at_once,
        is_paid=not options.unpaid,
    )
    with opened_database(settings) as database:
        database.write_now(lambda c: set_rule(c, rule))
        database.write_now(lambda c: _audit(c, "pause_rule_set", rule.reason))
    print(_as_line(rule))
    return exit_codes.DONE


def pause_rule_list(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        rules = database.read_now(all_rules)
    if options.json:
        print(json.dumps([_as_json(rule) for rule in rules]))
        return exit_codes.DONE
    for rule in rules:
        print(_as_line(rule))
    return exit_codes.DONE


def pause_rule_remove(settings: ServerSettings, options: Options) -> int:
    reason = PauseReason(options.reason)
    with opened_database(settings) as database:
        was_there = database.write_now(lambda c: remove_rule(c, reason))
        if was_there:
            database.write_now(lambda c: _audit(c, "pause_rule_remove", reason))
    print(f"{reason} has no limits {'any more' if was_there else 'already'}.")
    return exit_codes.DONE


def duty_verify(settings: ServerSettings, options: Options) -> int:
    """Fail when a state is not what its events lead to."""
    with opened_database(settings) as database:
        count, found = database.read_now(verify_log)
    for one in found:
        place = f"event {one.seq}" if one.seq else "the present state"
        print(
            f"account {one.account_id}: {place} says {one.kept}, the log leads to {one.replayed}.",
            file=sys.stderr,
        )
    if found:
        return exit_codes.WRONG_DATA
    print(f"{count} events explain every state.")
    return exit_codes.DONE


def _audit(connection: Connection, action: str, reason: PauseReason) -> None:
    write_audit(connection, None, action, f"{reason} {os_user()}", datetime.now(UTC))


def _as_line(rule: PauseRule) -> str:
    limits = [
        f"at most {rule.limit_s // 60} min" if rule.limit_s else "",
        f"{rule.quota_s // 60} min a day" if rule.quota_s else "",
        f"{rule.at_once} operators at once" if rule.at_once else "",
        "" if rule.is_paid else "unpaid",
    ]
    return f"{rule.reason}: {', '.join(filter(None, limits)) or 'no limits'}"


def _as_json(rule: PauseRule) -> dict[str, object]:
    return {
        "reason": str(rule.reason),
        "limit_s": rule.limit_s,
        "quota_s": rule.quota_s,
        "at_once": rule.at_once,
        "is_paid": rule.is_paid,
    }
