"""Whatever a value holds comes back out of its row."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.wire.changes import BODY_TYPES, Kind
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.row_codec import codec_of
from server.store.engine.schema import metadata
from server.store.sync.replicated_rows import TABLES, find, kinds_of, write_row
from tests.support.servers.recorded_service import RecordedService

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
INSTANTS = st.integers(min_value=0, max_value=10**13).map(instant)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 2**31 - 1),
    float: st.floats(0, 1e9),
    bool: st.booleans(),
    NoneType: st.none(),
    datetime: INSTANTS,
    date: st.dates(date(1900, 1, 1)),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's type."""
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(any_of(option) for option in get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=3).map(tuple)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return values_of(hint) if issubclass(hint, msgspec.Struct) else PLAIN[hint]


def values_of(kind_type: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    fields = {name: any_of(hint) for name, hint in get_type_hints(kind_type).items()}
    return st.builds(kind_type, **fields)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_table_with_its_columns(kind: Kind) -> None:
    columns = set(metadata.tables[TABLES[kind]].columns.keys())
    assert columns == {*codec_of(BODY_TYPES[kind]).columns, "scope", "deleted"}


def test_each_kind_belongs_to_one_sort_of_scope() -> None:
    kinds = [
        kind
        for scope in ("base", "kb", "editing", "desk:x", "account:x")
        for kind in kinds_of(scope)
    ]
    assert sorted(kinds) == sorted(Kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_value_comes_back_out_of_the_database(sqlite_service: RecordedService, kind: Kind) -> None:
    kind_type = BODY_TYPES[kind]

    class Undo(Exception):
        pass

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(value=values_of(kind_type))
    def there_and_back(value: Any) -> None:
        def work(connection: Connection) -> None:
            write_row(connection, value, "x", is_new=True)
            assert find(connection, kind_type, value.id) == value
            raise Undo

        with pytest.raises(Undo):
            sqlite_service.database.write_now(work)

    there_and_back()


def test_instants_are_kept_to_the_millisecond() -> None:
    at = datetime(2026, 11, 25, 10, 0, 0, 123_999, UTC)
    assert instant(millis(at)) == at - timedelta(microseconds=999)
