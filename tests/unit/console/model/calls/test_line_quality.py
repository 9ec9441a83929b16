"""A line is called bad after ten seconds of it, and said to be good again when it is."""

from console.model.calls.line_quality import Light, QualityRecord, light_of
from contract.wire.phone_socket import Quality


def heard(mos: float = 4.2, lost_pct: float = 0.0, **fields: object) -> Quality:
    return Quality(call=1, mos=mos, lost_pct=lost_pct, jitter_ms=5, rtt_ms=20, **fields)  # type: ignore[arg-type]


def a_record(*samples: Quality, every_s: float = 1.0) -> QualityRecord:
    record = QualityRecord()
    for at, sample in enumerate(samples):
        record.add(sample, at * every_s)
    return record


def test_the_worse_of_score_and_loss_decides_the_light() -> None:
    assert light_of(4.2, 0.0) is Light.GOOD
    assert light_of(4.2, 1.5) is Light.FAIR
    assert light_of(3.5, 0.0) is Light.FAIR
    assert light_of(4.2, 4.0) is Light.BAD
    assert light_of(2.9, 0.0) is Light.BAD


def test_a_moment_of_loss_disturbs_nobody() -> None:
    assert not a_record(*[heard(lost_pct=4.0)] * 5).is_disturbed
    assert a_record(*[heard(lost_pct=4.0)] * 11).is_disturbed


def test_ten_good_seconds_make_a_bad_line_good_again() -> None:
    record = a_record(*[heard(lost_pct=4.0)] * 11, *[heard()] * 11)
    assert record.light is Light.GOOD
    assert not record.is_disturbed


def test_nothing_heard_has_no_light_and_no_figures() -> None:
    record = QualityRecord()
    assert record.light is None
    assert not record.is_disturbed
    assert record.whole() is None


def test_the_whole_call_is_the_mean_of_it_and_its_worst_moment() -> None:
    whole = a_record(heard(4.0, 2.0), heard(3.0, 4.0)).whole()
    assert whole is not None
    assert (whole.mos_mean, whole.mos_min, whole.lost_pct) == (3.5, 3.0, 3.0)


def test_the_phones_own_last_word_goes_before_what_was_heard_here() -> None:
    last = heard(3.9, 1.0, mos_mean=3.9, mos_min=3.1, device="Cuffia", is_final=True)
    record = a_record(heard(4.4), last)
    assert record.whole() == last
    assert record.light is Light.GOOD, "the last word is of the whole call, not of its end"
