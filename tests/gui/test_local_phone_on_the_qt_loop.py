"""The phone's socket on the loop that ships."""

from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import Call, CallEvent, CallState, Line, Snapshot
from tests.support.waiting import until
from tests.unit.console.telephony.scripted_phone import scripted_phone


async def test_phone_is_attached_asked_and_heard_on_the_qt_loop() -> None:
    async with scripted_phone() as phone:
        phone.snapshot = Snapshot(line=Line(registered=True))
        phone.reply = lambda request: {"re": request["id"], "ok": True, "result": 3}
        scope = TaskScope(lambda name, error: None)
        local = LocalPhone(phone.socket, scope)
        local.start()
        await until(lambda: local.snapshot.line.registered)
        assert await local.dial("1002") == 3
        call = Call(call=3, state=CallState.CALLING)
        phone.tell(CallEvent(seq=1, call=call))
        await until(lambda: local.snapshot.calls == (call,))
        phone.cut()
        await until(lambda: phone.attached == 2)
        await scope.close()
