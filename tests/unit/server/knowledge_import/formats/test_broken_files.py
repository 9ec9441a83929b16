"""Files with bytes changed anywhere are read or refused in words; nothing else ever comes of it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.foreign_files import intake_of, written_to
from tests.support.knowledge.knowledge_folder import KnowledgeFolder

ROUNDS = 60


def cut(content: bytes, luck: random.Random) -> bytes:
    return content[: luck.randrange(len(content))]


def flipped(content: bytes, luck: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(luck.randint(1, 8)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def doubled(content: bytes, luck: random.Random) -> bytes:
    start = luck.randrange(len(content))
    end = min(len(content), start + luck.randint(1, 400))
    return content[:end] + content[start:]


def swapped(content: bytes, luck: random.Random) -> bytes:
    old, new = luck.sample([b'"', b"[", b"{", b"1", b"null", b":", b",", b"@id", b"\\u0000"], 2)
    return content.replace(old, new, luck.randint(1, 3))


@pytest.mark.parametrize("name", ["xlsx", "hsds", "cpsv", "faq"])
@pytest.mark.parametrize("spoil", [cut, flipped, doubled, swapped])
def test_a_spoilt_file_is_read_or_refused(
    tmp_path: Path, name: str, spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    city = read_knowledge(KnowledgeFolder(tmp_path / "city").path)
    path = written_to(tmp_path, name, tables_of(city))
    whole = path.read_bytes()
    luck = random.Random(f"{name} {spoil.__name__}")
    outcomes = set()
    for _ in range(ROUNDS):
        path.write_bytes(spoil(whole, luck))
        outcomes.add(outcome(path, name, skips=luck.random() < 0.5))
    assert outcomes <= {"read", "refused"}
    assert spoil is not cut or "refused" in outcomes


def outcome(path: Path, name: str, *, skips: bool) -> str:
    try:
        intake_of(path, name, skips=skips)
    except ImportRefused as refused:
        return "refused" if all(problem.sentence for problem in refused.problems) else "mute"
    return "read"
