"""A tune per call: what each end of a test call plays, and how much of it the other end heard.

A key ("seat:390612345678", "citizen:390612345678": the digits of the citizen's number) gives eight
tones of 200 ms, looping. A recording that matches the key proves that this sound, of this call,
came through. phone/page/test_tap.js computes the same tunes; a test compares the two.
"""

import numpy as np
import numpy.typing as npt

Pcm = npt.NDArray[np.int16]

TONES = 8
TONE_S = 0.2
# 500 to 1,800 Hz: inside the telephone band, away from the mains, whole cycles in 200 ms.
ALPHABET_HZ = tuple(float(hz) for hz in range(500, 1801, 100))
AMPLITUDE = 0.3
_SILENCE = 200  # of 32,767; below it a frame holds no tone
_EDGE_S = 0.015  # a frame this near to a change of tone holds both


def pattern(key: str) -> tuple[float, ...]:
    """Return the eight frequencies in Hz of key; neighbours differ, also across the loop."""
    chosen: list[int] = []
    for place in range(TONES):
        index = _hash(f"{key}#{place}") % len(ALPHABET_HZ)
        taken = {*chosen[-1:], *(chosen[:1] if place == TONES - 1 else ())}
        while index in taken:
            index = (index + 1) % len(ALPHABET_HZ)
        chosen.append(index)
    return tuple(ALPHABET_HZ[index] for index in chosen)


def samples(key: str, seconds: float, rate: int = 8000) -> Pcm:
    """Return the tune of key from its beginning, looped to the length asked for."""
    time_s = np.arange(round(seconds * rate)) / rate
    hz = np.array(pattern(key))[(time_s / TONE_S + 1e-9).astype(int) % TONES]
    return np.asarray(np.sin(2 * np.pi * hz * time_s) * AMPLITUDE * 32767, dtype=np.int16)


def share_of_frames_matching(pcm: Pcm, key: str, rate: int = 8000, frame_ms: int = 20) -> float:
    """Return the share (0 to 1) of frames whose dominant frequency is the one of key's tune.

    Silence before and after is left out, silence within counts against. The tune is aligned
    anew in each stretch of 1.6 s: a jitter buffer may stretch or shorten time a little.
    """
    frame = rate * frame_ms // 1000
    heard = _dominant_hz(pcm[: len(pcm) // frame * frame].reshape(-1, frame), rate)
    voiced = np.flatnonzero(heard)
    if not len(voiced):
        return 0.0
    heard = heard[voiced[0] : voiced[-1] + 1]
    stretch = round(TONES * TONE_S * 1000 / frame_ms)
    hits = total = 0
    for start in range(0, len(heard), stretch):
        part_hits, part_total = _best_alignment(heard[start : start + stretch], key, frame_ms)
        hits, total = hits + part_hits, total + part_total
    return hits / total if total else 0.0


def share_of_frames_holding(
    pcm: Pcm, key: str, *, voices: int, rate: int = 8000, frame_ms: int = 20
) -> float:
    """Return the share of frames that hold key's tone among the loudest of as many voices.

    For a mixture of several tunes: each of two or three comes to 0.9 and more, one that is not
    in it to less than 0.65.
    """
    frame = rate * frame_ms // 1000
    frames = pcm[: len(pcm) // frame * frame].reshape(-1, frame)
    strength = _strengths(frames, rate)
    loudest = np.argsort(strength, axis=1)[:, -voices:]
    voiced = np.flatnonzero(np.abs(frames).max(axis=1) >= _SILENCE)
    tune = np.array([ALPHABET_HZ.index(hz) for hz in pattern(key)])
    best = 0.0
    for offset_s in np.arange(0, TONES * TONE_S, 0.005):
        place = ((voiced + 0.5) * frame_ms / 1000 + offset_s) / TONE_S
        clear = np.abs(place - np.round(place)) * TONE_S > _EDGE_S
        expected = tune[place[clear].astype(int) % TONES]
        if clear.any():
            held = (loudest[voiced[clear]] == expected[:, None]).any(axis=1)
            best = max(best, float(held.mean()))
    return best


def _strengths(frames: npt.NDArray[np.int16], rate: int) -> npt.NDArray[np.float64]:
    """Return how loud each tone of the alphabet is in each frame."""
    time_s = np.arange(frames.shape[1]) / rate
    waves = np.exp(-2j * np.pi * np.outer(time_s, ALPHABET_HZ))
    return np.asarray(np.abs((frames * np.hanning(frames.shape[1])) @ waves))


def _hash(text: str) -> int:
    """32-bit FNV-1a with a final mix: short enough to be written twice, in Python and the page."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    return value ^ value >> 13


def _dominant_hz(frames: npt.NDArray[np.int16], rate: int) -> npt.NDArray[np.float64]:
    """Return each frame's strongest frequency, rounded to the alphabet's step; 0 for silence."""
    if not len(frames):
        return np.zeros(0)
    size = 2048
    window = np.hanning(frames.shape[1])
    spectrum = np.abs(np.fft.rfft(frames * window, size, axis=1))
    hz = np.round(spectrum.argmax(axis=1) * rate / size / 100) * 100
    return np.asarray(np.where(np.abs(frames).max(axis=1) < _SILENCE, 0.0, hz))


def _best_alignment(heard: npt.NDArray[np.float64], key: str, frame_ms: int) -> tuple[int, int]:
    """Return (matching frames, frames compared) at the alignment with the largest share."""
    tune = np.array(pattern(key))
    middle_s = (np.arange(len(heard)) + 0.5) * frame_ms / 1000
    best = (0, 0)
    for offset_s in np.arange(0, TONES * TONE_S, 0.005):
        place = (middle_s + offset_s) / TONE_S
        to_edge_s = np.abs(place - np.round(place)) * TONE_S
        clear = to_edge_s > _EDGE_S
        hits = int((heard[clear] == tune[place[clear].astype(int) % TONES]).sum())
        total = int(clear.sum())
        if total and hits / total > (best[0] / best[1] if best[1] else -1):
            best = (hits, total)
    return best
