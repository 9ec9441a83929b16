"""The command lines of the three programs: what is wrong with one in a sentence, and what is right.

A terminal is read by IT: its texts are English.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from contract.version import VERSION

_WORDS = (  # of argparse, and ours; what they leave is said as it is
    (r"argument (.+): expected (?:one|at least one) argument", r"{0} needs a value"),
    (r"argument (.+): ignored explicit argument .*", r"{0} takes no value"),
    (r"argument (.+): not allowed with argument (.+)", r"{0} and {1} do not go together"),
    (r"the following arguments are required: (.+)", r"missing: {0}"),
    (r"argument (.+)", r"{0}"),
)


class CommandLine(argparse.ArgumentParser):
    """Ends the program with status 2 and one sentence where the arguments make no sense."""

    def __init__(self, **options: Any) -> None:
        # A shortened option would mean another one as soon as a newer version has two that begin
        # so.
        super().__init__(**{"allow_abbrev": False} | options)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As of argparse, but no argument stays unknown, neither here nor below a command."""
        args = sys.argv[1:] if args is None else args
        # Before argparse, whose complaint names the command's arguments and not the mistyped
        # option.
        for word in self._own_words(args):
            option = word.partition("=")[0]
            if option not in self._option_string_actions:
                self.error(f"{option} is no option{nearest(option, self._option_string_actions)}")
        known, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"{rest[0]!r} makes no sense here")
        return known, rest

    def _own_words(self, args: Iterable[str]) -> Iterable[str]:
        """Yield what looks like an option of this parser: a command's own follow its name."""
        for word in args:
            # What follows is a value, or belongs to the command's own parser.
            if word == "--" or (self._subparsers is not None and not word.startswith("-")):
                return
            if word.startswith("--"):
                yield word

    def error(self, message: str) -> NoReturn:
        said = _sentence(message).rstrip(".")
        self.exit(
            2, f"{self.prog}: {said}{'' if said.endswith('?') else '.'} See {self.prog} --help\n"
        )


def add_version(parser: argparse.ArgumentParser) -> None:
    told = f"{parser.prog} {VERSION}"
    parser.add_argument("--version", action="version", version=told, help="tell the version")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" with the known word that is most like this one, or nothing."""
    # 0.6: one slip in a short option is recognised, and nothing is offered for nonsense.
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else ""


def _sentence(message: str) -> str:
    wrong = re.fullmatch(r"argument (.+): invalid choice: '(.*)' \(choose from (.*)\)", message)
    if wrong is not None:
        name, word, choices = wrong[1], wrong[2], wrong[3].replace("'", "")
        hint = nearest(word, choices.split(", "))
        return f"{name} {word!r} is unknown{hint or f'; give one of {choices}'}"
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return words.format(*found.groups())
    # A newer argparse may say something of its own: better its words than none.
    return message
