"""The transfer as the server knows it: contact and case go with the citizen."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.model.calls.transfer import TransferStart, TransferWish
from console.model.contact.contact_draft import ContactDraft
from contract.domain.ids import CaseId


class AnnouncedTransfer:
    """wish None: of another start of the window; the server knows what it was told then."""

    def __init__(
        self,
        send: Callable[[TransferWish], Awaitable[TransferStart]],
        draft: Callable[[], ContactDraft | None],
        case_id: Callable[[], CaseId | None],
    ) -> None:
        self._send = send
        self._draft = draft
        self._case_id = case_id
        self.wish: TransferWish | None = None

    async def begin(self, wish: TransferWish) -> TransferStart:
        self.wish = replace(wish, draft=self._draft(), case_id=self._case_id())
        return await self._send(self.wish)

    @property
    def is_outdated(self) -> bool:
        """Return whether more was written since a consultation began, which takes minutes."""
        wish, draft = self.wish, self._draft()
        if wish is None or not wish.consult or draft is None:
            return False
        return (draft, self._case_id()) != (wish.draft, wish.case_id)

    async def begin_anew(self) -> None:
        """Bring what was written since: whoever takes the citizen over reads all of it."""
        if self.wish is not None:
            await self.begin(self.wish)

    async def end_consultation(self) -> None:
        """Whom she consulted has the citizen now: the server notes who it is."""
        if self.wish is not None and self.wish.consult:
            self.wish = replace(self.wish, consult=False)
            await self._send(self.wish)
