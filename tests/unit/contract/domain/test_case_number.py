"""The number of a case as somebody types it while the citizen says it."""

import pytest

from contract.domain.case import case_number_in


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2026-000123", "2026-000123"),
        (" 2026-123 ", "2026-000123"),
        ("2025/123", "2025-000123"),
        ("2025 000123", "2025-000123"),
        ("123", "2026-000123"),
        ("٢٠٢٥-١٢٣", "2025-000123"),
        ("", ""),
        ("TARI", ""),
        ("2026-", ""),
        ("06 5555 7135 2", ""),
        ("2026-000123-4", ""),
    ],
)
def test_the_year_and_zeros_may_be_left_out(typed: str, number: str) -> None:
    assert case_number_in(typed, 2026) == number
