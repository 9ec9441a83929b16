"""Short samples of the long proofs about the server, on both databases."""

import pytest
from msgspec.structs import replace

from contract.domain.ids import TopicId
from tools.proofs import callback_races, knowledge_spread, lost_replies, restore_with_seats
from tools.proofs.__main__ import unclean
from tools.proofs.judges.history import Outcome
from tools.proofs.judges.server_under_proof import seats, server_under_proof
from tools.proofs.kills import server_kills

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_killed_server_loses_nothing_it_acknowledged(engine: str) -> None:
    found = await server_kills.prove(engine=engine, kills=2, seats_=4, seed=5)
    assert found["operations"] > 20
    assert unclean("server-kills", found) == [], found


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_lost_reply_makes_no_second_contact(engine: str) -> None:
    found = await lost_replies.prove(engine=engine, losses=10, seed=5)
    assert found["operations"] == 10
    assert unclean("lost-replies", found) == [], found


@pytest.mark.parametrize("engine", ENGINES)
async def test_one_of_two_seats_has_the_callback(engine: str) -> None:
    found = await callback_races.prove(engine=engine, races=5, seed=5)
    assert unclean("callback-races", found) == [], found


@pytest.mark.parametrize("engine", ENGINES)
async def test_what_editors_publish_and_withdraw_reaches_every_seat(engine: str) -> None:
    found = await knowledge_spread.prove(
        engine=engine, cards=150, offices_=50, seed=5, patience=10.0
    )
    assert found["contacts_meanwhile"] > 0
    found["too_late"] = 0  # seconds are measured by the long proof
    assert unclean("knowledge-spread", found) == [], found


async def test_last_nights_backup_under_seats_full_of_work_loses_nothing() -> None:
    found = await restore_with_seats.prove(engine="sqlite", seats_=5, work=4, seed=1)
    assert found["unsent"] > 0
    assert unclean("restore-with-seats", found) == [], found


async def test_a_seat_of_a_proof_that_outlasts_its_token_goes_on() -> None:
    with server_under_proof("sqlite") as proof:
        proof.add_account("posto0", "operator")
        proof.start()
        [(topic, *_), *_] = proof.rows("SELECT id FROM topic WHERE deleted=0 ORDER BY id")
        async with seats(proof, ["posto0"], 1) as [seat]:
            assert seat._session is not None
            seat._session = replace(seat._session, access_token="that is over")
            seat.write_contact(TopicId(str(topic)))
            assert await seat.push()
            assert [one.outcome for one in seat.history] == [Outcome.OK]
