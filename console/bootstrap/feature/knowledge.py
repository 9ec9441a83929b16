"""The knowledge base on the contact's page: search, faults of a card, sending it."""

from collections.abc import Callable
from datetime import datetime

from console.screens.contact.contact_screen import ContactScreen
from console.screens.contact.send_presenter import SendPresenter
from console.screens.kit.feature import Feature, Frame
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.screens.knowledge.filter_presenter import FilterPresenter
from console.screens.knowledge.knowledge_commands import KnowledgeCommands
from console.screens.knowledge.knowledge_notice_texts import KnowledgeNoticeTexts
from console.viewmodels.session.seat_models import SeatModels


def feature(frame: Frame, models: SeatModels, _: Callable[[], datetime]) -> Feature:
    fault = FaultPresenter(models.fault, frame.host)
    sending = SendPresenter(models.sending, frame.host)
    for panel in (fault.panel, sending.panel):
        panel.place.stand_below(frame.below)
    models.operator.signed_in.connect(lambda _: models.sending.restore())
    commands = KnowledgeCommands(
        models, frame, frame.part(ContactScreen), frame.part(FilterPresenter), fault
    )
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        notices=KnowledgeNoticeTexts(frame.host).notices(),
        inputs=fault.inputs(),
        parts=(fault, sending, commands),
    )
