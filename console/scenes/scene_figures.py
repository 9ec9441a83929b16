"""The figures of the entries in a scene."""

from datetime import date
from pathlib import Path

import msgspec

from console.errors import ServerUnreachable
from console.scenes import scene_city as city
from contract.domain.knowledge_entries.revision import EntryKind
from contract.wire.entry_figures import (
    EntryRow,
    FiguresOfEntries,
    FiguresOrder,
    FiguresSort,
    VainWords,
)

ROWS = (
    EntryRow(
        entry_kind=EntryKind.CARD,
        entry_id=city.CARDS[0].id,
        title=city.CARDS[0].title,
        read=412,
        linked=208,
        sent=31,
        reported=2,
        due_on=date(2026, 12, 27),
    ),
    EntryRow(
        entry_kind=EntryKind.CARD,
        entry_id=city.CARDS[1].id,
        title=city.CARDS[1].title,
        read=380,
        linked=190,
        reported=4,
        due_on=date(2026, 11, 3),
        is_overdue=True,
    ),
    EntryRow(
        entry_kind=EntryKind.OFFICE,
        entry_id=city.OFFICES[0].id,
        title=city.OFFICES[0].name,
        read=96,
        due_on=date(2027, 3, 1),
    ),
    EntryRow(
        entry_kind=EntryKind.FAQ,
        entry_id=city.FAQS[0].id,
        title=f"{city.FAQS[0].question} {'Vale anche per chi abita fuori città? ' * 3}",
        read=12,
    ),
)
FIGURES = FiguresOfEntries(
    since=date(2026, 10, 26),
    rows=ROWS,
    total=948,
    listed=948,
    unused=213,
    overdue=37,
    vain=(VainWords(words="bonus tari isee", times=38),),
)


class SceneFigures:
    """Change the fields before the panel opens."""

    def __init__(self) -> None:
        self.found = FIGURES
        self.is_unreachable = False

    async def load(
        self, days: int, order: FiguresOrder, sort: FiguresSort | None
    ) -> FiguresOfEntries:
        if self.is_unreachable:
            raise ServerUnreachable
        return msgspec.structs.replace(self.found, sort=sort)

    async def sheet(self, days: int) -> bytes:
        return b""

    async def save(self, name: str, content: bytes) -> Path:
        return Path("Scaricati") / f"{name}.csv"  # no folder of a computer that is not there
