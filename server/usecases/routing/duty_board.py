"""What routing needs of the operators' duty, as callables joined where the server is built."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.store.engine.connection import Connection
from server.usecases.routing.matching import Ready


class Reserve(Protocol):
    def __call__(
        self,
        connection: Connection,
        account_id: str,
        *,
        seat: str,
        offer: str,
        call_key: str,
        queue: str,
        now: datetime,
    ) -> bool: ...


class CallAnswered(Protocol):
    def __call__(
        self,
        connection: Connection,
        *,
        seat: str,
        call_key: str,
        offer: str,
        queue: str,
        now: datetime,
    ) -> object: ...


class CallEnded(Protocol):
    def __call__(
        self, connection: Connection, *, seat: str, call_key: str, now: datetime
    ) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBoard:
    """All run inside the transaction of the decision; each may be repeated without harm."""

    available: Callable[[Connection, datetime], Sequence[Ready]]
    reserve: Reserve
    offer_closed: Callable[[Connection, str, str, str, datetime], object]
    call_answered: CallAnswered
    call_ended: CallEnded
