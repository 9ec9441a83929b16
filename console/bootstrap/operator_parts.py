"""What the view-models of one operator stand on, and how a feature makes its own of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.replica.cipher import Connection as Store
from console.store.replica.local_database import LocalDatabase
from console.store.session.audio_settings import AudioSettings
from console.sync.connection_state import ConnectionState
from console.sync.server_link import ServerLink
from console.telephony.softphone import Softphone
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorParts:
    """What the view-models of one operator stand on; feed and scope end with her."""

    database: LocalDatabase
    link: ServerLink
    connection: ConnectionState
    phone: Softphone
    search: KnowledgeSearch
    feed: ChangeFeed
    scope: TaskScope
    duty: SeatDuty
    calls: SeatCalls
    audio: AudioSettings
    clock: ServerClock
    monotonic_s: Callable[[], float]
    call: ActiveCallViewModel
    session: SessionViewModel
    operator: SignedInOperator


def reading[**P, T](
    database: LocalDatabase, query: Callable[[Store], T]
) -> Callable[[], Awaitable[T]]:
    """Return a callable that runs a query of no arguments on the replica."""
    return lambda: database.read(query)


# The models a feature alone shows, made over those that all features share.
type MakeModels = Callable[[OperatorParts, SeatModels], tuple[object, ...]]
