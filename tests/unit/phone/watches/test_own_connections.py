"""Which connections are this process's own, and from where the system would send now."""

import socket

from phone.watches.own_connections import Connection, established, own_connections, source_towards

_TCP = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0200630A:C350 0100630A:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4711 1
   1: 0200630A:C351 0100630A:1F90 06 00000000:00000000 00:00000000 00000000     0        0 4712 1
   2: 0200630A:C352 0100630A:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4713 1
"""
_TCP6 = (
    "0: B80D0120000000000000000001000000:1F90 B80D0120000000000000000002000000:C350 01 0:0 0:0 0 0"
    " 0 9 1"
)
_MAPPED = (
    "0: 0000000000000000FFFF00000200630A:1F90 0000000000000000FFFF00000100630A:C350 01 0:0 0:0 0 0"
    " 0 9 1"
)


def test_only_what_is_established_and_our_own_counts() -> None:
    found = list(established(_TCP.splitlines(), {"4711", "4712"}))
    assert found == [Connection(local="10.99.0.2", remote="10.99.0.1")]


def test_long_addresses_are_read_too() -> None:
    assert list(established([_TCP6], {"9"})) == [
        Connection(local="2001:db8::1", remote="2001:db8::2")
    ]


def test_a_short_address_in_a_long_one_is_the_short_one() -> None:
    assert list(established([_MAPPED], {"9"})) == [
        Connection(local="10.99.0.2", remote="10.99.0.1")
    ]


def test_a_connection_of_this_process_goes_the_way_the_system_would_take_now() -> None:
    with socket.create_server(("127.99.0.1", 0)) as server:
        before = own_connections()
        with socket.create_connection(server.getsockname()) as ours:
            address = ours.getsockname()[0]
            assert Connection(local=address, remote="127.99.0.1") in own_connections() - before
            assert source_towards("127.99.0.1") == address


def test_without_a_way_there_is_no_address_to_send_from() -> None:
    assert source_towards("no address") == ""
