"""A state or a line of the log that was changed by hand is found."""

import pytest

from server.usecases.duty.verify_log import verify_log
from tests.support.duty.duty_floor import Floor


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE duty SET state = 'ready', reason = ''",
        "UPDATE duty SET rev = rev + 1",
        "UPDATE duty_event SET state = 'ready' WHERE kind = 'pause'",
        "DELETE FROM duty_event WHERE kind = 'pause'",
        "DELETE FROM duty_event",
        "DELETE FROM duty",
    ],
)
def test_what_the_log_does_not_explain_is_found(floor: Floor, harm: str) -> None:
    anna = floor.seated().ready()
    anna.wish("pause", reason="break")
    floor.check_log()
    floor.database.write_now(lambda c: c.execute(harm))
    _, found = floor.database.read_now(verify_log)
    assert [one.account_id for one in found] == [anna.account.id]
