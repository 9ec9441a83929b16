"""Lines come out whole however they arrive, and no client can fill the memory."""

from hypothesis import given
from hypothesis import strategies as st

from phone.socket.command_socket import Frames


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line)), st.integers(1, 7))
def test_lines_are_the_same_however_they_are_cut(lines: list[bytes], size: int) -> None:
    data = b"".join(line + b"\n" for line in lines)
    frames = Frames(limit=20)
    found = [
        frame
        for start in range(0, len(data), size)
        for frame in frames.feed(data[start : start + size])
    ]
    assert found == lines


def test_line_beyond_the_limit_is_none_and_the_next_one_is_whole() -> None:
    frames = Frames(limit=10)
    assert frames.feed(b"12345678") == []
    assert frames.feed(b"12345678") == []
    assert frames.feed(b"1234\nsound\n") == [None, b"sound"]
    assert frames.feed(b"x" * 11 + b"\n" + b"y" * 10 + b"\n") == [None, b"y" * 10]


def test_endless_line_takes_no_memory() -> None:
    frames = Frames(limit=10)
    for _ in range(1000):
        frames.feed(b"x" * 1000)
    assert len(frames._begun) <= 10
