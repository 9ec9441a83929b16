"""The errors a screen may meet. Each class exists because somebody treats it differently."""

from collections.abc import Mapping

from contract.wire import reason_codes


class ServerUnreachable(Exception):
    """No answer in time, or none of ours. Work goes on; only the connection indicator changes.

    status: of an answer that is no word on the question: the server broke, or something before it.
    """

    def __init__(self, detail: str = "", *, status: int = 0, code: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.code = code


class ServerRejected(Exception):
    """The server said no to what was asked: asking again later does not help. code: a reason code.

    Not "unreachable": whoever works on without a server must not take a no for its silence.
    detail: what the server said with it; may be secret, and is in no text of the error.
    """

    def __init__(self, status: int, code: str, detail: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail or {}


class ServerFull(ServerUnreachable):
    """The server answers but cannot store anything: its disk is full. It recovers by itself."""


class ServerNotTrusted(Exception):
    """The server's certificate is not the pinned one. Nothing was sent."""


class AnswerForged(Exception):
    """What came to be copied is not signed by the server this seat knows. Nothing was taken."""


class SignInRefused(Exception):
    """The server, or the local vault when offline, refused. code is a reason code.

    detail: of a new second factor, what it is.
    """

    def __init__(self, code: str, detail: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail or {}


class SessionExpired(Exception):
    """The access cannot be renewed: the lock screen asks for the secret, work stays open.

    code: a reason code, "session_expired" unless somebody ended the session.
    """

    def __init__(self, code: str = reason_codes.SESSION_EXPIRED) -> None:
        super().__init__(code)
        self.code = code


# Where an answer would only be shown, a no leaves as little to show as silence does.
NOT_TOLD = (ServerUnreachable, ServerNotTrusted, SessionExpired, ServerRejected)


class LocalStoreBroken(Exception):
    """The replica cannot be read or written.

    kind: "corrupt", "full", "locked" (another console has it), "newer_version", "unwritable"
    (no permission, or the disk fails) or "closed" (nobody is signed in).
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


class KeyringMissing(Exception):
    """The operating system offers no keyring; the replica may live in memory only."""


class PhoneUnavailable(Exception):
    """The phone process does not answer on its socket."""


class PhoneRefused(Exception):
    """The phone refused a command. code as in the softphone port: "unknown_call", "no_line"…"""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SheetNotSaved(Exception):
    """The folder for what the operator takes along cannot be written."""


class VoicemailGone(Exception):
    """The server does not have this message for her: it was deleted after its time."""


class ContactIncomplete(Exception):
    """The contact cannot be closed yet. fields: in the order of the form, with reason codes."""

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(name for name, _ in fields))
        self.fields = fields  # (field name, reason code: "missing_field", "phone_too_short"…)


class EntryUnreadable(Exception):
    """Some texts of an entry are no values of their fields. fields: as of ContactIncomplete."""

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(name for name, _ in fields))
        self.fields = (
            fields  # (field name, code of console.model.editing.entry_form.UnreadableField)
        )


class ClaimFiled(Exception):
    """Offline: the claim was filed as a request; the server grants or refuses it on return."""


class DraftsFull(Exception):
    """The server keeps as many drafts of this editor as it keeps of one."""
