"""What a colleague sends along, while she asks about a citizen and once he is here himself."""

import asyncio

import pytest

from console.errors import ServerUnreachable, SessionExpired
from console.runtime.task_scope import TaskScope
from console.viewmodels.calls.passed_call import PassedCallViewModel
from contract.wire.duty import CallContext
from tests.support.waiting import until

ASKING = CallContext(call_key="k-2", from_name="Carlo", note="TARI", citizen_call_key="k-1")


class Server:
    """known: what it says of each call."""

    def __init__(self) -> None:
        self.known: dict[str, CallContext] = {"k-2": ASKING}
        self.asked: list[str] = []
        self.fault: Exception | None = None

    async def tell(self, call_key: str) -> CallContext | None:
        self.asked.append(call_key)
        if self.fault is not None:
            raise self.fault
        return self.known.get(call_key)


async def test_a_citizen_handed_on_is_not_a_consultation_even_if_the_server_knows_no_more(
    scope: TaskScope,
) -> None:
    server = Server()
    passed = PassedCallViewModel(ask=server.tell, scope=scope)
    passed.look_up("k-2")
    await until(lambda: passed.context == ASKING)
    passed.follow("k-3")
    assert passed.context is not None
    assert (passed.context.note, passed.context.citizen_call_key) == ("TARI", "")
    await until(lambda: server.asked == ["k-2", "k-3"])
    assert passed.context.note == "TARI"


async def test_what_the_server_says_later_of_the_citizen_is_no_consultation_either(
    scope: TaskScope,
) -> None:
    server = Server()
    server.known["k-3"] = CallContext(call_key="k-3", note="IMU", citizen_call_key="k-1")
    passed = PassedCallViewModel(ask=server.tell, scope=scope)
    passed.look_up("k-2")
    await until(lambda: passed.context == ASKING)
    passed.follow("k-3")
    await until(lambda: passed.context is not None and passed.context.note == "IMU")
    assert passed.context is not None
    assert passed.context.citizen_call_key == ""


async def answered() -> None:
    await until(lambda: "caller.context" not in {one.get_name() for one in asyncio.all_tasks()})


@pytest.mark.parametrize("fault", [ServerUnreachable(), SessionExpired()])
async def test_a_call_rings_on_when_nobody_can_say_who_passes_it(
    scope: TaskScope, fault: Exception
) -> None:
    server = Server()
    server.fault = fault
    passed = PassedCallViewModel(ask=server.tell, scope=scope)
    passed.look_up("k-2")
    await until(lambda: bool(server.asked))
    await answered()
    assert passed.context is None


async def test_a_call_without_a_name_is_not_asked_about(scope: TaskScope) -> None:
    server = Server()
    passed = PassedCallViewModel(ask=server.tell, scope=scope)
    passed.look_up("")
    await answered()
    assert server.asked == []
