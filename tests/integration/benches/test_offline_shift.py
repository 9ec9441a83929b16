"""A short sample of the proof: a few consoles, a few contacts, the server gone for seconds."""

from tools.proofs.__main__ import is_clean
from tools.proofs.offline_shift import prove


async def test_a_shift_without_the_server_arrives_once_and_in_order() -> None:
    result = await prove(contacts=20, consoles=3, shift_s=1.0)
    assert is_clean(result), result
    assert result["operations"] == 18 + 2 * 5  # two of the operator's stay drafts
    assert result["forwarded"] > 0
    assert result["drafts_aside"] == 2
