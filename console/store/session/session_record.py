"""Who is signed in and how the session goes on: small facts inside the encrypted replica."""

from datetime import datetime

import msgspec

from console.errors import LocalStoreBroken
from console.store.replica.cipher import Connection
from contract.domain.account import Account
from contract.wire.sealed_key import WorkKeys
from contract.wire.session import LineSettings, SessionReply

WORK_KEYS = "work_keys"


def get_fact(connection: Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def set_fact(connection: Connection, key: str, value: str | None) -> None:
    """Store a small fact; None forgets it."""
    if value is None:
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))
        return
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def account(connection: Connection) -> Account | None:
    """Return the account of this replica; None before anybody signed in."""
    text = get_fact(connection, "account")
    return None if text is None else msgspec.json.decode(text, type=Account)


def signed_in_account(connection: Connection) -> Account:
    """Raise LocalStoreBroken("closed") when nobody is signed in any more."""
    who = account(connection)
    if who is None:
        raise LocalStoreBroken("closed", "nobody is signed in")
    return who


def line(connection: Connection) -> LineSettings | None:
    text = get_fact(connection, "line")
    return None if text is None else msgspec.json.decode(text, type=LineSettings)


def refresh_token(connection: Connection) -> str | None:
    return get_fact(connection, "refresh_token")


def sends_sms(connection: Connection) -> bool:
    """Return whether the server said that it sends cards to mobile numbers."""
    return get_fact(connection, "sends_sms") is not None


def texts_a_day(connection: Connection) -> int:
    """Return how many SMS the operator may send in a day; 0: the server said nothing."""
    return int(get_fact(connection, "texts_a_day") or 0)


def save_session(
    connection: Connection,
    who: Account,
    phone_line: LineSettings | None,
    token: str,
    *,
    can_sms: bool = False,
    texts: int = 0,
) -> None:
    """texts: SMS the operator may send in a day, 0 where the server does not say."""
    set_fact(connection, "account", msgspec.json.encode(who).decode())
    set_fact(
        connection,
        "line",
        None if phone_line is None else msgspec.json.encode(phone_line).decode(),
    )
    # In the replica, so encrypted: a token in the clear would be a session to steal.
    set_fact(connection, "refresh_token", token)
    set_fact(connection, "sends_sms", "yes" if can_sms else None)
    # 0 is stored as nothing: older servers say nothing, and both mean that no limit is known.
    set_fact(connection, "texts_a_day", str(texts) if texts else None)


def save_renewed(connection: Connection, reply: SessionReply, device_id: str) -> None:
    """Store a renewed session; its account may have other desks now, its line only if it came."""
    # A renewal need not repeat the line: without this the phone would lose it in mid-shift.
    kept_line = reply.line or line(connection)
    save_reply(connection, reply, kept_line)
    save_work_keys(connection, reply, device_id)


def save_reply(
    connection: Connection, reply: SessionReply, phone_line: LineSettings | None
) -> None:
    save_session(
        connection,
        reply.account,
        phone_line,
        reply.refresh_token,
        can_sms=reply.sends_sms,
        texts=reply.texts_a_day,
    )


def save_work_keys(connection: Connection, reply: SessionReply, device_id: str) -> None:
    """Store what unsent work is sealed with; an older server gives none."""
    if reply.work_key and reply.seal_key:
        keys = WorkKeys(
            account_id=reply.account.id,
            device_id=device_id,
            server_key=reply.seal_key,
            work_key=reply.work_key,
        )
        set_fact(connection, WORK_KEYS, msgspec.json.encode(keys).decode())


def work_keys(connection: Connection) -> WorkKeys | None:
    text = get_fact(connection, WORK_KEYS)
    return None if text is None else msgspec.json.decode(text, type=WorkKeys)


def save_refresh_token(connection: Connection, token: str | None) -> None:
    set_fact(connection, "refresh_token", token)


def synced_at(connection: Connection) -> datetime | None:
    """Return when this replica last equalled the server, aware UTC; None: never."""
    text = get_fact(connection, "synced_at")
    return None if text is None else datetime.fromisoformat(text)


def set_synced_at(connection: Connection, at: datetime) -> None:
    set_fact(connection, "synced_at", at.isoformat())


def vouched_at(connection: Connection) -> datetime | None:
    """Return when the server let the operator in last, aware UTC; None: not noted."""
    text = get_fact(connection, "vouched_at")
    return None if text is None else datetime.fromisoformat(text)


def set_vouched_at(connection: Connection, at: datetime) -> None:
    set_fact(connection, "vouched_at", at.isoformat())
