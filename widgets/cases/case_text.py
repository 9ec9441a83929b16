"""What a case holds: whose it is, by when it is due and why, what was asked and done."""

from dataclasses import dataclass

from widgets.cases.case_steps import Step
from widgets.cases.case_story import StoryRow
from widgets.cases.day_boxes import DayBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """By when a case is due: tag beside its number; heading and reason; days counted; sentence.

    reason: who set the hour; sentence: which days count.
    """

    tag: str = ""
    kind: str = ""  # of the tag
    heading: str = ""
    reason: str = ""
    days: tuple[DayBox, ...] = ()
    sentence: str = ""

    @property
    def said(self) -> str:
        """All of it for who does not see the boxes."""
        return ". ".join(part for part in (self.heading, self.reason, self.sentence) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """number: "Pratica 2026-000005 · Tributi"; history newest first; preference: when to call."""

    number: str
    citizen: str
    phone: str = ""
    preference: str = ""
    steps: tuple[Step, ...] = ()
    steps_said: str = ""
    expiry: Expiry = Expiry()
    question: str = ""
    history: tuple[StoryRow, ...] = ()
