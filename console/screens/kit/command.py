"""A command of the seat, declared once: gate, keys, menus, palette and page of keys read it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from contract.domain.account import Capability


class Valid(IntEnum):
    """Up to which state of the session a command may be asked for."""

    SIGNED_IN = 0
    LOCKED = 1  # a seat somebody locked and left can be given to the next operator
    ALWAYS = 2  # whoever sits here, or nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What keys, a menu entry and a palette line start. menu "" keeps it out of both.

    title: in the menu, in the palette and on the page of keys; title_now: what it does in the
    state of now. group: those of one stand together in the menu; section: likewise in palette and
    page of keys, "": all of a menu. daily: the title in a word or two, of what is used all day.
    shown_key: for several commands that differ by a digit. needs: a menu is shown to whom one of
    its commands is for. Only the gate calls run. why: the code of what is said when it is not
    offered.
    """

    name: str
    title: str
    menu: str = ""
    group: str = ""
    section: str = ""
    daily: str = ""
    shown_key: str = ""
    title_now: Callable[[], str] = lambda: ""
    keys: tuple[str, ...] = ()
    needs: Capability | None = None
    valid: Valid = Valid.SIGNED_IN
    run: Callable[[], None]
    is_offered: Callable[[], bool] = lambda: True
    why: Callable[[], str] = lambda: ""

    @property
    def heading(self) -> str:
        """Return what its section is called."""
        return self.section or self.menu.replace("&", "")

    @property
    def key_text(self) -> str:
        """Return the first key as it stands on the operator's keyboard."""
        if self.shown_key or not self.keys:
            return self.shown_key
        text = QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        return text.replace("Shift", QCoreApplication.translate("Keyboard", "Maiusc"))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHint:
    """A key that is no command, as an arrow: it stands on the page of keys only."""

    key: str
    title: str
    section: str
