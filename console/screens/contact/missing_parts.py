"""What is missing in a part of the contact that may be hidden: said in the switch above it."""

from PySide6.QtCore import QObject

from console.screens.kit.columns import Columns
from console.screens.kit.receipt_columns import ReceiptColumns
from console.viewmodels.contact.caller_card import CallerState
from console.viewmodels.session.seat_models import SeatModels


class MissingParts(QObject):
    def __init__(self, columns: ReceiptColumns, models: SeatModels) -> None:
        super().__init__(columns)
        self._columns = columns
        self._models = models
        models.editor.draft_changed.connect(self.refresh)
        models.editor.draft_replaced.connect(self.refresh)
        models.caller.changed.connect(self.refresh)
        columns.parted.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        # Beside each other the parts are seen themselves: nothing is checked for a hidden switch.
        if self._columns.columns is not Columns.ONE:
            return
        self._columns.show_missing(citizen=self._of_citizen(), work=self._of_contact())

    def _of_citizen(self) -> str:
        is_guess = self._models.caller.state is CallerState.FOUND
        return self.tr("da confermare") if is_guess else ""

    def _of_contact(self) -> str:
        editor = self._models.editor
        draft = editor.draft
        if draft is None:
            return ""
        proposed = draft.proposal
        count = sum(bool(part) for part in (proposed.topic_id, proposed.desk_id)) if proposed else 0
        if count:
            return self.tr("%n da confermare", "", count)
        missing = len(editor.missing)
        return self.tr("%n da scrivere", "", missing) if missing else ""
