"""Short samples of the proofs with whole consoles: a shift offline, deaths while sending."""

from tools.proofs import offline_shift, soak
from tools.proofs.__main__ import unclean
from tools.proofs.kills import console_sync_kills


async def test_a_shift_without_the_server_arrives_once_and_in_order() -> None:
    result = await offline_shift.prove(contacts=20, consoles=3, shift_s=1.0, patience=10.0)
    assert unclean("offline-shift", result) == [], result
    assert result["operations"] == 18 + 2 * 5  # two of the operator's stay drafts
    assert result["forwarded"] > 0
    assert result["drafts_aside"] == 2


async def test_contacts_of_a_console_killed_while_sending_arrive_once() -> None:
    result = await console_sync_kills.prove(kills=3)
    assert unclean("console-sync-kills", result) == [], result
    assert result["operations"] > 3


async def test_a_short_soak_sends_all_of_it_and_leaves_no_file_open() -> None:
    found = await soak.prove(minutes=0.1, consoles=2, every_s=0.2)
    assert unclean("soak", found) == [], found
