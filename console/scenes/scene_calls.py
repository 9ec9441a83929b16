"""What stands around the calls in a scene: lines, a colleague's words, the last calls."""

from datetime import timedelta

from msgspec.structs import replace

from console.model.calls.directory_entry import DirectoryEntry, LineKind
from console.model.calls.live_call import EndCause
from console.model.calls.past_call import PastCall
from console.model.calls.transfer import TransferStart, TransferWish
from console.runtime.change_feed import ChangeFeed
from console.runtime.clock import ServerClock
from console.runtime.task_scope import TaskScope
from console.scenes import scene_city as city
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.calls.announced_transfer import AnnouncedTransfer
from console.viewmodels.calls.call_log import CallLogViewModel
from console.viewmodels.calls.call_models import CallModels
from console.viewmodels.calls.directory import DirectoryViewModel
from console.viewmodels.calls.passed_call import PassedCallViewModel
from console.viewmodels.calls.transfer import TransferViewModel
from console.viewmodels.contact.contact_editor import ContactEditorViewModel
from contract.domain.caller import CallerDetails
from contract.domain.contact import Disposition
from contract.domain.ids import QueueId
from contract.wire.claims import CallStory
from contract.wire.duty import CallContext, CallQuality

LINES = (
    DirectoryEntry(
        kind=LineKind.QUEUE,
        id="tributi",
        name="Tributi",
        to="q-tributi",
        hours="Mo-Fr 08:30-18:30",
        queue_id=QueueId("tributi"),
    ),
    DirectoryEntry(
        kind=LineKind.QUEUE,
        id="nidi",
        name="Scuole e nidi",
        to="q-nidi",
        hours="Th 09:00-13:00",
        queue_id=QueueId("nidi"),
    ),
    DirectoryEntry(
        kind=LineKind.COLLEAGUE,
        id="op-2",
        name="Carlo Collega",
        to="1201",
        seat="1201",
        state="ready",
    ),
    DirectoryEntry(
        kind=LineKind.OFFICE,
        id="o-1",
        name=city.OFFICES[0].name,
        detail="06 5550 0500 · Via degli Esempi 50",
        to="+390655500500",
        times=(city.OFFICES[0].desk_times,),
        number="+390655500500",
    ),
    *(
        DirectoryEntry(
            kind=LineKind.QUEUE,
            id=queue.id,
            name=queue.name,
            to=f"q-{queue.id}",
            queue_id=queue.id,
            queue=queue,
        )
        for queue in city.QUEUES
    ),
)


def past_calls() -> tuple[PastCall, ...]:
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


class SceneLines:
    """Change the fields before the scene needs them."""

    def __init__(self) -> None:
        self.context: CallContext | None = None
        self.is_unreachable = False
        self.wishes: list[TransferWish] = []
        self.kept: list[PastCall] = []

    def find(self, text: str, limit: int) -> tuple[DirectoryEntry, ...]:
        wanted = text.lower()
        return tuple(one for one in LINES if wanted in one.name.lower())[:limit]

    def common(self, limit: int) -> tuple[DirectoryEntry, ...]:
        return LINES[:2]

    async def ask_colleagues(self) -> bool:
        return not self.is_unreachable

    async def begin(self, wish: TransferWish) -> TransferStart:
        self.wishes.append(wish)
        return TransferStart(to=wish.entry.to, is_carried=not self.is_unreachable)

    async def look_up(self, call_key: str) -> CallContext | None:
        return self.context

    async def past(self) -> tuple[PastCall, ...]:
        return past_calls()

    async def note(self, call: PastCall) -> None:
        self.kept.append(call)

    async def note_quality(self, call_key: str, quality: CallQuality) -> None:
        """Nobody measures a scene."""


def call_models(
    lines: SceneLines,
    calls: ActiveCallViewModel,
    editor: ContactEditorViewModel,
    feed: ChangeFeed,
    scope: TaskScope,
) -> CallModels:
    directory = DirectoryViewModel(
        find=lines.find,
        common=lines.common,
        ask_colleagues=lines.ask_colleagues,
        scope=scope,
        now=lambda: city.NOW,
        language=lambda: calls.call.language if calls.call is not None else "",
    )
    return CallModels(
        directory=directory,
        transfer=TransferViewModel(
            calls=calls,
            directory=directory,
            announced=AnnouncedTransfer(lines.begin, lambda: editor.draft, lambda: None),
            scope=scope,
        ),
        passed=PassedCallViewModel(look_up=lines.look_up, scope=scope),
        log=CallLogViewModel(
            calls=calls,
            records=lines,
            context=lambda: lines.context,
            stalls=lambda: 0,
            scope=scope,
            at=ServerClock(lambda: city.NOW).at,
        ),
    )
