"""What a check of an entry may find: its code, the field, and whether it is an error."""

from enum import StrEnum

import msgspec


class CheckCode(StrEnum):
    TITLE_MISSING = "title_missing"
    TOPIC_MISSING = "topic_missing"
    CARD_MISSING = "card_missing"
    TEXT_MISSING = "text_missing"  # what is to be read aloud
    SAY_TOO_LONG = "say_too_long"
    HOURS_MISSING = "hours_missing"
    HOURS_UNUSABLE = "hours_unusable"
    VALIDITY_REVERSED = "validity_reversed"
    EXPIRED = "expired"
    STALE_TRANSLATION = "stale_translation"
    HEADINGS_OUT_OF_ORDER = "headings_out_of_order"
    HEADING_EMPTY = "heading_empty"
    LINK_VAGUE = "link_vague"
    LINK_UNREADABLE = "link_unreadable"  # an address in place of words
    LINK_UNSAFE = "link_unsafe"
    IMAGE_UNDESCRIBED = "image_undescribed"
    IMAGE_REMOTE = "image_remote"
    HTML = "html"
    HARD_TO_READ = "hard_to_read"
    LINE_UNUSABLE = "line_unusable"  # of the thesaurus
    TEXT_UNUSABLE = "text_unusable"  # invisible or broken characters
    ENCODED_TWICE = "encoded_twice"  # "perchÃ©"
    VALUE_TOO_LONG = "value_too_long"  # more than entry_values.limit_of its field
    VALUE_MALFORMED = "value_malformed"  # a mail address, a number, … that is none


class Severity(StrEnum):
    ERROR = "error"  # nobody should be asked to review it like this
    WARNING = "warning"


ERRORS = frozenset(
    {
        CheckCode.TITLE_MISSING, CheckCode.TOPIC_MISSING, CheckCode.CARD_MISSING,
        CheckCode.TEXT_MISSING, CheckCode.SAY_TOO_LONG, CheckCode.HOURS_UNUSABLE,
        CheckCode.VALIDITY_REVERSED, CheckCode.LINK_UNSAFE, CheckCode.IMAGE_UNDESCRIBED,
        CheckCode.IMAGE_REMOTE, CheckCode.HTML, CheckCode.LINE_UNUSABLE,
        CheckCode.TEXT_UNUSABLE, CheckCode.VALUE_TOO_LONG, CheckCode.VALUE_MALFORMED,
    }
)  # fmt: skip


class EntryFinding(msgspec.Struct, frozen=True, kw_only=True):
    """excerpt: the words it is about, a number, or a code of opening_checks.

    meant: what the words should probably be.
    is_old: a value that was published so, by an import or before it was looked at, and that nobody
    has written anew: to be mended when there is time.
    """

    code: CheckCode
    field: str
    excerpt: str = ""
    meant: str = ""
    is_old: bool = False

    @property
    def severity(self) -> Severity:
        # An old value as an error would hold the strike or the correction somebody publishes now.
        is_error = self.code in ERRORS and not self.is_old
        return Severity.ERROR if is_error else Severity.WARNING
