"""Real catalogues come in with every row accounted for, and go out and in again without loss."""

from typing import Any

import pytest

from tools.figures.import_figures import SHARED, SOURCES, Source, figures_of, round_trips

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not SHARED.is_dir(), reason=f"no real files: {SHARED} is not there"),
]


def taken(path: str) -> dict[str, Any]:
    """Return the figures of one of the real files."""
    (source,) = [one for one in SOURCES if one.path == path]
    return figures_of(source, SHARED / path)[0]


@pytest.mark.parametrize(
    ("path", "out", "refused"),
    [
        ("it/pagopa/faq.json", {"cards.csv": 162, "faqs.csv": 658}, {}),
        ("en/openreferral", {"offices.csv": 30, "staff.csv": 30, "cards.csv": 23}, {}),
        ("en/openreferral/hsds3-examples/csv", {"offices.csv": 2, "cards.csv": 1}, {}),
        (
            "en/openreferral/hsds3-examples/service_full.json",
            {"offices.csv": 2, "cards.csv": 1},
            {},
        ),
    ],
)
def test_every_row_of_a_real_file_is_accounted_for(
    path: str, out: dict[str, int], refused: dict[str, int]
) -> None:
    figures = taken(path)
    assert {name: figures["out"].get(name) for name in out} == out
    assert figures["why"] == refused
    assert figures["refused"] == sum(refused.values())


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.path)
def test_no_name_of_a_person_comes_in(source: Source) -> None:
    _, knowledge = figures_of(source, SHARED / source.path)
    for office in knowledge.offices if knowledge else ():
        assert not any(member.name for member in office.staff)


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.path)
def test_a_real_file_goes_out_and_in_again_without_loss(source: Source) -> None:
    _, knowledge = figures_of(source, SHARED / source.path)
    for trip in round_trips(knowledge) if knowledge else ():
        assert not trip["lost"], trip
