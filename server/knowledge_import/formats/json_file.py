"""A file of JSON, read with an eye on what hostile ones do: depth, size, impossible numbers."""

import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.file_text import read_text
from server.knowledge_import.import_problems import Findings

MAX_DEPTH = 60
# A string that does not end goes on to the end of the text: nothing is looked at twice.
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.S)


_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


class _Unfit(ValueError):
    """JSON whose form is right; carries the code of what is wrong and what it is about."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code, self.value = code, value


def read_json(path: Path, findings: Findings, shape: CsvShape = USUAL_SHAPE) -> Any:
    """Return the content; None, noted, when it cannot be used."""
    text = read_text(path, findings, shape)
    return None if text is None else parsed(text, path.name, findings)


def parsed(text: str, file: str, findings: Findings, row: int = 0) -> Any:
    """Return what a text says; None, noted at the row, when it cannot be used."""
    # Before the parser: it nests as deep as the text does, and ends in a RecursionError.
    if _is_too_deep(text):
        findings.add("json_too_deep", file=file, row=row)
        return None
    try:
        content = _loaded(text)
        if content is not None:
            return content
        findings.add("json_shape", file=file, row=row, value="null")
    except _Unfit as unfit:
        findings.add(unfit.code, file=file, row=row, value=unfit.value)
    except json.JSONDecodeError as error:
        findings.add("not_json", file=file, row=row or error.lineno)
    return None


def _loaded(text: str) -> Any:
    """Raise _Unfit, json.JSONDecodeError."""
    return json.loads(
        text,
        parse_float=_number,
        # Beyond 4,300 digits int() raises a ValueError that is no fault of the JSON's form.
        parse_int=_whole,
        parse_constant=_constant,
        object_pairs_hook=_once,
    )


def _is_too_deep(text: str) -> bool:
    """Return whether brackets nest too deep, strings left aside, without building anything."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += _DEEPER.get(found.group(), 0)
        if depth > MAX_DEPTH:
            return True
    return False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    # json.loads would keep the last one without a word.
    if len(made) < len(pairs):
        names = Counter(name for name, _ in pairs)
        raise _Unfit("json_twice", names.most_common(1)[0][0])
    return made


def _number(text: str) -> float:
    number = float(text)
    # 1e999 is valid JSON and infinity to Python.
    return number if math.isfinite(number) else _constant(text)


def _whole(text: str) -> int:
    return int(text) if len(text) <= 20 else _constant(text)


def _constant(text: str) -> NoReturn:
    raise _Unfit("json_number", text[:20])
