"""What each role may do and see."""

from typing import Any

import pytest

from contract.domain.account import CAPABILITIES, Account, Capability, Role
from contract.domain.ids import AccountId, DeskId


def an_account(role: Role, **overrides: Any) -> Account:
    fields = {"id": AccountId("a1"), "login": "a1", "display_name": "A1", "role": role}
    return Account(**(fields | overrides))


def test_every_role_has_its_capabilities_written_down() -> None:
    assert set(CAPABILITIES) == set(Role)


def test_an_operator_records_contacts_but_claims_no_callback() -> None:
    operator = an_account(Role.OPERATOR)
    assert operator.may(Capability.CONTACT_WRITE)
    assert not operator.may(Capability.CALLBACK_CLAIM)
    assert not operator.may(Capability.CASE_WORK)


def test_level_two_claims_callbacks_and_works_on_cases() -> None:
    clerk = an_account(Role.LEVEL_TWO)
    assert clerk.may(Capability.CALLBACK_CLAIM)
    assert clerk.may(Capability.CASE_WORK)
    assert not clerk.may(Capability.MONITOR_READ)


def test_only_an_editor_imports_knowledge() -> None:
    able = {role for role in Role if an_account(role).may(Capability.KNOWLEDGE_IMPORT)}
    assert able == {Role.EDITOR}


def test_it_staff_see_no_citizen() -> None:
    administrator = an_account(Role.IT)
    assert not administrator.may(Capability.CALLER_LOOKUP)
    assert not administrator.may(Capability.CONTACT_WRITE)
    assert administrator.may(Capability.ACCOUNT_MANAGE)


@pytest.mark.parametrize("role", list(Role))
def test_a_disabled_account_may_do_and_see_nothing(role: Role) -> None:
    account = an_account(role, is_active=False, desk_ids=(DeskId("tributi"),))
    assert not any(account.may(capability) for capability in Capability)
    assert account.scopes == ()


def test_the_exchange_sees_no_scope() -> None:
    assert an_account(Role.EXCHANGE).scopes == ()


def test_an_operator_sees_no_desk_even_when_listed_at_one() -> None:
    operator = an_account(Role.OPERATOR, desk_ids=(DeskId("tributi"),))
    assert operator.scopes == ("account:a1", "base", "kb")


def test_level_two_sees_its_desks_and_no_other_in_order() -> None:
    clerk = an_account(Role.LEVEL_TWO, desk_ids=(DeskId("tributi"), DeskId("anagrafe")))
    assert clerk.scopes == (
        "account:a1",
        "base",
        "desk:anagrafe",
        "desk:tributi",
        "editing",
        "kb",
    )


def test_only_who_may_edit_the_knowledge_base_sees_what_is_being_written() -> None:
    able = {role for role in Role if "editing" in an_account(role).scopes}
    assert able == {Role.EDITOR, Role.LEVEL_TWO}
