"""What view-models stand on, those of the seat and of one operator; and a feature makes its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from console.bootstrap.seat_calls import SeatCalls
from console.bootstrap.seat_duty import SeatDuty
from console.knowledge.knowledge_search import KnowledgeSearch
from console.model.duty.own_settings import OwnSettings
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.replica.cipher import Connection as Store
from console.store.replica.local_database import LocalDatabase
from console.store.session.audio_settings import AudioSettings
from console.store.session.kept_choice import KeptChoice
from console.store.session.seat_vault import SeatVault
from console.sync.connection_state import ConnectionState
from console.sync.server_link import ServerLink
from console.telephony.softphone import Softphone
from console.usecases.knowledge.refresh_learned import RefreshLearned
from console.usecases.knowledge.refresh_vectors import RefreshVectors
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.session.seat_models import SeatModels
from console.viewmodels.session.session import SessionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorParts:
    """What the view-models of one operator stand on; feed and scope end with her."""

    database: LocalDatabase
    vault: SeatVault
    link: ServerLink
    connection: ConnectionState
    phone: Softphone
    search: KnowledgeSearch
    feed: ChangeFeed
    scope: TaskScope
    duty: SeatDuty
    calls: SeatCalls
    audio: AudioSettings
    settings: KeptChoice[OwnSettings]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatParts:
    """What stands for every operator of a seat, from one start of the console to its end."""

    database: LocalDatabase
    vault: SeatVault
    link: ServerLink
    connection: ConnectionState
    phone: Softphone
    search: KnowledgeSearch
    # They know what the search holds, whoever brought it: it is the same for every operator.
    refresh_learned: RefreshLearned
    refresh_vectors: RefreshVectors
    feed: ChangeFeed
    scope: TaskScope
    clock: ServerClock
    monotonic_s: Callable[[], float]
    data_dir: Path
    on_crash: Callable[[str, BaseException], None]
