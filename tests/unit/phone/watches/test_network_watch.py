"""What counts as another way to the exchange, and what is none of our business."""

import pytest
from PySide6.QtCore import QCoreApplication

from phone.watches.network_watch import NetworkWatch
from phone.watches.own_connections import Connection

EXCHANGE = "10.99.0.1"


class Ways:
    """A watch over one connection, and the address the system sends from."""

    def __init__(self) -> None:
        QCoreApplication.instance() or QCoreApplication([])
        self.source = "10.99.0.2"
        self.times_moved = 0
        own = frozenset({Connection(local=self.source, remote=EXCHANGE)})
        self._watch = NetworkWatch(connections=lambda: own, source=lambda _: self.source)
        self._watch.moved.connect(self._count)

    def connected(self) -> None:
        self._watch.learn()

    def become(self, source: str) -> None:
        self.source = source
        self._watch.look()

    def close(self) -> None:
        self._watch.close()

    def _count(self) -> None:
        self.times_moved += 1


@pytest.fixture
def ways() -> Ways:
    return Ways()


def test_another_address_is_told_once(ways: Ways) -> None:
    ways.connected()
    ways.become("10.99.0.3")
    ways.become("10.99.0.3")
    assert ways.times_moved == 1
    ways.close()


def test_a_change_that_leaves_our_way_alone_is_not_told(ways: Ways) -> None:
    ways.connected()
    ways.become("10.99.0.2")
    assert ways.times_moved == 0
    ways.close()


def test_a_way_that_is_gone_is_told_when_it_is_back(ways: Ways) -> None:
    ways.connected()
    ways.become("")
    assert ways.times_moved == 0
    ways.become("10.99.0.2")
    assert ways.times_moved == 1
    ways.close()


def test_before_any_line_nothing_is_told(ways: Ways) -> None:
    ways.become("10.99.0.3")
    assert ways.times_moved == 0
    ways.close()
