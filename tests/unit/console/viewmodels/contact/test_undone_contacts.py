"""What is said of a contact that was undone, by whether the server has heard of it."""

import pytest

from console.runtime.change_feed import ChangeFeed, Topic
from console.viewmodels.contact import undone_contacts
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.contact.undone_contacts import UndoneContacts
from contract.domain.ids import ContactId
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import a_scope, notices_of


@pytest.mark.parametrize(
    ("was_sent", "is_online", "takes_it", "elsewhere"),
    [
        (True, True, True, ""),
        (True, True, False, "yes"),  # it stands still: the line is thought to live for a while
        (False, True, False, "yes"),  # the contact itself may have reached it
        (True, False, False, "yes"),
        (False, False, False, ""),  # nobody ever had it
    ],
)
async def test_that_others_have_it_still_is_said_while_it_may_be_so(
    monkeypatch: pytest.MonkeyPatch,
    was_sent: bool,
    is_online: bool,
    takes_it: bool,
    elsewhere: str,
) -> None:
    feed, waiting = ChangeFeed(), [True]
    if not takes_it:
        monkeypatch.setattr(undone_contacts, "SOON_S", 0.0)

    async def waits(contact_id: ContactId) -> bool:
        return waiting[0]

    async with a_scope() as scope:
        notices = notices_of(scope)
        undone = UndoneContacts(
            waits=waits, notices=notices, is_online=lambda: is_online, feed=feed, scope=scope
        )
        undone.tell(ContactNotice.UNDONE, ContactId("c"), was_sent=was_sent)
        if takes_it:
            waiting[0] = False
            feed.publish(frozenset({Topic.OUTBOX}))
        await until(lambda: notices.passing)
        assert notices.passing[ContactNotice.UNDONE].subject == {"elsewhere": elsewhere}
