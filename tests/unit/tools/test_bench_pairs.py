"""Two commits are compared pair by pair, each by the benches it has itself."""

from pathlib import Path

import pytest

from tools.figures import bench_pairs

# Costs another time at each run: as many seconds as there are runs so far, times FACTOR.
BENCHES = """
import json
from pathlib import Path

def run(tree, only):
    runs = Path("runs")
    count = int(runs.read_text()) + 1 if runs.exists() else 1
    runs.write_text(str(count))
    result = {"seed": 1, "rings": {"cpu_s": count * FACTOR}, "gone": count, "worst": ["a"]}
    yield json.dumps({"bench": only[0], "result": result} | FAILED)
"""


def tree(folder: Path, factor: float, failed: str = "{}") -> Path:
    package = folder / "tools" / "figures"
    package.mkdir(parents=True)
    for place in (package, package.parent):
        (place / "__init__.py").touch()
    source = BENCHES.replace("FACTOR", str(factor)).replace("FAILED", failed)
    (package / "bench_lines.py").write_text(source)
    return folder


def test_ratio_is_of_each_pair_and_its_bounds_are_named(tmp_path: Path) -> None:
    old, new = tree(tmp_path / "old", 1.0), tree(tmp_path / "new", 1.5)
    (record,) = bench_pairs.run(old, new, only=["gui"], pairs=3)
    assert record["bench"] == "gui"
    assert len(record["loads_1"]) == 4
    assert record["figures"]["rings.cpu_s"] == {
        "old": 2.0, "new": 3.0, "ratio": 1.5, "least": 1.5, "greatest": 1.5
    }  # fmt: skip
    assert "worst" not in record["figures"]


def test_a_bench_that_fails_ends_the_comparison_with_its_words(tmp_path: Path) -> None:
    old = tree(tmp_path / "old", 1.0)
    new = tree(tmp_path / "new", 1.0, '{"failed": "no exchange"}')
    with pytest.raises(SystemExit, match=r"gui failed in .*new: no exchange"):
        list(bench_pairs.run(old, new, only=["gui"], pairs=1))
