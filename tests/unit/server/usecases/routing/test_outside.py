"""What a decision causes outside the database: a server that ends leaves nothing half begun."""

import gc

from server.store.calls.queue_calls import CallStage, QueueCall
from server.usecases.routing.outside import Outside
from server.usecases.routing.routing_work import Effects

CALL = QueueCall(id="k", sip="s", state=CallStage.WAITING, arrived_at=0, queued_at=0)


async def test_what_is_ended_before_its_first_step_has_begun_nothing() -> None:
    begun: list[str] = []

    async def note(_: QueueCall, *what: object) -> None:
        begun.append(str(what))

    outside = Outside(play=note, hang_up=note, silence=note, record=note)
    every = Effects(plays=[(CALL, "ring")], hang_ups=[CALL], dead=[CALL], recordings=[(CALL, "x")])
    outside.carry_out(every)
    outside.close()
    await outside.ended()
    gc.collect()  # a coroutine that was made and never awaited complains here
    assert begun == []
    outside.carry_out(every)
    await outside.ended()
    assert len(begun) == 4
