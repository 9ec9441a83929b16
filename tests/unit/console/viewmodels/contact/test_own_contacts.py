"""The list of own contacts: of a day, of a kind, with some words."""

import asyncio
from datetime import timedelta

import pytest

from console.model.contact.contact_draft import ContactDraft
from console.model.contact.own_work import OwnWork
from console.runtime.change_feed import ChangeFeed
from console.viewmodels.contact.own_contacts import OwnContactsViewModel, OwnFilter
from console.viewmodels.contact.own_work import OwnWorkViewModel
from contract.domain.caller import CallerDetails
from contract.domain.contact import CORRECTABLE_FOR, Contact, Disposition
from contract.domain.ids import AccountId, CaseId, ContactId, TopicId
from tests.support.waiting import until
from tests.unit.console.viewmodels.contact.test_contact_editor import an_editor
from tests.unit.console.viewmodels.seat import NOW, a_scope

HOUR = timedelta(hours=1)


def a_contact(name: str, hours_ago: float, **changes: object) -> Contact:
    fields: dict[str, object] = {
        "id": ContactId(name),
        "operator_id": AccountId("op-1"),
        "topic_id": TopicId("topic-1"),
        "closed_at": NOW - hours_ago * HOUR,
    }
    return Contact(**(fields | changes))  # type: ignore[arg-type]


CONTACTS = (
    a_contact("now", 1, caller=CallerDetails(name="Bianca Esempio", phone="+390655500123")),
    a_contact(
        "forwarded",
        2,
        disposition=Disposition.FORWARDED,
        case_id=CaseId("case-1"),
        case_number="2026-000009",
        promised_from=NOW + HOUR,
        promised_until=NOW + 3 * HOUR,
        description="Ha pagato due volte",
    ),
    a_contact("yesterday", 24),
    a_contact("older", 24 * 6),
    a_contact("oldest", 24 * 9),
)
DRAFT = ContactDraft(
    contact_id=ContactId("draft"), is_open=False, answered_at=NOW - 3 * HOUR, saved_at=NOW
)


async def listed(work: OwnWork, chosen: OwnFilter | None = None, query: str = "") -> list[str]:
    """Return the ids of what is listed."""
    async with an_editor() as (editor, _), a_scope() as scope:

        async def load() -> OwnWork:
            return work

        own_work = OwnWorkViewModel(load=load, feed=ChangeFeed(), scope=scope)
        own_work.refresh()
        if work != OwnWork():
            await until(lambda: own_work.contacts or own_work.drafts)
        await asyncio.sleep(0)
        model = OwnContactsViewModel(own_work=own_work, editor=editor, clock=lambda: NOW)
        if chosen is not None:
            model.choose(chosen)
        model.search(query)
        return [getattr(one, "id", "") or getattr(one, "contact_id", "") for one in model.rows()]


WORK = OwnWork(contacts=CONTACTS, drafts=(DRAFT,))


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (OwnFilter.TODAY, ["now", "forwarded", "draft"]),
        (OwnFilter.YESTERDAY, ["yesterday"]),
        (OwnFilter.WEEK, ["now", "forwarded", "draft", "yesterday", "older"]),
        (OwnFilter.TO_COMPLETE, ["draft"]),
        (OwnFilter.WITH_CALLBACK, ["forwarded"]),
        (OwnFilter.LEVEL_TWO, ["forwarded"]),
    ],
)
async def test_each_filter_lists_its_own_newest_first(chosen: OwnFilter, ids: list[str]) -> None:
    assert await listed(WORK, chosen) == ids


async def test_the_list_begins_with_today_and_on_an_empty_day_with_the_week() -> None:
    assert (await listed(WORK))[0] == "now"
    assert await listed(OwnWork(contacts=CONTACTS[3:])) == ["older"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("bianca", ["now"]),
        ("06 5550 0123", ["now"]),
        ("000009", ["forwarded"]),
        ("orari due volte", ["forwarded"]),
        ("nessuno", []),
    ],
)
async def test_all_words_are_looked_for_in_all_that_a_contact_says(
    query: str, ids: list[str]
) -> None:
    assert await listed(WORK, OwnFilter.WEEK, query) == ids


async def test_one_that_is_corrected_and_put_aside_is_listed_once() -> None:
    aside = ContactDraft(
        contact_id=ContactId("now"), is_open=False, answered_at=NOW - HOUR, saved_at=NOW
    )
    work = OwnWork(contacts=CONTACTS[:1], drafts=(aside,))
    assert await listed(work, OwnFilter.TODAY) == ["now"]


@pytest.mark.parametrize(
    ("hours_ago", "is_correctable"), [(23.9, True), (24.0, True), (24.1, False)]
)
async def test_for_a_day_a_contact_may_be_corrected(
    hours_ago: float,
    is_correctable: bool,
) -> None:
    contact = a_contact("one", hours_ago)
    assert (contact.correctable_until >= NOW) is is_correctable
    late = a_contact("late", 24 * 5, recorded_at=NOW - CORRECTABLE_FOR / 2)
    assert late.correctable_until > NOW, "it reached the server only then"
