"""What a lead is shown of her team, and they of each other, is what they do."""

from server.usecases.duty.publishing.agent_views import colleagues
from server.usecases.duty.publishing.team import on_duty
from tests.support.duty.duty_floor import Floor


def _shown(floor: Floor) -> list[tuple[str, str, str]]:
    shown = floor.database.read_now(on_duty)
    return [(one.name, one.state, one.reason) for one in shown]


def _in_directory(floor: Floor) -> list[str]:
    return [one.state for one in floor.database.read_now(colleagues).colleagues]


def test_who_writes_up_a_call_that_nobody_counted_is_shown_to_do_that(floor: Floor) -> None:
    anna = floor.seated().ready()
    anna.wish("case_work", call_key="k1")
    assert anna.state == "not_ready case_work"
    assert _shown(floor) == [("Anna", "wrap_up", "")]
    anna.wish("case_done")
    assert _shown(floor) == [("Anna", "ready", "")]
    floor.check_log()


def test_who_works_on_a_case_after_it_is_shown_to_do_that(sqlite_floor: Floor) -> None:
    anna = sqlite_floor.seated().ready()
    anna.wish("case_work", call_key="k1")
    anna.ready()
    anna.wish("case_work")
    assert _shown(sqlite_floor) == [("Anna", "not_ready", "case_work")]


def test_the_directory_says_the_same_of_whoever_writes_up_a_call_that_nobody_counted(
    floor: Floor,
) -> None:
    anna = floor.seated().ready()
    anna.wish("case_work", call_key="k1")
    assert _in_directory(floor) == ["wrap_up"]
    anna.wish("case_done")
    anna.wish("case_work")
    assert _in_directory(floor) == ["not_ready"]
