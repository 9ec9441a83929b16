"""What climbs in a long run is told; what only sways is not."""

from tools.proofs.soak import Look, climbing, slopes_of


def looks(*, mib_an_hour: float = 0.0, files_an_hour: float = 0.0, ms: float = 5.0) -> list[Look]:
    """Return two hours, looked at each two minutes; a contact a second."""
    return [
        Look(
            at_s=at,
            memory_mib=200 + mib_an_hour * at / 3600 + (at % 240) / 240,
            files=int(30 + files_an_hour * at / 3600 + at % 240 / 120),
            cpu_s=at * ms / 1000,
            contacts=at,
        )
        for at in range(0, 7200, 120)
    ]


def test_what_sways_does_not_climb() -> None:
    found = slopes_of(looks())
    assert climbing(found, long=True) == []
    assert (found["cpu_ms"], found["cpu_last_ms"]) == (5.0, 5.0)


def test_memory_that_climbs_is_told_of_a_long_run_only() -> None:
    found = slopes_of(looks(mib_an_hour=8.0))
    assert climbing(found, long=False) == []
    [said] = climbing(found, long=True)
    assert said.startswith("memory climbs by 8")


def test_consoles_that_share_a_process_are_judged_each_by_its_share() -> None:
    found = slopes_of(looks(mib_an_hour=30.0))
    assert climbing(found, long=True, held=10) == []
    [said] = climbing(found, long=True, held=5)
    assert said.startswith("memory climbs by 6")


def test_files_that_stay_open_are_told() -> None:
    [said] = climbing(slopes_of(looks(files_an_hour=20.0)), long=False)
    assert said.endswith("files more are open")
