"""chiamaroma-server account …: those who may sign in."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from contract.domain.account import Account, Role
from contract.domain.ids import DeskId
from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.cli.terminal import say, say_json
from server.settings import ServerSettings
from server.usecases.accounts.leaked_passwords import leaked_in
from server.usecases.accounts.manage_accounts import (
    account_of,
    add_account,
    list_accounts,
    reset_factor,
    set_active,
    set_desks,
    set_password,
    sign_out_everywhere,
    unknown_desks,
)
from server.usecases.accounts.password_hash import hash_password
from server.usecases.accounts.password_rules import check_for, check_password
from server.usecases.accounts.second_factor import accounts_with_factor
from server.usecases.duty.keep_skills import set_skills

Options = argparse.Namespace


def account_add(settings: ServerSettings, options: Options) -> int:
    password, role = _password(options), Role(options.role)
    is_leaked = leaked_in(settings.accounts.leaked_passwords)
    check_password(password, role, (options.login, options.display_name or ""), is_leaked)
    password_hash = hash_password(password)
    desks = [DeskId(desk) for desk in options.desks]
    with opened_database(settings) as database:
        account = database.write_now(
            lambda c: add_account(
                c,
                login=options.login,
                display_name=options.display_name or options.login,
                role=role,
                password_hash=password_hash,
                desk_ids=desks,
                now=_now(),
                by=os_user(),
                is_temporary=_is_temporary(options, role),
            )
        )
        _mention_unknown(database.read_now(lambda c: unknown_desks(c, desks)))
    say(f"Added {account.login} ({account.role}), id {account.id}.")
    return exit_codes.DONE


def account_list(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        accounts = database.read_now(list_accounts)
        with_factor = database.read_now(accounts_with_factor)
    if options.json:
        lines = [_as_json(one) | {"second_factor": one.id in with_factor} for one in accounts]
        say_json(lines)
        return exit_codes.DONE
    for account in accounts:
        state = "  (second factor)" if account.id in with_factor else ""
        state += "" if account.is_active else "  (disabled)"
        desks = ", ".join(account.desk_ids)
        say(f"{account.login:<24}{account.role:<12}{account.display_name}  {desks}{state}")
    return exit_codes.DONE


def account_disable(settings: ServerSettings, options: Options) -> int:
    return _set_active(settings, options.login, active=False)


def account_enable(settings: ServerSettings, options: Options) -> int:
    return _set_active(settings, options.login, active=True)


def account_password(settings: ServerSettings, options: Options) -> int:
    password = _password(options)
    with opened_database(settings) as database:
        account = database.read_now(lambda c: account_of(c, options.login))
        check_for(account, password, leaked_in(settings.accounts.leaked_passwords))
        password_hash = hash_password(password)
        is_temporary = _is_temporary(options, account.role)
        database.write_now(
            lambda c: set_password(
                c, options.login, password_hash, _now(), os_user(), is_temporary=is_temporary
            )
        )
    until = " until the next sign-in" if is_temporary else ""
    print(f"{options.login} has a new password{until}; open sessions end.")
    return exit_codes.DONE


def account_reset_factor(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        had = database.write_now(lambda c: reset_factor(c, options.login, _now(), os_user()))
    print(f"{options.login} has no second factor {'any more' if had else 'to reset'}.")
    return exit_codes.DONE


def account_sign_out(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        ended = database.write_now(
            lambda c: sign_out_everywhere(c, options.login, _now(), os_user())
        )
    print(f"{options.login} is signed out at {ended} {'seat' if ended == 1 else 'seats'}.")
    return exit_codes.DONE


def account_desks(settings: ServerSettings, options: Options) -> int:
    desks = [DeskId(desk) for desk in options.desks]
    with opened_database(settings) as database:
        unknown = database.write_now(
            lambda c: set_desks(c, options.login, desks, _now(), os_user())
        )
    _mention_unknown(unknown)
    print(f"{options.login} works for {len(set(desks))} desks.")
    return exit_codes.DONE


def account_skills(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        skills = database.write_now(
            lambda c: set_skills(c, options.login, options.skills, _now(), os_user())
        )
    shown = ", ".join(f"{skill.kind} {skill.code} {skill.level}" for skill in skills)
    print(f"{options.login} can: {shown or 'nothing in particular'}.")
    return exit_codes.DONE


def _set_active(settings: ServerSettings, login: str, *, active: bool) -> int:
    with opened_database(settings) as database:
        database.write_now(lambda c: set_active(c, login, active, _now(), os_user()))
    print(f"{login} is {'enabled' if active else 'disabled'}.")
    return exit_codes.DONE


def _password(options: Options) -> str:
    """Ask at a terminal; else take the first line of stdin, as scripts send it."""
    if not options.password_stdin and sys.stdin.isatty():
        return getpass.getpass("Password: ")
    # Without its line end only: a blank may be part of a password.
    return sys.stdin.readline().rstrip("\r\n")


def _is_temporary(options: Options, role: Role) -> bool:
    """Whoever sets another's password knows it: its owner takes another one at the next sign-in."""
    # The exchange signs in by a key of its own, and could not be asked.
    return not options.keep and role is not Role.EXCHANGE


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
