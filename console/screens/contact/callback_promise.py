"""F11 with a contact open: promise the citizen a callback in one of the bands."""

from PySide6.QtCore import QObject

from console.model.contact.contact_draft import CallbackWish
from console.screens.contact.contact_screen import CONTACT
from console.screens.kit.callback_bands import CallbackBands
from console.screens.kit.feature import Answer, Frame
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.ids import ContactId


class CallbackPromise(QObject):
    def __init__(self, models: SeatModels, frame: Frame, bands: CallbackBands) -> None:
        super().__init__(bands)
        self._models = models
        self._frame = frame
        self._bands = bands
        self.answer = Answer(
            run=self._offer, title=self.tr("Richiamo: fissa quando"), when=self._is_for_contact
        )

    def _is_for_contact(self) -> bool:
        """On every page of who works on no cases: for all others the key takes the next one."""
        has_cases = self._models.operator.may(Capability.CASE_WORK)
        is_here = self._frame.module == CONTACT or not has_cases
        return self._models.editor.draft is not None and is_here

    def _offer(self) -> None:
        editor, draft = self._models.editor, self._models.editor.draft
        if draft is None:
            return
        topics = {topic.id: topic.path for topic in editor.topics}
        topic = topics.get(draft.topic_id, "") if draft.topic_id else ""
        summary = " · ".join(part for part in (draft.phone_text, topic) if part)
        contact_id = draft.contact_id
        self._bands.open(
            editor.offered_windows(), summary, lambda wish: self._promise(contact_id, wish)
        )

    def _promise(self, contact_id: ContactId, wish: CallbackWish) -> None:
        """The contact may have been closed, or another one opened, while the operator chose."""
        draft = self._models.editor.draft
        if draft is not None and draft.contact_id == contact_id:
            self._models.editor.promise_callback(wish)
        else:
            self._frame.refuse("contact_gone")
