"""A file of JSON-LD as a graph. Nothing is ever fetched: contexts from elsewhere are refused."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.formats.json_file import read_json
from server.knowledge_import.formats.watched_graph import TYPE, WatchedGraph
from server.knowledge_import.import_problems import Findings


class _Remote(Exception):
    pass


def read_graph(
    path: Path, findings: Findings, shape: CsvShape = USUAL_SHAPE
) -> WatchedGraph | None:
    """Return what a file says; None, noted, when it cannot be used."""
    content = read_json(path, findings, shape)
    if content is None:
        return None
    try:
        graph = WatchedGraph()
        # Before the library: it would fetch what a stranger's file names.
        _refuse_remote(content)
        to_rdf(content, graph)
        return graph
    except _Remote as remote:
        findings.add("remote_context", file=path.name, value=remote)
    except Exception:  # noqa: BLE001 # the parser raises of every kind at what it does not expect
        findings.add("not_linked_data", file=path.name)
    return None


def _refuse_remote(content: Any, *, is_context: bool = False) -> None:
    """Raise _Remote where a context is named and not in the file itself, at whatever depth."""
    if isinstance(content, str) and is_context:
        raise _Remote(content)
    if isinstance(content, list):
        for one in content:
            _refuse_remote(one, is_context=is_context)
    elif isinstance(content, dict):
        for name, value in content.items():
            # "@import" names a context elsewhere, as "@context" does.
            _refuse_remote(value, is_context=name in ("@context", "@import"))


class Thing:
    """A node of a graph, asked by full names; several names stand for one another.

    spoilt: names under which it, or what hangs on it, was asked for a text and held a thing. Its
    parts share it.
    """

    def __init__(self, graph: WatchedGraph, node: Node, spoilt: set[str] | None = None) -> None:
        self._graph = graph
        self.node = node
        self.spoilt: set[str] = set() if spoilt is None else spoilt

    def all(self, *names: str) -> list["Thing"]:
        """Return what it says under the first of these names that says anything."""
        for name in names:
            if found := self._objects(name):
                self._graph.taken |= {(self.node, name, one) for one in found}
                return [Thing(self._graph, one, self.spoilt) for one in found]
        return []

    def text(self, *names: str) -> str:
        """Return one of the texts under these names, an Italian one first."""
        return str(self._text(*names, takes=True))

    def language(self, *names: str) -> str:
        """Return the language that text names; "": it names none."""
        return (getattr(self._text(*names), "language", None) or "").lower()

    def _text(self, *names: str, takes: bool = False) -> Any:
        found = self._texts(*names)
        italian = [one for one in found if getattr(one, "language", None) == "it"]
        one = next(iter(italian or found), "")
        if takes and found:
            self._take(names, one)
        return one

    def texts(self, *names: str) -> list[str]:
        found = self._texts(*names)
        for one in found:
            self._take(names, one)
        return [str(one) for one in found]

    def _take(self, names: Iterable[str], value: Any) -> None:
        self._graph.taken |= {(self.node, name, value) for name in names}

    def references(self, *names: str) -> list[str]:
        """Return the nodes it names, by which other things are known."""
        return [str(one.node) for one in self.all(*names)]

    def called(self, name: str) -> str:
        """Return what finds it in its file: its address, or its name where it has none."""
        return name if isinstance(self.node, BNode) else str(self.node)

    def last_part(self, name: str) -> str:
        """Return the end of its address, or its name where it has none.

        What the library calls such a node is another word at each reading.
        """
        address = self.called("").rstrip("/").replace("#", "/").replace(":", "/")
        return address.rpartition("/")[2] or name

    def cells(self, prefix: str) -> dict[str, str]:
        """Return the texts under names that begin so, by the rest of the name; each has one."""
        names = {str(name) for name in self._graph.predicates(self.node)}
        cells: dict[str, str] = {}
        for name in sorted(one for one in names if one.startswith(prefix)):
            found = self._objects(name)
            self._graph.taken |= {(self.node, name, one) for one in found}
            if len(found) == 1 and isinstance(found[0], Literal):
                cells[name.removeprefix(prefix)] = str(found[0])
            else:
                self.spoilt.add(name)
        return cells

    def _objects(self, name: str) -> list[Node]:
        return _in_order(self._graph, self._graph.objects(self.node, URIRef(name)))

    def _texts(self, *names: str) -> list[Node]:
        """Return the texts under the first of these names that has any."""
        for name in names:
            found = self._objects(name)
            texts = [one for one in found if not isinstance(one, BNode)]
            if len(texts) < len(found):
                self.spoilt.add(name)
            if texts:
                return texts
        return []


def things(graph: WatchedGraph, *types: str) -> list[Thing]:
    """Return the nodes of these types, each once, in a steady order."""
    nodes = {node for name in types for node in graph.subjects(URIRef(TYPE), URIRef(name))}
    return [Thing(graph, node) for node in _in_order(graph, nodes)]


def _in_order(graph: WatchedGraph, nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes in the same order at each reading, blank ones by what they say."""

    def key(node: Node) -> str:
        if not isinstance(node, BNode):
            return str(node)
        # A blank node's name is another one at each reading: its words are the same.
        return "|".join(sorted(f"{name} {value}" for name, value in graph.predicate_objects(node)))

    return sorted(nodes, key=key)
