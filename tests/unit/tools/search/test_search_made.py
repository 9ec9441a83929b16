"""Queries made from titles: as hurried people type, the same for a seed, and answerable."""

import random

from contract.knowledge.language.text_folding import words
from server.usecases.knowledge.learning.trial_questions import slip
from tools.search.search_made import made_queries
from tools.search.search_rivals import rivals

CORPUS = [
    {"id": "a", "title": "Carta d'identità elettronica CIE", "text": "Serve la foto."},
    {"id": "b", "title": "Contributo di costruzione", "text": "Si paga al Comune."},
    {"id": "b2", "title": "CONTRIBUTO DI COSTRUZIONE", "text": "Un altro Comune."},
    {"id": "c", "title": "Modello F24", "text": "Per pagare i tributi."},
]
DEVELOPMENT = [{"query": "quanto costa costruire", "relevant": ["b"], "kind": "natural"}]


def test_queries_come_out_the_same_for_a_seed() -> None:
    assert made_queries(CORPUS, DEVELOPMENT, "it", 3) == made_queries(CORPUS, DEVELOPMENT, "it", 3)


def test_every_kind_is_made_and_names_all_that_bear_the_title() -> None:
    made = made_queries(CORPUS, DEVELOPMENT, "it", 3)
    kinds = {query["kind"] for query in made}
    assert kinds == {"typo", "prefix", "cut", "code", "misspelt sentence"}
    of_building = [query for query in made if query["relevant"] == ["b", "b2"]]
    assert of_building
    assert {tuple(q["relevant"]) for q in made if q["kind"] == "code"} == {("a",), ("c",)}


def test_a_slip_changes_a_word_inside_and_leaves_its_ends() -> None:
    luck = random.Random(2)
    for _ in range(200):
        slipped = slip("residenza", luck)
        assert slipped[0] == "r"
        assert slipped.endswith(("a", "z"))
        assert abs(len(slipped) - len("residenza")) <= 1


def test_rivals_answer_the_same_queries() -> None:
    queries = [
        {"query": "carta identita", "relevant": ["a"], "kind": "natural"},
        {"query": "F24", "relevant": ["c"], "kind": "code"},
        {"query": '"NEAR(', "relevant": ["c"], "kind": "code"},
    ]
    reports = list(rivals(CORPUS, queries))
    assert len(reports) == 3
    for report in reports:
        assert report["n"] == 3
        assert report["by_kind"]["natural"]["success_at_1"] == 1
    assert words('"NEAR(') == ["near"]
