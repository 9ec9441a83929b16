"""The telephone: strip, figures of the queues, what a colleague passes on, transfers."""

from collections.abc import Callable, Generator
from datetime import datetime

from console.screens.calls.call_commands import CallCommands
from console.screens.calls.call_panels import CallPanels
from console.screens.calls.call_texts import CallTexts
from console.screens.calls.figures_line import FiguresLine
from console.screens.calls.passed_presenter import PassedPresenter
from console.screens.calls.ringing_beside import RingingBeside
from console.screens.calls.seat_strip import SeatStrip
from console.screens.kit.feature import Answer, Feature, Frame
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.calls.one_call import CANNOT
from console.viewmodels.kit.opened_records import OpenedRecordsViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.cards.call_strip import CallStrip
from widgets.cards.passed_card import PassedCard


def feature(
    frame: Frame, models: SeatModels, now: Callable[[], datetime]
) -> Generator[None, None, Feature]:
    seconds = models.status.clock.monotonic_s  # the states that it shows are timed by it
    strip, card = CallStrip(clock=seconds), PassedCard()
    figures = FiguresLine(frame.status, models.duty.figures)
    presenter = SeatStrip(strip, models, frame.run, figures)
    yield
    beside = RingingBeside(strip, frame.run, seconds, lambda: models.settings.choice)
    opened = models.of(OpenedRecordsViewModel)
    passed = PassedPresenter(card, models.calls.passed, models.editor, opened)
    card.left.connect(frame.type_on)
    texts = CallTexts(frame.host)
    panels = CallPanels(models, frame.host, texts, now)
    commands = CallCommands(models, strip, panels, passed)
    return Feature(
        commands=commands.all,
        refusals=commands.refusals(),
        answers={
            "hit.use_selected": Answer(run=panels.transfer.send, when=panels.transfer_is_open)
        },
        strip=presenter,
        strip_needs=Capability.PHONE_USE,
        cards=(card,),
        notices=texts.notices(),
        notice_actions=texts.notice_actions(),
        inputs=panels.inputs(),
        stays=panels.stays,
        in_hand=commands.in_hand,
        lasting_refusals=frozenset({CANNOT}),  # done at the apparatus, so it stays to be read
        strip_notices=frozenset({CallNotice.HOLD_REMINDER}),
        details=panels.details,
        parts=(strip, presenter, beside, figures, card, passed, panels, commands),
    )
