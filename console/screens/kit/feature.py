"""What a feature brings to the window. The frame shows it, and knows no feature by name."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from console.model.contact.unsent_input import Typed
from console.screens.kit.command import Command, KeyHint
from console.screens.kit.notice_texts import Build
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.account import Capability
from widgets.kit.notice_bar import NoticeBar
from widgets.kit.status_line import StatusLine

type Door = Callable[[], None]


def _always() -> bool:
    return True


class Screen(Protocol):
    """What the frame asks of the widget of a page."""

    def start_typing(self) -> None: ...
    def panes(self) -> tuple[QWidget, ...]: ...


class Strip(Protocol):
    """The band on top, for whom it is: it says why a key did nothing, and all there is to say."""

    @property
    def widget(self) -> QWidget: ...
    def say(self, sentence: str) -> None: ...
    def spoken_state(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page in front, or an open panel, makes of a command that others have too.

    Unless when() it leaves the command to the next one, at last to who declared it. why None: as
    the command says. title: what it does here, "": what the command's own says.
    """

    run: Callable[[], None]
    title: str = ""
    is_offered: Callable[[], bool] = _always
    why: Callable[[], str] | None = None
    when: Callable[[], bool] = _always


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A number at a page's place in the rail, in words for who hears it; 0 shows none."""

    count: Callable[[], int]
    text: Callable[[int], str]
    changed: tuple[SignalInstance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and its place in the rail: the first one of an account is the one it begins with.

    steps: gone through before make, each in a turn of its own. make is called once; is_late: only
    when somebody signs in whom the page is for. large_parts: end before it, each in a turn of its
    own. answers: by the name of the command. is_for_others: shown to an account that has no page of
    its own.
    """

    name: str
    title: str
    icon: str
    place: int
    needs: Capability
    make: Callable[[], Screen]
    badge: Badge | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    is_late: bool = False
    steps: Callable[[], Iterator[None]] = lambda: iter(())
    large_parts: Callable[[], Iterable[QWidget]] = tuple
    is_for_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAction:
    """The button of a notice, and the key that does the same; when: for what it is about.

    run is given the subject of the notice. Without it NoticesViewModel.acted tells of the button.
    """

    text: str
    key: str = ""
    when: Callable[[dict[str, str]], bool] = lambda _: True
    run: Callable[[dict[str, str]], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputKind:
    """Text typed in a panel and not sent: the panel's name, and what opens it there again."""

    title: str
    door: Callable[[str, Typed], Door | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Commands in the order of menus and palette; cards above the page, urgent ones first.

    answers: of panels that stand open or of what is in hand, before those of the page in front.
    refusals: what is said for the codes of Command.why; lasting_refusals: those that a notice says.
    strip_notices: those that the strip itself says. notice_actions: a condition has one button, a
    confirmation may have several. stays: the code of why nobody may leave now, or "". details:
    lines for the panel of the connection. parts: what can be asked for by its class. hints: keys
    that are no commands. in_hand: what its commands are headed by while the moment is about them.
    strip_page: the one page the strip stands above, "" for all.
    """

    pages: tuple[Page, ...] = ()
    commands: tuple[Command, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    strip: Strip | None = None
    strip_needs: Capability | None = None
    strip_page: str = ""
    cards: tuple[QWidget, ...] = ()
    urgent_cards: tuple[QWidget, ...] = ()
    notices: Mapping[str, Build] = field(default_factory=dict)
    notice_actions: Mapping[str, NoticeAction | tuple[NoticeAction, ...]] = field(
        default_factory=dict
    )
    inputs: Mapping[str, InputKind] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    stays: Callable[[], str] = lambda: ""
    lasting_refusals: frozenset[str] = frozenset()
    strip_notices: frozenset[str] = frozenset()
    details: Callable[[], tuple[str, ...]] = tuple
    parts: tuple[object, ...] = ()
    hints: tuple[KeyHint, ...] = ()
    in_hand: Callable[[], str] = lambda: ""


class Frame(Protocol):
    """What the window offers a feature. host: the parent of panels."""

    host: QWidget
    bar: NoticeBar
    status: StatusLine

    @property
    def module(self) -> str:
        """Name of the page in front."""
        ...

    def run(self, name: str) -> None:
        """Run a command by its name."""
        ...

    def refuse(self, code: str) -> None:
        """Say why what was chosen a while ago cannot be done any more."""
        ...

    def has_module(self, name: str) -> bool: ...
    def show_module(self, name: str) -> None: ...
    def type_on(self) -> None: ...
    def show_focus(self) -> None: ...
    def part[T](self, kind: type[T]) -> T: ...


# In steps where it takes more than a frame to build: it yields at the end of each.
type MadeFeature = Feature | Generator[None, None, Feature]
type MakeFeature = Callable[[Frame, SeatModels, Callable[[], datetime]], MadeFeature]
