from widgets.panels.command_palette import Command, best_commands

COMMANDS = (
    Command(name="take", label="Prendi in carico richiamata", words="callback"),
    Command(name="lock", label="Blocca postazione"),
)


def test_a_command_is_found_in_spite_of_a_slip() -> None:
    assert [command.name for command in best_commands("richiamta", COMMANDS)][:1] == ["take"]


def test_an_empty_palette_text_offers_all_commands() -> None:
    assert best_commands("  ", COMMANDS) == list(COMMANDS)
