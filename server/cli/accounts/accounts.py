"""chiamaroma-server account …: those who may sign in."""

import argparse
import getpass
import json
import sys
from datetime import UTC, datetime

from contract.domain.account import Account, Role
from contract.domain.ids import DeskId
from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.usecases.accounts.manage_accounts import (
    add_account,
    list_accounts,
    set_active,
    set_desks,
    set_password,
    unknown_desks,
)
from server.usecases.accounts.password_hash import hash_password
from server.usecases.duty.keep_skills import set_skills

Options = argparse.Namespace


def account_add(settings: ServerSettings, options: Options) -> int:
    password_hash = hash_password(_password(options))
    desks = [DeskId(desk) for desk in options.desks]
    with opened_database(settings) as database:
        account = database.write_now(
            lambda c: add_account(
                c,
                login=options.login,
                display_name=options.display_name or options.login,
                role=Role(options.role),
                password_hash=password_hash,
                desk_ids=desks,
                now=_now(),
            )
        )
        _mention_unknown(database.read_now(lambda c: unknown_desks(c, desks)))
    print(f"Added {account.login} ({account.role}), id {account.id}.")
    return exit_codes.DONE


def account_list(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        accounts = database.read_now(list_accounts)
    if options.json:
        print(json.dumps([_as_json(account) for account in accounts], ensure_ascii=False))
        return exit_codes.DONE
    for account in accounts:
        state = "" if account.is_active else "  (disabled)"
        desks = ", ".join(account.desk_ids)
        print(f"{account.login:<24}{account.role:<12}{account.display_name}  {desks}{state}")
    return exit_codes.DONE


def account_disable(settings: ServerSettings, options: Options) -> int:
    return _set_active(settings, options.login, active=False)


def account_enable(settings: ServerSettings, options: Options) -> int:
    return _set_active(settings, options.login, active=True)


def account_password(settings: ServerSettings, options: Options) -> int:
    password_hash = hash_password(_password(options))
    with opened_database(settings) as database:
        database.write_now(lambda c: set_password(c, options.login, password_hash, _now()))
    print(f"{options.login} has a new password; open sessions end.")
    return exit_codes.DONE


def account_desks(settings: ServerSettings, options: Options) -> int:
    desks = [DeskId(desk) for desk in options.desks]
    with opened_database(settings) as database:
        unknown = database.write_now(lambda c: set_desks(c, options.login, desks, _now()))
    _mention_unknown(unknown)
    print(f"{options.login} works for {len(set(desks))} desks.")
    return exit_codes.DONE


def account_skills(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        skills = database.write_now(lambda c: set_skills(c, options.login, options.skills, _now()))
    shown = ", ".join(f"{skill.kind} {skill.code} {skill.level}" for skill in skills)
    print(f"{options.login} can: {shown or 'nothing in particular'}.")
    return exit_codes.DONE


def _set_active(settings: ServerSettings, login: str, *, active: bool) -> int:
    with opened_database(settings) as database:
        database.write_now(lambda c: set_active(c, login, active, _now()))
    print(f"{login} is {'enabled' if active else 'disabled'}.")
    return exit_codes.DONE


def _password(options: Options) -> str:
    """Ask at a terminal; else take the first line of stdin, as scripts send it."""
    if not options.password_stdin and sys.stdin.isatty():
        return getpass.getpass("Password: ")
    # Without its line end only: a blank may be part of a password.
    return sys.stdin.readline().rstrip("\r\n")


def _mention_unknown(desks: tuple[DeskId, ...]) -> None:
    for desk in desks:
        print(f"Note: no desk {desk} in the knowledge base yet.", file=sys.stderr)


def _as_json(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "login": account.login,
        "name": account.display_name,
        "role": account.role.value,
        "desks": list(account.desk_ids),
        "active": account.is_active,
    }


def _now() -> datetime:
    return datetime.now(UTC)
