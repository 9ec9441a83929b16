"""What must be filled before a contact may be closed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contract.domain.contact import Contact, Disposition, missing_fields
from contract.domain.ids import AccountId, ContactId, DeskId, TopicId


def a_contact(**fields: Any) -> Contact:
    closed_at = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    return Contact(id=ContactId("c1"), operator_id=AccountId("op1"), closed_at=closed_at, **fields)


def test_an_information_needs_a_topic_and_nothing_else() -> None:
    assert missing_fields(a_contact()) == ("topic",)
    assert missing_fields(a_contact(topic_id=TopicId("tari"))) == ()


@pytest.mark.parametrize(
    "disposition",
    [
        Disposition.TRANSFERRED,
        Disposition.CALLER_HUNG_UP,
        Disposition.WRONG_NUMBER,
        Disposition.CALLED_BACK,
    ],
)
def test_other_endings_need_nothing(disposition: Disposition) -> None:
    assert missing_fields(a_contact(disposition=disposition)) == ()


def test_forwarding_names_what_is_missing_in_the_order_of_the_form() -> None:
    forwarded = a_contact(disposition=Disposition.FORWARDED)
    assert missing_fields(forwarded) == ("topic", "desk", "description")


def test_a_blank_description_is_none() -> None:
    forwarded = a_contact(
        disposition=Disposition.FORWARDED,
        topic_id=TopicId("tari"),
        desk_id=DeskId("tributi"),
        description=" \n\t",
    )
    assert missing_fields(forwarded) == ("description",)
