"""The sentences of all notices, without a window."""

from console.screens.callbacks.callback_notice_texts import CallbackNoticeTexts
from console.screens.calls.call_texts import CallTexts
from console.screens.contact.contact_notice_texts import ContactNoticeTexts
from console.screens.duty.duty_texts import DutyTexts
from console.screens.kit.editing_refusals import EditingRefusals
from console.screens.kit.notice_texts import NoticeTexts
from console.screens.knowledge.knowledge_notice_texts import KnowledgeNoticeTexts
from console.shell.seat_notice_texts import SeatNoticeTexts

SOURCES = (
    SeatNoticeTexts, CallTexts, DutyTexts, ContactNoticeTexts, CallbackNoticeTexts,
    KnowledgeNoticeTexts, EditingRefusals,
)  # fmt: skip


def notice_texts() -> NoticeTexts:
    return NoticeTexts([source().notices() for source in SOURCES])
