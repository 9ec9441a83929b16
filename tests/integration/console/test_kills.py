"""A short sample of the proof that kills typing consoles."""

from tools.proofs.kills.draft_kills import run


def test_what_was_saved_while_it_was_typed_survives_a_kill() -> None:
    result = run(kills=10, seed=7)  # how soon it is saved, the long proof measures
    assert result["typed"] > 20
    assert result["saved"] > 0
    assert {name: result[name] for name in ("taken_back", "lost", "duplicated", "corrupt")} == {
        "taken_back": 0,
        "lost": 0,
        "duplicated": 0,
        "corrupt": 0,
    }, result
