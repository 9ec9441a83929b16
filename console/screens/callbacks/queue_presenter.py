"""Binds the queue of callbacks to its table: rows in words, filters with their counts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from console.screens.callbacks.expiry_texts import ExpiryTexts
from console.screens.callbacks.origin_texts import OriginTexts
from console.screens.kit.moments import band, clock_time, is_today, rome_day, short_day
from console.viewmodels.session.seat_models import SeatModels
from contract.domain.callback import MAX_ATTEMPTS, Callback, CallbackState
from contract.domain.ids import CallbackId, DeskId, TopicId
from contract.domain.phone_number import spoken
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import isolated, left_to_right, one_line
from widgets.speech.announcer import Announcer
from widgets.tables.callback_rows import CallbackRow
from widgets.tables.callback_table import CallbackTable

ALL_DESKS = ""
AGES_MS = 60_000  # how long a row may tell an age that was
SHOWN = 200  # rows built at each change; the queue may hold thousands, nobody reads beyond
NAME_CHARS = 18  # of a desk on its chip


class QueuePresenter(QObject):
    def __init__(
        self, table: CallbackTable, models: SeatModels, now: Callable[[], datetime]
    ) -> None:
        super().__init__(table)
        self._table = table
        self._models = models
        self._now = now
        self._announcer = Announcer(table)
        self._origins = OriginTexts(self)
        self._expiry = ExpiryTexts(self)
        self._made: dict[CallbackId, tuple[Callback, CallbackRow]] = {}
        self._made_for: tuple[object, ...] = ()  # the minute, whose, with which topics
        self._connect()
        self._ages = QTimer(self)
        self._ages.timeout.connect(self.refresh)
        self._ages.start(AGES_MS)
        self.refresh()

    def refresh(self) -> None:
        """Show the queue; while another page is in front it waits until this one is shown."""
        if not self._table.isVisible():
            return
        queue = self._models.queue
        rows = self._rows(queue.rows[:SHOWN])
        self._table.set_rows(rows, self.tr("Nessun richiamo da fare. Buon lavoro."))
        self._show_filters()

    def _rows(self, shown: Sequence[Callback]) -> tuple[CallbackRow, ...]:
        """Return a row for each; of those that are as before, the row of before.

        A change of the feed is one callback's: two hundred rows made anew took a whole frame.
        """
        now, known = self._now(), self._models.editor.topics
        made_for = (int(now.timestamp()) // 60, self._models.session.account, known)
        if made_for != self._made_for:
            self._made_for, self._made = made_for, {}
        topics = {topic.id: topic.path for topic in known}
        made = {}
        for callback in shown:
            before, row = self._made.get(callback.id, (None, None))
            is_late = self._models.queue.is_overdue(callback)
            if row is None or before != callback or row.is_late is not is_late:
                row = self._row(callback, topics)
            made[callback.id] = callback, row
        self._made = made
        return tuple(row for _, row in made.values())

    def _connect(self) -> None:
        models, table = self._models, self._table
        table.selected.connect(lambda key: models.queue.select(CallbackId(key)))
        table.opened.connect(self._open)
        table.next_requested.connect(models.queue.claim_next)
        table.desk_chosen.connect(self._on_desk_chosen)
        table.mine_toggled.connect(self._on_mine_toggled)
        table.late_toggled.connect(self._on_late_toggled)
        models.queue.rows_changed.connect(self.refresh)
        models.editor.choices_changed.connect(self.refresh)

    def _open(self, key: str) -> None:
        """Take it; the one that is hers already is not asked for once more."""
        work = self._models.case_work
        if work.callback is not None and work.callback.id == key:
            work.opened.emit()
        else:
            self._models.queue.claim(CallbackId(key))

    def _on_desk_chosen(self, key: str) -> None:
        self._models.queue.show_desk(DeskId(key) if key else None)
        self._tell()

    def _on_mine_toggled(self, is_mine: bool) -> None:
        account = self._models.session.account
        self._models.queue.show_mine(account.id if is_mine and account is not None else None)
        self._tell()

    def _on_late_toggled(self, is_late: bool) -> None:
        self._models.queue.show_late(is_late)
        self._tell()

    def _tell(self) -> None:
        if self._table.isVisible():
            self._announcer.announce(self._summary())

    def _summary(self) -> str:
        """Return what is left in the queue, for who does not see it."""
        queue = self._models.queue
        words = self.tr("Da richiamare · %n in coda", "", queue.open_count)
        if queue.overdue_count:
            words += " · " + self.tr("%n oltre termine", "", queue.overdue_count)
        return words

    def _show_filters(self) -> None:
        queue, account = self._models.queue, self._models.session.account
        mine = account.desk_ids if account is not None else ()
        desks = [desk for desk in self._models.editor.desks if desk.id in mine]
        names = told_apart([desk.name for desk in desks])
        choices = [
            Choice(
                desk.id,
                f"{isolated(one_line(name, NAME_CHARS))} {queue.of_desks.get(desk.id, 0)}",
            )
            for desk, name in zip(desks, names, strict=True)
        ]
        if len(desks) != 1:  # one alone is all of them
            every = self.tr("Tutti {0}").format(sum(queue.of_desks.values()))
            choices.insert(0, Choice(ALL_DESKS, every))
        only = choices[0].value
        self._table.set_desks(choices, queue.desk_id or only)
        held = queue.held_by(account.id) if account is not None else 0
        self._table.set_filters(
            self.tr("Solo i miei {0}").format(held),
            self.tr("Oltre termine {0}").format(queue.late_count),
        )

    def _row(self, callback: Callback, topics: Mapping[TopicId, str]) -> CallbackRow:
        now = self._now()
        start, end = callback.window_start_at, callback.window_end_at
        citizen = one_line(callback.caller.name) or left_to_right(spoken(callback.caller.phone))
        citizen = citizen or self.tr("Numero nascosto")
        topic = topics.get(callback.topic_id, "").rpartition(" › ")[2]
        about = " · ".join(part for part in (topic, self._attempt(callback)) if part)
        about = self._origins.origin(callback, now) or about
        due = clock_time(end) if is_today(end, now) else short_day(rome_day(end))
        tag, kind = self._tag(callback)
        said = self.tr("scade {0}").format(due)
        return CallbackRow(
            key=callback.id,
            due=due,
            window=band(start, end),
            citizen=citizen,
            about=about,
            tag=tag,
            tag_kind=kind,
            said=", ".join(part for part in (citizen, about, said, tag) if part),
            is_late=self._models.queue.is_overdue(callback),
            is_muted=kind == "taken",
        )

    def _tag(self, callback: Callback) -> tuple[str, str]:
        """Return whose it is, else by how much it is late."""
        account = self._models.session.account
        if callback.state is CallbackState.CLAIMED:
            if account is not None and callback.holder_id == account.id:
                return self.tr("in mano a te"), "info"
            return self.tr("di {0}").format(
                isolated(one_line(callback.holder_name, NAME_CHARS))
            ), "taken"
        late = self._expiry.late(callback.window_end_at, self._now())
        return late, "error" if late else ""

    def _attempt(self, callback: Callback) -> str:
        if not callback.attempts:
            return self.tr("primo tentativo")
        number = callback.silences + 1
        if number >= MAX_ATTEMPTS:
            return self.tr("ultimo tentativo")
        return self.tr("tentativo {0} di {1}").format(number, MAX_ATTEMPTS)


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return names for a narrow place: without the words all begin with, as "II livello".

    One alone stays whole, and of each at least one word: cut behind equal words three desks would
    look like one.
    """
    words = [name.split() for name in names]
    alike = 0
    if len(words) > 1:
        shortest = min(len(one) for one in words)
        while alike < shortest - 1 and len({one[alike] for one in words}) == 1:
            alike += 1
    return tuple(" ".join(one[alike:]) for one in words)
