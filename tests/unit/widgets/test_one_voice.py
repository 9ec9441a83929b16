"""A screen reader drops a sentence that comes too soon after another: there is one way to it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
WAYS = ("QAccessibleAnnouncementEvent", "send_announcement")
SPEAKING = ("console", "widgets", "phone", "tools")


def test_nobody_speaks_past_the_queue() -> None:
    speaking = {
        str(path.relative_to(ROOT))
        for folder in SPEAKING
        for path in (ROOT / folder).rglob("*.py")
        if any(way in path.read_text() for way in WAYS)
    }
    assert speaking == {"widgets/speech/announcer.py"}
