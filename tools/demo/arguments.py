"""The options of ./run."""

from dataclasses import dataclass
from pathlib import Path

from contract.command_line import CommandLine

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".demo"  # the demo by hand keeps its server and replicas here
FAILED_LOGS = ROOT / ".cache" / "demo" / "logs"  # of the last headless run that did not start
SHORTEST_S = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    headless: bool
    seconds: int
    report: Path | None
    keep: Path | None
    server_down: bool


def parse(argv: list[str] | None = None) -> Options:
    parser = CommandLine(
        prog="./run",
        description="Starts the demo: server, exchange, phone, console and citizens who call.",
        epilog="examples: ./run; ./run --headless --seconds 120 --report r.json",
    )
    parser.add_argument("--setup", action="store_true", help="only set up, then end")
    parser.add_argument("--version", action="store_true", help="name the version and end")
    parser.add_argument(
        "--headless", action="store_true", help="no screen: an automatic operator plays"
    )
    parser.add_argument(
        "--seconds", type=int, default=120, help=f"how long it plays: at least {SHORTEST_S}"
    )
    parser.add_argument("--report", type=Path, help="where the report goes (headless)")
    parser.add_argument("--keep", type=Path, help="keep the run's files in this folder (headless)")
    parser.add_argument(
        "--server-down",
        action="store_true",
        help="stop the server for the middle of the run (headless)",
    )
    given = parser.parse_args(argv)
    if given.headless and given.seconds < SHORTEST_S:
        parser.error(f"--seconds must be at least {SHORTEST_S}")
    if not given.headless and (given.report or given.keep or given.server_down):
        parser.error("--report, --keep and --server-down need --headless")
    return Options(
        headless=given.headless,
        seconds=given.seconds,
        report=given.report.absolute() if given.report else None,
        keep=given.keep.absolute() if given.keep else None,
        server_down=given.server_down,
    )
