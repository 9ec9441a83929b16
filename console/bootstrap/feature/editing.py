"""Redazione: the editors' page, and how the entries fare."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from console.bootstrap.operator_parts import OperatorParts
from console.screens.editing.editing_commands import EditingCommands
from console.screens.editing.editing_inputs import EditingInputs
from console.screens.editing.editing_panes import EditingPanes
from console.screens.editing.editing_screen import EDITING, EditingScreen
from console.screens.editing.editing_strip import EditingStrip
from console.screens.editing.figures_panel import FiguresPresenter
from console.screens.kit.command import Command
from console.screens.kit.editing_refusals import EditingRefusals
from console.screens.kit.feature import Badge, Feature, Frame, Page
from console.screens.kit.menu_texts import MenuTexts
from console.sync.links.knowledge_link import KnowledgeLink
from console.usecases.editing.save_sheet import SaveSheet
from console.viewmodels.editing.entry_figures import EntryFiguresViewModel
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from contract.domain.knowledge_entries.revision import EntryKind
from widgets.cards.call_strip import CallStrip


def models(parts: OperatorParts, _: SeatModels) -> tuple[object, ...]:
    link, folder = KnowledgeLink(parts.link), QStandardPaths.StandardLocation.DownloadLocation
    figures = EntryFiguresViewModel(
        operator=parts.operator,
        load=link.figures,
        sheet=link.figures_sheet,
        save=SaveSheet(Path(QStandardPaths.writableLocation(folder))),
        scope=parts.scope,
        now=parts.clock,
    )
    return (figures,)


def feature(frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> Feature:
    parts = EditingParts(frame, models, now)
    commands = EditingCommands(models, frame, lambda: parts.screen)
    inputs = EditingInputs(models.editing, frame, lambda: parts.screen)
    strip = EditingStrip(CallStrip(), models, now, lambda action: parts.screen.run(action))
    parts.strip = strip
    page = Page(
        name=EDITING,
        title=parts.title(),
        icon="square-pen",
        place=40,
        needs=Capability.KNOWLEDGE_EDIT,
        steps=parts.panes.steps,
        make=lambda: parts.screen,
        badge=Badge(
            count=lambda: models.editing.list.to_do_count,
            text=parts.to_do,
            changed=(models.editing.list.changed,),
        ),
        answers=commands.answers(),
        is_late=True,
        large_parts=lambda: (*parts.screen.page.form.give_up_pages(), parts.screen.page),
    )
    return Feature(
        pages=(page,),
        strip=strip,
        strip_needs=Capability.KNOWLEDGE_EDIT,
        strip_page=EDITING,
        commands=(parts.open_figures, *commands.all),
        refusals=commands.refusals(),
        notices=EditingRefusals(frame.host).notices(),
        inputs=inputs.kinds,
        parts=(parts, commands, inputs, strip),
    )


class EditingParts(QObject):
    """What few seats ever show is made when it is first asked for."""

    def __init__(self, frame: Frame, models: SeatModels, now: Callable[[], datetime]) -> None:
        super().__init__(frame.host)
        self._frame = frame
        self._models = models
        self._now = now
        self.strip: EditingStrip | None = None
        self.panes = EditingPanes()
        self.open_figures = Command(
            name="figures.open",
            title=self.tr("Come vanno le voci: cifre d'uso, revisioni in ritardo, CSV"),
            menu=MenuTexts(self).knowledge(),
            keys=("Ctrl+U",),
            run=lambda: self.figures.open(),
            is_offered=lambda: models.of(EntryFiguresViewModel).may_see,
            why=lambda: "not_allowed",
        )

    def title(self) -> str:
        return self.tr("Redazione")

    def to_do(self, count: int) -> str:
        return self.tr("%n cose da fare in redazione", "", count)

    @cached_property
    def screen(self) -> EditingScreen:
        screen = EditingScreen(self._models, self._now, self.panes.built())
        if (strip := self.strip) is not None:
            screen.turned.connect(lambda: strip.show_list(is_listing=screen.is_listing))
        return screen

    @cached_property
    def figures(self) -> FiguresPresenter:
        presenter = FiguresPresenter(self._models.of(EntryFiguresViewModel), self._frame.host)
        presenter.opened.connect(self._edit)
        return presenter

    def _edit(self, kind: EntryKind, entry_id: str) -> None:
        self._frame.show_module(EDITING)
        self._models.editing.editor.open(kind, entry_id)
