"""What we are made of: how old the lock is, under which licences, and what is known against it.

    python -m tools.supplies age           days since the locks were last looked at
    python -m tools.supplies licences      the licence of each work of others in the product
    python -m tools.supplies advisories    weaknesses that are known of what the locks name

The last one alone asks the network: a public list (OSV), which is told names and versions of the
packages and nothing else. Each ends with 1 where somebody has to look.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any

from tools.installer.build_steps import ROOT
from tools.installer.third_parties import bundled_in_the_page, licence_of
from tools.installer.wheels import product_wheels

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock", "package-lock.json")
MOST_DAYS = 30  # then a new lock is due, whatever is known against the old one
ADVISORIES = "https://api.osv.dev/v1/querybatch"
ANSWER_S = 30
# Words of licences that we may not hand on as we do, or that say nothing.
REFUSED = re.compile(r"AGPL|Affero|SSPL|Commons.Clause|Proprietary|see the text", re.IGNORECASE)

# Whose text was read: it names no licence where one looks for it.
READ = ("sqlcipher3",)

Package = tuple[str, str, str]  # kind of registry, name, version
Ask = Callable[[bytes], bytes]


def packages() -> list[Package]:
    """Return all that the locks name, what is for the build and the tests too."""
    found = set[Package]()
    for name in LOCKS[:-1]:
        for line in (ROOT / name).read_text().splitlines():
            if known := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", line):
                found.add(("PyPI", known[1], known[2]))
    of_page = json.loads((ROOT / LOCKS[-1]).read_text())["packages"]
    for place, known in of_page.items():
        if place:
            found.add(("npm", place.rpartition("node_modules/")[2], known["version"]))
    return sorted(found)


def age() -> tuple[list[str], bool]:
    told, is_old = [], False
    for name in LOCKS:
        words = ["git", "log", "-1", "--format=%ct", "--", name]
        said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        days = int((time.time() - int(said or time.time())) // 86_400)
        told.append(f"{days:4} days  {name}")
        is_old |= days > MOST_DAYS
    return told, is_old


def licences() -> tuple[list[str], bool]:
    told = [f"{wheel.name} {wheel.version}  {licence_of(wheel)}" for wheel in product_wheels()]
    for place, known in bundled_in_the_page():
        name = place.rpartition("node_modules/")[2]
        told.append(f"{name} {known['version']}  Licence: {known['license']}")
    refused = [line for line in told if REFUSED.search(line) and not line.startswith(READ)]
    return [*told, *(f"LOOK AT  {line}" for line in refused)], bool(refused)


def advisories(of: Iterable[Package], ask: Ask) -> tuple[list[str], bool]:
    """Return a line for each package of which a weakness is known."""
    asked = list(of)
    queries = [
        {"package": {"ecosystem": kind, "name": name}, "version": version}
        for kind, name, version in asked
    ]
    results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
    told = [
        f"{name} {version}: {', '.join(sorted(one['id'] for one in found['vulns']))}"
        for (_, name, version), found in zip(asked, results, strict=True)
        if found.get("vulns")
    ]
    return told or [f"Nothing is known against {len(asked)} packages."], bool(told)


def asked_at(url: str) -> Ask:
    def ask(body: bytes) -> bytes:
        question = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(question, timeout=ANSWER_S) as answer:
            read: bytes = answer.read()
        return read

    return ask


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.supplies", description=__doc__)
    parser.add_argument("what", choices=("age", "licences", "advisories"))
    ways: dict[str, Callable[[], tuple[list[str], Any]]] = {
        "age": age,
        "licences": licences,
        "advisories": lambda: advisories(packages(), asked_at(ADVISORIES)),
    }
    try:
        told, has_to_be_looked_at = ways[parser.parse_args(words).what]()
    except OSError as error:
        print(f"Nobody answers: {error}", file=sys.stderr)
        return 1
    print("\n".join(told))
    return int(has_to_be_looked_at)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
