"""What real files bring in: a JSON line a file with rows read, in, out and refused, and why.

The files lie beside the checkout, CHIAMAROMA_SHARED or ../shared/data; without them it says so.
The last lines are round trips: the demo city and the real files through each format and back.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.known_formats import WRITERS
from server.knowledge_import.import_problems import ImportRefused, Problem
from server.knowledge_import.knowledge_files import Knowledge, Stored, read_knowledge
from server.knowledge_import.knowledge_tables import KEYED, THESAURUS
from server.knowledge_import.take_in_knowledge import ImportOrder, Intake, read_order
from server.knowledge_import.written_files import write_texts
from tools.generators.ipa_sample import ipa_sample

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED", ROOT.parent / "shared" / "data"))
DEMO_CITY = ROOT / "resources" / "demo_city"
MAPPED = Mapping(topic_id="nuovi", topic_path="Da classificare")
NOTHING: Stored = {table: {} for table in (*KEYED, THESAURUS)}
WHOLE = ("csv", "xlsx", "hsds", "hsds-csv", "cpsv")
_KINDS = ("desks", "topics", "offices", "cards", "faqs", "thesaurus")


@dataclass(frozen=True, slots=True)
class Source:
    path: str  # below the shared data
    format: str
    country: str = "39"


_HSDS = "en/openreferral/hsds3-examples"
SOURCES = (
    Source("it/pagopa/faq.json", "faq"),
    Source("en/openreferral", "hsds", country="1"),
    Source(f"{_HSDS}/csv", "hsds"),
    *(
        Source(f"{_HSDS}/{name}.json", "hsds")
        for name in (
            *("tabular", "organization_full", "organization_list", "location", "service_full"),
            *("service_list", "service_at_location_full", "service_at_location_list"),
            *("base", "taxonomy", "taxonomy_list", "taxonomy_term", "taxonomy_term_list"),
        )
    ),
)


def main() -> int:
    """Print the figures; 0: every round trip lost nothing."""
    city = read_knowledge(DEMO_CITY)
    bases = {"demo city": city}
    if SHARED.is_dir():
        for source in SOURCES:
            figures, knowledge = figures_of(source, SHARED / source.path)
            print(json.dumps(figures, ensure_ascii=False), flush=True)
            if knowledge is not None:
                bases[source.path] = knowledge
        bases["all of these"] = _together(list(bases.values()))
    else:
        print(f"no real files: {SHARED} is not there", file=sys.stderr)
    with TemporaryDirectory() as folder:
        sample = Path(folder) / "unita-organizzative.csv"
        sample.write_text(ipa_sample(city.offices), encoding="utf-8")
        figures, _ = figures_of(Source("units in the shape of IndicePA", "ipa"), sample)
        print(json.dumps(figures, ensure_ascii=False), flush=True)
    clean = True
    for name, knowledge in bases.items():
        for trip in round_trips(knowledge):
            clean = clean and not trip["lost"]
            print(json.dumps({"round_trip_of": name} | trip, ensure_ascii=False), flush=True)
    return 0 if clean else 1


def _together(bases: list[Knowledge]) -> Knowledge:
    """Return what a server has that took in one after the other."""
    kinds: dict[str, Any] = {}
    for kind in _KINDS:
        values = {key: one for base in bases for key, one in _by_id(base, kind).items()}
        kinds[kind] = tuple(values.values())
    return Knowledge(**kinds)


def figures_of(source: Source, path: Path) -> tuple[dict[str, Any], Knowledge | None]:
    """Return what a file brings in, faulty rows left out; None: it is refused as a whole."""
    mapping = msgspec.structs.replace(MAPPED, country=source.country)
    order = ImportOrder(
        path=path,
        format=source.format,
        keeps_others=True,
        skips_refused=True,
        mapping=mapping,
    )
    head = {"file": source.path, "format": source.format}
    try:
        intake = read_order(order, NOTHING)
    except ImportRefused as refused:
        return head | {"refused_whole": [told(one) for one in refused.problems[:3]]}, None
    return head | _counted(intake), intake.knowledge if intake.knowledge.cards else None


def _counted(intake: Intake) -> dict[str, Any]:
    return {
        "read": intake.read if len(intake.read) < 9 else {"all files": sum(intake.read.values())},
        "in": {name: count for name, count in intake.rows_in.items() if count},
        "out": {name: count for name, count in intake.rows_out.items() if count},
        "refused": intake.refused_rows,
        "why": dict(Counter(one.code for one in intake.refused).most_common()),
        "first_refused": [told(one) for one in intake.refused[:2]],
        "to_complete_or_left_out": dict(Counter(one.code for one in intake.notes).most_common()),
    }


def told(problem: Problem) -> str:
    return f"{problem.file}, {problem.row}, {problem.column}: {problem.sentence}"


def round_trips(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Write the values in each format, read them again, and yield what differs."""
    full = _whole(knowledge)
    for name in WHOLE:
        if name in ("csv", "xlsx") and not all(getattr(full, kind) for kind in _KINDS[:5]):
            continue  # our own tables are never empty
        with TemporaryDirectory() as folder:
            back = _back(full, name, Path(folder))
        lost = {
            kind: sum(_by_id(back, kind).get(key) != one for key, one in _by_id(full, kind).items())
            for kind in _KINDS
        }
        values = sum(len(getattr(full, kind)) for kind in _KINDS)
        yield {
            "format": name,
            "values": values,
            "lost": {kind: count for kind, count in lost.items() if count},
        }


def _whole(knowledge: Knowledge) -> Knowledge:
    """Return it with each desk knowing its topics, as a server keeps them."""
    return msgspec.structs.replace(knowledge, queues=None, skills=None)


def _back(knowledge: Knowledge, name: str, folder: Path) -> Knowledge:
    written = WRITERS[name](tables_of(knowledge))
    target = folder / ("base.xlsx" if name == "xlsx" else "base.json")
    if isinstance(written, bytes):
        target.write_bytes(written)
    else:
        target = folder / "base"
        write_texts(target, written)
    read = name.removesuffix("-csv") if name != "csv" else name
    keeps = name not in ("csv", "xlsx")
    order = ImportOrder(path=target, format=read, keeps_others=keeps)
    back = read_order(order, NOTHING if keeps else None).knowledge
    desks = [_knowing(desk, back) for desk in back.desks]
    return msgspec.structs.replace(back, desks=tuple(desks))


def _knowing(desk: Any, knowledge: Knowledge) -> Any:
    mine = tuple(topic.id for topic in knowledge.topics if topic.desk_id == desk.id)
    return msgspec.structs.replace(desk, topic_ids=mine)


def _by_id(knowledge: Knowledge, kind: str) -> dict[str, Any]:
    return {str(one.id): one for one in getattr(knowledge, kind)}


if __name__ == "__main__":
    sys.exit(main())
