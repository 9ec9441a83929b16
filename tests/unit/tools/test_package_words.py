"""What the package is awaited to say in Arabic is what its window says."""

import re

from tools import translations
from tools.gates.gates import ROOT

ARABIC = re.compile(r'"([^"\n]*[\u0621-\u064a][^"\n]*)"')


def test_every_arabic_word_that_is_waited_for_is_on_a_screen() -> None:
    [file] = [one for one in translations.files() if translations.language_of(one) == "ar"]
    said = {text for entry in translations.entries(file) for text in entry.translations}
    story = (ROOT / "tools" / "bare_machine" / "package_story.py").read_text(encoding="utf-8")
    awaited = ARABIC.findall(story)
    assert len(awaited) > 2
    assert [word for word in awaited if word not in said] == []
