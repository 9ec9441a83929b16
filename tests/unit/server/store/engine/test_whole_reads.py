"""A statement that reads a growing table from end to end is found where it is first run."""

import pytest

from server.store.engine.connection import Connection
from tests.support.servers.plans_over_years import PlansOverYears
from tests.support.servers.recorded_service import RecordedService
from tests.support.servers.whole_reads import whole_reads


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT id FROM queue_call WHERE exchange = 'a' AND boot = 'b' LIMIT 1", ["queue_call"]),
        ("SELECT * FROM citizen c WHERE c.fiscal_code = 'X'", ["citizen"]),
        ("UPDATE contact SET version = 2 WHERE description = ''", ["contact"]),
        ("SELECT * FROM citizen WHERE fiscal_code = 'X' AND fiscal_code <> ''", []),
        ("SELECT seq FROM audit ORDER BY seq DESC LIMIT 1", []),
        ("SELECT * FROM account WHERE role = 'x'", []),
    ],
)
def test_a_missing_index_is_found(
    sqlite_service: RecordedService, sql: str, found: list[str]
) -> None:
    def look(connection: Connection) -> list[str]:
        return whole_reads(connection, sql, {})

    assert sqlite_service.database.read_now(look) == found


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT id FROM queue_call WHERE sip = 'sip-7'", set()),
        ("SELECT id FROM queue_call WHERE boot = 'none' LIMIT 1", {"queue_call"}),
        ("SELECT * FROM contact WHERE caller_phone = '+39061' ORDER BY closed_at DESC", set()),
        ("UPDATE contact SET version = 2 WHERE description = 'none'", {"contact"}),
        ("SELECT seq FROM audit ORDER BY seq DESC LIMIT 1", set()),
        # An index that is read from its beginning, and passes over what was not asked for.
        ("SELECT id FROM case_ WHERE id > '' AND state = 'none' ORDER BY id LIMIT 9", {"case_"}),
        (
            "SELECT id FROM citizen WHERE NOT EXISTS"
            " (SELECT 1 FROM contact WHERE contact.citizen_id = citizen.id)",
            {"citizen", "contact"},
        ),
        ("DELETE FROM duty_event WHERE account_id = 'account-1' AND seq <= 900", set()),
        # Of few rows in a city, all in one page: reading that page is no reading of years.
        ("SELECT * FROM revision WHERE scope = 'editing' AND id > '' ORDER BY id LIMIT 500", set()),
        ("SELECT * FROM revision WHERE why = 'none'", {"revision"}),
    ],
)
def test_after_five_years_postgresql_answers_by_an_index_or_is_found_out(
    five_years: PlansOverYears, sql: str, found: set[str]
) -> None:
    assert five_years.read_whole(sql, {}) == found


@pytest.mark.postgresql
def test_an_index_that_somebody_forgot_is_missed(five_years: PlansOverYears) -> None:
    by_phone = "SELECT id FROM contact WHERE caller_phone = '+39061' ORDER BY closed_at LIMIT 9"
    assert not five_years.read_whole(by_phone, {})
    with five_years.without("ix_contact_caller_phone"):
        assert five_years.read_whole(by_phone, {}) == {"contact"}
    with five_years.without("ix_queue_call_sip"):
        by_name = "SELECT id FROM queue_call WHERE sip = 'sip-7'"
        assert five_years.read_whole(by_name, {}) == {"queue_call"}
