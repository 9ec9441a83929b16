"""chiamaroma-server seat …: the computers from which people sign in."""

import argparse
from datetime import UTC, datetime

from server.account_settings import Seats
from server.cli import exit_codes
from server.cli.administrator import os_user
from server.cli.opened_database import opened_database
from server.cli.terminal import say, say_json
from server.settings import ServerSettings
from server.usecases.accounts.enrolled_seats import (
    VALID_FOR,
    EnrolledSeat,
    add_code,
    list_seats,
    remove_seat,
)

Options = argparse.Namespace


def seat_add(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        code = database.write_now(
            lambda c: add_code(c, options.seat, _now(), os_user(), keeps_others=options.also)
        )
    print(code)
    print(f"It enrols one computer as seat {options.seat}, within {VALID_FOR.days} days:")
    print("run chiamaroma --enrol there, in the account of those who work at it.")
    if settings.accounts.seats is Seats.OPEN:
        print('Until accounts.seats is "enrolled", people sign in from other computers too.')
    return exit_codes.DONE


def seat_list(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        seats = database.read_now(lambda c: list_seats(c, _now()))
    if options.json:
        say_json([_as_json(one) for one in seats])
        return exit_codes.DONE
    for one in seats:
        for print_of_key, enrolled_at, used_at in one.keys:
            used = f"used {used_at:%Y-%m-%d}" if used_at else "not used yet"
            say(f"{one.seat:<24}{print_of_key}  enrolled {enrolled_at:%Y-%m-%d}  {used}")
        if one.code_until:
            say(f"{one.seat:<24}a code counts until {one.code_until:%Y-%m-%d %H:%M} UTC")
    return exit_codes.DONE


def seat_remove(settings: ServerSettings, options: Options) -> int:
    with opened_database(settings) as database:
        removed = database.write_now(lambda c: remove_seat(c, options.seat, _now(), os_user()))
    print(f"{removed} {'computer was' if removed == 1 else 'computers were'} seat {options.seat}.")
    return exit_codes.DONE


def _as_json(one: EnrolledSeat) -> dict[str, object]:
    return {
        "seat": one.seat,
        "keys": [
            {
                "fingerprint": print_of_key,
                "enrolled_at": enrolled_at.isoformat(),
                "used_at": used_at.isoformat() if used_at else None,
            }
            for print_of_key, enrolled_at, used_at in one.keys
        ],
        "code_until": one.code_until.isoformat() if one.code_until else None,
    }


def _now() -> datetime:
    return datetime.now(UTC)
