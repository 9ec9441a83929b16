"""The tune of a call is found in a recording of it, and in no other."""

import numpy as np

from tools.services.tone_pattern import ALPHABET_HZ, pattern, samples, share_of_frames_matching

KEY = "seat:390612345678"


def test_tune_is_the_same_every_time_and_its_neighbours_differ() -> None:
    for number in range(200):
        tune = pattern(f"citizen:39061{number}")
        assert tune == pattern(f"citizen:39061{number}")
        assert set(tune) <= set(ALPHABET_HZ)
        assert all(one != other for one, other in zip(tune, tune[1:] + tune[:1], strict=True))


def test_tune_is_found_whole_wherever_the_recording_begins_and_under_noise() -> None:
    noise = np.random.default_rng(1).normal(0, 300, 80_000)
    heard = (samples(KEY, 10.4)[777 : 777 + 80_000] * 0.2 + noise).astype(np.int16)
    assert share_of_frames_matching(heard, KEY) > 0.98


def test_another_calls_tune_does_not_match() -> None:
    shares = [share_of_frames_matching(samples(KEY, 5), f"seat:39066{n}") for n in range(50)]
    assert max(shares) < 0.7


def test_silence_within_counts_against_and_around_does_not() -> None:
    heard = samples(KEY, 10)
    padded = np.concatenate([np.zeros(8000, np.int16), heard, np.zeros(8000, np.int16)])
    assert share_of_frames_matching(padded, KEY) > 0.98
    heard[20_000:28_000] = 0
    assert share_of_frames_matching(heard, KEY) < 0.95


def test_nothing_heard_matches_nothing() -> None:
    assert share_of_frames_matching(np.zeros(0, np.int16), KEY) == 0.0
    assert share_of_frames_matching(np.zeros(8000, np.int16), KEY) == 0.0
