"""Why a call ended: the SIP library's words and codes turned into ours."""

from contract.wire.phone_socket import EndCause
from phone.browser.page_messages import CallHeard

_BY_CODE = {
    403: EndCause.NOT_ALLOWED,
    408: EndCause.NO_ANSWER,
    480: EndCause.UNREACHABLE,
    486: EndCause.BUSY,
    487: EndCause.NO_ANSWER,
    600: EndCause.BUSY,
    603: EndCause.REJECTED,
}
_BY_WORD = {
    "No Answer": EndCause.NO_ANSWER,
    "Expires": EndCause.NO_ANSWER,
    "RTP Timeout": EndCause.MEDIA_TIMEOUT,
    "Connection Error": EndCause.NETWORK,
    "Request Timeout": EndCause.NETWORK,
    "No ACK": EndCause.NETWORK,
    "Dialog Error": EndCause.NETWORK,
    "Internal Error": EndCause.NETWORK,
    "WebRTC Error": EndCause.NETWORK,
    "Bad Media Description": EndCause.NETWORK,
}


def end_cause(ended: CallHeard) -> EndCause:
    """Return our cause. A cancelled call says by its Reason header who or what cancelled it."""
    if ended.cause in _BY_WORD:
        return _BY_WORD[ended.cause]
    if ended.is_local:
        return EndCause.REJECTED if ended.cause == "Rejected" else EndCause.HUNG_UP_HERE
    if ended.cause == "Canceled":
        cancelled = {200: EndCause.ANSWERED_ELSEWHERE, 408: EndCause.NO_ANSWER}
        return cancelled.get(ended.reason, EndCause.HUNG_UP_THERE)
    if ended.code >= 300:
        return _BY_CODE.get(ended.code, EndCause.UNREACHABLE)
    return EndCause.HUNG_UP_THERE
