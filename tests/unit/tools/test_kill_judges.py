"""What the proofs that kill consoles call lost, late or silent."""

from pathlib import Path

from msgspec.structs import replace

from tools.proofs.kills.call_kills import longest_gap_s, shows
from tools.proofs.kills.typing_kills import TYPED, Tally, first_lost_s, judge
from tools.proofs.seats.glance import Glance, GlanceLog, GlanceReader, needed_s

EMPTY = dict.fromkeys(TYPED, "")


def seen(at_s: float, text: str, *, focus: str = "description", look: str = "") -> Glance:
    return Glance(
        at_s=at_s,
        cpu_s=0.0,
        page="work",
        look=look,
        number="0655557001",
        focus=focus,
        cursor=len(text),
        values=EMPTY | {"description": text},
    )


def judged(*history: Glance, back: Glance, killed_s: float) -> Tally:
    tally = Tally()
    judge(tally, list(history), back, killed_s)
    return tally


def test_nothing_is_lost_when_the_last_text_is_back() -> None:
    tally = judged(seen(1, "a"), seen(2, "ab"), back=seen(9, "ab"), killed_s=2.5)
    assert (tally.lost_age_s_max, tally.too_late, tally.focus_lost) == (0.0, 0, 0)
    assert tally.faults == []


def test_the_age_of_a_loss_is_that_of_the_first_text_after_the_one_found() -> None:
    assert first_lost_s([(1, "a"), (2, "ab"), (3, "abc")], "a") == 2
    assert first_lost_s([(1, "a"), (2, "ab"), (3, "a")], "a") == 0.0
    assert first_lost_s([(1, "a")], "b") is None


def test_text_older_than_a_second_counts_as_too_late_and_strange_text_as_corrupt() -> None:
    history = (seen(1, "a"), seen(2, "ab"), seen(3, "abc"))
    assert judged(*history, back=seen(9, "a"), killed_s=3.5).too_late == 1
    assert judged(*history, back=seen(9, "ab"), killed_s=3.5).too_late == 0
    assert judged(*history, back=seen(9, "xyz"), killed_s=3.5).corrupt == 1


def test_the_cursor_must_be_where_it_was_in_the_last_second() -> None:
    history = (seen(1, "", focus="name"), seen(2, ""), seen(2.2, "a"))
    assert judged(*history, back=seen(9, "", focus="name"), killed_s=2.5).focus_lost == 0
    assert judged(*history, back=seen(9, "", focus="name"), killed_s=3.5).focus_lost == 1


def test_a_gap_is_looked_for_only_between_two_moments() -> None:
    arrivals = (0.0, 0.5, 0.52, 0.6, 0.62, 2.0)
    assert round(longest_gap_s(arrivals, 0.4, 1.0), 3) == 0.08
    assert longest_gap_s((), 0.0, 1.0) == 0.0


def test_a_call_is_shown_with_its_state_and_its_number() -> None:
    glance = seen(1, "", look="held")
    assert shows(glance, "held", "+390655557001")
    assert not shows(glance, "talking", "+390655557001")
    assert not shows(glance, "held", "+390655557002")


def test_half_a_line_of_the_file_waits_for_its_other_half(tmp_path: Path) -> None:
    file = tmp_path / "glances"
    reader = GlanceReader(file)
    assert reader.fresh() == []
    GlanceLog(file).add(seen(1, "a"))
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:20])
    assert [glance.at_s for glance in reader.fresh()] == [1]
    file.write_bytes(whole + whole)
    assert [glance.at_s for glance in reader.fresh()] == [1]


def test_waits_for_a_core_do_not_count_but_the_consoles_own_work_does() -> None:
    back = replace(seen(20.0, ""), cpu_s=1.2, waited_s=6.0)
    assert needed_s(back, started_s=11.0) == 3.0
    assert needed_s(back, started_s=13.5) == 1.2
