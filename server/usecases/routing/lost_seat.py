"""A seat that is gone: who rang there rings elsewhere, who was talked with is called back."""

from msgspec.structs import replace

from contract.wire.duty import CallNews
from server.store.calls.queue_calls import CallStage, QueueCall, calls_at_seat, save_call
from server.usecases.routing.call_steps import LOST_WITH_SEAT, back_to_waiting
from server.usecases.routing.callbacks.queue_callback import call_back_at_once
from server.usecases.routing.on_exchange_event import end_talk
from server.usecases.routing.routing_work import RoutingWork

CALL_LOST, NO_NUMBER = "call_lost", "no_number"
SAME_OPERATOR_MS = 60_000  # so long nobody else is asked to call back


def stop_ringing(work: RoutingWork, seat: str) -> None:
    """Ring the next seat for whoever rings at this one."""
    for call in calls_at_seat(work.connection, seat):
        if call.state == CallStage.OFFERED and call.offer_id is not None:
            back_to_waiting(work, call, "unavailable")


def lose_seat(
    work: RoutingWork, seat: str, account_id: str, call_key: str, *, same_operator: bool
) -> None:
    """Keep every citizen of the seat; a proxy can only end the leg of one who was talked with."""
    stop_ringing(work, seat)
    for call in calls_at_seat(work.connection, seat):
        # One call named: the phone lost this one and may talk in another.
        if call.state == CallStage.ANSWERED and call_key in ("", call.id):
            _end_and_call_back(work, call, account_id if same_operator else "")


def _end_and_call_back(work: RoutingWork, call: QueueCall, account_id: str) -> None:
    # The citizen's leg is alive: without this it stays in silence until the citizen hangs up.
    work.effects.hang_ups.append(call)
    ended = end_talk(work, call, LOST_WITH_SEAT)
    # A call between seats has no citizen in it.
    if call.from_seat:
        return
    callback = call_back_at_once(work, ended)
    # The operator who calls back gets the callback; any other must learn what became of the
    # citizen.
    if call.account_id and not (account_id and callback):
        text = "" if callback else NO_NUMBER
        news = CallNews(kind=CALL_LOST, call_key=call.id, phone=call.caller, text=text)
        work.effects.news.append((call.account_id, news))
    if callback is None:
        return
    save_call(
        work.connection,
        replace(
            ended,
            callback_id=callback.id,
            is_first=1,  # until somebody was asked to call
            wanted_account_id=account_id or None,
            wanted_until_at=work.now + SAME_OPERATOR_MS if account_id else 0,
        ),
    )
