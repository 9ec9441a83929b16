"""Recordings of calls: one row each while it lasts and after; what it covers is decided here."""

from enum import StrEnum

import msgspec

from server.store.engine.connection import Connection, Row


class Take(StrEnum):
    ANNOUNCING = "announcing"  # the citizen hears that the call will be recorded
    ON = "on"
    MASKED = "masked"  # what is said is left out
    OVER = "over"


class CallRecording(msgspec.Struct, frozen=True, kw_only=True):
    """One row; instants are milliseconds since 1970."""

    call_id: str
    exchange: str = "a"
    relay: str = "1"
    sip: str
    account_id: str = ""
    state: str = Take.ANNOUNCING
    notice_until_at: int = 0
    started_at: int = 0
    masked_until_at: int | None = None
    ended_at: int | None = None


_COLUMNS = CallRecording.__struct_fields__


def begin_recording(connection: Connection, recording: CallRecording) -> None:
    """Write the first row of a call; one that is there already stays as it is."""
    # Clock and operator may begin it in the same moment: it was noted twice on PostgreSQL.
    connection.insert("call_recording", msgspec.structs.asdict(recording), keeps_old=True)


def save_recording(connection: Connection, recording: CallRecording) -> CallRecording:
    """Write what was made of a row that recording_to_change() gave."""
    connection.change("call_recording", msgspec.structs.asdict(recording), "call_id")
    return recording


def recording_of(connection: Connection, call_id: str) -> CallRecording | None:
    row = connection.one("SELECT * FROM call_recording WHERE call_id = :id", {"id": call_id})
    return None if row is None else recording_in(row)


def recording_to_change(connection: Connection, call_id: str) -> CallRecording | None:
    """Return the row and keep others from it until commit: clock and operator write it at once."""
    # Unlocked, the end of the notice took away a mask of the same moment (decision 0025).
    sql = f"SELECT * FROM call_recording WHERE call_id = :id{connection.for_update}"
    row = connection.one(sql, {"id": call_id})
    return None if row is None else recording_in(row)


def live_rows(connection: Connection) -> list[Row]:
    """Return those that are not over; recording_in() reads one."""
    return connection.execute(
        # Each state by its name: "not over" reads the recordings of two years.
        "SELECT * FROM call_recording WHERE state IN"
        f" ('{Take.ANNOUNCING}', '{Take.ON}', '{Take.MASKED}') ORDER BY call_id"
    )


def recording_in(row: Row) -> CallRecording:
    return msgspec.convert({name: row[name] for name in _COLUMNS}, CallRecording)
