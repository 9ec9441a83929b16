"""Rows of queues.csv and skills.csv to queues and skills; and back, for the export."""

import re
from collections.abc import Callable

from contract.domain.agents.agent import WrapUpMode
from contract.domain.ids import DeskId, QueueId
from contract.domain.opening_times.opening_hours import UnreadableHours, check_hours
from contract.domain.queue import (
    DEFAULT_ABANDONED_S,
    LEAST_URGENT,
    MOST_URGENT,
    Entry,
    LanguageHours,
    MenuKey,
    Queue,
    RecordingMode,
    RingStep,
)
from contract.whole_number import whole_number
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR, Cells

OWN = ("version", "emergency_text")  # set while the queue is at work, not by a file
COLUMNS = tuple(name for name in Queue.__struct_fields__ if name not in OWN)
SKILL_COLUMNS = ("login", "skills")
HOURS_SEPARATOR = "|"  # opening hours hold semicolons
LEVELS = range(1, 6)
LONGEST_S = 86_400
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_TOPIC = re.compile(r"[A-Za-z0-9-]{0,35}")
_SKILL = re.compile(r"(?:language:|topic:)?[A-Za-z0-9-]{1,35}:[1-5]")

Reference = Callable[[str, str, str], tuple[str, ...]]  # column, file, code -> what it names


def queue_of(cells: Cells, queue_id: str, reference: Reference) -> Queue:
    """Return the queue of a row; faults are noted in its cells."""
    if queue_id and not _ID.fullmatch(queue_id):
        cells.note("bad_queue_id", "id", queue_id)
    queue = Queue(
        id=QueueId(queue_id),
        name=cells.needed("name"),
        entries=_entries(cells),
        topic=_matching(cells, "topic", _TOPIC, "bad_id"),
        desk_id=_one(DeskId, reference("desk_id", "desks.csv", "unknown_desk")),
        callback_desk_id=_one(DeskId, reference("callback_desk_id", "desks.csv", "unknown_desk")),
        priority=cells.whole("priority", MOST_URGENT, LEAST_URGENT, 5),
        hours=cells.hours("hours"),
        language_hours=_language_hours(cells),
        rings=_rings(cells),
        ring_s=cells.whole("ring_s", 5, 120, 15),
        max_wait_s=cells.whole("max_wait_s", 0, LONGEST_S, 150),
        overflow_to=_one(QueueId, cells.many("overflow_to")),
        overflow_after_s=cells.whole("overflow_after_s", 0, LONGEST_S, 0),
        last_operator_s=cells.whole("last_operator_s", 0, LONGEST_S, 0),
        menu=_menu(cells),
        wrap_up=cells.choice("wrap_up", WrapUpMode, WrapUpMode.TIMEOUT),
        wrap_up_s=cells.whole("wrap_up_s", 0, 3600, 60),
        auto_answer_ms=cells.whole("auto_answer_ms", 0, 10_000, 0),
        tells_position=cells.flag("tells_position"),
        tells_wait=cells.flag("tells_wait"),
        tells_operator_code=cells.flag("tells_operator_code"),
        offers_callback_s=cells.whole("offers_callback_s", 0, LONGEST_S, 0),
        callback_by_desk=cells.flag("callback_by_desk"),
        abandoned_callback_s=cells.whole("abandoned_callback_s", 0, LONGEST_S, DEFAULT_ABANDONED_S),
        has_voicemail=cells.flag("has_voicemail"),
        recording=cells.choice("recording", RecordingMode, RecordingMode.OFF),
        recording_notice=cells.text("recording_notice", 40),
        dpia_note=cells.text("dpia_note", 200),
    )
    # The law asks for both before anybody is recorded (handbook, telephony 8).
    if queue.recording is RecordingMode.ON and not (queue.recording_notice and queue.dpia_note):
        cells.note("recording_unlawful", "recording")
    return queue


def check_references(queues: tuple[tuple[Cells, Queue], ...]) -> None:
    """Note overflows and menu keys that lead to no queue of the file."""
    known = {queue.id for _, queue in queues}
    for cells, queue in queues:
        if queue.overflow_to is not None and queue.overflow_to not in known:
            cells.note("unknown_queue", "overflow_to", queue.overflow_to)
        for key in queue.menu:
            if key.queue_id is not None and key.queue_id not in known:
                cells.note("unknown_queue", "menu", key.queue_id)


def skills_of(cells: Cells) -> tuple[str, tuple[str, ...]]:
    """Return login and skills, each written as the command line takes them."""
    skills = cells.many("skills")
    for skill in skills:
        if not _SKILL.fullmatch(skill):
            cells.note("bad_skill", "skills", skill)
    return cells.needed("login", 100), skills


def queue_cells(queue: Queue) -> dict[str, str]:
    """Return the cells that are written in a way of their own."""
    return {
        "entries": LIST_SEPARATOR.join(
            way.number if way.language == "it" else f"{way.number}={way.language}"
            for way in queue.entries
        ),
        "language_hours": f" {HOURS_SEPARATOR} ".join(
            f"{line.language}: {line.hours}" for line in queue.language_hours
        ),
        "rings": LIST_SEPARATOR.join(f"{ring.after_s}={ring.min_level}" for ring in queue.rings),
        "menu": LIST_SEPARATOR.join(_key_cell(key) for key in queue.menu),
    }


def _entries(cells: Cells) -> tuple[Entry, ...]:
    entries = []
    for part in cells.many("entries"):
        number, _, language = part.partition("=")
        # Numbers are written in many ways: only the digits are dialled.
        plain = re.sub(r"[\s./()-]", "", number)
        language = language.strip() or "it"
        if not _NUMBER.fullmatch(plain) or not _LANGUAGE.fullmatch(language):
            cells.note("bad_entry", "entries", part)
        entries.append(Entry(number=plain, language=language))
    return tuple(entries)


def _language_hours(cells: Cells) -> tuple[LanguageHours, ...]:
    lines = []
    for part in cells.text("language_hours").split(HOURS_SEPARATOR):
        if not part.strip():
            continue
        language, _, hours = part.strip().partition(":")
        try:
            check_hours(hours)
        except UnreadableHours:
            cells.note("bad_hours", "language_hours", hours.strip())
        if not _LANGUAGE.fullmatch(language.strip()) or not hours.strip():
            cells.note("bad_language_hours", "language_hours", part)
        lines.append(LanguageHours(language=language.strip(), hours=hours.strip()))
    return tuple(lines)


def _rings(cells: Cells) -> tuple[RingStep, ...]:
    steps = []
    for part in cells.many("rings"):
        after, _, level = part.partition("=")
        after_s = whole_number(after, LONGEST_S)
        if after_s is None or level not in map(str, LEVELS):
            cells.note("bad_ring", "rings", part)
            continue
        steps.append(RingStep(after_s=after_s, min_level=int(level)))
    return tuple(sorted(steps, key=lambda step: step.after_s))


def _menu(cells: Cells) -> tuple[MenuKey, ...]:
    keys: list[MenuKey] = []
    for part in cells.many("menu"):
        key, _, does = part.partition("=")
        made = _menu_key(key.strip(), does.strip())
        # One key with two meanings would have the one that happens to stand first.
        if made is None or any(other.key == made.key for other in keys):
            cells.note("bad_menu", "menu", part)
        else:
            keys.append(made)
    return tuple(keys)


def _menu_key(key: str, does: str) -> MenuKey | None:
    word, _, value = does.partition(":")
    if key not in tuple("0123456789*#"):
        return None
    if does == "callback":
        return MenuKey(key=key, callback=True)
    if does == "voicemail":
        return MenuKey(key=key, voicemail=True)
    if word == "queue" and _ID.fullmatch(value):
        return MenuKey(key=key, queue_id=QueueId(value))
    if word == "language" and _LANGUAGE.fullmatch(value):
        return MenuKey(key=key, language=value)
    return None


def _key_cell(key: MenuKey) -> str:
    if key.callback:
        return f"{key.key}=callback"
    if key.voicemail:
        return f"{key.key}=voicemail"
    return (
        f"{key.key}=queue:{key.queue_id}" if key.queue_id else f"{key.key}=language:{key.language}"
    )


def _matching(cells: Cells, column: str, pattern: re.Pattern[str], code: str) -> str:
    cell = cells.text(column, 100)
    if not pattern.fullmatch(cell):
        cells.note(code, column, cell)
    return cell


def _one[T: str](kind: Callable[[str], T], names: tuple[str, ...]) -> T | None:
    return kind(names[0]) if names else None
