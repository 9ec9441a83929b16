"""The script that renames: in code and prose, and never what goes over the wire."""

from tools.moves.rename_names import read, renamed

CODE = '''
"""A Bulletin goes out."""
class Bulletin:
    take = "take"  # a Bulletin takes
    def say(self) -> str:
        return f"{self.take} Bulletin"
'''


def test_a_name_changes_in_code_and_in_what_is_said_of_it_but_not_in_strings() -> None:
    then = renamed("phone/a.py", CODE, read("Bulletin Publisher\ntake claim\n"))

    assert '"""A Publisher goes out."""' in then
    assert 'claim = "take"  # a Publisher takes' in then
    assert 'f"{self.claim} Bulletin"' in then


def test_a_name_stays_outside_the_folders_of_its_line() -> None:
    assert renamed("console/a.py", CODE, read("Bulletin Publisher phone\n")) == CODE


def test_the_context_of_a_translation_follows_its_class() -> None:
    text = "<name>Wording</name><source>Wording</source>"
    assert "<name>Texts</name><source>Wording" in renamed("i18n/a.ts", text, read("Wording Texts"))
