"""What a citizen is offered when no operator will come: a callback, the voicemail, a goodbye."""

from msgspec.structs import replace

from contract.wire.exchange import SendTo
from server.store.calls.queue_calls import CallStage, QueueCall, save_call
from server.usecases.routing.call_steps import CLOSED, LAST_OFFER, finish, queue_of, say_goodbye
from server.usecases.routing.callbacks.queue_callback import may_be_called_back, offers_callback
from server.usecases.routing.routing_work import RoutingWork

VOICEMAIL = "voicemail"
OFFER_MS = 20_000  # to press a key after the last offer


def greet_closed(work: RoutingWork, call: QueueCall) -> QueueCall:
    """Offer a callback in the caller's language, else the voicemail, else say when to call."""
    if offers_callback(queue_of(work, call)) and may_be_called_back(work, call):
        work.effects.plays.append((call, "closed-callback"))
        return save_call(work.connection, replace(call, cause=CLOSED))
    return give_up(work, call, CLOSED, "closed")


def offer_last(work: RoutingWork, call: QueueCall) -> QueueCall:
    """Say that nobody is free and offer a callback; she may still be answered meanwhile."""
    if offers_callback(queue_of(work, call)) and may_be_called_back(work, call):
        work.effects.plays.append((call, "callback-offer"))
        return save_call(work.connection, replace(call, cause=LAST_OFFER))
    return give_up(work, call, "max_wait", "nobody-free")


def give_up(work: RoutingWork, call: QueueCall, cause: str, announcement: str) -> QueueCall:
    if queue_of(work, call).has_voicemail:
        return to_voicemail(work, call, cause)
    turned_away = finish(work, call, CallStage.REJECTED, cause)
    say_goodbye(work, turned_away, announcement)
    return turned_away


def to_voicemail(work: RoutingWork, call: QueueCall, cause: str) -> QueueCall:
    work.effects.answers[call.id] = SendTo(to=VOICEMAIL)
    return finish(work, call, CallStage.VOICEMAIL, cause)
