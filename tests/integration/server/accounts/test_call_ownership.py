"""A modified window claims calls that are not hers: it measures, reads and types nothing."""

from contract.domain.ids import AccountId
from contract.wire.duty import CallQuality, DutyReport, DutyStep, SeatCall
from server.store.engine.connection import millis
from server.usecases.calls.call_ownership import keep_quality
from server.usecases.calls.text_calls import may_use_text
from server.usecases.duty.take_report import take_report
from tests.support.phones.call_centre import CallCentre, Phone

GHOST = "a-call-routing-never-heard-of"


async def talking(centre: CallCentre) -> Phone:
    """anna talks with a citizen at 1001; bice has the seat beside."""
    call = await centre.talking()
    await centre.operator("bice", "1002", is_ready=False)
    return call


async def measures(centre: CallCentre, login: str, key: str, mos: float) -> bool:
    quality = CallQuality(mos_mean=mos, mos_min=mos, lost_pct=0, jitter_ms=1, rtt_ms=1)
    account_id, seat = centre.accounts[login].id, f"seat of {login}"
    return await centre.database.write(
        lambda c: keep_quality(c, account_id, seat, key, quality, millis(centre.now))
    )


async def claims(centre: CallCentre, login: str, seat: str, key: str) -> None:
    """Have a window report that it talks in a call."""
    account_id: AccountId = centre.accounts[login].id
    report = DutyReport(
        seat=seat,
        boot=f"boot-{login}",
        registered=True,
        calls=(SeatCall(call_key=key, state="active"),),
        steps=(DutyStep(number=1, wish="answered", call_key=key, at=centre.now),),
    )
    await centre.database.write(lambda c: take_report(c, account_id, seat, report, centre.now))


async def reads(centre: CallCentre, login: str, key: str) -> bool:
    account_id = centre.accounts[login].id
    return await centre.database.read(lambda c: may_use_text(c, account_id, key))


async def test_only_who_has_the_call_says_how_it_sounded(database_url: str) -> None:
    async with CallCentre.open(database_url) as centre:
        call = await talking(centre)
        assert not await measures(centre, "bice", call.key, 1.0)
        assert await measures(centre, "anna", call.key, 4.0)
        await claims(centre, "bice", "1002", call.key)
        assert not await measures(centre, "bice", call.key, 1.0)
        assert await measures(centre, "anna", call.key, 4.2)
        (row,) = await centre.rows("SELECT account_id, mos_mean FROM call_quality")
        assert (row["account_id"], row["mos_mean"]) == (centre.accounts["anna"].id, 4.2)


async def test_of_a_call_nobody_tells_about_the_first_word_is_not_overwritten(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url) as centre:
        await talking(centre)
        assert await measures(centre, "anna", GHOST, 4.0)
        assert not await measures(centre, "bice", GHOST, 1.0)
        assert await measures(centre, "anna", GHOST, 3.0)


async def test_what_was_written_before_the_call_was_known_gives_way_to_its_operator(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url) as centre:
        await centre.operator("bice", "1002", is_ready=False)
        call = centre.phone()
        assert await measures(centre, "bice", call.key, 1.0)
        await centre.operator("anna", "1001")
        call.ask()
        await call.answered_by(await call.ring())
        assert await measures(centre, "anna", call.key, 4.0)
        (row,) = await centre.rows("SELECT mos_mean FROM call_quality")
        assert row["mos_mean"] == 4.0


async def test_a_claim_alone_opens_no_text(database_url: str) -> None:
    async with CallCentre.open(database_url) as centre:
        call = await talking(centre)
        await claims(centre, "bice", "1002", call.key)
        assert not await reads(centre, "bice", call.key)
        assert await reads(centre, "anna", call.key)
        await claims(centre, "anna", "1001", GHOST)
        assert not await reads(centre, "anna", GHOST)


async def test_the_exchange_says_who_reads_the_text_of_a_call_routing_never_heard_of(
    database_url: str,
) -> None:
    async with CallCentre.open(database_url) as centre:
        await centre.operator("anna", "1001")
        await centre.operator("bice", "1002", is_ready=False)
        unheard = centre.phone(caller="", call=GHOST)
        await unheard.tell("answered", seat="1001")
        await claims(centre, "bice", "1002", GHOST)
        assert not await reads(centre, "bice", GHOST)
        assert not await reads(centre, "anna", GHOST)  # her window does not know of it
        await claims(centre, "anna", "1001", GHOST)
        assert await reads(centre, "anna", GHOST)
        assert await measures(centre, "anna", GHOST, 4.0)
        assert not await measures(centre, "bice", GHOST, 1.0)
