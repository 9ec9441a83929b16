"""The operator's own state: pauses, safety, real-time text, sound."""

from collections.abc import Callable, Generator
from datetime import datetime

from console.screens.calls.call_commands import CallCommands
from console.screens.duty.duty_commands import DutyCommands
from console.screens.duty.duty_texts import DutyTexts
from console.screens.duty.pause_presenter import PausePresenter
from console.screens.duty.safety_presenter import SafetyPresenter
from console.screens.duty.text_presenter import TextPresenter
from console.screens.kit.feature import Feature, Frame
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.seat_models import SeatModels
from widgets.cards.call_strip import CallStrip
from widgets.cards.procedure_card import ProcedureCard
from widgets.cards.text_pane import TextPane


def feature(
    frame: Frame, models: SeatModels, _: Callable[[], datetime]
) -> Generator[None, None, Feature]:
    procedure, pane = ProcedureCard(), TextPane()
    yield
    pauses = PausePresenter(models.status, models.duty.pauses, frame.host)
    pauses.declined.connect(
        lambda reason: models.notices.tell(DutyNotice.CALL_DECLINED, Level.DONE, reason=reason)
    )
    frame.part(CallCommands).declined.connect(pauses.ask_why_declined)
    safety = SafetyPresenter(procedure, models.duty.safety)
    procedure.left.connect(frame.type_on)
    text = TextPresenter(pane, models.duty.text)
    commands = DutyCommands(models, frame, frame.part(CallStrip), pauses, text)
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        urgent_cards=(procedure,),
        cards=(pane,),
        notices=DutyTexts(frame.host).notices(),
        parts=(procedure, pane, pauses, safety, text, commands),
    )
