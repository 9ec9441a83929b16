"""Joins what stands around the calls of a seat: directory, transfers, last calls, their quality."""

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.clock import ServerClock
from console.runtime.stall_meter import StallMeter
from console.runtime.task_scope import Coalesced, TaskScope
from console.store.replica.local_database import LocalDatabase
from console.sync.links.call_link import CallLink
from console.sync.server_link import ServerLink
from console.usecases.calls.begin_transfer import BeginTransfer
from console.usecases.calls.call_records import CallRecords
from console.usecases.calls.keep_directory import KeepDirectory
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.announced_transfer import AnnouncedTransfer
from console.viewmodels.calls.call_log import CallLogViewModel
from console.viewmodels.calls.call_models import CallModels
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.passed_call import PassedCallViewModel
from console.viewmodels.calls.transfer import TransferViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from contract.domain.ids import CaseId


class SeatCalls:
    """build() the models once; begin() when somebody signed in."""

    models: CallModels

    def __init__(self, *, database: LocalDatabase, link: ServerLink, clock: ServerClock) -> None:
        self._database = database
        self._link = CallLink(link)
        self._clock = clock
        self._directory = KeepDirectory(database=database, ask=self._link.colleagues)
        self._records = CallRecords(database=database, clock=clock, send=self._link.quality)
        self._stalls = StallMeter()

    def build(
        self,
        *,
        calls: ActiveCallViewModel,
        editor: ContactEditorViewModel,
        case_work: CaseWorkViewModel,
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> CallModels:
        directory = DirectoryViewModel(
            lines=self._directory,
            scope=scope,
            now=self._clock,
            language=lambda: calls.call.language if calls.call is not None else "",
        )
        passed = PassedCallViewModel(ask=self._link.context, scope=scope)
        self.models = CallModels(
            directory=directory,
            transfer=TransferViewModel(
                calls=calls,
                directory=directory,
                announced=AnnouncedTransfer(
                    BeginTransfer(
                        database=self._database, send=self._link.transfer, clock=self._clock
                    ),
                    draft=lambda: editor.draft,
                    case_id=lambda: _case_of(calls, case_work, passed),
                ),
                scope=scope,
            ),
            passed=passed,
            log=CallLogViewModel(
                calls=calls,
                records=self._records,
                context=lambda: passed.context,
                stalls=lambda: self._stalls.count,
                scope=scope,
                at=self._clock.at,
            ),
        )
        feed.subscribe(frozenset({Topic.CALLS}), self.models.log.refresh)
        return self.models

    def begin(self, tasks: TaskScope, feed: ChangeFeed) -> None:
        """Read the directory and the last calls of whoever signed in; send what is due.

        tasks and feed: end when she leaves.
        """
        directory = Coalesced("directory.refresh", self._directory.refresh, tasks)
        quality = Coalesced("call-log.quality", self._records.send_due, tasks)
        feed.subscribe(frozenset({Topic.BASE, Topic.KNOWLEDGE}), directory)
        feed.subscribe(frozenset({Topic.CONNECTION}), quality)
        directory()
        quality()
        self.models.log.refresh()
        tasks.start("call-log.stalls", self._stalls.run())


def _case_of(
    calls: ActiveCallViewModel, case_work: CaseWorkViewModel, passed: PassedCallViewModel
) -> CaseId | None:
    """Return the case that is known to belong to this call; none is guessed."""
    call = calls.call
    if call is not None and not call.is_incoming and case_work.callback is not None:
        same = case_work.callback.caller.phone == call.peer
        return case_work.callback.case_id if same else None
    if passed.context is not None and passed.context.case is not None:
        return passed.context.case.id
    return None
