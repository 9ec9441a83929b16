"""Stored and passing notices, and my own work."""

from console.model.contact.contact_draft import ContactDraft
from console.model.contact.own_work import OwnWork
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from console.viewmodels.callbacks.callback_notices import CallbackNotice
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.duty.duty_notices import DutyNotice
from console.viewmodels.kit.notice_code import Moment, NoticeCode, SeatNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel, Passing
from console.viewmodels.knowledge.knowledge_notices import KnowledgeNotice
from contract.domain.ids import ContactId, NoticeId
from contract.domain.notice import Notice
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import NOW


class Box:
    def __init__(self) -> None:
        self.notices: tuple[Notice, ...] = (Notice(id=NoticeId("n1"), code="forbidden", at=NOW),)
        self.drafts: tuple[ContactDraft, ...] = ()

    async def unseen(self) -> tuple[Notice, ...]:
        return self.notices

    async def mark_seen(self, notice_id: NoticeId) -> None:
        self.notices = tuple(one for one in self.notices if one.id != notice_id)

    async def load(self) -> OwnWork:
        return OwnWork(drafts=self.drafts)


async def test_stored_notices_stay_until_seen(scope: TaskScope) -> None:
    box, feed = Box(), ChangeFeed()
    notices = NoticesViewModel(unseen=box.unseen, mark_seen=box.mark_seen, feed=feed, scope=scope)
    shown: list[int] = []
    notices.stored_changed.connect(lambda: shown.append(len(notices.stored)))
    feed.publish(frozenset({Topic.NOTICES}))
    await until(lambda: shown == [1])
    notices.seen(NoticeId("n1"))
    await until(lambda: not box.notices)
    feed.publish(frozenset({Topic.NOTICES}))
    await until(lambda: shown == [1, 0])


async def test_a_passing_notice_is_told_once_until_it_says_something_new(scope: TaskScope) -> None:
    box = Box()
    notices = NoticesViewModel(
        unseen=box.unseen, mark_seen=box.mark_seen, feed=ChangeFeed(), scope=scope
    )
    told: list[Passing] = []
    gone: list[str] = []
    notices.told.connect(told.append)
    notices.taken_back.connect(gone.append)
    notices.tell("offline", since="a")
    notices.tell("offline", since="a")
    notices.tell("offline", Level.ACT_NOW, since="b")
    assert [one.subject["since"] for one in told] == ["a", "b"]
    notices.take_back("offline", "never told")
    assert gone == ["offline"]
    notices.tell_bug("7F3A")
    assert notices.passing["unexpected"].subject == {"reference": "7F3A"}


async def test_each_moment_ends_the_notices_that_nobody_needs_after_it(scope: TaskScope) -> None:
    box = Box()
    notices = NoticesViewModel(
        unseen=box.unseen, mark_seen=box.mark_seen, feed=ChangeFeed(), scope=scope
    )
    notices.tell("bad_line", lost="7")  # as the phone says it, in letters
    notices.tell(ContactNotice.RESUMED)
    notices.tell(DutyNotice.NEWS_ALARM, Level.SAFETY, key="news_alarm:a:k")
    notices.tell("a_code_of_tomorrow")
    notices.end(Moment.CALL_ENDS)
    assert notices.passing.keys() == {"resumed", "news_alarm:a:k", "a_code_of_tomorrow"}
    notices.end(Moment.CONTACT_CLOSES)
    assert notices.passing.keys() == {"news_alarm:a:k", "a_code_of_tomorrow"}


def test_no_two_features_have_one_code() -> None:
    of_features = (
        SeatNotice, CallNotice, DutyNotice, ContactNotice, CallbackNotice, KnowledgeNotice,
    )  # fmt: skip
    assert set(of_features) <= set(NoticeCode.__subclasses__())
    codes = [str(code) for codes in NoticeCode.__subclasses__() for code in codes]
    assert len(codes) == len(set(codes))


async def test_own_work_changes_only_when_something_did(scope: TaskScope) -> None:
    box, feed = Box(), ChangeFeed()
    own = OwnWorkViewModel(
        load=box.load,
        feed=feed,
        scope=scope,
    )
    changes: list[int] = []
    own.changed.connect(lambda: changes.append(len(own.drafts)))
    box.drafts = (ContactDraft(contact_id=ContactId("d")),)
    feed.publish(frozenset({Topic.DRAFTS}))
    await until(lambda: changes == [1])
    feed.publish(frozenset({Topic.OUTBOX}))
    box.drafts = ()
    feed.publish(frozenset({Topic.DRAFTS}))
    await until(lambda: changes == [1, 0])


async def test_what_was_done_twice_in_a_row_is_told_twice(scope: TaskScope) -> None:
    box = Box()
    notices = NoticesViewModel(
        unseen=box.unseen, mark_seen=box.mark_seen, feed=ChangeFeed(), scope=scope
    )
    told: list[Passing] = []
    notices.told.connect(told.append)
    notices.tell("saved", Level.DONE)
    notices.tell("saved", Level.DONE)
    assert [one.code for one in told] == ["saved", "saved"]
