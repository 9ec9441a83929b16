"""Grant a claim that was filed while the seat was offline, if the callback is still to be had."""

from contract.domain.account import Capability
from contract.domain.callback import Callback
from contract.domain.ids import desk_scope
from contract.wire import reason_codes
from contract.wire.commands import RequestCallback
from server.store.sync.replicated_rows import find
from server.usecases.contacts.callback_lease import granted
from server.usecases.operations.refused import Refused
from server.usecases.sync.command_work import CommandWork, Outcome


def request_callback(work: CommandWork, data: RequestCallback) -> Outcome:
    """Claim it for the account, the fence in the detail. Raise Refused naming who has it."""
    work.require(Capability.CALLBACK_CLAIM)
    callback = find(work.connection, Callback, data.callback_id, lock=True)
    if callback is None:
        raise Refused(reason_codes.UNKNOWN_CALLBACK, field="callback_id")
    work.require_desk(callback.desk_id)
    claimed = granted(callback, work.account, work.now)
    if claimed is None:
        raise Refused(reason_codes.ALREADY_CLAIMED, holder=callback.holder_name)
    work.edit.put(desk_scope(claimed.desk_id), claimed)
    return Outcome(detail={"fence": str(claimed.fence)})
