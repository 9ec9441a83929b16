"""The attacks of the list by name, and what a house needs before they can be tried."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from contract.domain.ids import new_id
from server.store.engine.connection import millis
from server.store.engine.server_database import ServerDatabase
from server.usecases.operations.age_keys import new_identity
from server.usecases.operations.server_keys import keys_file, read_keys
from tools.call_centre.house import House
from tools.demo.processes import ProcessFailed
from tools.hostile.refused import citizens, lines, requests, sessions, stolen_backup
from tools.hostile.target import KNOWN_COMPUTER, LEAD
from tools.services.exchange import free_ports

FORGER, FORGERS_SECRET = "1097", "secret-of-a-forging-seat"
LEFT_SEAT = "1096"
ACCOUNTS = {
    "operator": ("listener", "renewer", "claimer", "named", "curious", "victim", "thief", "leaver"),
    "team_lead": (LEAD,),
}
NAMES = (
    "foreign_domains", "other_names", "after_sign_out", "many_streams", "replayed_refresh",
    "seat_in_use", "scopes_of_others", "many_look_ups", "takeover_by_code", "forged_from_backup",
    "oversize", "json_bombs", "smuggled", "line_ends_in_names", "owners_paths",
    "guessed_passwords", "guessed_own_password",
)  # fmt: skip
type Attack = Callable[[], Any]


def prepare(house: House) -> int:
    """Add what the attacks need, before the server starts; return the port of owners' pages."""
    for role, logins in ACCOUNTS.items():
        for login in logins:
            house.server.add_account(login, role)
    house.server.add_account("clerk", "level_two", "tributi")
    _age_a_computer(house)
    port = free_ports("127.0.0.1", 1)[0]
    settings = house.folder / "server.toml"
    settings.write_text(
        settings.read_text()
        + '[mail]\nhost = "127.0.0.1"\nsecurity = "none"\nfrom_address = "sala@sede.example"\n'
        f'public_url = "https://127.0.0.1:{port}"\npages_port = {port}\n'
    )
    return port


def _age_a_computer(house: House) -> None:
    """Give one operator a computer that was worked at yesterday."""
    database = ServerDatabase.open(house.server.database_url)
    before = datetime.now(UTC) - timedelta(hours=20)
    try:
        [(account_id,)] = house.server.rows("SELECT id FROM account WHERE login = 'named'")
        times = dict.fromkeys(("created_at", "rotated_at", "last_used_at"), millis(before))
        ended = {"expires_at": millis(before + timedelta(hours=12)), "revoked_at": millis(before)}
        row = {"id": new_id(), "account_id": account_id, "device_id": KNOWN_COMPUTER, "seat": ""}
        database.write_now(
            lambda c: c.insert("session", {**row, **times, **ended, "generation": 1})
        )
    finally:
        database.close()


def answers_mark(house: House) -> str:
    """Return the public key of the answers, which every seat knows."""
    keys = read_keys(keys_file(house.folder / "server"))
    return keys.mark if keys else ""


def attack_list(around: Any, town: Any) -> dict[str, Attack]:
    """around: the proof's scene, with aside() for what runs beside the call."""
    target, aside = around.target, around.aside
    around.house.exchange.set_secret(FORGER, FORGERS_SECRET)
    forger = (FORGER, FORGERS_SECRET)
    return {
        "foreign_domains": lambda: aside(lines.foreign_domains, target, *forger),
        "other_names": lambda: lines.other_names(around, town, *forger),
        "after_sign_out": lambda: aside(lines.after_sign_out, target, LEFT_SEAT),
        "many_streams": lambda: aside(sessions.many_streams, target),
        "replayed_refresh": lambda: aside(sessions.replayed_refresh, target),
        "seat_in_use": lambda: aside(sessions.seat_in_use, target),
        "scopes_of_others": lambda: aside(sessions.scopes_of_others, target),
        "many_look_ups": lambda: aside(citizens.many_look_ups, target),
        "takeover_by_code": lambda: aside(citizens.takeover_by_code, target),
        "forged_from_backup": lambda: _forged(around),
        "oversize": lambda: aside(requests.oversize, target),
        "json_bombs": lambda: aside(requests.json_bombs, target),
        "smuggled": lambda: aside(requests.smuggled, target),
        "line_ends_in_names": lambda: aside(requests.line_ends_in_names, target),
        "owners_paths": lambda: aside(requests.owners_paths, target),
        "guessed_passwords": lambda: aside(sessions.guessed_passwords, target),
        "guessed_own_password": lambda: aside(sessions.guessed_own_password, target),
    }


async def _forged(around: Any) -> dict[str, Any]:
    """Make what a thief would find, and try what can be made of it."""
    folder = around.house.folder
    sealed, copy, plain = (folder / name for name in ("night.age", "copy.db", "plain.backup"))
    recipient = new_identity(folder / "identity")
    command = around.house.server.server.run_cli
    await asyncio.to_thread(command, "backup", str(sealed), "--recipient", recipient)
    # In clear, nobody makes one who did not say so.
    said = ""
    try:
        await asyncio.to_thread(command, "backup", str(plain))
    except ProcessFailed as refused:
        said = str(refused)
    database = Path(around.house.server.database_url.removeprefix("sqlite:///"))
    await asyncio.to_thread(stolen_backup.copied, database, copy)
    target = replace(around.target, answers_mark=answers_mark(around.house))
    words = (target, str(sealed), str(copy))
    found = await around.aside(stolen_backup.forged_from_backup, *words)
    counts = {"tried": 1, "refused": int(not plain.exists()), "told": int("--plain" in said)}
    return {**found, **{name: found[name] + more for name, more in counts.items()}}
