"""Who is signed in, as the next start of the console finds it."""

import pytest
from msgspec.structs import replace

from console.store.session.session_record import (
    account,
    line,
    refresh_token,
    save_renewed,
    save_reply,
    sends_sms,
    texts_a_day,
)
from contract.domain.ids import DeskId
from contract.wire.session import LineSettings, SessionReply
from tests.support.seats.seat import NO_TOPICS, an_account, open_replica

LINE = LineSettings(seat="1001", wss_urls=("wss://exchange.test",), realm="r", secret="s")
SIGNED_IN = SessionReply(
    access_token="a1", access_expires_s=600, refresh_token="r1", account=an_account()
)


@pytest.mark.parametrize(
    ("came", "kept"), [(None, LINE), (replace(LINE, seat="1002"), replace(LINE, seat="1002"))]
)
async def test_a_renewed_session_keeps_her_telephone_line_unless_another_came(
    came: LineSettings | None, kept: LineSettings
) -> None:
    elsewhere = an_account(desk_ids=(DeskId("desk-2"),))
    renewed = replace(
        SIGNED_IN,
        account=elsewhere,
        refresh_token="r2",
        line=came,
        sends_sms=True,
        texts_a_day=9,
    )
    async with open_replica() as database:
        await database.write(lambda c: save_reply(c, SIGNED_IN, LINE), changes=NO_TOPICS)
        await database.write(lambda c: save_renewed(c, renewed, "d"), changes=NO_TOPICS)
        assert await database.read(line) == kept
        assert await database.read(account) == elsewhere
        assert await database.read(refresh_token) == "r2"
        assert (await database.read(sends_sms), await database.read(texts_a_day)) == (True, 9)
