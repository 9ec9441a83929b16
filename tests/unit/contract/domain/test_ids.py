"""Identifiers minted on a seat, and the names of scopes."""

import re
from uuid import UUID

from contract.domain.ids import AccountId, DeskId, account_scope, desk_scope, new_command_id, new_id


def test_ten_thousand_ids_are_all_different() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_an_id_is_a_version_seven_uuid_in_lower_case() -> None:
    minted = new_id()
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", minted)
    assert UUID(minted).version == 7
    assert UUID(minted).variant == "specified in RFC 4122"


def test_a_command_id_is_minted_like_any_other() -> None:
    assert UUID(new_command_id()).version == 7


def test_scopes_of_desks_and_accounts_never_collide() -> None:
    assert desk_scope(DeskId("tributi")) == "desk:tributi"
    assert account_scope(AccountId("tributi")) == "account:tributi"
