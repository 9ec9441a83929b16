"""What an answer holds: the text to say, the facts of the card, its offices and questions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeText:
    """tag: whether the office is open, "chiuso · apre domani 8:30"; lines: address, phones…

    has_phone: it can be called from here.
    """

    name: str
    tag: str = ""
    is_open: bool | None = None  # None: nobody knows
    lines: tuple[str, ...] = ()
    has_phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """say is read to the citizen; facts are (heading, text), in two columns where there is room.

    question: the one that say answers, "" where say is the card's own. is_markdown: texts of facts
    and of answers hold lists, headings, emphasis. is_withdrawn: nobody may read it out any more.
    """

    title: str
    path: str = ""  # of its topic
    warning: str = ""
    question: str = ""
    say: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    offices: tuple[OfficeText, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    is_markdown: bool = False
    is_withdrawn: bool = False
