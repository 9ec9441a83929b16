"""What is left of a pause is told before she chooses; without the server nothing is forbidden."""

from console.errors import ServerUnreachable
from console.model.duty.seat_state import PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.duty.pause_limits import PauseLeft, PauseLimitsViewModel
from contract.domain.agents.agent import PauseRule
from contract.wire.duty import DutyRules
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope

BREAK = PauseReason.BREAK
RULE = PauseRule(reason=BREAK, limit_s=600, quota_s=1800, at_once=2)


class House:
    """A server that says how the pauses stand, or does not answer."""

    def __init__(self, scope: TaskScope) -> None:
        self.rules: DutyRules | None = DutyRules(pauses=(RULE,))
        self.limits = PauseLimitsViewModel(ask=self._ask, scope=scope)

    def says(self, used_s: int, others: int = 0) -> None:
        used, colleagues = {"break": used_s}, {"break": others}
        self.rules = DutyRules(pauses=(RULE,), used_s=used, others=colleagues)

    async def looked(self) -> PauseLeft:
        told: list[None] = []
        self.limits.changed.connect(lambda: told.append(None))
        self.limits.look()
        await until(lambda: told)
        return self.limits.left_of(BREAK)

    async def _ask(self) -> DutyRules:
        if self.rules is None:
            raise ServerUnreachable
        return self.rules


async def test_what_the_day_has_left_is_what_is_not_used(scope: TaskScope) -> None:
    house = House(scope)
    house.says(used_s=240)
    left = await house.looked()
    assert left == PauseLeft(limit_s=600, quota_s=1800, left_s=1560)
    assert left.may_be_chosen
    assert house.limits.left_of(PauseReason.OTHER) == PauseLeft()


async def test_one_that_is_used_up_or_full_may_not_be_chosen() -> None:
    async with a_scope() as scope:
        house = House(scope)
        house.says(used_s=1900)
        left = await house.looked()
        assert (left.left_s, left.is_used_up, left.may_be_chosen) == (0, True, False)
    async with a_scope() as scope:
        house = House(scope)
        house.says(used_s=0, others=2)
        left = await house.looked()
        assert (left.is_full, left.may_be_chosen) == (True, False)


async def test_what_was_heard_long_ago_forbids_nothing(scope: TaskScope) -> None:
    house = House(scope)
    house.says(used_s=1900, others=2)
    assert not (await house.looked()).may_be_chosen
    house.rules = None
    house.limits.look()
    left = house.limits.left_of(BREAK)
    assert left == PauseLeft(limit_s=600, quota_s=1800), "the limits are known all the same"
    assert left.may_be_chosen


async def test_a_server_that_counts_nothing_forbids_nothing(scope: TaskScope) -> None:
    house = House(scope)
    left = await house.looked()
    assert (left.left_s, left.may_be_chosen) == (None, True)
