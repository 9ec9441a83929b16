"""Why there is no line to the SMS centre, in words that say what to put right."""

import ssl

from server.gateways.sms.smpp_line import BindRefused

# OpenSSL's: nobody it knows has signed it.
_OF_NOBODY = frozenset({18, 19, 20, 21})
_ANOTHER_TONGUE = frozenset(
    {"WRONG_VERSION_NUMBER", "UNEXPECTED_EOF_WHILE_READING", "RECORD_LAYER_FAILURE"}
)


def why_not(error: Exception) -> str:
    """Return it in a few words; the log and doctor say the same."""
    match error:
        case BindRefused():
            return f"it refuses the bind, {error}"
        case ssl.SSLCertVerificationError():
            return _certificate(error)
        case ssl.SSLError():
            return _tls(error)
        case TimeoutError():
            return "no answer in time"
        case OSError():
            return error.strerror or type(error).__name__
        case _:
            return str(error) or type(error).__name__


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    words = f"its certificate is not trusted, {error.verify_message.rstrip('.')}"
    if error.verify_code in _OF_NOBODY:
        return f"{words}; who signed it belongs into sms.ca_file"
    return words


def _tls(error: ssl.SSLError) -> str:
    if error.library == "X509":
        return "no certificate can be read from sms.ca_file"
    if error.reason in _ANOTHER_TONGUE:
        return "it does not speak TLS on this port"
    return f"TLS comes to nothing, {error.reason or type(error).__name__}"
