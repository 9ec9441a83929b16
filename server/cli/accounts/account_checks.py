"""What doctor looks at of the accounts: the list of leaked passwords, second factors."""

from collections.abc import Collection

from contract.domain.account import Role
from server.account_settings import Seats
from server.cli.finding import BAD, GOOD, WARNING, Finding
from server.settings import ServerSettings
from server.store.engine.connection import Connection
from server.usecases.accounts.leaked_passwords import LeakedPasswords
from server.usecases.accounts.manage_accounts import list_accounts
from server.usecases.accounts.password_rules import PRIVILEGED
from server.usecases.accounts.second_factor import accounts_with_factor


def leaked_finding(settings: ServerSettings) -> Finding:
    check, file = "leaked", settings.accounts.leaked_passwords
    if file is None:
        text = "No list is set: a new password is compared with the words guessed first only."
        return Finding(check=check, state=GOOD, text=text)
    if fault := LeakedPasswords(file).fault():
        text = f"{file} {fault}: no password is refused for it. See the handbook, installation."
        return Finding(check=check, state=BAD, text=text)
    return Finding(check=check, state=GOOD, text=f"New passwords are looked for in {file}.")


def factor_finding(connection: Connection, roles: Collection[Role]) -> tuple[str, str]:
    """Return state and text; roles: those that must have a second factor."""
    active = [one for one in list_accounts(connection) if one.is_active]
    having = accounts_with_factor(connection)
    bare = [one for one in active if one.role in PRIVILEGED and one.id not in having]
    asked = [one for one in bare if one.role in roles]
    if len(asked) < len(bare):
        text = f"{len(bare)} leads or IT sign in with a password alone: accounts.second_factor."
        return WARNING, text
    return GOOD, f"{len(having)} accounts have one; {len(asked)} are asked at the next sign-in."


def seat_finding(connection: Connection, seats: Seats) -> tuple[str, str]:
    """Return state and text; seats: from which computers people sign in."""
    enrolled = connection.number("SELECT COUNT(*) AS n FROM seat_key")
    if seats is Seats.OPEN:
        return GOOD, f"{enrolled} computers are enrolled; people sign in from any (accounts.seats)."
    if not enrolled:
        return BAD, "No computer is enrolled, and nobody signs in from another: seat add."
    return GOOD, f"{enrolled} computers are enrolled, and people sign in from no other."
