"""What an operator is told of reports on entries."""

from console.viewmodels.kit.notice_code import NoticeCode


class KnowledgeNotice(NoticeCode):
    ENTRY_REPORTED = "entry_reported"
    WORDS_ENTRY_GONE = "words_entry_gone"
