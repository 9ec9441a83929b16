"""The contact in hand, the caller, and what is sent to the citizen."""
