"""Asks the exchanges whether their trunks answer, stores the states, notifies the windows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from contract.wire.trunks import TrunkState
from server.exchange.exchange_rpc import ExchangeFault
from server.store.calls.trunks import keep_trunks, trunk_states
from server.store.engine.server_database import ServerDatabase

log = logging.getLogger(__name__)

type HasTrunk = Callable[[], Awaitable[bool]]  # raises ExchangeFault


class WatchTrunks:
    """Call it again and again. An exchange that is silent itself leaves what is known of its trunk.

    has_trunk: by the exchange's name. tell_all: gets the state of all trunks when this process
    learns it, and at each change.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        has_trunk: Mapping[str, HasTrunk],
        clock: Callable[[], datetime],
        tell_all: Callable[[tuple[TrunkState, ...]], None],
    ) -> None:
        self._database = database
        self._has_trunk = has_trunk
        self._clock = clock
        self._tell_all = tell_all
        self._told: tuple[TrunkState, ...] | None = None
        # When each exchange answered last; one that never did has had its chance since now.
        self.heard: dict[str, datetime] = dict.fromkeys(has_trunk, clock())

    async def __call__(self) -> None:
        """Raise StoreFault."""
        known = self._told
        if known is None:
            # A server that starts again must know since when a trunk is silent.
            known = await self._database.read(trunk_states)
        found = await asyncio.gather(*(_ask(ask) for ask in self._has_trunk.values()))
        answers = dict(zip(self._has_trunk, found, strict=True))
        now = self._clock()
        self.heard.update({name: now for name, is_up in answers.items() if is_up is not None})
        states = _states(known, answers, now)
        # Asked every few seconds: the database is written when something changed.
        if states != known:
            await self._database.write(lambda c: keep_trunks(c, states))
            _log_changes(known, states)
        if states != self._told:
            self._told = states
            self._tell_all(states)


def _states(
    known: tuple[TrunkState, ...], answers: Mapping[str, bool | None], now: datetime
) -> tuple[TrunkState, ...]:
    """Return the state of every trunk; since_at changes only with is_up."""
    before = {state.exchange: state for state in known}
    states = []
    for exchange, is_up in sorted(answers.items()):
        old = before.get(exchange)
        # An exchange that is silent itself says nothing of its trunk.
        if old is not None and is_up in (None, old.is_up):
            states.append(old)
        elif is_up is not None:
            states.append(TrunkState(exchange=exchange, is_up=is_up, since_at=now))
    return tuple(states)


def _log_changes(known: tuple[TrunkState, ...], states: tuple[TrunkState, ...]) -> None:
    for state in states:
        if state not in known:
            level = logging.INFO if state.is_up else logging.ERROR
            words = "answers" if state.is_up else "does not answer: no call comes in or goes out"
            log.log(level, "the trunk of exchange %s %s", state.exchange, words)


async def _ask(has_trunk: HasTrunk) -> bool | None:
    try:
        return await has_trunk()
    except ExchangeFault:
        return None
