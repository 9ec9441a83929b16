"""Tells a broken store from a bug, and has a corrupt replica replaced while work goes on."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.store.replica.local_database import LocalDatabase
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level

if TYPE_CHECKING:  # loaded late: see console_session
    from console.viewmodels.session.seat_models import SeatModels

log = logging.getLogger(__name__)


class Faults:
    """Tells a broken store from a bug: the first becomes a notice, and a salvage if need be."""

    def __init__(self, on_bug: Callable[[str, BaseException], None]) -> None:
        self._on_bug = on_bug
        self._models: SeatModels | None = None
        self._database: LocalDatabase | None = None
        self._scope: TaskScope | None = None
        self._is_reopening = False
        self._trouble = ""

    def heal(self, database: LocalDatabase, scope: TaskScope) -> None:
        """Have this store replaced when it is corrupt."""
        self._database, self._scope = database, scope

    def watch(self, models: "SeatModels | None") -> None:
        """Follow the models of the next operator; None: nobody's, until then."""
        self._models, self._trouble = models, ""
        if models is None:
            return
        for source in (models.editor, models.case_work, models.words, *models.editing.keepers):
            source.store_failed.connect(self._on_store_failed)
        models.connection.changed.connect(self._on_connection_changed)

    def on_crash(self, name: str, error: BaseException) -> None:
        if not isinstance(error, LocalStoreBroken):
            self._on_bug(name, error)
            return
        if error.kind == "closed":
            log.info("%s asked after sign-out", name)
            return
        log.error("%s met a broken store: %s", name, error.kind)
        if self._models is None:
            return  # between two operators: it is nobody's store
        self._models.notices.tell(f"store_{error.kind}", Level.ACT_NOW)
        self._on_store_failed(error.kind)

    def _on_store_failed(self, kind: str) -> None:
        if kind != "corrupt" or self._is_reopening or self._models is None:
            return
        assert self._scope is not None
        self._is_reopening = True
        self._scope.start("store.reopen", self._reopen(self._models))

    def _on_connection_changed(self) -> None:
        """Synchronisation keeps its faults to itself: it only names the trouble."""
        if self._models is None:
            return  # the operator's session is just ending
        before, self._trouble = self._trouble, self._models.connection.connection.trouble
        if self._trouble == "store_broken" != before:
            self._on_store_failed("corrupt")

    async def _reopen(self, models: "SeatModels") -> None:
        assert self._database is not None
        try:
            report = await self._database.reopen()
        except LocalStoreBroken as error:
            models.session.store_broke(error.kind)
            return
        finally:
            self._is_reopening = False
        self._trouble = "store_broken"  # synchronisation may still say so: of the one set aside
        if models is not self._models:
            return  # the operator left meanwhile
        models.notices.take_back(SeatNotice.STORE_CORRUPT)
        count = str(report.recovered)
        code = SeatNotice.PARTLY_RECOVERED if report.is_partial else SeatNotice.RECOVERED
        models.notices.tell(code, Level.ACT_SOON, recovered=count, total=count)
