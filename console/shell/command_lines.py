"""The declared commands as page of keys and palette show them: what may be hers, as it is now."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject

from console.screens.kit.command import Command, KeyHint
from console.screens.kit.feature import Feature
from contract.domain.account import Account
from widgets.panels.command_palette import Command as PaletteLine
from widgets.tables.key_list import KeyEntry

NEVER = "not_allowed"


class CommandLines(QObject):
    """last: the sections that stand behind those of the features."""

    def __init__(
        self,
        commands: Sequence[Command],
        features: Sequence[Feature],
        last: Sequence[str],
        why_not: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands = tuple(commands)
        self._features = tuple(features)
        self._last = tuple(last)
        self._why_not = why_not

    def keys(self, account: Account | None, hints: Sequence[KeyHint]) -> list[KeyEntry]:
        """Return a line for each key she may ever use, sections together."""
        found = [
            KeyEntry(
                name=one.name,
                key=one.key_text,
                words=one.title_now() or one.title,
                section=one.heading,
                daily=one.daily,
                more=one.title,
                why_not="" if one.is_offered() else self._why_not(one.why()),
            )
            for one in self._hers(account)
            if one.key_text and one.heading
        ]
        of_features = (hint for feature in self._features for hint in feature.hints)
        found += [
            KeyEntry(name="", key=one.key, words=one.title, section=one.section)
            for one in (*of_features, *hints)
        ]
        order = self._order([one.section for one in found])
        return sorted(found, key=lambda one: order.index(one.section))

    def palette(self, account: Account | None) -> list[PaletteLine]:
        """Return what can be done now; first what the moment is about."""
        now = {
            feature.commands[0].heading: words
            for feature in self._features
            if feature.commands and (words := feature.in_hand())
        }
        offered = [one for one in self._hers(account) if one.menu and one.is_offered()]
        order = [*now, *self._order([one.heading for one in offered if one.heading not in now])]
        return [
            PaletteLine(
                name=one.name,
                label=one.title_now() or one.title,
                key=one.key_text,
                words=one.title,
                group=now.get(one.heading, one.heading),
            )
            for one in sorted(offered, key=lambda one: order.index(one.heading))
        ]

    def _hers(self, account: Account | None) -> Iterator[Command]:
        for one in self._commands:
            may = one.needs is None or (account is not None and account.may(one.needs))
            if may and (one.is_offered() or one.why() != NEVER):
                yield one

    def _order(self, sections: Sequence[str]) -> list[str]:
        of_features = [one for one in dict.fromkeys(sections) if one not in self._last]
        return [*of_features, *self._last]
