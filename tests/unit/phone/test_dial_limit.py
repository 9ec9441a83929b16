"""Three hundred dials a minute are more than a person's."""

from contract.domain.phone_number import EMERGENCY
from phone.dial_limit import DIALS_PER_MINUTE, DialLimit

CITIZEN = "+393331234567"


def test_a_minute_holds_ten_dials_however_fast_they_come() -> None:
    now_s = 0.0
    limit = DialLimit(lambda: now_s)
    taken = 0
    for _ in range(300):
        now_s += 0.2
        taken += limit.takes(CITIZEN)
    assert DIALS_PER_MINUTE == 10
    assert taken == DIALS_PER_MINUTE


def test_dials_are_free_again_a_minute_after_each_of_them() -> None:
    now_s = 0.0
    limit = DialLimit(lambda: now_s, limit=2)
    assert limit.takes(CITIZEN)
    now_s = 30.0
    assert limit.takes(CITIZEN)
    assert not limit.takes(CITIZEN)
    now_s = 60.0
    assert limit.takes(CITIZEN)
    assert not limit.takes(CITIZEN)
    now_s = 90.0
    assert limit.takes(CITIZEN)


def test_calls_for_help_pass_when_the_minute_is_full_and_take_no_others_place() -> None:
    limit = DialLimit(lambda: 0.0, limit=1)
    assert all(limit.takes(number) for number in EMERGENCY)
    assert limit.takes(CITIZEN)
    assert not limit.takes(CITIZEN)
    assert all(limit.takes(number) for number in EMERGENCY)
