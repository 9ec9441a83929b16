"""A second phone process whose console dials without pause: the phone itself says no."""

import asyncio
import sys
from collections import Counter
from typing import Any

from console.errors import PhoneRefused, PhoneUnavailable
from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from tools.call_centre.house import House
from tools.demo.processes import Processes
from tools.hostile.storms import too_many

SEAT, SECRET = "1099", "secret-of-a-hasty-seat"
NOBODY = "1077"  # a seat that is not signed in: each call is refused at once
READY_S = 60.0


async def dials(house: House, count: int) -> dict[str, Any]:
    """Dial count times within a minute; return what the phone answered."""
    processes = Processes(house.folder / "phone-logs")
    socket = house.folder / "lone"
    command = [sys.executable, "-m", "phone", "--socket", str(socket), "--test"]
    command += ["--data-dir", str(house.folder / "lone-phone")]
    processes.start("phone-lone", command, {"QT_QPA_PLATFORM": "offscreen"})
    faults: list[str] = []
    scope = TaskScope(lambda name, fault: faults.append(f"{name}: {fault!r}"))
    phone = LocalPhone(socket, scope)
    try:
        phone.start()
        await _until_registered(house, phone)
        told: Counter[str] = Counter()
        for _ in range(count):
            told[await _dial(phone)] += 1
        passed = count - told["too_many"]
        wrong = too_many(passed, count)
        return {"dials": count, "told": dict(told), "faults": faults, "not_refused": wrong}
    finally:
        await scope.close()
        processes.stop_all()


async def _until_registered(house: House, phone: LocalPhone) -> None:
    house.exchange.set_secret(SEAT, SECRET)
    async with asyncio.timeout(READY_S):
        while phone.snapshot.line.reason == "phone_gone":
            await asyncio.sleep(0.05)
        await phone.set_line(house.exchange.line_of(SEAT, SECRET), "")
        await phone.set_available(True)
        while not phone.snapshot.line.registered:
            await asyncio.sleep(0.05)


async def _dial(phone: LocalPhone) -> str:
    try:
        await phone.dial(NOBODY)
    except PhoneRefused as refused:
        return str(refused)
    except PhoneUnavailable:
        return "phone_gone"
    for _ in range(100):
        if not phone.snapshot.calls:
            return "dialled"
        await asyncio.sleep(0.02)
    return "dialled, and still up"
