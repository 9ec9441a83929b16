"""As the package lays our files: each process that a program starts finds its modules."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
OURS = ("contract", "console", "phone", "server", "resources")
DEBIANS_PYTHON = Path(sys.base_prefix) / "bin" / "python3"
LIMIT_S = 240.0

ASKS_FOR_VECTORS = """
import asyncio
from server.gateways.sentences import SentenceProcess
from server.usecases.knowledge.vector_text import VectorText

async def ask():
    process = SentenceProcess()
    try:
        (numbers,) = await process.compute([VectorText("Tari", "La tassa sui rifiuti.")])
    finally:
        await process.close()
    print(bool(numbers))

asyncio.run(ask())
"""
TRIES_WHAT_WAS_LEARNED = """
import asyncio
from contract.domain.knowledge_entries.learning import TrialQuestion
from server.gateways.search_trial import try_elsewhere
from server.usecases.knowledge.learning.search_trial import TrialAsk

question = TrialQuestion(id="q", text="pagare la tari", card_ids=("none",))
ask = TrialAsk(cards=(), offices=(), faqs=(), thesaurus=(), questions=(question,))
print(len(asyncio.run(try_elsewhere(ask)).learned.outcomes) == 1)
"""
STARTS_THE_PHONE = """
import subprocess, sys, time
from pathlib import Path
from console.telephony.phone_process import PhoneProcess

folder = Path(sys.argv[1])
phone = PhoneProcess(socket=folder / "s", data_dir=folder, extra=("--test",))
phone.start()
limit_s = time.monotonic() + 100
while phone._is_running() and not (folder / "s").exists() and time.monotonic() < limit_s:
    time.sleep(0.02)
print((folder / "s").exists())
phone._process.terminate()
try:
    phone._process.wait(60)
except subprocess.TimeoutExpired:
    print("does not end")
    phone._process.kill()
for file in folder.glob("phone*.log"):
    print(file.read_text(), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opt")
    for package in OURS:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    (folder / "site").symlink_to(sysconfig.get_path("purelib"))
    return folder


@pytest.mark.parametrize(
    "asking",
    [ASKS_FOR_VECTORS, TRIES_WHAT_WAS_LEARNED, STARTS_THE_PHONE],
    ids=["vectors", "trial", "phone"],
)
def test_a_program_of_the_package_starts_its_processes(
    program: Path, tmp_path: Path, asking: str
) -> None:
    (program / "asking.py").write_text(asking)
    ran = subprocess.run(
        [DEBIANS_PYTHON, "-I", program / "contract" / "launcher.py", "asking", tmp_path],
        cwd="/",
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert ran.stdout == "True\n", ran.stderr
