"""The server's own picture of the trunks: told at each change, kept over a restart."""

from datetime import UTC, datetime, timedelta

from contract.wire.trunks import TrunkState
from server.exchange.exchange_rpc import ExchangeSilent
from server.store.calls.trunks import trunk_states
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.watch_trunks import WatchTrunks

NOW = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)


class House:
    """Two exchanges; answers: whether each has its trunk, None: the exchange itself is silent."""

    def __init__(self, database: ServerDatabase) -> None:
        self.database = database
        self.now = NOW
        self.answers: dict[str, bool | None] = {"a": True, "b": True}
        self.told: list[tuple[TrunkState, ...]] = []
        self.watch: WatchTrunks
        self.restart()

    def restart(self) -> None:
        self.watch = WatchTrunks(
            database=self.database,
            has_trunk={"a": lambda: self._ask("a"), "b": lambda: self._ask("b")},
            clock=lambda: self.now,
            tell_all=self.told.append,
        )

    async def _ask(self, exchange: str) -> bool:
        answer = self.answers[exchange]
        if answer is None:
            raise ExchangeSilent("nobody")
        return answer

    async def beat(self, **answers: bool | None) -> dict[str, tuple[bool, datetime]]:
        """Return what is kept after a beat, by exchange."""
        self.answers |= answers
        self.now += timedelta(seconds=5)
        await self.watch()
        kept = await self.database.read(trunk_states)
        return {state.exchange: (state.is_up, state.since_at) for state in kept}


async def test_a_trunk_that_falls_silent_is_told_once_with_its_moment(
    database_url: str,
) -> None:
    house = House(ServerDatabase.open(database_url))
    await house.beat()
    fell = await house.beat(a=False)
    assert fell["a"] == (False, house.now)
    assert (await house.beat())["a"] == fell["a"]
    assert [[state.is_up for state in told] for told in house.told] == [
        [True, True],
        [False, True],
    ]
    assert (await house.beat(a=True))["a"] == (True, house.now)
    assert len(house.told) == 3
    house.database.close()


async def test_an_exchange_that_is_silent_itself_says_nothing_of_its_trunk(
    database_url: str,
) -> None:
    house = House(ServerDatabase.open(database_url))
    assert "a" not in await house.beat(a=None)
    down = await house.beat(a=False)
    assert (await house.beat(a=None))["a"] == down["a"]
    house.database.close()


async def test_it_is_known_when_each_exchange_was_heard_whatever_it_said_of_its_trunk(
    database_url: str,
) -> None:
    house = House(ServerDatabase.open(database_url))
    assert house.watch.heard == {"a": NOW, "b": NOW}, "each has its chance from the start on"
    await house.beat(a=None, b=False)
    assert house.watch.heard == {"a": NOW, "b": house.now}
    await house.beat(a=True)
    assert house.watch.heard["a"] == house.now
    house.database.close()


async def test_a_server_that_starts_again_knows_since_when(database_url: str) -> None:
    house = House(ServerDatabase.open(database_url))
    down = await house.beat(b=False)
    house.restart()
    assert await house.beat() == down
    assert house.told[-1] == house.told[-2]  # its windows are new to it
    house.database.close()
