"""F11 with a contact open in front: promise the citizen a callback in one of the bands."""

from PySide6.QtCore import QObject

from console.model.contact.contact_draft import CallbackWish
from console.screens.kit.callback_bands import CallbackBands
from console.screens.kit.feature import Answer, Frame
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.ids import ContactId


class CallbackPromise(QObject):
    def __init__(self, models: SeatModels, frame: Frame, bands: CallbackBands) -> None:
        super().__init__(bands)
        self._models = models
        self._frame = frame
        self._bands = bands
        self.answer = Answer(run=self._offer, when=lambda: models.editor.draft is not None)

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
