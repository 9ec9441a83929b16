"""Three hundred dials a minute are more than a person's."""

from phone.dial_limit import DIALS_PER_MINUTE, DialLimit


def test_a_minute_holds_ten_dials_however_fast_they_come() -> None:
    now_s = 0.0
    limit = DialLimit(lambda: now_s)
    taken = 0
    for _ in range(300):
        now_s += 0.2
        taken += limit.takes()
    assert DIALS_PER_MINUTE == 10
    assert taken == DIALS_PER_MINUTE


def test_dials_are_free_again_a_minute_after_each_of_them() -> None:
    now_s = 0.0
    limit = DialLimit(lambda: now_s, limit=2)
    assert limit.takes()
    now_s = 30.0
    assert limit.takes()
    assert not limit.takes()
    now_s = 60.0
    assert limit.takes()
    assert not limit.takes()
    now_s = 90.0
    assert limit.takes()
