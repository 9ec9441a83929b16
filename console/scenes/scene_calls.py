"""What stands around the calls of the invented city: queues, a colleague, the last calls."""

from datetime import timedelta

from msgspec.structs import replace

from console.model.calls.past_call import PastCall
from console.scenes import scene_city as city
from contract.domain.caller import CallerDetails
from contract.domain.contact import Disposition
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Entry, LanguageHours, Queue
from contract.wire.claims import CallStory
from contract.wire.duty import CallContext, Colleague
from contract.wire.phone_socket import EndCause

COLLEAGUE = Colleague(
    account_id=AccountId("op-2"), name="Carlo Collega", seat="1201", state="ready"
)
_SPOKEN = (Entry(number="060606"), Entry(number="060607", language="en"))
QUEUES = (
    Queue(
        id=QueueId("tributi"),
        name="Tributi",
        hours="Mo-Fr 08:30-18:30",
        desk_id=city.DESKS[0].id,
    ),
    Queue(
        id=QueueId("nidi"), name="Scuole e nidi", hours="Th 09:00-13:00", desk_id=city.DESKS[2].id
    ),
    Queue(
        id=QueueId("informazioni"),
        name="Informazioni",
        entries=(*_SPOKEN, Entry(number="060608", language="ar")),
        hours="Mo-Su 07:00-22:00",
        language_hours=(
            LanguageHours(language="en", hours="Mo-Fr 09:00-18:00"),
            LanguageHours(language="ar", hours="Mo-Sa 16:00-19:00"),
        ),
    ),
    Queue(
        id=QueueId("info-stranieri"),
        name="Informazioni per stranieri",
        entries=(*_SPOKEN, Entry(number="060609", language="zh")),
        hours="Mo-Fr 08:00-13:00",
    ),
)


def _past_calls() -> tuple[PastCall, ...]:
    def one(number: int, cause: EndCause, talk_s: int = 0, **fields: object) -> PastCall:
        began = city.NOW - timedelta(minutes=17 * number)
        values: dict[str, object] = {
            "id": f"t-{number}",
            "is_incoming": True,
            "peer": f"+3906555001{number:02}",
            "queue": "Tributi",
            "began_at": began,
            "answered_at": began + timedelta(seconds=6) if talk_s else None,
            "ended_at": began + timedelta(seconds=6 + talk_s),
            "cause": cause,
        }
        return PastCall(**(values | fields))  # type: ignore[arg-type]  # scenes set any field

    return (
        one(1, EndCause.HUNG_UP_THERE, 134, story=CallStory(quality=city.sounding(4.3, 0.1))),
        one(2, EndCause.NO_ANSWER),
        one(3, EndCause.BUSY, is_incoming=False, queue="", label="Sportello Esempi"),
        one(4, EndCause.ANSWERED_ELSEWHERE, peer=""),
        one(5, EndCause.NETWORK, 61, story=city.STORY),
    )


PAST_CALLS = _past_calls()


def a_context() -> CallContext:
    """A call that a colleague of level I brings, with contact and case."""
    file = city.case_file(city.CALLBACKS[0])
    contact = city.contact(9, city.TOPICS[2], Disposition.TRANSFERRED, "Bianca Esempio")
    said = "Ha pagato due volte la seconda rata e ha le due ricevute; chiede quando riavrà i soldi."
    return CallContext(
        call_key="scena@prova",
        queue_id="tributi",
        caller_phone=city.PHONE,
        waited_s=18,
        from_name="Carlo Collega",
        note="È la terza volta che chiama: va rassicurata.",
        contact=replace(
            contact,
            caller=CallerDetails(name="Bianca Esempio", phone=city.PHONE, municipio="VII"),
            description=said,
        ),
        case=file.case,
    )
