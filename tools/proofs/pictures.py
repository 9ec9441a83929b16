"""Every scene in every look: nothing cut, overlapping, faint or without a name."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from console.scenes.photograph import SCENES
from tools.proofs.judges.collected_runs import commit_at_hand

ROOT = Path(__file__).resolve().parents[2]
LINE_LIMIT = 2**24  # bytes that tell the faults of a scene
Wanted = tuple[str, str]  # language, scene


async def prove(
    *,
    workers: int = 2,
    scenes: str = "",
    themes: str = "light,dark,contrast",
    langs: str = "it,en,ar",
    sizes: str = "1366x768,1920x1080",
    text: str = "100,130,200",
    folder: str = "",
) -> dict[str, Any]:
    """Judge the scenes (all, or the named ones, with commas) in each language and look.

    folder: where each scene that was judged is kept, so that a run cut off goes on from there.
    """
    names = scenes.split(",") if scenes else list(SCENES)
    if unknown := [name for name in names if name not in SCENES]:
        return {"faults": [f"no such scene: {', '.join(unknown)}"]}
    looks = ["--themes", themes, "--text", text, "--sizes", sizes]
    kept = _Kept(Path(folder) if folder else None, looks)
    wanted = list(product(langs.split(","), names))
    left = iter([one for one in wanted if one not in kept.found])
    await asyncio.gather(*(_look_at(left, looks, kept) for _ in range(workers)))
    return _result([kept.found[one] for one in wanted])


class _Kept:
    """What was found, by language and scene; in a file of this commit and these looks as well."""

    def __init__(self, folder: Path | None, looks: list[str]) -> None:
        """Raise NotToBeMixed where files differ from the commit."""
        self.found: dict[Wanted, dict[str, Any]] = {}
        self._file: Path | None = None
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        chosen = "-".join(looks[1::2]).replace(",", "+")
        self._file = folder / f"{commit_at_hand()[:12]}-{chosen}.jsonl"
        if self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                one = json.loads(line)
                self.found[one["lang"], one["scene"]] = one

    def keep(self, lang: str, one: dict[str, Any]) -> None:
        one = {"lang": lang, **one}
        self.found[lang, one["scene"]] = one
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(one) + "\n")


class _Looker:
    """A process that looks at scenes in one language."""

    def __init__(self, lang: str, looks: list[str]) -> None:
        self.lang = lang
        self._command = [sys.executable, "-m", "tools.pictures.looker", "--lang", lang, *looks]
        self._process: asyncio.subprocess.Process | None = None

    async def look_at(self, scene: str) -> dict[str, Any]:
        pipe = asyncio.subprocess.PIPE
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=ROOT, stdin=pipe, stdout=pipe, limit=LINE_LIMIT
            )
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(f"{scene}\n".encode())
        if line := await told.readline():
            return dict(json.loads(line))
        await self.end()  # the next scene gets a new one
        fault = {"look": "", "kind": "not shown", "where": scene, "what": "the process died"}
        return {"scene": scene, "looks": 0, "faults": [fault]}

    async def end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()


async def _look_at(left: Iterator[Wanted], looks: list[str], kept: _Kept) -> None:
    """Take what is next, until nothing is left; workers share what is left."""
    looker: _Looker | None = None
    try:
        for lang, scene in left:
            if looker is None or looker.lang != lang:
                if looker is not None:
                    await looker.end()
                looker = _Looker(lang, looks)
            kept.keep(lang, await looker.look_at(scene))
    finally:
        if looker is not None:
            await looker.end()


def _result(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return counts, and each fault once, with the looks it is seen in."""
    looks: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        for fault in one["faults"]:
            key = (one["scene"], fault["kind"], fault["where"], fault["what"])
            looks.setdefault(key, []).append(f"{one['lang']} {fault['look']}")
    return {
        "scenes": len({one["scene"] for one in found}),
        "pictures": sum(one["looks"] for one in found),
        "kinds": dict(Counter(kind for _, kind, _, _ in looks)),
        "faults": [
            {"scene": scene, "kind": kind, "where": where, "what": what, "looks": seen}
            for (scene, kind, where, what), seen in looks.items()
        ],
    }
