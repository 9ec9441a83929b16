"""The thesauri the product ships: every line can be read, each in the language of its file."""

from collections import Counter

from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line
from contract.knowledge.thesaurus import Thesaurus, lines_of
from contract.knowledge.vocabulary import Vocabulary
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_folder import product_thesaurus

LEAST = {"it": 700, "fr": 250, "en": 50, "es": 35, "de": 35, "ar": 30, "zh": 30}


def test_every_line_says_what_leads_to_what_in_the_language_of_its_file() -> None:
    findings = Findings()
    rows = product_thesaurus(findings).rows
    counted = Counter(row.cells["language"] for row in rows)
    assert counted.keys() == LEAST.keys()
    assert all(counted[language] >= least for language, least in LEAST.items())
    unread = [row.cells["line"] for row in rows if not is_thesaurus_line(row.cells["line"])]
    assert unread == []


def test_the_console_reads_them_alike() -> None:
    for language in LEAST:
        rows = [
            row for row in product_thesaurus(Findings()).rows if row.cells["language"] == language
        ]
        text = "\n".join(row.cells["line"] for row in rows)
        thesaurus = Thesaurus(Vocabulary(language), lines_of(text, language))
        # Chinese words are pairs of characters: too short to be corrected by.
        assert thesaurus.words or language == "zh"
