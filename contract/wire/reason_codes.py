"""Stable refusal codes. Never shown as they are: console.screens.wording words them."""

ALREADY_CLAIMED = "already_claimed"
STALE_FENCE = "stale_fence"
CLAIM_GRANTED = "claim_granted"  # of a notice: the claim filed offline succeeded
LEASE_LOST = "lease_lost"  # of a notice: a claim ran out, the callback may be somebody else's
UNKNOWN_CALLBACK = "unknown_callback"
UNKNOWN_CASE = "unknown_case"
UNKNOWN_DESK = "unknown_desk"
UNKNOWN_TOPIC = "unknown_topic"
EXISTS = "exists"
FORBIDDEN = "forbidden"
ID_REUSED = "id_reused"
INVALID = "invalid"  # with the field in the verdict's detail
MISSING_FIELD = "missing_field"  # likewise
TEXT_TOO_LONG = "text_too_long"  # likewise
UNKNOWN_KIND = "unknown_kind"
CASE_STATE = "case_state"  # the transition is not allowed
PHONE_FORBIDDEN = "phone_forbidden"

BAD_CREDENTIALS = "bad_credentials"
TOO_MANY_ATTEMPTS = "too_many_attempts"
ACCOUNT_DISABLED = "account_disabled"
SESSION_EXPIRED = "session_expired"
MALFORMED = "malformed"
PROTOCOL_UNSUPPORTED = "protocol_unsupported"
TOO_LARGE = "too_large"
READ_ONLY = "read_only"  # the server's disk is full
NOT_FOUND = "not_found"  # no such address at the server
METHOD_NOT_ALLOWED = "method_not_allowed"
UNAVAILABLE = "unavailable"  # the server's database does not answer; try again later
INTERNAL = "internal"  # a bug of the server, with the reference of its log line in the detail
