"""What an editor should look at before an entry is published, checked while it is written."""

from collections.abc import Callable, Iterator
from datetime import date

from contract.domain.knowledge_entries import markdown_scan as scan
from contract.domain.knowledge_entries.encoded_twice import encoding_findings
from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding, Severity
from contract.domain.knowledge_entries.entry_hours import hours_are_missing, hours_faults
from contract.domain.knowledge_entries.entry_value_faults import ValueFault, cleaned, value_faults
from contract.domain.knowledge_entries.entry_values import BROKEN, SAY_LIMIT, UNUSABLE
from contract.domain.knowledge_entries.knowledge import (
    ITALIAN,
    Faq,
    Office,
    OfficeKind,
    ServiceCard,
    ThesaurusLine,
    is_stale,
)
from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line

EASY = 60  # of Gulpease; under it the text is hard for who left school at 14
READABLE_FROM = 20  # words; of less the formula says nothing
EXCERPT = 60
LONG_ADDRESS = 50
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
Entry = Office | ServiceCard | Faq | ThesaurusLine
TEXTS: dict[type, tuple[str, ...]] = {
    ServiceCard: (
        "say", "alert", "status_reason", "short_description", "who_for", "how_to",
        "what_is_needed", "what_you_get", "times", "costs", "access", "conditions", "contacts",
    ),
    Office: ("how_to_get_there", "accessibility", "note"),
    Faq: ("answer",),
    ThesaurusLine: (),
}  # fmt: skip
_VAGUE = frozenset(
    {
        "clicca", "clicca qui", "cliccare qui", "clicca sul link", "qui", "link", "questo link",
        "leggi", "leggi tutto", "leggi di più", "di più", "vai", "vai al sito", "continua",
        "pagina", "questa pagina", "sito", "here", "click here", "read more", "more",
    }
)  # fmt: skip


def check_entry(
    entry: Entry,
    today: date,
    original: ServiceCard | Faq | None = None,
    published: Entry | None = None,
) -> tuple[EntryFinding, ...]:
    """Return what is wrong, in the order of the form. original: what a translation translates.

    published: the entry as it is now; values that stand there too are warnings.
    """
    return (
        *_of_what_must_be(entry),
        *_of_values(entry, published),
        *encoding_findings(entry, published),
        *(one for field in TEXTS[type(entry)] for one in _of_text(entry, field)),
        *_of_validity(entry, today),
        *_of_language(entry, original),
    )


def errors_of(entry: Entry, published: Entry | None = None) -> tuple[EntryFinding, ...]:
    """Return what stands against a publication: the errors alone, without what costs time.

    A value that no file could carry stands against it when it is newly written. One that is
    published so already does not: it would hold a strike from the hours of its office.
    """
    found = (
        *_of_what_must_be(entry),
        *_of_values(entry, published, is_whole=False),
        *(one for field in TEXTS[type(entry)] for one in _of_marks(field, getattr(entry, field))),
        *_of_validity(entry, date.min),  # whether it has expired is no error
    )
    return tuple(one for one in found if one.severity is Severity.ERROR)


def value_errors(entry: Entry) -> tuple[EntryFinding, ...]:
    """Return what an import of files refuses in an entry, whenever it was published."""
    found = (
        *_of_what_must_be(entry),
        *_of_values(entry, None),
        *_of_validity(entry, date.min),  # whether it has expired is no error
    )
    return tuple(one for one in found if one.severity is Severity.ERROR)


def readability(entry: Entry) -> int | None:
    """Return the Gulpease of all texts together; None where there is too little, or not Italian."""
    # The formula was made for Italian: of other languages its number means nothing.
    if getattr(entry, "language", ITALIAN) != ITALIAN:
        return None
    whole = "\n".join(getattr(entry, field) for field in TEXTS[type(entry)])
    return scan.gulpease(whole) if scan.word_count(whole) >= READABLE_FROM else None


def _of_what_must_be(entry: Entry) -> Iterator[EntryFinding]:
    yield from _MUST[type(entry)](entry)


def _of_card(card: ServiceCard) -> Iterator[EntryFinding]:
    yield from _missing(CheckCode.TITLE_MISSING, "title", card.title)
    yield from _missing(CheckCode.TOPIC_MISSING, "topic_id", card.topic_id)
    yield from _missing(CheckCode.TEXT_MISSING, "say", card.say)
    if len(card.say) > SAY_LIMIT:
        yield EntryFinding(code=CheckCode.SAY_TOO_LONG, field="say", excerpt=str(len(card.say)))
    yield from _of_hours(card)


def _of_office(office: Office) -> Iterator[EntryFinding]:
    yield from _missing(CheckCode.TITLE_MISSING, "name", office.name)
    # Only where citizens go: a department without hours lacks nothing (test_entry_checks).
    if office.kind is OfficeKind.SITE:
        for field in hours_are_missing(office):
            yield EntryFinding(code=CheckCode.HOURS_MISSING, field=field)
    yield from _of_hours(office)


def _of_hours(entry: Office | ServiceCard) -> Iterator[EntryFinding]:
    for field, code in hours_faults(entry):
        yield EntryFinding(code=CheckCode.HOURS_UNUSABLE, field=field, excerpt=code)


def _of_faq(faq: Faq) -> Iterator[EntryFinding]:
    yield from _missing(CheckCode.CARD_MISSING, "card_id", faq.card_id)
    yield from _missing(CheckCode.TITLE_MISSING, "question", faq.question)
    yield from _missing(CheckCode.TEXT_MISSING, "answer", faq.answer)


def _of_line(line: ThesaurusLine) -> Iterator[EntryFinding]:
    # As it will be published, with single blanks: how it was typed is no fault.
    if not is_thesaurus_line(" ".join(line.line.split())):
        yield EntryFinding(code=CheckCode.LINE_UNUSABLE, field="line", excerpt=_cut(line.line))


_MUST: dict[type, Callable[..., Iterator[EntryFinding]]] = {
    ServiceCard: _of_card,
    Office: _of_office,
    Faq: _of_faq,
    ThesaurusLine: _of_line,
}


def _missing(code: CheckCode, field: str, value: str) -> Iterator[EntryFinding]:
    if not value.strip():
        yield EntryFinding(code=code, field=field)


def _of_values(
    entry: Entry, published: Entry | None, *, is_whole: bool = True
) -> Iterator[EntryFinding]:
    """Yield what no file could carry; not is_whole: only what is not published already."""
    entry = cleaned(entry)
    before = None if published is None else cleaned(published)
    found = list(value_faults(entry, None if is_whole else before))
    # Without lengths: a text that is too long stays the same fault when a word goes.
    old = {one[:3] for one in value_faults(before)} if found and before is not None else set()
    for one in found:
        yield EntryFinding(
            code=one.code, field=one.field, excerpt=_words_of(one), is_old=one[:3] in old
        )


def _words_of(fault: ValueFault) -> str:
    """Return the length or the value, of a long text the part around what it must not hold."""
    if fault.length:
        return fault.length
    found = UNUSABLE.search(fault.value)
    # The part around the broken place: the beginning of a long text would show nothing of it.
    begins = max(0, found.start() - EXCERPT // 2) if found is not None else 0
    return _cut(UNUSABLE.sub(BROKEN, fault.value[begins : begins + 2 * EXCERPT]))


def _of_validity(entry: Entry, today: date) -> Iterator[EntryFinding]:
    if isinstance(entry, ThesaurusLine) or entry.valid_until is None:
        return
    if entry.valid_from is not None and entry.valid_until < entry.valid_from:
        yield EntryFinding(code=CheckCode.VALIDITY_REVERSED, field="valid_until")
    elif entry.valid_until < today:
        yield EntryFinding(code=CheckCode.EXPIRED, field="valid_until")


def _of_language(entry: Entry, original: ServiceCard | Faq | None) -> Iterator[EntryFinding]:
    if not isinstance(entry, ServiceCard | Faq) or entry.original_id is None:
        return
    if original is not None and is_stale(entry, original):
        yield EntryFinding(code=CheckCode.STALE_TRANSLATION, field="language")


def _of_text(entry: Entry, field: str) -> Iterator[EntryFinding]:
    text: str = getattr(entry, field)
    if not text:
        return
    yield from _of_headings(field, text)
    yield from _of_marks(field, text)
    if getattr(entry, "language", ITALIAN) == ITALIAN:
        yield from _of_readability(field, text)


def _of_marks(field: str, text: str) -> Iterator[EntryFinding]:
    yield from _of_links(field, text)
    for tag in scan.tags(text):
        yield EntryFinding(code=CheckCode.HTML, field=field, excerpt=_cut(tag))
        break  # one of them says it


def _of_headings(field: str, text: str) -> Iterator[EntryFinding]:
    before = 0
    for heading in scan.headings(text):
        if not heading.text:
            yield EntryFinding(code=CheckCode.HEADING_EMPTY, field=field)
        elif before and heading.level > before + 1:
            yield EntryFinding(
                code=CheckCode.HEADINGS_OUT_OF_ORDER, field=field, excerpt=_cut(heading.text)
            )
        before = heading.level


def _of_links(field: str, text: str) -> Iterator[EntryFinding]:
    for link in scan.links(text):
        code = _fault_of_image(link) if link.is_image else _fault_of_link(link)
        if code is not None:
            yield EntryFinding(code=code, field=field, excerpt=_cut(link.text or link.target))
    for address in scan.bare_addresses(text):
        # A short bare address can be read aloud; a long one, or one with a query, nobody can take
        # down.
        if len(address) > LONG_ADDRESS or "%" in address or "?" in address:
            yield EntryFinding(code=CheckCode.LINK_UNREADABLE, field=field, excerpt=_cut(address))


def _fault_of_image(image: scan.Link) -> CheckCode | None:
    # Loading it would tell another site who reads which card, and when (decision 0020).
    if image.scheme or image.target.startswith("//"):
        return CheckCode.IMAGE_REMOTE
    return None if image.text else CheckCode.IMAGE_UNDESCRIBED


def _fault_of_link(link: scan.Link) -> CheckCode | None:
    # Anything else may run a program or a script on the reader's computer.
    if link.scheme not in SAFE_SCHEMES:
        return CheckCode.LINK_UNSAFE
    words = link.text.casefold().strip(" .:>→»!")
    # An address as the words of a link cannot be read aloud on the telephone.
    if not words or words.startswith(("http:", "https:", "www.")):
        return CheckCode.LINK_UNREADABLE
    return CheckCode.LINK_VAGUE if words in _VAGUE else None


def _of_readability(field: str, text: str) -> Iterator[EntryFinding]:
    if scan.word_count(text) < READABLE_FROM:
        return
    index = scan.gulpease(text)
    if index is not None and index < EASY:
        yield EntryFinding(code=CheckCode.HARD_TO_READ, field=field, excerpt=str(index))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"
