"""Has the search offer what answers the case in hand, or the one in view before it is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from console.viewmodels.callbacks.callback_queue import CallbackQueueViewModel
from console.viewmodels.callbacks.case_work import CaseWorkViewModel
from contract.domain.knowledge_entries.knowledge import Topic

ABOUT_CHARS = 200  # of what the citizen asks: more words find nothing better, and take longer


class CaseCards(QObject):
    """suggest is given words to search for, "" where no case is there."""

    def __init__(
        self,
        *,
        work: CaseWorkViewModel,
        queue: CallbackQueueViewModel,
        topics: Callable[[], Sequence[Topic]],
        suggest: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._work = work
        self._queue = queue
        self._topics = topics
        self._suggest = suggest
        for changed in (work.opened, work.file_changed, work.recorded, work.released):
            changed.connect(self._on_changed)
        work.left_desks.connect(self._on_changed)
        queue.selection_changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        in_hand = self._work.callback is not None
        case = self._work.file.case if in_hand else self._queue.file.case
        if case is None:
            self._suggest("")
            return
        path = next((one.path for one in self._topics() if one.id == case.topic_id), "")
        about = (path.rpartition(" › ")[2], case.asked[:ABOUT_CHARS])
        self._suggest(" ".join(part for part in about if part.strip()))
