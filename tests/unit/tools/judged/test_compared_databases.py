"""The script that compares two databases finds what is gone, otherwise, strange or twice."""

from typing import Any

import pytest

from tools.proofs.judges.compare_databases import differences, twice
from tools.proofs.upgrade import lost_rows

CONTACT = {"id": "c1", "deleted": 0, "version": 1, "description": "Chiede del bollettino"}
CALLBACK = {"id": "b1", "deleted": 0, "state": "claimed", "holder_id": "a", "holder_name": "Anna"}


def compared(table: str, before: list[Any], after: list[Any], *unsent: str) -> list[str]:
    return differences(table, before, after, set(unsent))


def test_the_same_under_another_version_is_the_same() -> None:
    assert compared("contact", [CONTACT], [{**CONTACT, "version": 7}]) == []


def test_a_contact_that_is_gone_is_told() -> None:
    assert compared("contact", [CONTACT], []) == ["contact c1: is gone"]
    assert compared("contact", [CONTACT], [{**CONTACT, "deleted": 1}]) == ["contact c1: is gone"]


def test_a_text_that_is_another_is_told() -> None:
    [said] = compared("contact", [CONTACT], [{**CONTACT, "description": "Chiede"}])
    assert said == "contact c1.description: 'Chiede del bollettino' is now 'Chiede'"


def test_a_contact_that_nobody_wrote_is_told_and_one_that_waited_is_not() -> None:
    assert compared("contact", [], [CONTACT]) == ["contact c1: nobody wrote it"]
    assert compared("contact", [], [CONTACT], "c1") == []


@pytest.mark.parametrize("state", ["open", "done"])
def test_a_claim_may_be_given_up_and_nothing_else_of_a_callback_may_change(state: str) -> None:
    after = {**CALLBACK, "state": state, "holder_id": None, "holder_name": ""}
    assert bool(compared("callback", [CALLBACK], [after])) is (state == "done")


def test_what_a_contact_said_before_its_corrections_is_there_as_often_as_it_was() -> None:
    first = {"id": "h1", "contact_id": "c1", "earlier": "uno", "at": 1}
    second = {**first, "id": "h2", "earlier": "due"}
    again = [{**second, "id": "h3", "at": 9}, {**first, "id": "h4", "at": 9}]
    assert compared("contact_history", [first, second], again) == []
    assert compared("contact_history", [first, second], again[1:]) != []


def test_a_number_that_two_cases_have_is_told() -> None:
    assert twice([{"number": "1"}, {"number": "1"}, {"number": ""}, {"number": ""}], "number") == [
        "number 1 is given 2 times"
    ]


def test_a_row_or_value_that_an_upgrade_loses_is_told_and_a_column_it_gains_is_not() -> None:
    before = {"contact": [{"id": "c1", "words": "Chiede"}, {"id": "c2", "words": "Chiede"}]}
    kept = {"contact": [{"id": "c1", "words": "Chiede", "new": 0}, {"id": "c2", "words": ""}]}
    assert lost_rows(before, kept) == ["contact: {'id': 'c2', 'words': 'Chiede'}"]
    assert len(lost_rows(before, {})) == 2
