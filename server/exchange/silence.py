"""Why a peer did not answer, in words and with what to look at: a class's name helps nobody."""

import socket
import ssl


def silence(error: BaseException) -> str:
    """Return it without a full stop. error: of a socket, of TLS or of httpx."""
    import httpx  # not before: whoever met an error of it has it

    inner: BaseException | None = error
    while inner is not None:
        match inner:
            case socket.gaierror():
                return "its name is unknown here: look at the name and at this machine's DNS"
            case ConnectionRefusedError():
                return "nothing listens there: is it running, and is the port right?"
            case ssl.SSLCertVerificationError():
                return f"its certificate is not trusted: {inner.verify_message}"
            case ssl.SSLError():
                return "it does not speak TLS there: is the port right?"
            case TimeoutError() | httpx.TimeoutException():
                return "no answer in time: is it running, and does a firewall let this machine in?"
            case OSError() if inner.strerror:
                return inner.strerror
        inner = inner.__cause__ or inner.__context__
    return "no answer that makes sense: is it running, and is the port right?"
