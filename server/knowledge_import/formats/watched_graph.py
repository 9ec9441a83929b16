"""A graph that knows which of its statements somebody took, so that the rest can be told."""

from collections import Counter

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from server.knowledge_import.formats.cpsv_words import CELL, short_name
from server.knowledge_import.formats.made_tables import MadeTables

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class WatchedGraph(Graph):
    def __init__(self) -> None:
        # A store without named graphs: the library's other way is deprecated by itself.
        super().__init__(store="SimpleMemory")
        self.taken: set[tuple[Node, str, Node]] = set()

    def untaken(self) -> Counter[tuple[str, str]]:
        """Return how many statements nobody took, by the type of their node and their name."""
        found: Counter[tuple[str, str]] = Counter()
        for node, name, value in self:
            # What a nameless node says counts by itself.
            is_said = str(name) != TYPE and not isinstance(value, BNode)
            if is_said and (node, str(name), value) not in self.taken:
                kind = next(iter(sorted(map(str, self.objects(node, URIRef(TYPE))))), "")
                found[kind.replace("#", "/").rpartition("/")[2], str(name)] += 1
        return found


def note_untaken(graph: WatchedGraph, file: str, made: MadeTables) -> None:
    """Note what nobody took; an export of ours carries what the profile has no words for."""
    if any(str(name).startswith(CELL) for name in set(graph.predicates())):
        return
    made.note_unread(
        {
            (f"{file} › {kind}" if kind else file, short_name(name)): count
            for (kind, name), count in graph.untaken().items()
        }
    )
