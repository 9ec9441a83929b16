"""What stands as long as the program runs, whoever works at the seat."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.knowledge.knowledge_search import KnowledgeSearch
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.store.replica.local_database import LocalDatabase
from console.sync.connection_state import ConnectionState
from console.sync.server_link import ServerLink
from console.telephony.softphone import Softphone
from console.usecases.knowledge.refresh_learned import RefreshLearned
from console.usecases.knowledge.refresh_vectors import RefreshVectors


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatParts:
    database: LocalDatabase
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
