"""The search bench: one JSON line, through the real replica."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[3] / "tools" / "benches" / "bench_search.py"
CORPUS = [
    {"id": "tari", "title": "TARI", "text": "La tassa sui rifiuti."},
    {"id": "cie", "title": "Carta d'identità", "text": "Serve un appuntamento."},
    {"id": "neonato", "type": "faq", "title": "Il neonato deve venire?", "text": "Sì."},
]
QUERIES = [
    {"query": "carta identita", "relevant": ["cie"], "kind": "natural"},
    {"query": "neonato ", "relevant": ["neonato"], "kind": "natural"},
    {"query": "passaporto", "relevant": ["tari"], "kind": "synonym"},
]


def test_the_bench_prints_one_json_line(tmp_path: Path) -> None:
    corpus, queries = tmp_path / "corpus.jsonl.gz", tmp_path / "queries.jsonl"
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in CORPUS)
    queries.write_text("\n".join(map(json.dumps, QUERIES)), encoding="utf-8")
    nothing = tmp_path / "none.txt"
    nothing.touch()
    command = [sys.executable, str(BENCH), "--corpus", str(corpus), "--queries", str(queries)]
    command += ["--thesaurus", str(nothing), "--inflate", "12", "--seed", "3"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
    assert shown.stdout.count("\n") == 1
    report = json.loads(shown.stdout)
    assert (report["n"], report["docs"]) == (3, 12)
    assert report["success_at_3"] == round(2 / 3, 4)
    assert report["by_kind"]["natural"]["success_at_1"] == 1
    assert report["by_kind"]["synonym"]["mrr_at_10"] == 0
    for timing in ("query_ms", "keystroke_ms"):
        assert set(report[timing]) == {"p50", "p95", "p99"}
    assert report["build_s"] > 0
