"""A short sample of the proof that kills typing consoles."""

from tools.proofs.draft_kills import run


def test_what_was_typed_a_second_ago_survives_a_kill() -> None:
    result = run(kills=20, seed=7)
    assert result["typed"] > 100
    assert {name: result[name] for name in ("too_late", "lost", "duplicated", "corrupt")} == {
        "too_late": 0,
        "lost": 0,
        "duplicated": 0,
        "corrupt": 0,
    }, result
